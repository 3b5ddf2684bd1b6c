"""Where an application stands, in its writer's words."""

from dataclasses import dataclass
from datetime import date

from mentorhub.participants import service as participants
from mentorhub.participants.views import ApplicationView
from mentorhub.programs.views import ProgramView

SINCE = {
    "draft": "Saved",
    "submitted": "Sent",
    "asked_back": "Asked",
    "waitlisted": "Since",
    "accepted": "Since",
    "declined": "Answered",
    "withdrawn": "Since",
}
"""What happened on the day that stands on the card."""


@dataclass(frozen=True)
class Answer:
    label: str
    text: str


@dataclass(frozen=True)
class Mine:
    """One application as its writer sees it."""

    id: str
    participant_id: str
    role: str
    called: str
    status: str
    title: str
    line: str
    words: str
    since: str
    since_what: str
    can_edit: bool
    can_withdraw: bool
    can_begin_anew: bool
    takes_part: str
    edit: str
    refusals: list[str]
    answers: list[Answer]


def row_of(program: ProgramView, view: ApplicationView, paired: str, today: date) -> Mine:
    """`paired`: with whom somebody who takes part is paired now; empty where nobody is."""
    described = program.template.role(view.role)
    called = described.name if described is not None else view.role
    title, line = _standing(program, view, called, paired)
    ended = view.status == "accepted" and view.takes_part == "left"
    again = view.status in ("withdrawn", "declined") or (ended and program.template.closing.may_apply_again)
    return Mine(
        id=str(view.id),
        participant_id=str(view.participant_id or ""),
        role=view.role,
        called=called,
        status=view.status,
        title=title,
        line=line,
        words=view.words,
        since=(view.decided_at or view.submitted_at or view.saved_at).isoformat(),
        since_what="Accepted" if view.takes_part in ("left", "removed") else SINCE[view.status],
        can_edit=view.can_be_edited,
        can_withdraw=view.status in ("draft", "submitted", "waitlisted", "asked_back"),
        can_begin_anew=again,
        takes_part=view.takes_part or "",
        edit=f"/apply/{view.role}?program={program.slug}",
        refusals=list(view.refusals) if view.can_be_edited else [],
        answers=[
            Answer(row.label, row.text)
            for row in participants.own_answers(program.template, view.role, view.typed, today)
        ],
    )


def _standing(program: ProgramView, view: ApplicationView, called: str, paired: str) -> tuple[str, str]:
    by = program.template.pairing.by
    match view.status, view.takes_part:
        case "draft", _ if view.refusals:
            return (
                "Not sent: something stands in the way",
                "Open it to see what you can do about it. Your answers are kept.",
            )
        case "draft", _:
            return "Not sent yet", "Your answers are kept. Go on whenever you like."
        case "submitted", _:
            return (
                "We are reading it",
                f"You wrote to us as a {called}. We write to you as soon as it is decided.",
            )
        case "asked_back", _:
            return (
                "We have a question for you",
                "Your answers are all there. Change what you like and send it again.",
            )
        case "waitlisted", _:
            place = f"You are number {view.place_in_line} in line. " if view.place_in_line else ""
            return (
                "You are on the waiting list",
                f"{place}We write as soon as there is a place; you need not do anything.",
            )
        case "declined", _:
            return "We could not offer you a place this time", "Thank you for the time you put into it."
        case "withdrawn", _:
            return "Withdrawn", "Your answers are kept, should you like to come back."
        case _, "paused":
            return (
                f"You take part as a {called}, and pause",
                "Nobody new is proposed to you. What runs goes on.",
            )
        case _, "left":
            thanks = "Thank you for having been part of it."
            goes_on = f" You are still paired with {paired}; that is ended on its own page." if paired else ""
            return "You have left the program", thanks + goes_on
        case _, "removed":
            return "You do not take part any more", "The office can tell you more."
        case _ if paired:
            return f"You take part as a {called}", f"You are paired with {paired}."
        case _:
            return (
                f"You take part as a {called}",
                f"{by} will look for somebody for you. You hear from us either way.",
            )
