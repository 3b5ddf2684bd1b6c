"""The list of people, one person's page, invitations and roles, through the guard."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
import reflex as rx
from sqlalchemy import select

from mentorhub.mentorhub import app
from mentorhub.web.organizer.people.invite import Invite
from mentorhub.web.organizer.people.list import People
from mentorhub.web.organizer.people.person import Person
from tenants.access import Principal, Role
from tenants.database import unit_of_work
from tenants.outbox import service as outbox
from tenants.people import service as people
from tenants.people import sessions
from tenants.people.views import PersonView
from tenants.roster import invitations, jobs
from tenants.roster import service as roster
from tenants.roster.model import Invitation
from tests.support.cast import Cast, join, signed_in
from tests.support.statements import counted
from tests.support.tab import Tab, Wires
from tests.tenants.roster.test_import import FILE, taken

HOST = "wtsa.localhost:3000"
THEIRS = "csa.localhost:3000"
LIST = "/organizer/people"


async def tab_of(wires: Wires, person: Principal, host: str = HOST) -> Tab:
    return Tab(app, wires, host, session=(await signed_in(person)).token)


async def opened(wires: Wires, person: Principal, path: str = LIST) -> Tab:
    return await (await tab_of(wires, person)).visit(path)


async def called(cast: Cast, mail: str) -> PersonView:
    async with unit_of_work(cast.program) as db:
        found = await people.by_mail(db, mail)
    assert found is not None
    return found


async def page_of(cast: Cast, mail: str) -> str:
    return f"{LIST}/{(await called(cast, mail)).id}"


async def write_invitations(cast: Cast) -> None:
    async with unit_of_work(cast.program) as db:
        waiting = list(await db.scalars(select(Invitation.id)))
    for invitation_id in waiting:
        await jobs.write_invitation(cast.program, invitation_id=invitation_id)


async def mails(cast: Cast) -> dict[str, str]:
    async with unit_of_work(cast.program) as db:
        return {mail.address: mail.text for mail in await outbox.recent(db)}


@asynccontextmanager
async def few_statements() -> AsyncIterator[None]:
    with counted() as seen:
        yield
    assert len(seen) <= 6, "\n".join(seen)


async def names(tab: Tab) -> list[str]:
    return [row.name for row in (await tab.state(People)).rows]


@pytest.mark.requirement("WPSR-8")
async def test_the_list_is_searched_and_says_of_how_many_it_shows_some(wires: Wires, cast: Cast) -> None:
    await taken(cast.olivia, FILE)
    carl = await opened(wires, cast.carl)
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
    carl = await opened(wires, cast.carl)
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
    carl = await opened(wires, cast.carl, f"{LIST}?state=not_invited")
    assert (await carl.state(People)).state == "not_invited"
    await carl.send(People.narrow, by="state", value="")
    await carl.follow(f"{LIST}?state=not_invited")
    assert (await carl.state(People)).state == ""  # the reader has chosen otherwise since
    await carl.visit(f"{LIST}?standing=lapsed")
    assert await names(carl) == ["Miles O'Brien"]


@pytest.mark.parametrize("junk", [None, 7, "x" * 5_000, "\x00", "' OR 1=1 --", {"$ne": 1}, ["a"], "%_\\"])
async def test_whatever_is_sent_as_a_search_is_only_looked_for(wires: Wires, cast: Cast, junk: Any) -> None:
    carl = await opened(wires, cast.carl)
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
    carl = await opened(wires, cast.carl)
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
    carl = await opened(wires, cast.carl, f"{LIST}?standing=current")
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
    carl = await opened(wires, cast.carl)
    dues = {row.name: row.dues for row in (await carl.state(People)).rows}
    assert (dues["Miles O'Brien"], dues["Rosa Nuñez"], dues["Mina Minami"]) == ("Unpaid", "Paid", "–")
    await carl.visit(await page_of(cast, "miles@example.org"))
    screen = await carl.state(Person)
    assert (screen.standing, screen.dues, screen.dues_until) == ("Lapsed", "Unpaid", "2024-01-31")
    assert ("In practice since", "1999") in [(line.label, line.value) for line in screen.facts]


@pytest.mark.requirement("WPSR-8")
async def test_one_person_is_invited_in_ones_own_words_and_the_state_is_kept(
    wires: Wires, cast: Cast
) -> None:
    await taken(cast.olivia, FILE)
    carl = await opened(wires, cast.carl, await page_of(cast, "rosa@example.org"))
    rosa = (await carl.state(Person)).person_id
    await carl.send(Invite.ask_one, person_id=rosa)
    dialog = await carl.state(Invite)
    assert (dialog.open, dialog.title) == (True, "Invite Rosa Nuñez")
    assert "Rosa@Example.org" in dialog.line
    await carl.send(
        Invite.send, form_data={"note": "Your residents praise you.", "path": "https://evil.example"}
    )
    assert (dialog.open, dialog.notice) == (False, "1 person gets a mail now.")
    assert (await carl.state(Person)).state == "invited"
    await write_invitations(cast)
    mail = (await mails(cast))["Rosa@Example.org"]
    assert "Your residents praise you." in mail
    assert "Carl Cooper" in mail
    assert "evil" not in mail
    async with unit_of_work(cast.program) as db:
        await sessions.start(db, (await called(cast, "rosa@example.org")).id)
    await carl.visit(LIST)
    states = {row.name: (row.state, row.invite) for row in (await carl.state(People)).rows}
    assert states["Rosa Nuñez"] == ("Has signed in", "")
    assert states["Miles O'Brien"] == ("Not invited", "Invite")


async def test_all_whom_the_list_shows_are_invited_after_a_question_that_counts_them(
    wires: Wires, cast: Cast
) -> None:
    await taken(cast.olivia, FILE)
    async with unit_of_work(cast.carl) as db:
        await invitations.invite(db, cast.carl, [(await called(cast, "li@example.org")).id])
    carl = await opened(wires, cast.carl)
    await carl.send(People.search, text="example.org")
    await carl.send(Invite.ask_all)
    dialog = await carl.state(Invite)
    assert dialog.title == "Invite 2 people?"
    assert dialog.line.startswith("2 mails with a personal link go out now")
    await carl.send(People.show_everybody)  # what was asked about counts, not what is listed behind it
    await carl.send(Invite.send, form_data={"note": ""})
    assert dialog.notice == "2 people get a mail now."
    await write_invitations(cast)
    assert set(await mails(cast)) == {"Rosa@Example.org", "miles@example.org", "li@example.org"}
    await carl.send(People.narrow, by="state", value="invited")
    assert (await carl.state(People)).invite_words == "Invite 3 people again"


async def test_without_a_question_first_nobody_is_invited(wires: Wires, cast: Cast) -> None:
    await taken(cast.olivia, FILE)
    carl = await opened(wires, cast.carl)
    await carl.send(Invite.send, form_data={"note": "hello"})
    async with unit_of_work(cast.carl) as db:
        assert "invited" not in await roster.states(db, cast.carl)


async def test_too_long_a_note_is_said_and_the_dialog_stays(wires: Wires, cast: Cast) -> None:
    await taken(cast.olivia, FILE)
    carl = await opened(wires, cast.carl)
    await carl.send(Invite.ask_all)
    await carl.send(Invite.send, form_data={"note": "x" * 3_000})
    dialog = await carl.state(Invite)
    assert (dialog.open, dialog.problems) == (True, {"note": "Please shorten this to 2000 characters."})


async def test_roles_are_given_and_taken_and_the_last_owner_stays(wires: Wires, cast: Cast) -> None:
    olivia = await opened(wires, cast.olivia, f"{LIST}/{cast.mona.me}")
    await olivia.send(Person.give, role="committee")
    screen = await olivia.state(Person)
    assert screen.notice == "Mona Moreau is a committee member now."
    assert [line.role for line in screen.roles if line.holds] == ["committee"]
    await olivia.send(Person.take, role="committee")
    assert [line.role for line in screen.roles if line.holds] == []
    for junk in ("member", "emperor", None, ["owner"]):
        await olivia.send(Person.give, role=junk)
        assert [line.role for line in (await olivia.state(Person)).roles if line.holds] == []
    await olivia.visit(f"{LIST}/{cast.olivia.me}")
    await olivia.send(Person.take, role="owner")
    assert "at least one owner" in (await olivia.state(Person)).problem


async def test_a_coordinator_sees_roles_and_gives_none(wires: Wires, cast: Cast) -> None:
    carl = await opened(wires, cast.carl, f"{LIST}/{cast.mona.me}")
    assert not any(line.may_change for line in (await carl.state(Person)).roles)
    await carl.send(Person.give, role="administrator")
    await carl.send(Person.disable)
    async with unit_of_work(cast.olivia) as db:
        seen = await roster.person_page(db, cast.olivia, cast.mona.me)
    assert (seen.roles, seen.person.disabled_at) == ((), None)


async def test_an_administrator_makes_no_owners(wires: Wires, cast: Cast) -> None:
    adam = await join(cast.a, "Adam Admin", Role.ADMINISTRATOR)
    tab = await opened(wires, adam, f"{LIST}/{cast.mona.me}")
    lines = {line.role: line.may_change for line in (await tab.state(Person)).roles}
    assert (lines["owner"], lines["coordinator"]) == (False, True)
    await tab.send(Person.give, role="owner")
    assert (await tab.state(Person)).problem
    assert [line.role for line in (await tab.state(Person)).roles if line.holds] == []


async def test_sign_in_is_turned_off_at_once_and_on_again(wires: Wires, cast: Cast) -> None:
    token = (await signed_in(cast.mona)).token
    olivia = await opened(wires, cast.olivia, f"{LIST}/{cast.mona.me}")
    await olivia.send(Person.ask_disable)
    assert (await olivia.state(Person)).disabling
    await olivia.send(Person.disable)
    screen = await olivia.state(Person)
    assert (screen.state_words, screen.disabling) == ("Sign-in is off", False)
    assert await sessions.resolve(cast.visitor, token) is None
    await olivia.send(Person.enable)
    assert (await olivia.state(Person)).disabled_at == ""


@pytest.mark.parametrize("name", ["mina", "dana", "stan", ""])
async def test_whoever_may_not_see_people_sees_none(wires: Wires, cast: Cast, name: str) -> None:
    await taken(cast.olivia, FILE)
    tab = await tab_of(wires, getattr(cast, name)) if name else Tab(app, wires, HOST)
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
