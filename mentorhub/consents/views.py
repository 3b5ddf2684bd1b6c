from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

Settled = Literal["agreed", "refused"]


@dataclass(frozen=True, slots=True)
class Party:
    person_id: UUID
    answer: str | None
    """`yes`, `no`, or None while nothing was said."""
    answered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ConsentView:
    id: UUID
    subject_kind: str
    subject_id: UUID
    state: str
    """open, agreed, refused, withdrawn or expired."""
    in_order: bool
    asked_at: datetime
    expires_at: datetime | None
    settled_at: datetime | None
    parties: tuple[Party, ...]
    asked_now: tuple[UUID, ...]
    """Whose answer is awaited at this moment: everybody who is silent, or the next in order."""
    settled: Settled | None = None
    """What this very answer decided. None on a repeated answer, so whoever acts on it acts once."""
    repeated: bool = False
    """The person had given this same answer before (a double click)."""

    def answer_of(self, person_id: UUID) -> str | None:
        return next((p.answer for p in self.parties if p.person_id == person_id), None)
