"""Meetings written down by the two, and what others see of them."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from mentorhub import events
from mentorhub.gathering import Gathering
from mentorhub.meetings import service as meetings
from mentorhub.meetings.errors import NotPossible, NotYours
from mentorhub.meetings.forms import MeetingForm
from mentorhub.meetings.rules import MeetingRules
from mentorhub.meetings.views import MeetingView, Numbers
from mentorhub.programs import shelf
from tenants.access import Principal, Role
from tenants.database import Session, unit_of_work
from tenants.kit import clock
from tenants.kit.errors import NotAllowed, NotFound
from tenants.kit.ids import new_id
from tests.support.cast import Cast, join

ZONE = "America/Los_Angeles"
TODAY = clock.today(ZONE)


@pytest.fixture
def pair(cast: Cast) -> Gathering:
    return Gathering(new_id(), "mentorship", (cast.mona.me, cast.mina.me))


def allowed() -> MeetingRules:
    template = shelf.load("wtsa")
    assert template is not None
    return MeetingRules.of(template, minutes=60, since=TODAY - timedelta(days=300), zones=(ZONE,))


def form(**typed: Any) -> MeetingForm:
    return MeetingForm.model_validate({"key": new_id(), "held_on": TODAY, "place": "video"} | typed)


async def log(who: Principal, pair: Gathering, **typed: Any) -> MeetingView:
    async with unit_of_work(who) as db:
        return await meetings.log(db, who, pair, form(**typed), allowed())


async def seen(who: Principal, pair: Gathering) -> tuple[MeetingView, ...]:
    async with unit_of_work(who) as db:
        return await meetings.of(db, who, pair)


@pytest.mark.requirement("WTSA-11")
async def test_both_see_what_one_wrote_down_also_more_often_than_once_a_quarter(
    cast: Cast, pair: Gathering
) -> None:
    await log(cast.mona, pair, held_on=TODAY - timedelta(days=9), minutes="45", notes="Offer from Denver")
    await log(cast.mina, pair, kind="ad_hoc", minutes="10", place="phone")
    for who in (cast.mona, cast.mina):
        rows = await seen(who, pair)
        assert [(row.minutes, row.mode, row.notes) for row in rows] == [
            (10, "phone", ""),
            (45, "video", "Offer from Denver"),
        ]


@pytest.mark.requirement("WSRS-18")
async def test_held_missed_and_moved_are_told_apart_and_only_held_ones_count_minutes(
    cast: Cast, pair: Gathering
) -> None:
    await log(cast.mona, pair, minutes="30")
    await log(cast.mona, pair, status="missed", minutes="30")
    await log(cast.mona, pair, status="moved", minutes="30", moved_to=TODAY + timedelta(days=7))
    async with unit_of_work(cast.carl) as db:
        numbers = await meetings.numbers(db, cast.carl, [pair.id])
    assert numbers == {
        pair.id: Numbers(held=1, missed=1, moved=1, minutes=30, in_person=0, last_held_on=TODAY)
    }


@pytest.mark.requirement("WTSA-12")
async def test_staff_see_how_much_was_in_person_as_a_number(cast: Cast, pair: Gathering) -> None:
    await log(cast.mona, pair, place="in_person")
    await log(cast.mona, pair, place="event", place_name="Annual meeting")
    await log(cast.mona, pair, place="phone")
    await log(cast.mona, pair, place="in_person", status="missed")
    async with unit_of_work(cast.carl) as db:
        numbers = (await meetings.numbers(db, cast.carl, [pair.id]))[pair.id]
    assert (numbers.in_person, numbers.held) == (2, 3)


@pytest.mark.requirement("WPSR-14")
async def test_hours_are_summed_over_a_stretch_of_time(cast: Cast, pair: Gathering) -> None:
    await log(cast.mona, pair, held_on=TODAY - timedelta(days=200), minutes="50")
    await log(cast.mona, pair, held_on=TODAY - timedelta(days=20), minutes="40")
    await log(cast.mona, pair, held_on=TODAY, minutes="35")
    async with unit_of_work(cast.carl) as db:
        whole = await meetings.numbers(db, cast.carl, [pair.id])
        recent = await meetings.numbers(db, cast.carl, [pair.id], since=TODAY - timedelta(days=30))
    assert (whole[pair.id].minutes, recent[pair.id].minutes) == (125, 75)


async def test_a_double_click_writes_it_down_once(cast: Cast, pair: Gathering) -> None:
    key = new_id()
    first = await log(cast.mona, pair, key=key)
    assert await log(cast.mona, pair, key=key) == first
    assert len(await seen(cast.mina, pair)) == 1


async def test_whoever_wrote_it_down_changes_it_and_takes_it_back(cast: Cast, pair: Gathering) -> None:
    logged = await log(cast.mona, pair, minutes="30", notes="first")
    async with unit_of_work(cast.mona) as db:
        await meetings.change(db, cast.mona, pair, logged.id, form(minutes="50", notes="second"), allowed())
    [row] = await seen(cast.mina, pair)
    assert (row.minutes, row.notes, row.changed_at is not None) == (50, "second", True)
    async with unit_of_work(cast.mona) as db:
        await meetings.remove(db, cast.mona, pair, logged.id)
    assert await seen(cast.mina, pair) == ()


async def test_the_other_does_not_change_or_remove_it_and_hears_what_to_do(
    cast: Cast, pair: Gathering
) -> None:
    logged = await log(cast.mona, pair, notes="mine")
    async with unit_of_work(cast.mina) as db:
        with pytest.raises(NotYours, match="Ask them to change it"):
            await meetings.change(db, cast.mina, pair, logged.id, form(notes="hers"), allowed())
        with pytest.raises(NotYours):
            await meetings.remove(db, cast.mina, pair, logged.id)
    assert [row.notes for row in await seen(cast.mina, pair)] == ["mine"]


async def test_the_template_has_its_say_when_it_is_changed_too(cast: Cast, pair: Gathering) -> None:
    logged = await log(cast.mona, pair)
    async with unit_of_work(cast.mona) as db:
        with pytest.raises(NotPossible):
            await meetings.change(db, cast.mona, pair, logged.id, form(place="home"), allowed())


async def test_a_meeting_of_another_pair_cannot_be_reached_through_ones_own(
    cast: Cast, pair: Gathering
) -> None:
    logged = await log(cast.mona, pair)
    own = Gathering(new_id(), "mentorship", (cast.mona.me, cast.gia.me))
    async with unit_of_work(cast.mona) as db:
        with pytest.raises(NotFound):
            await meetings.remove(db, cast.mona, own, logged.id)


@pytest.mark.requirement("WTSA-10")
@pytest.mark.parametrize(
    "role", ["olivia", "carl", "dana", "gia", "stan", "otto", "auditor", "program", "visitor"]
)
async def test_for_everybody_else_the_meetings_do_not_exist(cast: Cast, pair: Gathering, role: str) -> None:
    logged = await log(cast.mona, pair, notes="Between us")
    who = await join(cast.a, "Ada Audit", Role.AUDITOR) if role == "auditor" else getattr(cast, role)
    async with unit_of_work(who) as db:
        for attempt in (
            meetings.of(db, who, pair),
            meetings.log(db, who, pair, form(), allowed()),
            meetings.change(db, who, pair, logged.id, form(), allowed()),
            meetings.remove(db, who, pair, logged.id),
        ):
            with pytest.raises(NotFound):
                await attempt
    assert [row.notes for row in await seen(cast.mona, pair)] == ["Between us"]


async def test_numbers_are_for_those_who_oversee_and_hold_nothing_of_another_organization(
    cast: Cast, pair: Gathering
) -> None:
    await log(cast.mona, pair)
    async with unit_of_work(cast.mina) as db:
        with pytest.raises(NotAllowed):
            await meetings.numbers(db, cast.mina, [pair.id])
    async with unit_of_work(cast.otto) as db:
        assert await meetings.numbers(db, cast.otto, [pair.id]) == {}


async def test_those_above_hear_of_every_change(cast: Cast, pair: Gathering) -> None:
    heard: list[tuple[UUID, int, date | None]] = []

    async def hear(_db: Session, _who: Principal, changed: events.MeetingsChanged) -> None:
        heard.append((changed.gathering_id, changed.held, changed.last_held_on))

    forget = events.subscribe(events.MeetingsChanged, hear)
    try:
        logged = await log(cast.mona, pair, held_on=TODAY - timedelta(days=3))
        await log(cast.mina, pair, status="missed")
        async with unit_of_work(cast.mona) as db:
            await meetings.remove(db, cast.mona, pair, logged.id)
    finally:
        forget()
    assert heard == [
        (pair.id, 1, TODAY - timedelta(days=3)),
        (pair.id, 1, TODAY - timedelta(days=3)),
        (pair.id, 0, None),
    ]
