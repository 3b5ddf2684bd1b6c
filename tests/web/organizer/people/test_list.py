"""The list of people through the guard: found, narrowed, turned page by page."""

from typing import Any

import pytest
import reflex as rx

from mentorhub.mentorhub import app
from mentorhub.web.organizer.people.invite import Invite
from mentorhub.web.organizer.people.list import People
from mentorhub.web.organizer.people.person import Person
from tenants.database import unit_of_work
from tenants.roster import service as roster
from tests.support.cast import Cast
from tests.support.tab import Tab, Wires
from tests.support.visits import OURS, THEIRS, tab_of, visited
from tests.tenants.roster.test_import import FILE, taken
from tests.web.organizer.people.lookups import LIST, called, few_statements, names, page_of


@pytest.mark.requirement("WPSR-8")
async def test_the_list_is_searched_and_says_of_how_many_it_shows_some(wires: Wires, cast: Cast) -> None:
    await taken(cast.olivia, FILE)
    carl = await visited(wires, cast.carl, LIST)
    assert (await carl.state(People)).how_many.startswith("9 people: ")
    await carl.send(People.search, text="nuñez")
    screen = await carl.state(People)
    assert await names(carl) == ["Rosa Nuñez"]
    assert (screen.how_many, screen.invite_words) == ("1 of 9 people", "Invite 1 person")
    await carl.send(People.search, text="nobody at all")
    assert ((await carl.state(People)).found, (await carl.state(People)).nobody_yet) == (0, False)
    await carl.send(People.show_everybody)
    assert len(await names(carl)) == 9


async def test_the_list_is_narrowed_and_stays_so_until_the_page_is_loaded_anew(
    wires: Wires, cast: Cast
) -> None:
    await taken(cast.olivia, FILE)
    carl = await visited(wires, cast.carl, LIST)
    await carl.send(People.narrow, by="standing", value="lapsed")
    assert await names(carl) == ["Miles O'Brien"]
    await carl.follow(LIST)
    assert await names(carl) == ["Miles O'Brien"]
    await carl.visit(LIST)
    assert len(await names(carl)) > 1
    await carl.send(People.narrow, by="member_class", value="Candidate member")
    assert await names(carl) == ["李 小龍"]
    await carl.send(People.show_everybody)
    await carl.send(People.narrow, by="role", value="coordinator")
    assert await names(carl) == ["Carl Cooper"]


async def test_an_address_can_say_whom_to_list(wires: Wires, cast: Cast) -> None:
    await taken(cast.olivia, FILE)
    carl = await visited(wires, cast.carl, f"{LIST}?state=not_invited")
    assert (await carl.state(People)).state == "not_invited"
    await carl.send(People.narrow, by="state", value="")
    await carl.follow(f"{LIST}?state=not_invited")
    assert (await carl.state(People)).state == ""  # the reader has chosen otherwise since
    await carl.visit(f"{LIST}?standing=lapsed")
    assert await names(carl) == ["Miles O'Brien"]


@pytest.mark.parametrize("junk", [None, 7, "x" * 5_000, "\x00", "' OR 1=1 --", {"$ne": 1}, ["a"], "%_\\"])
async def test_whatever_is_sent_as_a_search_is_only_looked_for(wires: Wires, cast: Cast, junk: Any) -> None:
    carl = await visited(wires, cast.carl, LIST)
    for handler, payload in (
        (People.search, {"text": junk}),
        (People.narrow, {"by": "member_class", "value": junk}),
        (People.narrow, {"by": "role", "value": junk}),
        (People.narrow, {"by": junk, "value": "owner"}),
        (People.narrow, {"by": "status", "value": "failed"}),
        (People.go_to, {"page": junk}),
    ):
        await carl.send_raw(rx.utils.format.format_event_handler(handler), payload)
        screen = await carl.state(People)
        assert (screen.status, screen.problem) == ("ready", "")
        assert screen.role == ""


async def test_the_list_is_turned_page_by_page_and_back(
    wires: Wires, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mentorhub.web.organizer.people.list.PAGE", 2)
    carl = await visited(wires, cast.carl, LIST)
    first, seen = await names(carl), await names(carl)
    for page in (2, 3):
        await carl.send(People.go_to, page=page)
        seen += await names(carl)
    assert len(seen) == len(set(seen)) == 6
    await carl.send(People.go_to, page=9)
    assert (await carl.state(People)).page == 3
    await carl.send(People.go_to, page=1)
    assert await names(carl) == first


async def test_the_list_and_a_person_take_few_statements(wires: Wires, cast: Cast) -> None:
    await taken(cast.olivia, FILE)
    path = await page_of(cast, "rosa@example.org")
    carl = await visited(wires, cast.carl, f"{LIST}?standing=current")
    async with few_statements():
        await carl.send(People.load)
    async with few_statements():
        await carl.send(People.search, text="rosa")
    async with few_statements():
        await carl.send(Invite.ask_all)
    await carl.visit(path)
    async with few_statements():
        await carl.send(Person.load)


@pytest.mark.requirement("WTSA-1")
async def test_unpaid_dues_show_in_the_list_and_on_the_persons_page(wires: Wires, cast: Cast) -> None:
    await taken(cast.olivia, FILE)
    carl = await visited(wires, cast.carl, LIST)
    dues = {row.name: row.dues for row in (await carl.state(People)).rows}
    assert (dues["Miles O'Brien"], dues["Rosa Nuñez"], dues["Mina Minami"]) == ("Unpaid", "Paid", "–")
    await carl.visit(await page_of(cast, "miles@example.org"))
    screen = await carl.state(Person)
    assert (screen.standing, screen.dues, screen.dues_until) == ("Lapsed", "Unpaid", "2024-01-31")
    assert ("In practice since", "1999") in [(line.label, line.value) for line in screen.facts]


@pytest.mark.parametrize("name", ["mina", "dana", "stan", ""])
async def test_whoever_may_not_see_people_sees_none(wires: Wires, cast: Cast, name: str) -> None:
    await taken(cast.olivia, FILE)
    tab = await tab_of(wires, getattr(cast, name)) if name else Tab(app, wires, OURS)
    for path in (LIST, await page_of(cast, "rosa@example.org")):
        await tab.visit(path)
    await tab.send(People.search, text="rosa")
    await tab.send(Invite.ask_one, person_id=str((await called(cast, "rosa@example.org")).id))
    await tab.send(Invite.send, form_data={})
    assert "rosa" not in tab.received.lower()
    async with unit_of_work(cast.carl) as db:
        assert "invited" not in await roster.states(db, cast.carl)


async def test_people_of_another_organization_are_not_there(wires: Wires, cast: Cast) -> None:
    otto = await (await tab_of(wires, cast.otto, THEIRS)).visit(f"{LIST}/{cast.mina.me}")
    screen = await otto.state(Person)
    assert (screen.status, screen.name) == ("missing", "")
    for handler, payload in (
        (Person.give, {"role": "owner"}),
        (Person.disable, {}),
        (Invite.ask_one, {"person_id": str(cast.mina.me)}),
        (Invite.send, {"form_data": {}}),
    ):
        await otto.send(handler, **payload)
    assert "mina" not in otto.received.lower().replace(str(cast.mina.me), "")
    async with unit_of_work(cast.olivia) as db:
        seen = await roster.person_page(db, cast.olivia, cast.mina.me)
    assert (seen.roles, seen.person.disabled_at) == ((), None)
    await otto.visit(LIST)
    assert set(await names(otto)) == {"Otto Olsen", "Stan Stern"}
