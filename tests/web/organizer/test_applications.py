"""Applications decided: from the form to a place, a question back or a no."""

from typing import Any

import pytest

from mentorhub.web.member.application import MyApplications
from mentorhub.web.organizer.applications.application import Application
from mentorhub.web.organizer.applications.list import Applications
from mentorhub.web.public.apply import Apply
from tests.support.cast import Cast
from tests.support.tab import Tab, Wires
from tests.support.visits import THEIRS, tab_of
from tests.web.applying import at, mine, sent


async def test_from_the_form_to_the_acceptance(wires: Wires, cast: Cast) -> None:
    application_id = await sent(wires, cast, cast.mina, hopes="Cleaner air.")
    carl = await at(await tab_of(wires, cast.carl), "/organizer/applications", Applications.load)
    queue = await carl.state(Applications)
    assert [(row.name, row.href) for row in queue.rows] == [
        ("Mina Minami", f"/organizer/applications/{application_id}")
    ]
    assert queue.longest == "Mina Minami"
    await at(carl, f"/organizer/applications/{application_id}", Application.load)
    review = await carl.state(Application)
    assert ("What would you like to change?", "Cleaner air.") in [(a.label, a.text) for a in review.answers]
    await carl.send(Application.decide, "accept", [["words", "Welcome!"]])
    assert (await carl.state(Application)).notice.startswith("Accepted.")
    mina = await at(await tab_of(wires, cast.mina), "/application", MyApplications.load)
    row = (await mina.state(MyApplications)).rows[0]
    assert (row.takes_part, row.words) == ("active", "Welcome!")


async def test_asking_back_without_words_says_so_beside_the_words(wires: Wires, cast: Cast) -> None:
    application_id = await sent(wires, cast, cast.mina)
    path = f"/organizer/applications/{application_id}"
    carl = await at(await tab_of(wires, cast.carl), path, Application.load)
    await carl.send(Application.decide, "ask_back", [["words", " "]])
    assert set((await carl.state(Application)).problems) == {"words"}
    await carl.send(Application.decide, "ask_back", [["words", "Which valley?"]])
    mina = await at(await tab_of(wires, cast.mina), "/apply/mentee", Apply.load)
    state = await mina.state(Apply)
    assert (state.stage, state.words) == ("form", "Which valley?")
    assert {row.key: row.value for row in state.rows}["hopes"] == "A few honest words."


async def test_a_no_is_looked_at_twice_with_ready_words_at_hand(wires: Wires, cast: Cast) -> None:
    application_id = await sent(wires, cast, cast.mina)
    path = f"/organizer/applications/{application_id}"
    carl = await at(await tab_of(wires, cast.carl), path, Application.load)
    await carl.send(Application.ask_decline, [["words", "Dear Mina"]])
    page = await carl.state(Application)
    assert (page.declining, page.begun) == (True, "Dear Mina")
    assert all(text and title for text, title in page.ready_words)
    assert (await mine(cast.mina))[0].status == "submitted"
    await carl.send(Application.decline, form_data={"farewell": page.ready_words[0][0], "ready": "x"})
    assert not (await carl.state(Application)).declining
    row = (await mine(cast.mina))[0]
    assert (row.status, row.words) == ("declined", page.ready_words[0][0])


@pytest.mark.parametrize("who", ["mina", "dana", "mona"])
async def test_nobody_else_declines(who: str, wires: Wires, cast: Cast) -> None:
    application_id = await sent(wires, cast, cast.mina)
    path = f"/organizer/applications/{application_id}"
    tab = await at(await tab_of(wires, getattr(cast, who)), path, Application.load)
    await tab.send(Application.ask_decline, [])
    await tab.send(Application.decline, form_data={"farewell": "No."})
    assert (await mine(cast.mina))[0].status == "submitted"


@pytest.mark.parametrize("what", ["steal", "", None, 7, "__class__", "queue"])
async def test_a_decision_that_is_none_decides_nothing(wires: Wires, cast: Cast, what: Any) -> None:
    application_id = await sent(wires, cast, cast.mina)
    path = f"/organizer/applications/{application_id}"
    carl = await at(await tab_of(wires, cast.carl), path, Application.load)
    await carl.send(Application.decide, what, [["words", "x"]])
    assert (await mine(cast.mina))[0].status == "submitted"


async def test_members_and_visitors_do_not_see_the_queue(tab: Tab, wires: Wires, cast: Cast) -> None:
    application_id = await sent(wires, cast, cast.mina)
    for path, load in (
        ("/organizer/applications", Applications.load),
        (f"/organizer/applications/{application_id}", Application.load),
    ):
        mona = await at(await tab_of(wires, cast.mona), path, load)
        assert "Mina" not in mona.received
        await at(tab, path, load)
        assert "Mina" not in tab.received
        assert any("/sign-in" in where for where in tab.went_to)


async def test_another_organizations_owner_finds_nothing(wires: Wires, cast: Cast) -> None:
    application_id = await sent(wires, cast, cast.mina)
    otto = await tab_of(wires, cast.otto, THEIRS)
    await at(otto, f"/organizer/applications/{application_id}", Application.load)
    assert (await otto.state(Application)).status == "missing"
    await at(otto, "/organizer/applications", Applications.load)
    assert (await otto.state(Applications)).rows == []
    assert "Mina" not in otto.received
