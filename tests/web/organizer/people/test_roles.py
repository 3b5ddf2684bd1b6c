"""What a person may do, on their page: roles given and taken, and sign-in turned off."""

from mentorhub.web.organizer.people.person import Person
from tenants.access import Role
from tenants.database import unit_of_work
from tenants.people import sessions
from tenants.roster import service as roster
from tests.support.cast import Cast, join, signed_in
from tests.support.tab import Wires
from tests.support.visits import visited
from tests.web.organizer.people.lookups import LIST


async def test_roles_are_given_and_taken_and_the_last_owner_stays(wires: Wires, cast: Cast) -> None:
    olivia = await visited(wires, cast.olivia, f"{LIST}/{cast.mona.me}")
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
    carl = await visited(wires, cast.carl, f"{LIST}/{cast.mona.me}")
    assert not any(line.may_change for line in (await carl.state(Person)).roles)
    await carl.send(Person.give, role="administrator")
    await carl.send(Person.disable)
    async with unit_of_work(cast.olivia) as db:
        seen = await roster.person_page(db, cast.olivia, cast.mona.me)
    assert (seen.roles, seen.person.disabled_at) == ((), None)


async def test_an_administrator_makes_no_owners(wires: Wires, cast: Cast) -> None:
    adam = await join(cast.a, "Adam Admin", Role.ADMINISTRATOR)
    tab = await visited(wires, adam, f"{LIST}/{cast.mona.me}")
    lines = {line.role: line.may_change for line in (await tab.state(Person)).roles}
    assert (lines["owner"], lines["coordinator"]) == (False, True)
    await tab.send(Person.give, role="owner")
    assert (await tab.state(Person)).problem
    assert [line.role for line in (await tab.state(Person)).roles if line.holds] == []


async def test_sign_in_is_turned_off_at_once_and_on_again(wires: Wires, cast: Cast) -> None:
    token = (await signed_in(cast.mona)).token
    olivia = await visited(wires, cast.olivia, f"{LIST}/{cast.mona.me}")
    await olivia.send(Person.ask_disable)
    assert (await olivia.state(Person)).disabling
    await olivia.send(Person.disable)
    screen = await olivia.state(Person)
    assert (screen.state_words, screen.disabling) == ("Sign-in is off", False)
    assert await sessions.resolve(cast.visitor, token) is None
    await olivia.send(Person.enable)
    assert (await olivia.state(Person)).disabled_at == ""
