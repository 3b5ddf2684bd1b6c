from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID


class Addressee(Protocol):
    """Whoever a mail can go to: a `PersonView`, or a `Somebody`."""

    @property
    def id(self) -> UUID | None: ...

    @property
    def mail(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Somebody:
    """An address that is no person here."""

    mail: str
    id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    to: Addressee
    subject: str
    text: str
    kind: str
    secret: bool = False


@dataclass(frozen=True, slots=True)
class MailView:
    """A line of the mail page: in development, and of what was sent to one person."""

    id: UUID
    address: str
    subject: str
    text: str
    kind: str
    created_at: datetime
    sent_at: datetime | None
    failed_at: datetime | None
    attempts: int
    problem: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail with everything on it, ready to be sent."""

    id: UUID
    address: str
    sender: str
    reply_to: str
    subject: str
    text: str
    created_at: datetime
