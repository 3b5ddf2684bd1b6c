"""What those who are proposed to each other are written. Names and dates, never why."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from mentorhub.forms.display import long_date
from mentorhub.notifications import service as notifications
from mentorhub.notifications.views import Notice
from mentorhub.programs.template import Template
from tenants.database import Session

KIND = "proposal"


def path(proposal_id: UUID) -> str:
    return f"/proposal/{proposal_id}"


def asked(template: Template, role: str, proposal_id: UUID, until: str) -> Notice:
    other = "mentor" if role == "mentee" else "mentee"
    return Notice(
        subject=f"A {other} is proposed for you",
        text=(
            f"{template.pairing.by} would like to bring you together with a {other} "
            f"in “{template.about.name}”. "
            f"See who it is and why you two might fit, and say yes or no until {until}.\n\n"
            "If you say no, nobody is told why."
        ),
        path=path(proposal_id),
        kind=KIND,
    )


def reminder(role: str, proposal_id: UUID, until: str) -> Notice:
    other = "mentor" if role == "mentee" else "mentee"
    return Notice(
        subject=f"Your proposed {other} waits for an answer",
        text=f"One tap is enough, yes or no. The proposal stands until {until}; after that it lapses.",
        path=path(proposal_id),
        kind=KIND,
    )


def not_to_be(template: Template, proposal_id: UUID) -> Notice:
    """The same words whether somebody declined, was silent, left, or the committee thought again."""
    return Notice(
        subject="The pairing we proposed will not come about",
        text=(
            "That happens, and it says nothing about you. There is nothing you need to do: "
            f"you stay on the list, and {_lower(template.pairing.by)} will look for somebody else for you."
        ),
        path=path(proposal_id),
        kind=KIND,
    )


def no_match(template: Template) -> Notice:
    return Notice(
        subject="No match for you this time",
        text=(
            f"{template.pairing.no_match}\n\n"
            "If something has changed since you applied, bring your application up to date: "
            "it is what we pair by."
        ),
        path="/application",
        kind="round",
    )


async def send_each(db: Session, notices: Sequence[tuple[UUID, Notice]]) -> None:
    """A letter of their own to each; open screens look again."""
    await notifications.tell_each(db, notices)
    await notifications.refresh(db, {person for person, _ in notices}, KIND)


def day(moment: datetime, zone: str) -> str:
    """The last whole day in which an answer counts for sure."""
    return long_date(moment.astimezone(ZoneInfo(zone)).date())


def for_all(people_ids: Iterable[UUID], notice: Notice) -> list[tuple[UUID, Notice]]:
    return [(person, notice) for person in people_ids]


def _lower(by: str) -> str:
    """As it stands in the middle of a sentence."""
    return by[:1].lower() + by[1:] if by.startswith(("The ", "Our ")) else by
