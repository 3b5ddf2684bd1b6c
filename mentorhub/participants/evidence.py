"""What a reviewer reads: answers in words, and each rule beside the facts that it was judged by."""

from collections.abc import Mapping
from datetime import date

from mentorhub.forms.answers import check_answers
from mentorhub.forms.display import display, long_date
from mentorhub.forms.questions import AnyQuestion
from mentorhub.forms.values import Answers
from mentorhub.participants import rules
from mentorhub.participants.views import AnswerRow, EligibilityRow, Fact
from mentorhub.programs import eligibility
from mentorhub.programs.eligibility import Facts
from mentorhub.programs.template import RoleKey, Template
from mentorhub.programs.template.rules import Eligibility, RoleRules, Rule

ROSTER_LABELS = {
    "member": "On the list of members",
    "member_class": "Membership",
    "standing": "Standing",
    "dues_paid_until": "Dues paid until",
    "specialty": "Specialty",
    "institution": "Institution",
    "department": "Department",
    "city": "City",
    "region": "State",
    "joined_year": "Member since",
}
ROSTER, OWN = "the list of members", "the applicant's own answer"


def needed_for_matching(template: Template) -> frozenset[str]:
    """The questions that pairing and eligibility read, and those whose answers a proposal shows."""
    matching, pairing = template.matching, template.pairing
    keys: set[str | None] = {*pairing.proposal_shows, pairing.mentor_class, template.form.stage_question}
    keys.add(matching.mentor_capacity.question)
    for factor in matching.factors:
        params = factor.params.model_dump()
        keys |= {factor.mentor, factor.mentee, params.get("mentor_mode"), params.get("mentee_mode")}
    for hard in matching.rules:
        keys |= {hard.mentor, hard.mentee}
    for entry in template.eligibility.by_role:
        for rule in entry.rules:
            keys |= set(eligibility.facts_of(rule))
    return frozenset(key for key in keys if key is not None)


def hidden_from_reviewers(template: Template, question: AnyQuestion) -> bool:
    """What the template keeps back; and, where reviewers are peers of the applicants, what no pair needs."""
    if question.private:
        return True
    if not template.pairing.coordinators_are_peers or question.kind == "tick":
        return False
    return question.key not in needed_for_matching(template)


def answer_rows(template: Template, role: RoleKey, answers: Answers) -> tuple[AnswerRow, ...]:
    rows: list[AnswerRow] = []
    for question in rules.questions_of(template, role):
        hidden = hidden_from_reviewers(template, question)
        if question.key not in answers:
            continue
        rows.append(
            AnswerRow(
                key=question.key,
                label=question.label,
                text="" if hidden else display(question, answers[question.key], template.form.lists),
                long=question.kind == "long_text",
                hidden=hidden,
                seen_by=question.seen_by,
            )
        )
    return tuple(rows)


def own_answers(
    template: Template, role: RoleKey, typed: Mapping[str, object], today: date
) -> tuple[AnswerRow, ...]:
    """For the applicant: what they wrote, private answers too. Ticks are left out; they were agreed to."""
    form = template.form
    checked = check_answers(
        rules.questions_of(template, role), typed, form.lists, today=today, stage_question=form.stage_question
    )
    return tuple(
        AnswerRow(
            key=question.key,
            label=question.label,
            text=display(question, checked.answers[question.key], form.lists),
            long=question.kind == "long_text",
            hidden=False,
            seen_by=question.seen_by,
        )
        for question in checked.asked
        if question.kind != "tick" and question.key in checked.answers
    )


def eligibility_rows(
    template: Template, role: RoleKey, facts: Facts, answers: Answers, today: date
) -> tuple[EligibilityRow, ...]:
    """As things stand today, which may differ from the day the application was sent."""
    known: Facts = {**facts, **answers}
    due = [rule for rule in template.eligibility.of(role) if "application" in rule.checked_at]
    return tuple(_row(template, role, rule, known=known, answers=answers, today=today) for rule in due)


def _row(
    template: Template, role: RoleKey, rule: Rule, *, known: Facts, answers: Answers, today: date
) -> EligibilityRow:
    alone = template.model_copy(
        update={"eligibility": Eligibility(by_role=(RoleRules(role=role, rules=(rule,)),))}
    )
    found = eligibility.check(alone, role, known, today)
    shown = tuple(_fact(template, key, known, answers) for key in eligibility.facts_of(rule) if key in known)
    if not found:
        return EligibilityRow(met=True, facts=shown, sentence="")
    return EligibilityRow(None if found[0].cannot_tell_yet else False, shown, found[0].sentence)


def _fact(template: Template, key: str, known: Facts, answers: Answers) -> Fact:
    question = template.question(key)
    if question is not None and key in answers:
        return Fact(question.label, display(question, answers[key], template.form.lists), OWN)
    return Fact(ROSTER_LABELS.get(key, key), _plain(known[key]), ROSTER)


def _plain(value: object) -> str:
    match value:
        case bool():
            return "Yes" if value else "No"
        case date():
            return long_date(value)
        case None | "":
            return "not known"
        case _:
            return str(value)
