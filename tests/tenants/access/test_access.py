import asyncio
from datetime import timedelta

import pytest

from tenants.access import Permission, Principal, Role, anonymous, grant_to, require, require_fresh, system
from tenants.access import service as access
from tenants.access.errors import LastOwner, SignInAgain, SignInFirst
from tenants.access.permissions import (
    ORGANIZATION_MANAGE,
    PEOPLE_READ,
    ROSTER_IMPORT,
    SIGNED_IN,
    permissions_of,
)
from tenants.database import unit_of_work
from tenants.kit.clock import Travel
from tenants.kit.errors import NotAllowed
from tenants.kit.ids import new_id
from tests.support.cast import Cast, join


def test_a_visitor_is_asked_to_sign_in_and_a_member_is_refused() -> None:
    visitor = anonymous(new_id())
    with pytest.raises(SignInFirst):
        require(visitor, SIGNED_IN)
    member = Principal(new_id(), new_id(), permissions=permissions_of([Role.MEMBER]))
    require(member, SIGNED_IN)
    with pytest.raises(NotAllowed):
        require(member, PEOPLE_READ)


def test_what_the_product_adds_is_granted_to_the_role_it_names_only() -> None:
    banner = Permission("test.banner")
    grant_to(Role.COMMITTEE, banner)
    assert banner in permissions_of([Role.COMMITTEE])
    assert banner not in permissions_of([Role.MEMBER, Role.COORDINATOR, Role.OWNER])
    require(system(new_id()), banner)


def test_coordinators_import_but_do_not_manage_the_organization() -> None:
    theirs = permissions_of([Role.COORDINATOR])
    assert ROSTER_IMPORT in theirs
    assert ORGANIZATION_MANAGE not in theirs


def test_a_fresh_sign_in_does_not_stay_fresh(stopped_clock: Travel) -> None:
    principal = Principal(new_id(), new_id(), stepped_up_at=stopped_clock.moment)
    require_fresh(principal)
    stopped_clock.forward(timedelta(minutes=16))
    with pytest.raises(SignInAgain):
        require_fresh(principal)


async def test_a_role_is_given_once_and_taken_once(cast: Cast) -> None:
    async with unit_of_work(cast.program) as db:
        assert await access.give(db, cast.mona.me, Role.COMMITTEE)
        assert not await access.give(db, cast.mona.me, Role.COMMITTEE)
        assert await access.holders(db, Role.COMMITTEE) == sorted([cast.dana.me, cast.mona.me])
        assert await access.take(db, cast.mona.me, Role.COMMITTEE)
        assert not await access.take(db, cast.mona.me, Role.COMMITTEE)


async def test_another_organizations_roles_are_not_seen(cast: Cast) -> None:
    async with unit_of_work(cast.otto) as db:
        assert await access.roles_of(db, [cast.olivia.me]) == {}
        assert not await access.take(db, cast.carl.me, Role.COORDINATOR)
    async with unit_of_work(cast.program) as db:
        assert await access.roles_of(db, [cast.carl.me]) == {cast.carl.me: {Role.COORDINATOR}}


async def test_the_last_owner_stays(cast: Cast) -> None:
    async with unit_of_work(cast.program) as db:
        with pytest.raises(LastOwner):
            await access.take(db, cast.olivia.me, Role.OWNER)
        await access.give(db, cast.carl.me, Role.OWNER)
        assert await access.take(db, cast.olivia.me, Role.OWNER)


async def test_of_two_owners_who_leave_at_the_same_moment_one_stays(committed: None, cast: Cast) -> None:
    second = await join(cast.a, "Oscar Owens", Role.OWNER)

    async def leave(who: Principal) -> bool:
        async with unit_of_work(who) as db:
            taken = await access.take(db, who.me, Role.OWNER)
            await asyncio.sleep(0.3)  # both have looked before either has committed
            return taken

    results = await asyncio.gather(leave(cast.olivia), leave(second), return_exceptions=True)
    assert sorted(type(result).__name__ for result in results) == ["LastOwner", "bool"]
    async with unit_of_work(cast.program) as db:
        assert len(await access.holders(db, Role.OWNER)) == 1
