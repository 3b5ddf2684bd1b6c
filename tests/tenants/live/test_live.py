"""Open screens hear what was committed, wherever, and nothing else."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import psycopg
import pytest

from tenants.database import unit_of_work
from tenants.database.roles import libpq
from tenants.live import Listener, Signal, announce
from tests.database import Database
from tests.support.cast import Cast
from tests.support.patience import PATIENCE_SECONDS


class Ears:
    def __init__(self) -> None:
        self.heard: asyncio.Queue[Signal] = asyncio.Queue()
        self.told_of_a_gap = asyncio.Event()

    async def hear(self, signal: Signal) -> None:
        await self.heard.put(signal)

    async def gap(self) -> None:
        self.told_of_a_gap.set()

    async def next(self) -> Signal:
        return await asyncio.wait_for(self.heard.get(), PATIENCE_SECONDS)


@asynccontextmanager
async def listening(ears: Ears) -> AsyncIterator[Listener]:
    listener = Listener(ears.hear, after_gap=ears.gap)
    task = asyncio.create_task(listener.run())
    try:
        await asyncio.wait_for(listener.ready.wait(), PATIENCE_SECONDS)
        yield listener
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def test_what_is_committed_is_heard_once(committed: None, cast: Cast) -> None:
    ears = Ears()
    async with listening(ears):
        async with unit_of_work(cast.mona) as db:
            await announce(db, [cast.mina.me, cast.mina.me], "messages")
        signal = await asyncio.wait_for(ears.heard.get(), PATIENCE_SECONDS)
    assert signal == Signal(cast.a.tenant_id, cast.mina.me, "messages")
    assert ears.heard.empty()


async def test_what_is_undone_is_not_heard(committed: None, cast: Cast) -> None:
    async def undone() -> None:
        async with unit_of_work(cast.mona) as db:
            await announce(db, [cast.mina.me], "undone")
            raise RuntimeError

    ears = Ears()
    async with listening(ears):
        with pytest.raises(RuntimeError):
            await undone()
        async with unit_of_work(cast.mona) as db:
            await announce(db, [cast.mina.me], "done")
        assert (await ears.next()).topic == "done"


async def test_one_who_stumbles_does_not_stop_the_next(committed: None, cast: Cast) -> None:
    heard: asyncio.Queue[str] = asyncio.Queue()

    async def hear(signal: Signal) -> None:
        if signal.topic == "a":
            raise ValueError("a fault in a screen")
        await heard.put(signal.topic)

    ears = Ears()
    ears.hear = hear  # type: ignore[method-assign]  # other ears
    async with listening(ears):
        async with unit_of_work(cast.mona) as db:
            await announce(db, [cast.mina.me], "a")
            await announce(db, [cast.mina.me], "b")
        assert await asyncio.wait_for(heard.get(), PATIENCE_SECONDS) == "b"


async def test_a_lost_connection_is_made_again_and_the_gap_is_told(
    committed: None, cast: Cast, database: Database
) -> None:
    ears = Ears()
    async with listening(ears) as listener:
        async with await psycopg.AsyncConnection.connect(libpq(database.superuser), autocommit=True) as root:
            await root.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query = 'LISTEN live' "
                "AND datname = current_database()"
            )
        async with asyncio.timeout(PATIENCE_SECONDS):
            await ears.told_of_a_gap.wait()
            await listener.ready.wait()
        async with unit_of_work(cast.mona) as db:
            await announce(db, [cast.mina.me], "after")
        assert (await ears.next()).topic == "after"


@pytest.mark.parametrize("payload", ["", "x", "a:b:c", "0190a000-0000-7000-8000-00000000000a:x:y"])
def test_what_somebody_else_shouts_is_ignored(payload: str) -> None:
    assert Signal.parse(payload) is None
