"""What rounds hear of: somebody was removed from the program."""

from mentorhub import events
from mentorhub.events import ParticipantRemoved
from mentorhub.matching.jobs import drop
from tenants.access import Principal
from tenants.database import Session
from tenants.outbox import service as outbox


def subscribe_all() -> None:
    events.subscribe(ParticipantRemoved, drop_removed)


async def drop_removed(db: Session, principal: Principal, removed: ParticipantRemoved) -> None:  # noqa: ARG001 - an event's shape
    """In a transaction of its own: the removal holds the person, an answer holds the question, and each would
    wait for the other. Until then nobody can become a pair with them: a last yes looks at who is still there.
    """
    await outbox.defer(db, drop, participant_id=removed.participant_id)
