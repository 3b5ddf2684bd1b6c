from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

LinkPurpose = Literal["invitation", "sign_in", "reset"]


@dataclass(frozen=True, slots=True)
class PersonCard:
    """Who somebody is and how they are reached: what a statement of another slice brings along."""

    id: UUID
    name: str
    given_name: str
    family_name: str
    mail: str
    phone: str
    zone: str | None


@dataclass(frozen=True, slots=True)
class PersonView(PersonCard):
    invited_at: datetime | None
    bounced_at: datetime | None
    joined_at: datetime | None
    disabled_at: datetime | None
    has_password: bool

    @property
    def called(self) -> str:
        """How a mail begins: "Hello Mona"."""
        return self.given_name or self.name


@dataclass(frozen=True, slots=True)
class SessionView:
    id: UUID
    user_agent: str
    created_at: datetime
    seen_at: datetime
    is_this_one: bool


@dataclass(frozen=True, slots=True)
class LinkView:
    """What the page behind a mailed link shows before anything is used up."""

    purpose: LinkPurpose
    name: str
    mail: str
    has_password: bool


@dataclass(frozen=True, slots=True)
class SignedIn:
    """`token` goes into the cookie and is nowhere else."""

    person_id: UUID
    session_id: UUID
    token: str
