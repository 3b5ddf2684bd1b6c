"""From pressing send to the other's screen: guard, transaction, NOTIFY, and their page's load."""

import asyncio
from collections.abc import Sequence
from time import perf_counter

import psycopg

from mentorhub.mentorhub import app
from mentorhub.web import live
from mentorhub.web.member.mentorship import MentorshipPage
from tenants.database.roles import libpq
from tenants.kit.ids import new_id
from tests.benchmarks.figures import Figure, Run, median, percentile
from tests.benchmarks.office import furnish, pool
from tests.database import Database
from tests.support.tab import Tab, Wires, event_loop

MOST_MILLISECONDS = 1_000
PATIENCE_SECONDS = 20


def delivery(run: Run) -> Sequence[Figure]:
    with run.postgres.database("delivery") as database:
        return asyncio.run(_measure(database, run.times(200, 30)))


async def _measure(database: Database, rounds: int) -> list[Figure]:
    async with pool(database), event_loop(app) as wires, live.listening(app):
        office = await furnish()
        mona = await (await office.tab(wires, office.cast.mona)).visit(office.page)
        mina = await (await office.tab(wires, office.cast.mina)).visit(office.page)
        notified: list[float] = []
        shown: list[float] = []
        async with await _connected(database) as hears, await _connected(database) as tells:
            await hears.execute("LISTEN benchmark")
            for number in range(rounds + 5):
                there = await _shown(wires, mona, mina, f"Message {number} of the benchmark")
                heard = await _notified(hears, tells)
                if number >= 5:
                    shown.append(there * 1000)
                    notified.append(heard * 1000)
    beside = "bare NOTIFY"
    return [
        Figure("a message on the other's screen, median", median(shown), "ms", median(notified), beside),
        Figure(
            "a message on the other's screen, 95 of 100",
            percentile(shown, 0.95),
            "ms",
            percentile(notified, 0.95),
            beside,
            MOST_MILLISECONDS,
            "ours",
        ),
    ]


async def _shown(wires: Wires, sender: Tab, reader: Tab, words: str) -> float:
    """Until an update with these very words was sent to the reader's tab."""
    there = asyncio.Event()
    wires.on_update = lambda token, update: (
        there.set() if token == reader.token and words in repr(update.delta) else None
    )
    wires.sent.clear()
    begun = perf_counter()
    sending = asyncio.create_task(
        sender.send(MentorshipPage.send, form_data={"body": words, "key": str(new_id())})
    )
    await asyncio.wait_for(there.wait(), PATIENCE_SECONDS)
    seconds = perf_counter() - begun
    await sending
    wires.on_update = None
    await asyncio.sleep(0.05)  # the sender's own screen looks again, too
    return seconds


async def _connected(database: Database) -> psycopg.AsyncConnection:
    return await psycopg.AsyncConnection.connect(libpq(database.app), autocommit=True)


async def _notified(hears: psycopg.AsyncConnection, tells: psycopg.AsyncConnection) -> float:
    begun = perf_counter()
    await tells.execute("SELECT pg_notify('benchmark', 'x')")
    async for _ in hears.notifies(timeout=PATIENCE_SECONDS, stop_after=1):
        return perf_counter() - begun
    raise RuntimeError("The database did not pass on a notification.")
