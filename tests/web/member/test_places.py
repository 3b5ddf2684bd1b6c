"""A mentor changes with how many mentees they work at a time."""

import pytest

from mentorhub.web.member.places import Places
from tests.support.cast import Cast
from tests.support.pairs import Pair, pair_up, places_of
from tests.support.statements import counted
from tests.support.tab import Tab, Wires
from tests.support.visits import THEIRS, tab_of


async def asked(wires: Wires, cast: Cast) -> tuple[Tab, Pair]:
    pair = await pair_up(cast)
    mona = await (await tab_of(wires, cast.mona)).visit("/application")
    await mona.send(Places.ask, participant_id=str(pair.mentor.id))
    return mona, pair


async def test_a_mentor_sets_their_own_places(wires: Wires, cast: Cast) -> None:
    mona, pair = await asked(wires, cast)
    screen = await mona.state(Places)
    assert (screen.open, screen.now, screen.most) == (str(pair.mentor.id), await places_of(cast, pair), 3)
    with counted() as seen:
        await mona.send(Places.save, form_data={"capacity": "3"})
    assert len(seen) <= 6, seen
    assert await places_of(cast, pair) == 3
    assert (screen.open, screen.notice) == (
        "",
        "You work with up to three mentees at a time from now on.",
    )


@pytest.mark.parametrize("typed", ["", "0", "4", "-1", "many", None])
async def test_a_number_that_cannot_be_is_refused_and_the_form_stays(
    typed: str | None, wires: Wires, cast: Cast
) -> None:
    mona, pair = await asked(wires, cast)
    before = await places_of(cast, pair)
    await mona.send(Places.save, form_data={"capacity": typed})
    screen = await mona.state(Places)
    assert (list(screen.problems), screen.open) == (["capacity"], str(pair.mentor.id))
    assert await places_of(cast, pair) == before


@pytest.mark.parametrize("name", ["mina", "dana", "otto"])
async def test_somebody_elses_places_are_nowhere_to_be_found(name: str, wires: Wires, cast: Cast) -> None:
    _, pair = await asked(wires, cast)
    before = await places_of(cast, pair)
    who = getattr(cast, name)
    tab = await (await tab_of(wires, who, THEIRS) if name == "otto" else await tab_of(wires, who)).visit(
        "/application"
    )
    await tab.send(Places.ask, participant_id=str(pair.mentor.id))
    assert (await tab.state(Places)).problem == "Not found."
    (await tab.state(Places)).open = str(pair.mentor.id)
    await tab.send(Places.save, form_data={"capacity": "2" if before != 2 else "3"})
    assert await places_of(cast, pair) == before
