from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class AuditView:
    id: UUID
    at: datetime
    actor_id: UUID | None
    act: str
    subject_kind: str
    subject_id: UUID | None
    detail: dict[str, Any]
