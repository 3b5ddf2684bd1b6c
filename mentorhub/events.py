"""What has happened, told upwards: a lower floor publishes, an upper one has subscribed.

A handler runs inside the publisher's transaction: it sees what was written, and when it raises, all
is undone. What takes long, or may fail alone, a handler defers as a job.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, TypeVar
from uuid import UUID

from tenants.access import Principal
from tenants.database import Session


@dataclass(frozen=True, slots=True)
class Event:
    """Past tense, ids and words of a fixed list; whoever needs more looks it up."""


@dataclass(frozen=True, slots=True)
class ApplicationAccepted(Event):
    program_id: UUID
    application_id: UUID
    participant_id: UUID
    person_id: UUID


@dataclass(frozen=True, slots=True)
class ParticipantRemoved(Event):
    """Staff removed a person from the program; what they had open there ends with it."""

    program_id: UUID
    participant_id: UUID
    person_id: UUID


@dataclass(frozen=True, slots=True)
class ProposalFinal(Event):
    program_id: UUID
    proposal_id: UUID
    mentorship_id: UUID


@dataclass(frozen=True, slots=True)
class MentorshipBegan(Event):
    program_id: UUID
    mentorship_id: UUID
    people: tuple[UUID, UUID]
    """Mentor, mentee."""


@dataclass(frozen=True, slots=True)
class MentorshipEnded(Event):
    program_id: UUID
    mentorship_id: UUID
    people: tuple[UUID, UUID]
    """Mentor, mentee."""
    reason: Literal["term", "not_renewed", "party", "removed"]


@dataclass(frozen=True, slots=True)
class MeetingsChanged(Event):
    """One was written down, changed or taken back; never what was said."""

    gathering_id: UUID
    held: int
    """How many they have held by now."""
    last_held_on: date | None


E = TypeVar("E", bound=Event)
Handler = Callable[[Session, Principal, E], Awaitable[None]]

_handlers: dict[type[Event], list[Handler[Any]]] = {}


def subscribe(event: type[E], handler: Handler[E]) -> Callable[[], None]:
    """At composition, in the order in which they shall run; the same handler twice is there once.

    Returns what takes it away again, for tests.
    """
    handlers = _handlers.setdefault(event, [])
    if handler not in handlers:
        handlers.append(handler)
    return lambda: handlers.remove(handler)


async def publish(db: Session, principal: Principal, event: Event) -> None:
    for handler in tuple(_handlers.get(type(event), ())):
        await handler(db, principal, event)
