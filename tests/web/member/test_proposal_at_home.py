"""From a proposal on the home screen to the pair's own page."""

import pytest

from mentorhub.mentorhub import app
from mentorhub.web.member.home import Home
from tenants.access import Principal
from tests.matching.conftest import Setting
from tests.support.cast import Cast, signed_in
from tests.support.pairs import open_program
from tests.support.statements import counted
from tests.support.tab import Tab, Wires


async def at_home(wires: Wires, who: Principal) -> Tab:
    tab = Tab(app, wires, "wtsa.localhost:3000", session=(await signed_in(who)).token)
    return await tab.visit("/home")


@pytest.mark.requirement("WTSA-18")
async def test_the_proposal_is_the_next_thing_and_the_pair_follows_when_both_said_yes(
    wires: Wires, cast: Cast
) -> None:
    setting = Setting(cast, "wtsa", await open_program(cast, "wtsa"))
    proposal = await setting.ready()
    mina, mona = await at_home(wires, cast.mina), await at_home(wires, cast.mona)
    next_thing = (await mina.state(Home)).next
    assert next_thing.title == "Mona Moreau could be your mentor"
    assert next_thing.href == f"/proposal/{proposal}"
    assert cast.mona.mail not in mina.received  # contact waits until it is final
    with counted() as statements:
        await mina.send(Home.more)
    assert len(statements) <= 6
    await setting.accepts(cast.mina, proposal)
    await mina.send(Home.load)
    assert (await mina.state(Home)).pair_id == ""
    await setting.accepts(cast.mona, proposal)
    for tab in (mina, mona):
        await tab.send(Home.load)
    home = await mina.state(Home)
    assert (home.title, home.next.title) == (
        "You and Mona",
        "Find a date for your first meeting with Mona",
    )
    assert (await mona.state(Home)).title == "You and Mina"
