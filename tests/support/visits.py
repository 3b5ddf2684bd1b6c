"""Somebody's tab, signed in at their organization's address."""

from mentorhub.mentorhub import app
from tenants.access import Principal
from tests.support.cast import signed_in
from tests.support.tab import Tab, Wires

OURS = "wtsa.localhost:3000"
THEIRS = "csa.localhost:3000"


async def tab_of(wires: Wires, person: Principal, host: str = OURS) -> Tab:
    return Tab(app, wires, host, session=(await signed_in(person)).token)


async def visited(wires: Wires, person: Principal, path: str, host: str = OURS) -> Tab:
    return await (await tab_of(wires, person, host)).visit(path)
