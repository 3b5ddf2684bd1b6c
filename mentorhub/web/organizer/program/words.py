"""A template, told to the person who runs its program: six chapters of short sentences."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import assert_never

from mentorhub.programs.counting import both, counted, either
from mentorhub.programs.template import DUTIES, RoleKey, Template
from mentorhub.programs.template.care import Survey
from mentorhub.programs.template.people import Intake
from mentorhub.programs.words import acceptance, cadence, length, modes, month_day, term
from mentorhub.web.organizer.program.rules import lowered, rules_of


@dataclass(frozen=True)
class Said:
    """A line with its heading: "Mentors" / "membership: Active or Senior"."""

    what: str
    words: str
    more: list[str] = field(default_factory=list)
    """More than one wants to read at first: the questions themselves."""


@dataclass(frozen=True)
class Chapter:
    title: str
    lines: list[Said] = field(default_factory=list)


PARTS: dict[str, str] = {
    "about": "the texts of the public page",
    "roles": "who takes part",
    "intake": "when and how people join",
    "eligibility": "who may join",
    "form": "what we ask",
    "pairing": "who pairs, and whose yes it takes",
    "matching": "what makes a good pair",
    "agreement": "what pairs agree to",
    "framework": "how often they meet, and for how long",
    "meetings": "where they meet",
    "goals": "goals",
    "safeguarding": "safety and privacy",
    "surveys": "surveys",
    "resources": "the guide and links",
    "closing": "how it ends",
}


def changed_parts(before: Template, after: Template) -> str:
    """Such as "surveys and who may join"; empty where both are the same."""
    return both([words for part, words in PARTS.items() if getattr(before, part) != getattr(after, part)])


def chapters(template: Template) -> list[Chapter]:
    return [
        Chapter("Who may join", list(_joining(template))),
        Chapter("What we ask", list(_asking(template))),
        Chapter("How we pair", list(_pairing(template))),
        Chapter("What pairs agree to", list(_agreeing(template))),
        Chapter("How they meet", list(_meeting(template))),
        Chapter("Surveys", list(_surveys(template))),
    ]


def _joining(template: Template) -> Iterator[Said]:
    for role in template.roles.roles:
        rules = rules_of(template, role.key)
        yield Said(_capital(role.plural), _sentence(rules) if rules else "Everybody who would like to.")
    yield Said("When", _when(template.intake))
    yield Said(
        "Where",
        "On your public page, open to everybody."
        if template.intake.audience == "public"
        else "On your public page, for people on the roster who have signed in.",
    )
    yield Said(
        "Then",
        "A coordinator reads each application."
        if template.intake.review
        else "Whoever may join takes part at once; nobody has to read the application first.",
    )


def _when(intake: Intake) -> str:
    if intake.kind == "rolling":
        said = "At any time."
    else:
        windows = [f"{month_day(window.opens)} to {month_day(window.closes)}" for window in intake.windows]
        said = f"Each year from {both(windows)}."
    if intake.rounds:
        days = both([month_day(entry.pairs_on) for entry in intake.rounds])
        said += f" Pairing is on {days} each year."
    return said


def _asking(template: Template) -> Iterator[Said]:
    for role in template.roles.roles:
        questions = [each for each in template.questions_for(role.key) if each.key != DUTIES]
        optional = sum(not question.required for question in questions)
        all_needed = (
            "every one needs an answer" if not optional else f"{counted(optional, 'answer')} optional"
        )
        asked = f"{_capital(counted(len(questions), 'question'))}, {all_needed}."
        yield Said(_capital(role.plural), asked, [question.label for question in questions])
    for notice in template.form.notices:
        whom = both([template_plural(template, key) for key in notice.roles]) if notice.roles else "everybody"
        yield Said(f"Told to {whom}", notice.text)


def _pairing(template: Template) -> Iterator[Said]:
    pairing, matching = template.pairing, template.matching
    yield Said("Who pairs", _who_pairs(template))
    yield Said("Whose yes", acceptance(pairing.acceptance))
    total = sum(factor.weight for factor in matching.factors)
    if total:
        parts = [f"{factor.label} ({100 * factor.weight / total:.0f} %)" for factor in matching.factors]
        yield Said("What counts", f"{', '.join(parts)}.")
    if matching.rules:
        yield Said("Never broken", " ".join(_sentence(rule.label) for rule in matching.rules))
    if pairing.kind != "circles":
        yield Said("Places", _places(template))
    if pairing.contact_hidden_until_final:
        yield Said("Contact", "Hidden until the pairing is final.")


def _who_pairs(template: Template) -> str:
    by = template.pairing.by
    match template.pairing.kind:
        case "committee" | "staff":
            return f"{by}. You get a proposal with its reasons, change what you like, and publish."
        case "self_choice":
            return f"{by}. Mentees choose a mentor themselves."
        case "automatic":
            return f"{by}. The best assignment is published without anybody changing it."
        case "circles":
            shape = template.pairing.circle
            size = f" of {shape.size_from} to {shape.size_to}" if shape is not None else ""
            return f"{by}. Circles{size} of equals, no mentor and no mentee."
        case _ as kind:
            assert_never(kind)


def _places(template: Template) -> str:
    capacity = template.matching.mentor_capacity
    asked = template.question(capacity.question) if capacity.question else None
    if asked is None:
        said = f"Each mentor has room for {counted(capacity.default, 'mentee')}"
    else:
        said = f"Each mentor says with how many they would work, at most {capacity.maximum}"
    return f"{said}; each mentee gets {counted(template.matching.mentors_per_mentee, 'mentor')}."


def _agreeing(template: Template) -> Iterator[Said]:
    agreement = template.agreement
    if agreement is None:
        yield Said("Agreement", "There is no text to sign.")
    else:
        when = "with the application" if agreement.signed_at == "application" else "before they begin"
        who = both([_party(template, party) for party in agreement.signed_by])
        yield Said(f"“{agreement.title}”", f"Signed by {who}, {when}.")
    yield Said("Goals", _goals(template))
    yield Said("May change", _changes(template))
    yield Said("Privacy", template.safeguarding.privacy)


_FIELDS = {
    "cadence": "how often they meet",
    "length": "how long a meeting is",
    "mode": "how they meet",
    "term": "the term",
    "monthly_minutes": "the time each month",
}


def _changes(template: Template) -> str:
    may = either([_FIELDS[name] for name in template.framework.may_change])
    if not may:
        return "Nothing: these terms hold for everybody."
    if template.pairing.kind == "circles":
        return f"A circle may change {may} when all its members agree; nobody else is asked."
    return f"The two may change {may} when both agree; nobody else is asked."


def _goals(template: Template) -> str:
    match template.goals.plan:
        case "none":
            return "None are asked for."
        case "optional":
            return "Welcome, and not required."
        case "expected":
            counts = (
                " A goal counts when both have agreed." if template.goals.active_when == "both_agree" else ""
            )
            return f"Each pair writes down what it works towards.{counts}"
        case _ as plan:
            assert_never(plan)


def _meeting(template: Template) -> Iterator[Said]:
    framework, meetings = template.framework, template.meetings
    yield Said("How often", f"{cadence(framework)}.")
    if framework.minutes and framework.rhythm.kind != "every":
        yield Said("How long", _sentence(length(framework.minutes)))
    yield Said("How", f"{modes(framework)}.")
    yield Said("Where", _sentence(either([lowered(place.label) for place in meetings.places])))
    if meetings.place_rule:
        yield Said("Not elsewhere", meetings.place_rule)
    yield Said("For how long", f"{term(framework.term, framework.season)}.")
    if framework.nudge_after_days is not None:
        quiet = counted(framework.nudge_after_days, "day")
        seen = "and you see it, too" if framework.firm else "and nothing counts as failed"
        yield Said("When it is quiet", f"After {quiet} both get a gentle question, {seen}.")


def _surveys(template: Template) -> Iterator[Said]:
    for survey in template.surveys.surveys:
        to = both([_party(template, party) for party in survey.to])
        names = "Without names" if survey.anonymous else "With names"
        least = f"shown from {counted(survey.smallest_group, 'answer')} on"
        questions = counted(len(survey.questions), "question")
        yield Said(survey.title, f"{_capital(questions)} to {to}, {_survey_time(survey)}. {names}, {least}.")
    if template.surveys.feedback is not None:
        yield Said("At any time", template.surveys.feedback.text)
    if not template.surveys.surveys:
        yield Said("None yet", "You can add surveys in the program's document.")


def _survey_time(survey: Survey) -> str:
    when = survey.when
    match when.kind:
        case "days_in":
            return f"{counted(when.days, 'day')} after they began"
        case "mid_term":
            return "in the middle of the term"
        case "at_end":
            return "at the end"
        case "after_first_meeting":
            return "after the first meeting"
        case "every_months":
            return f"every {counted(when.months, 'month')}" if when.months > 1 else "every month"
        case "by_hand":
            return "when you send it"
        case _:
            assert_never(when.kind)


def template_plural(template: Template, key: RoleKey) -> str:
    role = template.role(key)
    return role.plural if role is not None else f"{key}s"


def _party(template: Template, party: str) -> str:
    role = template.role(party)
    if role is not None:
        return role.plural
    return {"guardian": "guardians", "committee": "the committee", "staff": "the coordinators"}.get(
        party, f"{party}s"
    )


def _sentence(words: str) -> str:
    return f"{_capital(words).rstrip('.')}."


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
