"""The guard with a page of its own: who gets through, what a tab keeps, what a fault says."""

from typing import Any

import pytest
import reflex as rx

from mentorhub.mentorhub import app
from mentorhub.web.frame import Frame
from mentorhub.web.guard import ANYONE, SIGNED_IN, action, actor, page_load
from mentorhub.web.screen import FormProblems, Screen, parse_id
from tenants.access.permissions import PEOPLE_READ
from tenants.database import unit_of_work
from tenants.kit.errors import NotFound
from tenants.people import sessions
from tests.support.cast import Cast, signed_in
from tests.support.tab import Tab, Wires

HOST = "wtsa.localhost:3000"


class Probe(Screen, rx.State):
    """What a page's state looks like, as far as the guard is concerned."""

    typed: str = ""
    name: str = ""

    @page_load(SIGNED_IN)
    async def load(self) -> None:
        self.name = actor().name
        self._ready()

    @action(ANYONE)
    async def type(self, text: str) -> None:
        self.typed = str(text)

    @action(PEOPLE_READ)
    async def look(self, person_id: str) -> None:
        self.name = str(parse_id(person_id))

    @action(SIGNED_IN)
    async def refuse_fields(self) -> None:
        raise FormProblems({"mail": "Please give your mail address."})

    @action(SIGNED_IN)
    async def fault(self) -> None:
        raise RuntimeError("secret detail")

    @page_load(SIGNED_IN)
    async def load_missing(self) -> None:
        raise NotFound

    @action(SIGNED_IN)
    async def do(self) -> Any:
        self._done("It is done.")
        return Probe.load

    async def unmarked(self) -> None:
        self.name = "reached"


async def tab_of(wires: Wires, session: str) -> Tab:
    return Tab(app, wires, HOST, session=session)


async def test_a_signed_in_person_is_known_to_the_handler(wires: Wires, cast: Cast) -> None:
    mina = await tab_of(wires, (await signed_in(cast.mina)).token)
    await mina.send(Probe.load)
    assert (await mina.state(Probe)).name == "Mina Minami"


async def test_an_unmarked_handler_is_out_of_reach_even_for_the_owner(wires: Wires, cast: Cast) -> None:
    olivia = await tab_of(wires, (await signed_in(cast.olivia)).token)
    await olivia.send(Probe.unmarked)
    assert (await olivia.state(Probe)).name == ""


async def test_a_revoked_session_ends_with_the_next_event(wires: Wires, cast: Cast) -> None:
    session = await signed_in(cast.mina)
    mina = await tab_of(wires, session.token)
    await mina.send(Probe.load)
    async with unit_of_work(cast.mina) as db:
        await sessions.end(db, session.token)
    await mina.send(Probe.load)
    assert "location" in mina.received or "reload" in mina.received
    assert (await mina.state(Probe)).name == ""


async def test_another_cookie_on_the_same_tab_token_finds_an_empty_state(wires: Wires, cast: Cast) -> None:
    mina = await tab_of(wires, (await signed_in(cast.mina)).token)
    await mina.send(Probe.type, "for Mona only")
    thief = Tab(app, wires, HOST, session=(await signed_in(cast.gia)).token, token=mina.token)
    wires.sent.clear()
    await thief.visit("/")
    assert "for Mona only" not in thief.received
    assert (await thief.state(Probe)).typed == ""


async def test_a_visitor_without_a_cookie_of_mine_does_not_get_my_tab(wires: Wires, cast: Cast) -> None:
    mine = Tab(app, wires, HOST)
    await mine.send(Probe.type, "half an application")
    theirs = Tab(app, wires, HOST, token=mine.token)
    await theirs.visit("/")
    assert (await theirs.state(Probe)).typed == ""


async def test_a_member_is_told_that_a_page_is_for_others(wires: Wires, cast: Cast) -> None:
    mina = await tab_of(wires, (await signed_in(cast.mina)).token)
    await mina.send(Probe.look, str(cast.mina.person_id))
    assert (await mina.state(Probe)).status == "refused"
    assert (await mina.state(Frame)).organization  # the refusal stands in the organization's own frame


@pytest.mark.parametrize("junk", [None, 7, "../..", {"a": 1}, ["x"], "x" * 10_000])
async def test_an_id_that_is_none_is_not_found_and_nothing_breaks(
    junk: object, wires: Wires, cast: Cast
) -> None:
    olivia = await tab_of(wires, (await signed_in(cast.olivia)).token)
    await olivia.send(Probe.look, person_id=junk)
    assert (await olivia.state(Probe)).problem == "Not found."


async def test_each_field_has_its_own_sentence(wires: Wires, cast: Cast) -> None:
    mina = await tab_of(wires, (await signed_in(cast.mina)).token)
    await mina.send(Probe.refuse_fields)
    assert (await mina.state(Probe)).problems == {"mail": "Please give your mail address."}


async def test_a_fault_says_a_number_and_nothing_of_its_inside(wires: Wires, cast: Cast) -> None:
    mina = await tab_of(wires, (await signed_in(cast.mina)).token)
    await mina.send(Probe.fault)
    sentence = (await mina.state(Probe)).problem
    assert "tell us this number" in sentence
    assert "secret detail" not in mina.received


async def test_a_page_that_is_not_there_says_so(wires: Wires, cast: Cast) -> None:
    mina = await tab_of(wires, (await signed_in(cast.mina)).token)
    await mina.send(Probe.load_missing)
    assert (await mina.state(Probe)).status == "missing"


async def test_what_an_act_said_stays_through_a_reload_of_its_data_and_ends_with_the_next_visit(
    wires: Wires, cast: Cast
) -> None:
    mina = await tab_of(wires, (await signed_in(cast.mina)).token)
    await mina.send(Probe.do)
    assert (await mina.state(Probe)).notice == "It is done."
    await mina.visit("/nowhere")
    await mina.send(Probe.load)
    assert (await mina.state(Probe)).notice == ""
