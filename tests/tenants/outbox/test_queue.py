"""Jobs of one organization, and what is done for all of them by the clock."""

import asyncio
from uuid import UUID

import pytest
from sqlalchemy import text

from tenants.access import Principal
from tenants.database import unit_of_work
from tenants.kit.errors import Conflict
from tenants.kit.ids import new_id
from tenants.outbox import queue
from tenants.outbox.queue import Backoff, app, defer, job, periodic
from tenants.outbox.worker import run_until_empty, run_waiting, run_worker
from tests.support.cast import Cast
from tests.support.patience import PATIENCE_SECONDS

seen: list[tuple[UUID, UUID]] = []
told: list[UUID] = []
done = asyncio.Event()


@job("test.note")
async def note(principal: Principal, *, thing_id: UUID) -> None:
    seen.append((principal.tenant_id, thing_id))
    done.set()


@job("test.refuse")
async def refuse(principal: Principal, *, thing_id: UUID) -> None:
    seen.append((principal.tenant_id, thing_id))
    raise Conflict


@periodic("test.tell", cron="0 0 1 1 *")
async def tell(principal: Principal) -> None:
    told.append(principal.tenant_id)
    if len(told) == 1:
        raise RuntimeError("a fault in the first organization")


queue._every.remove(tell)  # only these tests call it


@pytest.fixture(autouse=True)
def _clean() -> None:
    seen.clear()
    told.clear()
    done.clear()


async def test_a_job_acts_for_the_organization_that_deferred_it(committed: None, cast: Cast) -> None:
    thing = new_id()
    async with unit_of_work(cast.stan) as db:
        await defer(db, note, thing_id=thing)
    await run_until_empty()
    assert seen == [(cast.b.tenant_id, thing)]


async def test_a_running_worker_takes_a_job_at_once(committed: None, cast: Cast) -> None:
    worker = asyncio.create_task(run_worker())
    try:
        async with unit_of_work(cast.stan) as db:
            await defer(db, note, thing_id=new_id())
        await asyncio.wait_for(done.wait(), PATIENCE_SECONDS)
    finally:
        worker.cancel()
        with pytest.raises(asyncio.CancelledError):
            await worker
    assert len(seen) == 1


async def test_an_answer_is_not_asked_for_again(committed: None, cast: Cast) -> None:
    async with unit_of_work(cast.stan) as db:
        await defer(db, refuse, thing_id=new_id())
    await run_until_empty()
    async with unit_of_work(cast.stan) as db:
        rows = await db.execute(
            text("SELECT status::text FROM procrastinate_jobs WHERE task_name = 'test.refuse'")
        )
        assert list(rows.scalars()) == ["failed"]


@job("test.again")
async def again(principal: Principal, *, thing_id: UUID) -> None:
    async with unit_of_work(principal) as db:
        await defer(db, note, thing_id=thing_id)


async def test_what_waits_for_one_organization_is_done_with_what_it_leaves_to_do_and_nobody_elses(
    cast: Cast,
) -> None:
    thing = new_id()
    for who in (cast.stan, cast.mina):
        async with unit_of_work(who) as db:
            await defer(db, again, thing_id=thing)
    await run_waiting(cast.b.tenant_id)
    assert seen == [(cast.b.tenant_id, thing)]
    await run_waiting(cast.b.tenant_id)
    assert len(seen) == 1
    await run_waiting(cast.a.tenant_id)
    assert seen[1:] == [(cast.a.tenant_id, thing)]


async def test_by_the_clock_every_organization_has_its_turn_whatever_the_first_does(cast: Cast) -> None:
    await app.tasks["test.tell"].func(timestamp=0)
    assert set(told) == {cast.a.tenant_id, cast.b.tenant_id}


def test_the_pauses_grow_and_end() -> None:
    assert list(Backoff.WAITS) == sorted(Backoff.WAITS)
    assert sum(Backoff.WAITS) > 12 * 3600
