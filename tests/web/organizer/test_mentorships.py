"""The list of pairs for those who oversee: dates, numbers, and nothing that was said."""

from datetime import timedelta

import pytest

from mentorhub.mentorships import ending
from mentorhub.messaging import service as messaging
from mentorhub.web.organizer.mentorships import Mentorships
from tenants.database import unit_of_work
from tenants.kit import clock
from tenants.kit.ids import new_id
from tests.support.cast import Cast
from tests.support.pairs import pair_up
from tests.support.statements import counted
from tests.support.tab import Wires
from tests.support.visits import visited

PATH = "/organizer/mentorships"


@pytest.mark.requirement("WTSA-10")
async def test_a_coordinator_sees_who_is_paired_and_never_what_they_write(wires: Wires, cast: Cast) -> None:
    pair = await pair_up(cast)
    async with unit_of_work(cast.mona) as db:
        await messaging.send(db, cast.mona, pair.gathering, "Between the two of us", new_id())
    carl = await visited(wires, cast.carl, PATH)
    state = await carl.state(Mentorships)
    [row] = state.rows
    assert (row.mentor, row.mentee, row.state) == ("Mona Moreau", "Mina Minami", "On track")
    assert row.contact == clock.today("America/Los_Angeles").isoformat()
    assert "Between the two of us" not in carl.received
    assert cast.mona.mail not in carl.received


async def test_late_ones_and_ended_ones_have_lists_of_their_own(wires: Wires, cast: Cast) -> None:
    with clock.travel() as journey:
        pair = await pair_up(cast)
        journey.forward(timedelta(days=120))
        carl = await visited(wires, cast.carl, PATH)
        await carl.send(Mentorships.show, which="look")
        state = await carl.state(Mentorships)
        assert [(row.state, row.tone) for row in state.rows] == [("Late", "warn")]
        async with unit_of_work(cast.mina) as db:
            await ending.end(db, cast.mina, pair.view.id)
        await carl.send(Mentorships.load)
        await carl.send(Mentorships.show, which="ended")
    state = await carl.state(Mentorships)
    assert [row.state for row in state.rows] == ["Ended by the pair"]
    assert (state.running, state.ended, state.late) == (0, 1, 0)


@pytest.mark.parametrize("role", ["mina", "dana"])
async def test_others_are_refused(wires: Wires, cast: Cast, role: str) -> None:
    await pair_up(cast)
    tab = await visited(wires, getattr(cast, role), PATH)
    screen = await tab.state(Mentorships)
    assert (screen.status, screen.rows, screen.running) == ("refused", [], 0)


async def test_the_list_makes_no_more_than_six_statements(wires: Wires, cast: Cast) -> None:
    await pair_up(cast)
    carl = await visited(wires, cast.carl, PATH)
    with counted() as statements:
        await carl.send(Mentorships.load)
    assert len(statements) <= 6, statements


@pytest.mark.parametrize("junk", [None, [], {"a": 1}, "everything"])
async def test_junk_changes_nothing(wires: Wires, cast: Cast, junk: object) -> None:
    await pair_up(cast)
    carl = await visited(wires, cast.carl, PATH)
    await carl.send(Mentorships.show, which=junk)
    state = await carl.state(Mentorships)
    assert (state.shown, len(state.rows), state.problem) == ("running", 1, "")
