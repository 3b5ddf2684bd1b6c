"""An application taken back by whoever sent it, and begun anew."""

from mentorhub.web.member.application import MyApplications
from tests.support.cast import Cast
from tests.support.tab import Wires
from tests.support.visits import OURS, THEIRS, tab_of
from tests.web.applying import at, mine, sent


async def test_withdrawing_and_coming_back_from_ones_own_page(wires: Wires, cast: Cast) -> None:
    application_id = await sent(wires, cast, cast.mina)
    mina = await at(await tab_of(wires, cast.mina), "/application", MyApplications.load)
    await mina.send(MyApplications.ask, "withdraw", application_id)
    await mina.send(MyApplications.withdraw)
    row = (await mina.state(MyApplications)).rows[0]
    assert row.status == "withdrawn"
    assert row.can_begin_anew
    await mina.send(MyApplications.begin_anew, "mentee")
    assert (await mine(cast.mina))[0].status == "draft"


async def test_nobody_withdraws_for_another(wires: Wires, cast: Cast) -> None:
    application_id = await sent(wires, cast, cast.mina)
    for other, host in ((cast.mona, OURS), (cast.stan, THEIRS)):
        tab = await tab_of(wires, other, host)
        await tab.send(MyApplications.ask, "withdraw", application_id)
        await tab.send(MyApplications.withdraw)
    assert (await mine(cast.mina))[0].status == "submitted"
