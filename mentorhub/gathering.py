"""What meetings and messages know of the people they belong to: who they are, and not what binds them."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from tenants.access import Principal
from tenants.kit.errors import NotFound

GatheringKind = Literal["mentorship", "circle"]


@dataclass(frozen=True, slots=True)
class Gathering:
    """A pair or a circle. Its owner (`mentorships`, `circles`) makes one for a party, and for nobody else."""

    id: UUID
    kind: GatheringKind
    people: tuple[UUID, ...]

    def party(self, principal: Principal) -> UUID:
        """The acting person, one of these people. Everybody else, staff too, does not learn that it exists.

        Raises:
            NotFound: when the principal is not one of them.
        """
        if principal.person_id is None or principal.person_id not in self.people:
            raise NotFound
        return principal.person_id

    def others(self, person_id: UUID) -> tuple[UUID, ...]:
        return tuple(each for each in self.people if each != person_id)
