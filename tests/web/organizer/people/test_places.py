"""With how many mentees a mentor works at a time, set on their page by those who oversee the pairs."""

import pytest

from mentorhub.web.organizer.people.person import Person
from tests.support.cast import Cast
from tests.support.pairs import Pair, pair_up, places_of
from tests.support.statements import counted
from tests.support.tab import Tab, Wires
from tests.support.visits import THEIRS, tab_of
from tests.web.organizer.people.lookups import LIST, few_statements


async def asked(wires: Wires, cast: Cast) -> tuple[Tab, Pair]:
    pair = await pair_up(cast)
    carl = await (await tab_of(wires, cast.carl)).visit(f"{LIST}/{cast.mona.me}")
    async with few_statements():
        await carl.send(Person.ask_places, participant_id=str(pair.mentor.id))
    return carl, pair


async def test_places_are_asked_for_within_the_programs_bounds_and_kept(wires: Wires, cast: Cast) -> None:
    carl, pair = await asked(wires, cast)
    screen = await carl.state(Person)
    assert (screen.placing, screen.most_places) == (str(pair.mentor.id), 3)
    await carl.send(Person.set_places, form_data={"capacity": "2"})
    assert await places_of(cast, pair) == 2
    assert (screen.placing, [line.places for line in screen.parts]) == ("", [2])
    assert screen.notice.startswith("Up to two mentees at a time.")


async def test_looking_at_a_person_and_setting_places_take_six_statements_each(
    wires: Wires, cast: Cast
) -> None:
    carl, _ = await asked(wires, cast)
    async with few_statements():
        await carl.send(Person.load)
    with counted() as both:  # the act, and the event after it that shows the person anew
        await carl.send(Person.set_places, form_data={"capacity": "2"})
    with counted() as shown:
        await carl.send(Person.refresh)
    assert len(both) - len(shown) <= 6, "\n".join(both)


@pytest.mark.parametrize("typed", ["", "0", "-1", "4", "two", "9" * 400, None])
async def test_a_number_that_cannot_be_is_refused_beside_its_field(
    typed: str | None, wires: Wires, cast: Cast
) -> None:
    carl, pair = await asked(wires, cast)
    before = await places_of(cast, pair)
    await carl.send(Person.set_places, form_data={"capacity": typed})
    screen = await carl.state(Person)
    assert list(screen.problems) == ["capacity"]
    assert screen.placing == str(pair.mentor.id)
    assert await places_of(cast, pair) == before


@pytest.mark.parametrize("name", ["dana", "mina", "otto"])
async def test_nobody_else_sets_somebodys_places(name: str, wires: Wires, cast: Cast) -> None:
    _, pair = await asked(wires, cast)
    before = await places_of(cast, pair)
    who = getattr(cast, name)
    tab = await tab_of(wires, who, THEIRS) if name == "otto" else await tab_of(wires, who)
    await tab.visit(f"{LIST}/{cast.mona.me}")
    await tab.send(Person.ask_places, participant_id=str(pair.mentor.id))
    await tab.send(Person.set_places, form_data={"capacity": "1" if before > 1 else "2"})
    assert await places_of(cast, pair) == before
