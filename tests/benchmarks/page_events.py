"""Events of signed-in people, with guard, session, frame and SQL, beside a bare counter in this process.

What an event costs beside its way here and back, which `wire_events` adds and which has the target.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from time import perf_counter

from mentorhub.mentorhub import app
from mentorhub.web.member.home import Home
from mentorhub.web.member.mentorship import MentorshipPage
from tests.benchmarks.bare import bare_counter
from tests.benchmarks.figures import Figure, Run, median
from tests.benchmarks.office import furnish, pool
from tests.database import Database
from tests.support.statements import counted
from tests.support.tab import event_loop

Act = Callable[[], Awaitable[None]]


def page_events(run: Run) -> Sequence[Figure]:
    with run.postgres.database("page_events") as database:
        return asyncio.run(_measure(database, run.times(200, 40)))


async def _measure(database: Database, rounds: int) -> list[Figure]:
    async with pool(database), bare_counter() as bare, event_loop(app) as wires:
        office = await furnish()
        there = await office.tab(wires, office.cast.mina)
        await there.visit(office.page)
        home = await office.tab(wires, office.cast.mina)
        await home.visit("/home")
        acts: dict[str, Act] = {
            "a pair's page loads": lambda: there.send(MentorshipPage.load),
            "home loads, its two events": lambda: home.send(Home.load),
            "an act without SQL of its own": lambda: there.send(MentorshipPage.write_down),
        }
        await timed({**acts, "": bare.count}, 20)
        statements = {name: await _statements(act) for name, act in acts.items()}
        seconds = await timed({**acts, "": bare.count}, rounds)
        if (await there.state(MentorshipPage)).status != "ready":
            raise RuntimeError("The pair's page did not load, so its time says nothing.")
        if await bare.number() < rounds:
            raise RuntimeError("The counter did not count, so its time says nothing.")
    return [
        Figure(
            f"{name} ({statements[name]} SQL)",
            median(seconds[name]) * 1000,
            "ms",
            median(seconds[""]) * 1000,
            "a bare counter",
        )
        for name in acts
    ]


async def _statements(act: Act) -> int:
    with counted() as found:
        await act()
    return len(found)


async def timed(acts: dict[str, Act], rounds: int) -> dict[str, list[float]]:
    """Each in turn, round after round: what else the machine does falls on all of them."""
    seconds: dict[str, list[float]] = {name: [] for name in acts}
    for _ in range(rounds):
        for name, act in acts.items():
            begun = perf_counter()
            await act()
            seconds[name].append(perf_counter() - begun)
    return seconds
