"""Adding one person by hand, with a role and an invitation if wanted."""

from typing import Any

import pytest

from mentorhub.web.organizer.people.add import PEOPLE, SETTINGS, AddPerson
from mentorhub.web.organizer.settings.settings import Settings
from tenants.access import Role
from tenants.access import service as access
from tenants.database import unit_of_work
from tenants.people import service as people
from tests.support.cast import Cast
from tests.support.statements import counted
from tests.support.tab import Tab, Wires
from tests.support.visits import THEIRS, tab_of, visited
from tests.web.organizer.people.lookups import LIST, called, mails, names, write_invitations

FORM = {"name": "Rosa  Nuñez", "mail": "rosa@clinic.example", "role": "", "invite": "yes"}


async def asked(wires: Wires, cast: Cast, where: str = PEOPLE, path: str = LIST) -> Tab:
    tab = await visited(wires, cast.olivia, path)
    await tab.send(AddPerson.ask, where=where, role=Role.COORDINATOR if where == SETTINGS else "")
    return tab


async def is_here(cast: Cast, mail: str) -> bool:
    async with unit_of_work(cast.program) as db:
        return await people.by_mail(db, mail) is not None


async def test_a_person_is_added_stands_on_the_list_and_gets_a_link(wires: Wires, cast: Cast) -> None:
    olivia = await asked(wires, cast)
    await olivia.send(AddPerson.add, form_data=FORM)
    assert not (await olivia.state(AddPerson)).open
    assert (await olivia.state(AddPerson)).notice == (
        "Rosa Nuñez is here now. They get a mail with a link to sign in."
    )
    assert "Rosa Nuñez" in await names(olivia)
    await write_invitations(cast)
    assert "/sign-in/link?token=" in (await mails(cast))["rosa@clinic.example"]


async def test_without_an_invitation_nobody_gets_a_mail(wires: Wires, cast: Cast) -> None:
    olivia = await asked(wires, cast)
    await olivia.send(AddPerson.add, form_data={key: FORM[key] for key in ("name", "mail", "role")})
    await write_invitations(cast)
    assert await is_here(cast, "rosa@clinic.example")
    assert "rosa@clinic.example" not in await mails(cast)


async def test_a_colleague_is_added_from_the_settings_with_a_role(wires: Wires, cast: Cast) -> None:
    olivia = await asked(wires, cast, SETTINGS, "/organizer/settings")
    assert (await olivia.state(AddPerson)).begun == "coordinator"
    await olivia.send(AddPerson.add, form_data={**FORM, "role": "coordinator"})
    rosa = await called(cast, "rosa@clinic.example")
    async with unit_of_work(cast.program) as db:
        assert (await access.roles_of(db, [rosa.id]))[rosa.id] == {Role.COORDINATOR}
    assert ("Rosa Nuñez", "Coordinator") in [
        (holder.name, holder.roles) for holder in (await olivia.state(Settings)).holders
    ]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": " "}, "name"),
        ({"mail": "nobody"}, "mail"),
        ({"mail": ""}, "mail"),
        ({"role": "emperor"}, "role"),
        ({"role": "member"}, "role"),
        ({"role": ["owner"]}, "role"),
    ],
)
async def test_what_is_not_right_is_said_beside_its_field_and_nobody_is_added(
    wrong: dict[str, Any], field: str, wires: Wires, cast: Cast
) -> None:
    olivia = await asked(wires, cast)
    await olivia.send(AddPerson.add, form_data={**FORM, **wrong})
    screen = await olivia.state(AddPerson)
    assert (list(screen.problems), screen.open) == ([field], True)
    assert not await is_here(cast, "rosa@clinic.example")


async def test_an_address_that_is_here_already_is_refused_in_words(wires: Wires, cast: Cast) -> None:
    olivia = await asked(wires, cast)
    await olivia.send(AddPerson.add, form_data={**FORM, "mail": cast.mina.mail.upper()})
    assert "already has that mail address" in (await olivia.state(AddPerson)).problems["mail"]


async def test_an_administrator_makes_no_owner(wires: Wires, cast: Cast) -> None:
    async with unit_of_work(cast.program) as db:
        await access.give(db, cast.carl.me, Role.ADMINISTRATOR)
    carl = await visited(wires, cast.carl, LIST)
    await carl.send(AddPerson.ask, where=PEOPLE, role="owner")
    assert "owner" not in dict((await carl.state(AddPerson)).roles)
    await carl.send(AddPerson.add, form_data={**FORM, "role": "owner"})
    assert not await is_here(cast, "rosa@clinic.example")


@pytest.mark.parametrize("name", ["carl", "dana", "mina", "otto"])
async def test_nobody_else_adds_anybody_here(name: str, wires: Wires, cast: Cast) -> None:
    who = getattr(cast, name)
    tab = await (await tab_of(wires, who, THEIRS) if name == "otto" else await tab_of(wires, who)).visit(LIST)
    await tab.send(AddPerson.ask, where=PEOPLE, role="")
    await tab.send(AddPerson.add, form_data=FORM)
    assert not await is_here(cast, "rosa@clinic.example")


async def test_without_the_dialog_nobody_is_added(wires: Wires, cast: Cast) -> None:
    olivia = await visited(wires, cast.olivia, LIST)
    await olivia.send(AddPerson.add, form_data=FORM)
    assert not await is_here(cast, "rosa@clinic.example")


async def test_each_of_its_events_takes_six_statements(wires: Wires, cast: Cast) -> None:
    olivia = await asked(wires, cast, SETTINGS, "/organizer/settings")
    with counted() as seen:
        await olivia.send(AddPerson.add, form_data={**FORM, "role": "coordinator", "invite": False})
    with counted() as shown:
        await olivia.send(Settings.load)
    assert len(seen) - len(shown) <= 6, "\n".join(seen)
    rosa = (await called(cast, "rosa@clinic.example")).id
    (await olivia.state(AddPerson))._to_invite = str(rosa)
    with counted() as sent:
        await olivia.send(AddPerson.send_invitation)
    assert len(sent) <= 6, "\n".join(sent)
