"""A person's survey on the screen: answered once, kindly refused twice and late, nobody else's."""

from datetime import timedelta
from uuid import UUID

import pytest

from mentorhub.mentorhub import app
from mentorhub.web.member.home import Home
from mentorhub.web.member.survey import Survey
from tenants.access import Principal
from tenants.database import unit_of_work
from tenants.kit import clock
from tests.support.cast import Cast, signed_in
from tests.support.pairs import open_program, take_part
from tests.support.statements import counted
from tests.support.tab import Tab, Wires
from tests.surveys.people import GOOD, answer, send, waiting

HOST = "wtsa.localhost:3000"
WHOLE = dict(GOOD["half_yearly"])


async def asked(cast: Cast) -> UUID:
    program = await open_program(cast, "wtsa")
    await take_part(program, cast.mina, "mentee")
    await take_part(program, cast.mona, "mentor")
    return await send(cast, program, "half_yearly")


async def opened(wires: Wires, who: Principal, path: str) -> Tab:
    tab = Tab(app, wires, HOST, session=(await signed_in(who)).token)
    return await tab.visit(path)


async def test_a_survey_waits_at_home_is_answered_and_waits_no_more(wires: Wires, cast: Cast) -> None:
    wave_id = await asked(cast)
    home = await opened(wires, cast.mina, "/home")
    assert (await home.state(Home)).next.title == "How is the program doing?"
    assert (await home.state(Home)).next.href == f"/survey/{wave_id}"
    tab = await opened(wires, cast.mina, f"/survey/{wave_id}")
    state = await tab.state(Survey)
    assert (state.status, state.stage) == ("ready", "open")
    assert state.seen_by == (
        "Who sees this: the committee, as numbers without names. "
        "What you write in words: the committee, without your name."
    )
    assert [row.key for row in state.rows] == ["worth", "goals", "collegiality", "talked_about", "improve"]
    await tab.send(Survey.send, form=WHOLE)
    assert (await tab.state(Survey)).stage == "sent"
    await home.visit("/home")
    assert (await home.state(Home)).next.href == "/application"


async def test_what_is_missing_is_said_beside_it_and_nothing_is_sent(wires: Wires, cast: Cast) -> None:
    wave_id = await asked(cast)
    tab = await opened(wires, cast.mina, f"/survey/{wave_id}")
    await tab.send(Survey.send, form=dict(list(WHOLE.items())[:1]))
    state = await tab.state(Survey)
    assert set(state.problems) == {"goals", "collegiality"}
    assert state.stage == "open"
    assert await waiting(cast.mina) == ["How is the program doing?"]


async def test_a_second_tab_that_sends_again_is_told_kindly(wires: Wires, cast: Cast) -> None:
    wave_id = await asked(cast)
    first = await opened(wires, cast.mina, f"/survey/{wave_id}")
    second = await opened(wires, cast.mina, f"/survey/{wave_id}")
    await first.send(Survey.send, form=WHOLE)
    await second.send(Survey.send, form=WHOLE)
    assert "in already, thank you" in (await second.state(Survey)).problem
    await second.send(Survey.load)
    assert (await second.state(Survey)).stage == "answered"


async def test_what_the_tab_kept_stands_in_the_form_again(wires: Wires, cast: Cast) -> None:
    wave_id = await asked(cast)
    tab = await opened(wires, cast.mina, f"/survey/{wave_id}")
    await tab.send(Survey.restore, kept=[["worth", "4"], ["improve", "More time"], ["other", "x"]])
    rows = {row.key: row.value for row in (await tab.state(Survey)).rows}
    assert (rows["worth"], rows["improve"]) == ("4", "More time")
    await tab.send(Survey.restore, kept={"worth": {"$ne": 1}})
    assert (await tab.state(Survey)).filled == 1


async def test_after_its_last_day_it_says_that_it_has_closed(wires: Wires, cast: Cast) -> None:
    with clock.travel() as journey:
        wave_id = await asked(cast)
        journey.forward(timedelta(days=31))
        tab = await opened(wires, cast.mina, f"/survey/{wave_id}")
        assert (await tab.state(Survey)).stage == "late"
        await tab.send(Survey.send, form=WHOLE)
        assert "has closed" in (await tab.state(Survey)).problem


@pytest.mark.parametrize("who", ["gia", "carl", "olivia"])
async def test_who_was_not_asked_finds_nothing(wires: Wires, cast: Cast, who: str) -> None:
    wave_id = await asked(cast)
    tab = await opened(wires, getattr(cast, who), f"/survey/{wave_id}")
    assert (await tab.state(Survey)).status == "missing"
    await tab.send(Survey.send, form=WHOLE)
    async with unit_of_work(cast.mina):
        assert await answer(cast.mina, wave_id, dict(WHOLE)) == {}


async def test_a_stranger_is_sent_to_sign_in(wires: Wires, cast: Cast) -> None:
    wave_id = await asked(cast)
    stan = await opened(wires, cast.stan, f"/survey/{wave_id}")
    assert "How is the program doing?" not in stan.received
    assert "/sign-in" in stan.received


async def test_the_page_and_its_sending_make_no_more_than_six_statements(wires: Wires, cast: Cast) -> None:
    wave_id = await asked(cast)
    tab = await opened(wires, cast.mina, f"/survey/{wave_id}")
    with counted() as statements:
        await tab.send(Survey.load)
    assert len(statements) <= 6, statements
    with counted() as statements:
        await tab.send(Survey.send, form=WHOLE)
    assert len(statements) <= 6, statements
    home = await opened(wires, cast.mona, "/home")
    with counted() as statements:
        await home.send(Home.more)
    assert len(statements) <= 6, statements
