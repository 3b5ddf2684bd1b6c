"""What stands beside every page of somebody who is signed in."""

from uuid import UUID

from mentorhub.mentorhub import app
from mentorhub.mentorships import ending
from mentorhub.web import frame
from mentorhub.web.account.account import Account
from mentorhub.web.frame import Frame
from mentorhub.web.member.pairs import Pairs
from tenants.access import Principal
from tenants.database import ask, unit_of_work
from tenants.organizations.views import Tenant
from tenants.visits.service import Visit
from tests.support.cast import Cast, signed_in
from tests.support.pairs import begin, open_program, pair_up, take_part
from tests.support.statements import counted
from tests.support.tab import Tab, Wires

HOST = "wtsa.localhost:3000"


async def opened(wires: Wires, who: Principal, path: str) -> Tab:
    tab = Tab(app, wires, HOST, session=(await signed_in(who)).token)
    return await tab.visit(path)


async def entry(wires: Wires, who: Principal) -> tuple[str, str]:
    seen = await (await opened(wires, who, "/account")).state(Frame)
    return seen.pair, seen.pair_path


async def two_mentees(cast: Cast) -> list[UUID]:
    program = await open_program(cast, "wpsr")
    mentor = await take_part(program, cast.mona, "mentor", capacity=2)
    begun = []
    for who in (cast.mina, cast.gia):
        mentee = await take_part(program, who, "mentee")
        async with unit_of_work(who) as db:
            begun.append((await begin(db, who, program, mentor, mentee)).id)
    return begun


async def test_the_one_running_pair_has_an_entry_with_the_others_name(wires: Wires, cast: Cast) -> None:
    pair = await pair_up(cast)
    assert await entry(wires, cast.mina) == ("Mona", f"/mentorship/{pair.view.id}")
    assert await entry(wires, cast.mona) == ("Mina", f"/mentorship/{pair.view.id}")


async def test_several_pairs_have_an_entry_together_and_the_last_one_left_its_own(
    wires: Wires, cast: Cast
) -> None:
    first, _ = await two_mentees(cast)
    assert await entry(wires, cast.mona) == ("Your pairs", "/mentorships")
    async with unit_of_work(cast.mona) as db:
        await ending.end(db, cast.mona, first)
    assert (await entry(wires, cast.mona))[0] == "Gia"


async def test_an_ended_pair_and_a_strangers_have_none(wires: Wires, cast: Cast) -> None:
    pair = await pair_up(cast)
    assert await entry(wires, cast.gia) == ("", "")
    async with unit_of_work(cast.mina) as db:
        await ending.end(db, cast.mina, pair.view.id)
    assert await entry(wires, cast.mina) == ("", "")


async def test_the_list_of_pairs_has_those_that_run_apart_from_those_that_ended(
    wires: Wires, cast: Cast
) -> None:
    first, _ = await two_mentees(cast)
    async with unit_of_work(cast.mona) as db:
        await ending.end(db, cast.mona, first)
    pairs = await (await opened(wires, cast.mona, "/mentorships")).state(Pairs)
    assert [row.name for row in pairs.running] == ["Gia Minami"]
    assert [(row.name, row.due) for row in pairs.ended] == [("Mina Minami", "Has ended")]
    stranger = await opened(wires, cast.stan, "/mentorships")
    assert "/sign-in" in stranger.received
    assert "Minami" not in stranger.received


async def test_the_frame_costs_one_statement(wires: Wires, cast: Cast) -> None:
    await pair_up(cast)
    tab = await opened(wires, cast.mina, "/account")
    with counted() as statements:
        await tab.send(Account.load)
    assert sum("json_build_array" in statement for statement in statements) == 1
    assert len(statements) == 4  # the session, the frame, the person, their browsers


async def test_an_organization_forgotten_while_its_page_is_looked_up_still_has_a_name(cast: Cast) -> None:
    here = Visit(Tenant(cast.a.tenant_id, cast.a.slug), cast.mina, "")
    before = Frame()
    await before._fill(here)
    asked = frame.lookup(cast.mina)
    frame.forget_organization(cast.a.tenant_id)
    seen = Frame()
    await seen._fill(here, await ask(cast.mina, asked))
    assert seen.organization == before.organization == "Western Thoracic Surgical Association"
