"""Two who write down their meetings at the same moment: what is due follows from both."""

import asyncio
from datetime import timedelta

from mentorhub.meetings import service as meetings
from mentorhub.meetings.forms import MeetingForm
from mentorhub.mentorships import service as mentorships
from mentorhub.mentorships.model import Mentorship
from tenants.access import Principal
from tenants.database import unit_of_work
from tenants.kit import clock
from tenants.kit.clock import Travel
from tenants.kit.ids import new_id
from tests.support.cast import ZONE, Cast
from tests.support.pairs import Pair, pair_up


async def log(who: Principal, pair: Pair, days_ago: int, *, then: float = 0) -> None:
    held_on = clock.today(ZONE) - timedelta(days=days_ago)
    form = MeetingForm(key=new_id(), minutes=45, held_on=held_on, place="video")
    async with unit_of_work(who) as db:
        gathering, allowed = await mentorships.to_log(db, who, pair.view.id)
        await meetings.log(db, who, gathering, form, allowed)
        await asyncio.sleep(then)


async def test_the_later_day_counts_whoever_of_the_two_was_first(
    committed: None, cast: Cast, stopped_clock: Travel
) -> None:
    pair = await pair_up(cast)
    stopped_clock.forward(timedelta(days=30))
    slow = asyncio.create_task(log(cast.mona, pair, 1, then=0.5))  # has not committed when the other looks
    await asyncio.sleep(0.2)
    await asyncio.gather(slow, log(cast.mina, pair, 9))
    async with unit_of_work(cast.mina) as db:
        row = await db.get_one(Mentorship, {"tenant_id": cast.a.tenant_id, "id": pair.view.id})
    assert row.last_met_on == clock.today(ZONE) - timedelta(days=1)
