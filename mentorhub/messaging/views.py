from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class MessageView:
    id: UUID
    number: int
    sender_id: UUID
    body: str
    sent_at: datetime


@dataclass(frozen=True, slots=True)
class MessagePage:
    """Oldest first, as they are read."""

    messages: tuple[MessageView, ...]
    older: int | None
    """The `before` that brings the page above this one; none where the conversation begins."""
    unread: int
    """How many of the others' messages the reader has not seen yet."""
    read_number: int
    """Everybody else has read up to here."""
    read_at: datetime | None


@dataclass(frozen=True, slots=True)
class ConversationLine:
    """A conversation in a list."""

    gathering_id: UUID
    last_body: str
    last_sender_id: UUID
    last_at: datetime
    unread: int


@dataclass(frozen=True, slots=True)
class WaitingNotice:
    """Somebody has not read something for a while and has not been written to about it."""

    conversation_id: UUID
    kind: str
    person_id: UUID
    sender_id: UUID
    """Who wrote the newest one."""
    number: int
