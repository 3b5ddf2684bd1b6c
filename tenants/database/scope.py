"""On whose behalf a transaction speaks."""

from dataclasses import dataclass
from typing import Protocol
from uuid import UUID


class HasScope(Protocol):
    """A principal, a job, a `Scope`: whatever says which organization and which person."""

    @property
    def tenant_id(self) -> UUID | None: ...

    @property
    def person_id(self) -> UUID | None: ...


@dataclass(frozen=True, slots=True)
class Scope:
    """The bare minimum, where there is no principal: a job, a sign-in, a sign-up."""

    tenant_id: UUID | None = None
    person_id: UUID | None = None


NOBODY = Scope()
