"""Who is on the roster, and who of them may do what. Files come in through `imports`, people through
`invitations`.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ScalarSelect

from tenants.access import Principal, Role, require
from tenants.access import service as access
from tenants.access.permissions import PEOPLE_READ, ROLES_MANAGE
from tenants.audit import service as audit
from tenants.database import Session
from tenants.kit import clock
from tenants.kit.errors import NotFound
from tenants.live import announce
from tenants.people import service as people
from tenants.people.errors import OnlyOwners
from tenants.people.views import PersonView
from tenants.roster import repository, rules
from tenants.roster.model import Membership
from tenants.roster.views import Filters, InvitationState, MembershipView, RosterPage, RosterPerson, RosterRow

PAGE = 50


async def facts_of(db: Session, person_id: UUID) -> dict[str, Any]:
    return (await facts_of_many(db, [person_id]))[person_id]


async def facts_of_many(db: Session, person_ids: Iterable[UUID]) -> dict[UUID, dict[str, Any]]:
    """What rules of eligibility may ask about each of them. What is not known is not in it; who is not on
    the roster has one fact, that they are no member.
    """
    wanted = list(person_ids)
    facts: dict[UUID, dict[str, Any]] = {person_id: {"member": False} for person_id in wanted}
    for row in await repository.memberships(db, wanted):
        own = {name: getattr(row, name) for name in repository.FACTS}
        facts[row.person_id] = _facts(row.facts, own)
    return facts


def facts_column(person_id: Any) -> ScalarSelect[list[Any] | None]:  # noqa: ANN401 - a column, or what stands for one
    """For a statement that selects persons: what `facts_from` reads."""
    return repository.facts_column(person_id)


def facts_from(found: list[Any] | None) -> dict[str, Any]:
    """As `facts_of`, of what `facts_column` selected."""
    if found is None:
        return {"member": False}
    more, *values = found
    own = dict(zip(repository.FACTS, values, strict=True))
    if own["dues_paid_until"] is not None:
        own["dues_paid_until"] = date.fromisoformat(own["dues_paid_until"])
    return _facts(more, own)


def _facts(more: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    known = {name: value for name, value in {**more, **own}.items() if value not in (None, "")}
    return {**known, "member": True}


async def search(
    db: Session,
    principal: Principal,
    text: str = "",
    filters: Filters | None = None,
    *,
    after: str | None = None,
    limit: int = PAGE,
) -> RosterPage:
    """Two statements, however many people there are."""
    require(principal, PEOPLE_READ)
    filters = filters or Filters()
    today = clock.today(principal.zone)
    found = await repository.page(db, text[:200], filters, rules.parse_cursor(after), limit + 1)
    shown, more = found[:limit], len(found) > limit
    return RosterPage(
        rows=tuple(
            RosterRow(
                id=row.id,
                name=row.name,
                mail=row.mail,
                number=row.number or "",
                member_class=row.member_class or "",
                standing=row.standing or "",
                institution=row.institution or "",
                dues=rules.dues(row.dues_paid_until, today) if row.membership_id else None,
                roles=tuple(sorted(row.roles)),
                state=row.state,
                is_disabled=row.disabled_at is not None,
            )
            for row in shown
        ),
        next=rules.cursor(shown[-1].sort_key, shown[-1].id) if more else None,
        counts=await repository.counts(db, text[:200], filters),
    )


async def classes(db: Session, principal: Principal) -> list[str]:
    """The membership classes there are, for a filter."""
    require(principal, PEOPLE_READ)
    return await repository.classes(db)


async def states(db: Session, principal: Principal) -> dict[str, int]:
    """How many there are in all, as `RosterPage.counts` has it for a search."""
    require(principal, PEOPLE_READ)
    return await repository.counts(db, "", Filters())


async def person_page(db: Session, principal: Principal, person_id: UUID) -> RosterPerson:
    require(principal, PEOPLE_READ)
    found = await repository.whole(db, person_id)
    if found is None:
        raise NotFound
    row, member, roles = found
    person = people.view(row)
    membership = _view(member, clock.today(principal.zone)) if member is not None else None
    return RosterPerson(person, membership, tuple(sorted(roles)), state_of(person))


def state_of(person: PersonView) -> InvitationState:
    if person.joined_at is not None:
        return "joined"
    if person.bounced_at is not None:
        return "bounced"
    return "invited" if person.invited_at is not None else "not_invited"


def _view(row: Membership, today: date) -> MembershipView:
    return MembershipView(
        number=row.number,
        member_class=row.member_class,
        standing=row.standing,  # type: ignore[arg-type]  # a CHECK holds it to these words
        dues_paid_until=row.dues_paid_until,
        dues=rules.dues(row.dues_paid_until, today),
        joined_year=row.joined_year,
        started_practice_year=row.started_practice_year,
        specialty=row.specialty,
        institution=row.institution,
        department=row.department,
        city=row.city,
        region=row.region,
        facts=row.facts,
    )


async def give_role(db: Session, principal: Principal, person_id: UUID, role: Role) -> None:
    await _may_change(db, principal, person_id, role)
    if await access.give(db, person_id, role):
        await audit.record(db, principal, "role.given", "person", person_id, role=role)
        await announce(db, [person_id], "roles")


async def take_role(db: Session, principal: Principal, person_id: UUID, role: Role) -> None:
    """Raises LastOwner rather than leave an organization without one."""
    await _may_change(db, principal, person_id, role)
    if await access.take(db, person_id, role):
        await audit.record(db, principal, "role.taken", "person", person_id, role=role)
        await announce(db, [person_id], "roles")


async def _may_change(db: Session, principal: Principal, person_id: UUID, role: Role) -> None:
    require(principal, ROLES_MANAGE)
    await people.get(db, person_id)
    if role is Role.OWNER and Role.OWNER not in principal.roles:
        raise OnlyOwners
