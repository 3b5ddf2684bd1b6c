"""An organization to measure on: a pair that has met and written, and two hundred others on the roster."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncEngine

import tenants.jobs
from mentorhub.meetings import service as meetings
from mentorhub.meetings.forms import MeetingForm
from mentorhub.mentorhub import app
from mentorhub.mentorships import service as mentorships
from mentorhub.messaging import service as messaging
from mentorhub.web.limits import EVENTS
from tenants.access import Principal
from tenants.database import engine as engines
from tenants.database import unit_of_work
from tenants.kit import clock
from tenants.kit.ids import new_id
from tenants.organizations import directory
from tenants.roster import imports
from tests.benchmarks.roster_import import roster
from tests.database import Database
from tests.support.cast import Cast, assemble, signed_in
from tests.support.pairs import Pair, pair_up
from tests.support.tab import Tab, Wires

HOST = "wtsa.localhost:3000"
MESSAGES = 40
MEETINGS = 4
ROSTER = 200
DAYS_AGO = timedelta(days=100)


@dataclass(frozen=True)
class Office:
    cast: Cast
    pair: Pair

    @property
    def page(self) -> str:
        return f"/mentorship/{self.pair.view.id}"

    async def tab(self, wires: Wires, who: Principal) -> Tab:
        return Tab(app, wires, HOST, session=(await signed_in(who)).token)


@asynccontextmanager
async def pool(database: Database) -> AsyncIterator[AsyncEngine]:
    """The program's own connections to it, and tabs that are not held up for being fast."""
    directory.forget()
    made = engines.create(database.app, pool_size=5)
    engines.use(made)
    EVENTS.per_second, EVENTS.burst = 1e9, 10**9
    try:
        yield made
    finally:
        engines.use(None)
        await made.dispose()
        directory.forget()


async def furnish() -> Office:
    with clock.travel(-DAYS_AGO) as journey:
        cast = await assemble()
        pair = await pair_up(cast, "wtsa")
        await _write(cast, pair)
        journey.forward(DAYS_AGO)
        await _meet(cast, pair)
    await _import_roster(cast)
    return Office(cast, pair)


async def _write(cast: Cast, pair: Pair) -> None:
    for number in range(MESSAGES):
        who = cast.mona if number % 2 else cast.mina
        async with unit_of_work(who) as db:
            words = f"What I learned this week about referrals, part {number + 1}."
            await messaging.send(db, who, pair.gathering, words, new_id())


async def _meet(cast: Cast, pair: Pair) -> None:
    today = clock.today(cast.mona.zone)
    for number in range(MEETINGS):
        async with unit_of_work(cast.mona) as db:
            gathering, allowed = await mentorships.to_log(db, cast.mona, pair.view.id)
            held_on = today - timedelta(days=20 * number)
            form = MeetingForm(
                key=new_id(), held_on=held_on, minutes=45, place=next(iter(allowed.places)).type
            )
            await meetings.log(db, cast.mona, gathering, form, allowed)


async def _import_roster(cast: Cast) -> None:
    async with unit_of_work(cast.olivia) as db:
        started = await imports.start(db, cast.olivia, "roster.csv", roster(ROSTER))
    async with unit_of_work(cast.olivia) as db:
        await imports.apply(db, cast.olivia, started.id)
    await tenants.jobs.roster.write_import(cast.program, import_id=started.id)
