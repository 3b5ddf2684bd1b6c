"""Invitations from the list, through the guard: one person, or everybody it shows."""

import pytest

from mentorhub.web.organizer.people.invite import Invite
from mentorhub.web.organizer.people.list import People
from mentorhub.web.organizer.people.person import Person
from tenants.database import unit_of_work
from tenants.people import sessions
from tenants.roster import invitations
from tenants.roster import service as roster
from tests.support.cast import Cast
from tests.support.tab import Wires
from tests.support.visits import visited
from tests.tenants.roster.test_import import FILE, taken
from tests.web.organizer.people.lookups import LIST, called, mails, page_of, write_invitations


@pytest.mark.requirement("WPSR-8")
async def test_one_person_is_invited_in_ones_own_words_and_the_state_is_kept(
    wires: Wires, cast: Cast
) -> None:
    await taken(cast.olivia, FILE)
    carl = await visited(wires, cast.carl, await page_of(cast, "rosa@example.org"))
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
    carl = await visited(wires, cast.carl, LIST)
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
    carl = await visited(wires, cast.carl, LIST)
    await carl.send(Invite.send, form_data={"note": "hello"})
    async with unit_of_work(cast.carl) as db:
        assert "invited" not in await roster.states(db, cast.carl)


async def test_too_long_a_note_is_said_and_the_dialog_stays(wires: Wires, cast: Cast) -> None:
    await taken(cast.olivia, FILE)
    carl = await visited(wires, cast.carl, LIST)
    await carl.send(Invite.ask_all)
    await carl.send(Invite.send, form_data={"note": "x" * 3_000})
    dialog = await carl.state(Invite)
    assert (dialog.open, dialog.problems) == (True, {"note": "Please shorten this to 2000 characters."})
