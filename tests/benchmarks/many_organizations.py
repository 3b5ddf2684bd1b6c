"""The same pages with one organization in the database, and with a thousand of the same size."""

import asyncio
from collections.abc import Sequence
from typing import Any

from sqlalchemy.ext.asyncio import AsyncEngine

from mentorhub.mentorhub import app
from mentorhub.web.member.home import Home
from mentorhub.web.member.mentorship import MentorshipPage
from mentorhub.web.organizer.overview import Overview
from tenants.database import engine as engines
from tests.benchmarks import copies
from tests.benchmarks.figures import Figure, Run, median
from tests.benchmarks.office import furnish, pool
from tests.benchmarks.page_events import Act, timed
from tests.database import Database
from tests.support.tab import Tab, Wires, event_loop

MOST_TIMES = 1.2


def many_organizations(run: Run) -> Sequence[Figure]:
    with run.postgres.database("one") as one, run.postgres.database("many") as many:
        return asyncio.run(_measure(one, many, run.times(1_000, 50), run.times(100, 40)))


async def _measure(one: Database, many: Database, organizations: int, rounds: int) -> list[Figure]:
    async with pool(one) as first, pool(many) as second, event_loop(app) as wires:
        alone = await _pages(first, wires)
        rows_alone = copies.only_one(one)
        among = await _pages(second, wires)
        copies.only_one(many)
        rows_among = copies.multiply(many, organizations)
        for database in (one, many):
            copies.tidy(database)
        acts = {f"1 {name}": act for name, act in alone.items()}
        acts |= {f"many {name}": act for name, act in among.items()}
        await timed(acts, 20)
        seconds = await timed(acts, rounds)
    return [
        Figure(
            f"{name}, {organizations:,} organizations ({rows_among:,} rows)",
            median(seconds[f"many {name}"]) * 1000,
            "ms",
            median(seconds[f"1 {name}"]) * 1000,
            f"1 organization, {rows_alone:,} rows",
            MOST_TIMES,
        )
        for name in alone
    ]


async def _pages(engine: AsyncEngine, wires: Wires) -> dict[str, Act]:
    """A tab for each page, on that database; the page must have come to life there."""
    engines.use(engine)
    office = await furnish()
    pages: dict[str, tuple[str, Any, Any]] = {
        "a pair's page": (office.page, MentorshipPage, office.cast.mina),
        "home": ("/home", Home, office.cast.mina),
        "the overview": ("/organizer", Overview, office.cast.olivia),
    }
    acts: dict[str, Act] = {}
    for name, (path, state, who) in pages.items():
        tab = await office.tab(wires, who)
        await tab.visit(path)
        if (await tab.state(state)).status != "ready":
            raise RuntimeError(f"{path} did not load, so its time says nothing.")
        acts[name] = _on(engine, tab, state.load)
    return acts


def _on(engine: AsyncEngine, tab: Tab, load: Any) -> Act:
    async def act() -> None:
        engines.use(engine)
        await tab.send(load)

    return act
