"""An application filled in and sent, as a browser does it."""

from typing import Any

from mentorhub.participants import service as participants
from mentorhub.participants.views import ApplicationView
from mentorhub.programs import service as programs
from mentorhub.programs.views import ProgramView
from mentorhub.web.public.apply import Apply
from tenants.access import Principal
from tenants.database import unit_of_work
from tests.participants.conftest import Typed, filled
from tests.support.cast import Cast
from tests.support.tab import Tab, Wires
from tests.support.visits import tab_of


async def opened(cast: Cast, key: str) -> ProgramView:
    async with unit_of_work(cast.olivia) as db:
        return await programs.create_from_catalog(db, cast.olivia, key, status="open")


async def at(tab: Tab, path: str, load: Any) -> Tab:
    await tab.visit(path)
    await tab.send(load)
    return tab


def entries(typed: Typed) -> list[list[str]]:
    """As a browser sends a form: pairs, a name for each box that is ticked."""
    return [
        [name, each]
        for name, value in typed.items()
        for each in ([value] if isinstance(value, str) else value)
    ]


def as_form(typed: Typed) -> dict[str, Any]:
    return {"__reflex_form_data__": entries(typed)}


async def mine(person: Principal) -> list[ApplicationView]:
    async with unit_of_work(person) as db:
        return await participants.mine(db, person)


async def sent(wires: Wires, cast: Cast, person: Principal, **answers: str) -> str:
    program = await opened(cast, "wpsr")
    tab = await at(await tab_of(wires, person), "/apply/mentee", Apply.load)
    await tab.send(Apply.send, as_form(filled(program.template, "mentee", **answers)))
    assert (await tab.state(Apply)).stage == "sent"
    return str((await mine(person))[0].id)
