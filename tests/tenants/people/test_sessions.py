"""Signed-in browsers."""

from datetime import timedelta

import pytest
from sqlalchemy import event, select, text
from sqlalchemy.ext.asyncio import AsyncEngine

from tenants.access import Role
from tenants.access import service as access
from tenants.database import unit_of_work
from tenants.database.scope import NOBODY
from tenants.kit.clock import Travel
from tenants.kit.errors import NotFound
from tenants.people import sessions
from tenants.people.model import PersonSession
from tests.support.cast import Cast, signed_in


async def test_a_cookie_is_worth_nothing_on_another_organizations_host(cast: Cast) -> None:
    signed = await signed_in(cast.stan)
    assert await sessions.resolve(cast.visitor, signed.token) is None
    assert await sessions.resolve(NOBODY, signed.token) is None


async def test_the_database_does_not_know_the_cookie(cast: Cast) -> None:
    signed = await signed_in(cast.mina)
    async with unit_of_work(cast.mina) as db:
        row = (await db.execute(text("SELECT session::text FROM session"))).scalar_one()
    assert signed.token not in row
    assert signed.token.encode().hex() not in row


async def test_roles_count_from_the_next_event_on(cast: Cast) -> None:
    signed = await signed_in(cast.mona)
    async with unit_of_work(cast.visitor) as db:
        before = await sessions.resolve(cast.visitor, signed.token)
        await access.give(db, cast.mona.me, Role.COMMITTEE)
        await access.give(db, cast.mona.me, Role.COORDINATOR)
        after = await sessions.resolve(cast.visitor, signed.token)
    assert before is not None
    assert after is not None
    assert before.roles == {Role.MEMBER}
    assert after.roles == {Role.MEMBER, Role.COMMITTEE, Role.COORDINATOR}


async def test_it_ends_after_two_weeks_of_silence(cast: Cast, stopped_clock: Travel) -> None:
    signed = await signed_in(cast.mina)
    for _ in range(3):
        stopped_clock.forward(timedelta(days=13))
        assert await sessions.resolve(cast.visitor, signed.token)
    stopped_clock.forward(timedelta(days=14, seconds=1))
    assert await sessions.resolve(cast.visitor, signed.token) is None


async def test_it_ends_after_two_months_however_busy(cast: Cast, stopped_clock: Travel) -> None:
    signed = await signed_in(cast.mina)
    for _ in range(5):
        stopped_clock.forward(timedelta(days=12))
        found = await sessions.resolve(cast.visitor, signed.token)
    assert found is None


async def test_it_notes_that_somebody_was_there_once_a_minute(cast: Cast, stopped_clock: Travel) -> None:
    signed = await signed_in(cast.mina)

    async def seen_after(seconds: int) -> bool:
        stopped_clock.forward(timedelta(seconds=seconds))
        async with unit_of_work(cast.visitor) as db:
            await sessions.resolve(cast.visitor, signed.token)
            return await db.scalar(select(PersonSession.seen_at)) == stopped_clock.moment

    assert [await seen_after(seconds) for seconds in (30, 29, 5, 30, 40)] == [False, False, True, False, True]


async def test_it_is_one_statement(cast: Cast, engine: AsyncEngine) -> None:
    signed = await signed_in(cast.mina)
    statements: list[str] = []

    def note(*arguments: object) -> None:
        statements.append(str(arguments[2]))

    event.listen(engine.sync_engine, "before_cursor_execute", note)
    try:
        await sessions.resolve(cast.visitor, signed.token)
    finally:
        event.remove(engine.sync_engine, "before_cursor_execute", note)
    assert len([each for each in statements if "session" in each and "SAVEPOINT" not in each]) == 1


async def test_signing_out_ends_this_browser_only(cast: Cast) -> None:
    here, there = await signed_in(cast.mina), await signed_in(cast.mina)
    async with unit_of_work(cast.visitor) as db:
        await sessions.end(db, here.token)
        assert await sessions.resolve(cast.visitor, here.token) is None
        assert await sessions.resolve(cast.visitor, there.token)
        await sessions.end(db, "no such token")


async def test_signing_out_everywhere_ends_all_of_ones_own(cast: Cast) -> None:
    mina, mona = await signed_in(cast.mina), await signed_in(cast.mona)
    await signed_in(cast.mina)
    async with unit_of_work(cast.mina) as db:
        assert len(await sessions.mine(db, cast.mina)) == 2
        assert await sessions.end_all(db, cast.mina) == 2
        assert await sessions.resolve(cast.mina, mina.token) is None
        assert await sessions.resolve(cast.mina, mona.token)


async def test_nobody_ends_anothers(cast: Cast) -> None:
    signed = await signed_in(cast.mina)
    for other in (cast.mona, cast.olivia, cast.stan):
        async with unit_of_work(other) as db:
            with pytest.raises(NotFound):
                await sessions.end_one(db, other, signed.session_id)
    assert await sessions.resolve(cast.visitor, signed.token)
