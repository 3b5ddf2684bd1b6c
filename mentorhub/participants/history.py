"""What happened to an application, kept with it: a step is added in the statement that changes the rest."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from mentorhub.participants.model import Application
from mentorhub.participants.rules import Step
from tenants.kit import clock
from tenants.kit.ids import new_id


@dataclass(frozen=True, slots=True)
class Entry:
    id: UUID
    what: Step
    at: datetime
    by: UUID | None
    words: str


def note(row: Application, what: Step, by: UUID | None, words: str = "") -> UUID:
    step_id = new_id()
    entry = {
        "id": str(step_id),
        "what": what,
        "at": clock.now().isoformat(),
        "by": str(by) if by is not None else None,
        "words": words,
    }
    row.history = [*row.history, entry]  # a new list, so that the change is seen
    return step_id


def entries(row: Application) -> list[Entry]:
    return [
        Entry(
            UUID(entry["id"]),
            entry["what"],
            datetime.fromisoformat(entry["at"]),
            UUID(entry["by"]) if entry["by"] else None,
            entry["words"],
        )
        for entry in row.history
    ]
