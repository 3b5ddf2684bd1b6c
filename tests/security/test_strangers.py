"""People of another organization, on their own host, with every id of this one in their hands."""

import pytest

from mentorhub.mentorhub import app
from tenants.access import Principal
from tests.security import walk
from tests.security.victim import PERSONAL, PRIVATE, Victim, print_of
from tests.support.cast import signed_in
from tests.support.tab import Tab, Wires

THEIRS = "csa.localhost:3000"


async def stranger(wires: Wires, who: Principal) -> Tab:
    return Tab(app, wires, THEIRS, session=(await signed_in(who)).token)


def leaked(sent: str) -> list[str]:
    return [canary for canary in (*PRIVATE, *PERSONAL) if canary in sent]


async def test_no_handler_does_or_tells_anything_about_an_id_of_another_organization(
    victim: Victim, wires: Wires
) -> None:
    """Otto owns his own organization: every handler lets him through, so the database alone says no."""
    before = await print_of(victim.cast.program)
    tab = await stranger(wires, victim.cast.otto)
    for handler in walk.HANDLERS:
        for payload in walk.calls(handler, victim.ids):
            await tab.send_raw(handler, payload)
    assert leaked(tab.received) == []
    assert await print_of(victim.cast.program) == before


@pytest.mark.parametrize("name", ["stan", "otto"])
async def test_a_page_at_an_address_of_another_organization_shows_nothing_and_nothing_on_it_acts(
    name: str, victim: Victim, wires: Wires
) -> None:
    before = await print_of(victim.cast.program)
    tab = await stranger(wires, getattr(victim.cast, name))
    for route in walk.ROUTES:
        await tab.visit(walk.place(route, victim.ids))
        for handler in walk.on_page(route):
            if not walk.arguments(handler):
                await tab.send_raw(handler, {})
    assert leaked(tab.received) == []
    assert await print_of(victim.cast.program) == before
