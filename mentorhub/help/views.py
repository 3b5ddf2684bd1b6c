from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

Kind = Literal["pair", "rematch", "question", "visitor"]
State = Literal["open", "taken", "answered"]

KINDS: tuple[Kind, ...] = ("pair", "rematch", "question", "visitor")


@dataclass(frozen=True, slots=True)
class HelpView:
    id: UUID
    kind: Kind
    person_id: UUID | None
    name: str
    mail: str
    body: str
    asked_at: datetime
    answer_by: datetime
    owner_id: UUID | None
    owner_name: str
    answer: str
    answered_by_name: str
    answered_at: datetime | None

    @property
    def state(self) -> State:
        if self.answered_at is not None:
            return "answered"
        return "taken" if self.owner_id is not None else "open"

    @property
    def in_time(self) -> bool:
        return self.answered_at is not None and self.answered_at <= self.answer_by


@dataclass(frozen=True, slots=True)
class Worklist:
    waiting: tuple[HelpView, ...]
    """What is due first stands first."""
    answered: tuple[HelpView, ...]
    """The latest first."""
