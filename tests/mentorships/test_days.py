"""Around midnight the two live on two days; a meeting may bear the date of either, and of no other."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from mentorhub.meetings import service as meetings
from mentorhub.meetings.errors import NotPossible
from mentorhub.meetings.forms import MeetingForm
from mentorhub.mentorships import service as mentorships
from tenants.access import Principal
from tenants.database import unit_of_work
from tenants.kit import clock
from tenants.kit.ids import new_id
from tenants.people import service as people
from tenants.people.forms import ProfileForm
from tests.support.cast import Cast
from tests.support.pairs import Pair, pair_up

HONOLULU, NEW_YORK = "Pacific/Honolulu", "America/New_York"
AFTER_MIDNIGHT = datetime(2026, 3, 10, 8, 30, tzinfo=UTC)
"""Half past one on the 10th for the organization in Los Angeles, an evening of the 9th in Honolulu."""
BEFORE_MIDNIGHT = datetime(2026, 3, 10, 5, 30, tzinfo=UTC)
"""Half past ten in the evening of the 9th for the organization, early on the 10th in New York."""
THE_8TH, THE_9TH, THE_10TH, THE_11TH = (date(2026, 3, day) for day in (8, 9, 10, 11))


async def living_in(who: Principal, zone: str) -> Principal:
    async with unit_of_work(who) as db:
        await people.change_myself(db, who, ProfileForm(name=who.name, zone=zone))
    return replace(who, zone=zone)


async def refused(who: Principal, pair: Pair, day: date) -> str:
    """What is said against a meeting on that day; empty where it is written down."""
    form = MeetingForm(key=new_id(), held_on=day, place="video", minutes=30)
    async with unit_of_work(who) as db:
        gathering, allowed = await mentorships.to_log(db, who, pair.view.id)
        try:
            await meetings.log(db, who, gathering, form, allowed)
        except NotPossible as problem:
            return problem.sentence
    return ""


async def test_who_lives_west_writes_down_a_meeting_on_the_evening_they_began(cast: Cast) -> None:
    with clock.travel(AFTER_MIDNIGHT):
        mina = await living_in(cast.mina, HONOLULU)
        pair = await pair_up(cast)
        assert pair.view.began_on == THE_10TH
        assert await refused(mina, pair, THE_9TH) == ""
        assert await refused(cast.mona, pair, THE_9TH) == ""
        assert "brought together on 9 March 2026" in await refused(mina, pair, THE_8TH)


async def test_the_day_that_has_come_for_the_other_has_come(cast: Cast) -> None:
    with clock.travel(AFTER_MIDNIGHT):
        mina = await living_in(cast.mina, HONOLULU)
        pair = await pair_up(cast)
        assert await refused(mina, pair, THE_10TH) == ""
        assert await refused(cast.mona, pair, THE_10TH) == ""
        for who in (mina, cast.mona):
            assert "has not come yet" in await refused(who, pair, THE_11TH)


async def test_who_lives_east_writes_down_their_own_today(cast: Cast) -> None:
    with clock.travel(BEFORE_MIDNIGHT):
        mina = await living_in(cast.mina, NEW_YORK)
        pair = await pair_up(cast)
        assert pair.view.began_on == THE_9TH
        for who in (mina, cast.mona):
            assert await refused(who, pair, THE_9TH) == ""
            assert await refused(who, pair, THE_10TH) == ""
            assert "has not come yet" in await refused(who, pair, THE_11TH)


@pytest.mark.parametrize("days_later", [1, 200])
async def test_where_both_live_on_one_day_tomorrow_is_refused_to_both(cast: Cast, days_later: int) -> None:
    with clock.travel(AFTER_MIDNIGHT) as journey:
        pair = await pair_up(cast)
        journey.forward(timedelta(days=days_later))
        tomorrow = clock.today(cast.mona.zone) + timedelta(days=1)
        for who in (cast.mina, cast.mona):
            assert "has not come yet" in await refused(who, pair, tomorrow)
            assert "brought together on 10 March 2026" in await refused(who, pair, THE_9TH)
