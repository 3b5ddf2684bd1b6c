"""What may follow what, whom it concerns, and what an answer is worth: nothing here looks anything up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, get_args

from mentorhub.forms.answers import FieldProblem, check_answers, is_asked
from mentorhub.forms.questions import AnyQuestion, Tick
from mentorhub.forms.values import Answers
from mentorhub.programs import eligibility
from mentorhub.programs.eligibility import Facts, Refusal
from mentorhub.programs.template import RoleKey, Template
from mentorhub.written import cleaned

Status = Literal["draft", "submitted", "asked_back", "accepted", "declined", "waitlisted", "withdrawn"]
Decision = Literal["accept", "ask_back", "decline", "waitlist"]
Step = Literal[
    "sent", "sent_again", "accepted", "asked_back", "declined", "waitlisted", "withdrawn", "reopened"
]
ParticipantStatus = Literal["active", "paused", "left", "removed"]

STATUSES: tuple[Status, ...] = get_args(Status)
ROLES: tuple[RoleKey, ...] = get_args(RoleKey)
PARTICIPANT_STATUSES: tuple[ParticipantStatus, ...] = get_args(ParticipantStatus)

OPEN: frozenset[str] = frozenset({"draft", "asked_back"})
"""The applicant may write in it."""

WAITING: frozenset[str] = frozenset({"submitted", "waitlisted"})
"""Somebody has to decide, or to wait."""

Decided = Literal["accepted", "asked_back", "declined", "waitlisted"]
BECOMES: Mapping[Decision, Decided] = {
    "accept": "accepted",
    "ask_back": "asked_back",
    "decline": "declined",
    "waitlist": "waitlisted",
}
DECIDABLE: Mapping[Decision, frozenset[str]] = {
    "accept": frozenset({"submitted", "waitlisted", "asked_back", "declined"}),
    "ask_back": frozenset({"submitted", "waitlisted", "declined"}),
    "decline": frozenset({"submitted", "waitlisted", "asked_back"}),
    "waitlist": frozenset({"submitted", "asked_back", "declined"}),
}
"""From where each decision can be taken. A decline can be put right, an acceptance is ended by leaving."""

NEEDS_WORDS: frozenset[Decision] = frozenset({"ask_back"})

CLAIM_LIFE = timedelta(days=3)
CLAIMS_AN_HOUR = 5
MOST_CHOSEN = 400
MOST_TYPED = 60_000
"""Characters of a whole form as typed; the longest template leaves room for about as much."""

FEWEST_FOR_INTERESTS = 3
"""With fewer people waiting, their interests would tell who they are."""


@dataclass(frozen=True)
class Judgement:
    """A form as it stands: what is right in it, what is not, and whether its writer may take part."""

    answers: Answers
    problems: tuple[FieldProblem, ...]
    refusals: tuple[Refusal, ...]
    unknown: tuple[Refusal, ...]
    asked: tuple[AnyQuestion, ...]
    """The questions that apply, given the answers so far."""

    @property
    def ready(self) -> bool:
        return not self.problems and not self.refusals

    @property
    def keep_nothing(self) -> bool:
        return any(refusal.keep_nothing for refusal in self.refusals)


AGREEMENT = "agreement_signed"
"""The key of the tick that stands for the agreement, where it is signed with the application."""


def questions_of(template: Template, role: RoleKey) -> tuple[AnyQuestion, ...]:
    """What the form asks: the template's questions, then the agreement if it is signed here."""
    asked = template.questions_for(role)
    agreement = template.agreement
    if agreement is None or agreement.signed_at != "application" or role not in agreement.signed_by:
        return asked
    signature = Tick(
        kind="tick",
        key=AGREEMENT,
        label=f"I have read “{agreement.title}” and agree to it.",
        seen_by="The people who run the program, and those you are paired with.",
        roles=(role,),
    )
    return (*asked, signature)


def judge(
    template: Template,
    role: RoleKey,
    typed: Mapping[str, object],
    roster: Facts,
    today: date,
    *,
    draft: bool,
) -> Judgement:
    """Read what was typed and say at once who may take part. A draft may still have gaps."""
    questions = questions_of(template, role)
    stage = template.form.stage_question
    checked = check_answers(
        questions, typed, template.form.lists, today=today, stage_question=stage, draft=draft
    )
    # What the roster states is not for the applicant to say; the template keeps the keys apart.
    found = eligibility.check(template, role, {**roster, **checked.answers}, today)
    return Judgement(
        answers=checked.answers,
        problems=checked.problems,
        refusals=tuple(each for each in found if not each.cannot_tell_yet),
        unknown=tuple(each for each in found if each.cannot_tell_yet),
        asked=tuple(
            question
            for question in questions
            if is_asked(question, checked.answers, today=today, stage_question=stage)
        ),
    )


def capacity_of(template: Template, role: RoleKey, answers: Mapping[str, object]) -> int:
    """With how many people somebody can be paired at the same time."""
    if role == "mentor":
        rule = template.matching.mentor_capacity
        wanted = answers.get(rule.question) if rule.question else None
        number = wanted if isinstance(wanted, int) and not isinstance(wanted, bool) else rule.default
        return max(1, min(number, rule.maximum))
    return template.matching.mentors_per_mentee if role == "mentee" else 1


def is_early_career(template: Template, answers: Mapping[str, object]) -> bool | None:
    """Counted and reported, never a gate; None where nobody asks for the stage."""
    question = template.form.stage_question
    if question is None or not template.eligibility.early_career:
        return None
    return answers.get(question) in template.eligibility.early_career


def tidy(typed: Mapping[str, object], questions: Sequence[AnyQuestion]) -> dict[str, str | list[str]]:
    """What a browser sent, as it was typed, but only for questions that there are and of a bounded size."""
    keys = {question.key for question in questions}
    kept: dict[str, str | list[str]] = {}
    room = MOST_TYPED
    for name, value in typed.items():
        if not isinstance(name, str) or name.split(".")[0] not in keys:
            continue
        clean: str | list[str]
        if isinstance(value, str):
            clean = cleaned(value)
            size = len(clean)
        elif isinstance(value, list | tuple):
            clean = [cleaned(item) for item in value if isinstance(item, str)][:MOST_CHOSEN]
            size = sum(len(item) for item in clean)
        else:
            continue
        if size <= room:
            kept[name], room = clean, room - size
    return kept
