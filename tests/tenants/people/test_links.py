"""Links in mails."""

import asyncio
import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from tenants.access import anonymous, system
from tenants.database import Session, unit_of_work
from tenants.kit.clock import Travel
from tenants.organizations.directory import PLATFORM_TENANT
from tenants.outbox import service as outbox
from tenants.people import jobs, links, sessions
from tenants.people import requests as asking
from tenants.people import service as people
from tenants.people.errors import LinkSpent, WeakPassword
from tenants.people.forms import PersonForm
from tenants.people.model import LinkRequest
from tenants.people.sign_in import choose_password, sign_in
from tests.support.cast import PASSWORD, Cast, join, signed_in


async def pending(db: Session) -> list[LinkRequest]:
    return list(await db.scalars(select(LinkRequest)))


async def answer_all(scope: object) -> None:
    async with unit_of_work(scope) as db:  # type: ignore[arg-type]  # of any kind
        requests = [(row.id, row.purpose) for row in await pending(db)]
    for request_id, purpose in requests:
        job = jobs.find_organizations if purpose == "find" else jobs.answer_request
        await job(system(scope.tenant_id), request_id=request_id)  # type: ignore[attr-defined]  # of any kind


async def asked_for(cast: Cast, mail: str, purpose: str = "sign_in") -> str:
    async with unit_of_work(cast.visitor) as db:
        await asking.request_link(db, mail, purpose=purpose)  # type: ignore[arg-type]  # of any kind
    await answer_all(cast.visitor)
    async with unit_of_work(cast.visitor) as db:
        text = (await outbox.recent(db))[0].text
    found = re.search(r"token=(\S+)", text)
    assert found
    return found[1]


async def test_a_mailed_link_signs_in_once(cast: Cast) -> None:
    token = await asked_for(cast, "MINA@wtsa.example")
    async with unit_of_work(cast.visitor) as db:
        signed = await links.consume_link(db, token)
        assert signed.person_id == cast.mina.me
    async with unit_of_work(cast.visitor) as db:
        assert await sessions.resolve(cast.visitor, signed.token)
        with pytest.raises(LinkSpent):
            await links.consume_link(db, token)


async def test_a_mail_scanner_that_opens_it_uses_nothing_up(cast: Cast) -> None:
    token = await asked_for(cast, "mina@wtsa.example")
    async with unit_of_work(cast.visitor) as db:
        for _ in range(3):
            seen = await links.peek_link(db, token)
        assert (seen.purpose, seen.name, seen.has_password) == ("sign_in", "Mina Minami", True)
        assert await links.consume_link(db, token)


async def test_it_is_worth_nothing_on_another_organizations_host(cast: Cast) -> None:
    token = await asked_for(cast, "mina@wtsa.example")
    async with unit_of_work(anonymous(cast.b.tenant_id)) as db:
        with pytest.raises(LinkSpent):
            await links.peek_link(db, token)
        with pytest.raises(LinkSpent):
            await links.consume_link(db, token)


async def test_it_does_not_work_late(cast: Cast, stopped_clock: Travel) -> None:
    token = await asked_for(cast, "mina@wtsa.example")
    stopped_clock.forward(timedelta(minutes=31))
    async with unit_of_work(cast.visitor) as db:
        with pytest.raises(LinkSpent):
            await links.consume_link(db, token)


async def test_of_many_who_press_the_button_at_the_same_moment_one_is_signed_in(
    committed: None, cast: Cast
) -> None:
    async with unit_of_work(cast.program) as db:
        token = (await links.make_links(db, [cast.mina.me], "sign_in"))[cast.mina.me]

    async def press() -> object:
        async with unit_of_work(cast.visitor) as db:
            return await links.consume_link(db, token)

    results = await asyncio.gather(*(press() for _ in range(6)), return_exceptions=True)
    assert sorted(type(result).__name__ for result in results) == ["LinkSpent"] * 5 + ["SignedIn"]


async def test_nobody_learns_who_is_here(cast: Cast) -> None:
    async with unit_of_work(cast.visitor) as db:
        await asking.request_link(db, "mina@wtsa.example")
        await asking.request_link(db, "nobody@wtsa.example")
        assert len(await pending(db)) == 2  # the same was done for both before anybody was looked up
    await answer_all(cast.visitor)
    async with unit_of_work(cast.visitor) as db:
        assert [mail.address for mail in await outbox.recent(db)] == ["mina@wtsa.example"]
        assert await pending(db) == []


async def test_nobodys_inbox_is_flooded(cast: Cast, stopped_clock: Travel) -> None:
    async with unit_of_work(cast.visitor) as db:
        for _ in range(20):
            await asking.request_link(db, "mina@wtsa.example")
        assert len(await pending(db)) == 5
        stopped_clock.forward(timedelta(minutes=16))
        await asking.request_link(db, "mina@wtsa.example")
        assert len(await pending(db)) == 6


async def test_a_reset_sets_a_new_password_and_signs_everybody_else_out(cast: Cast) -> None:
    elsewhere = await signed_in(cast.mina)
    token = await asked_for(cast, "mina@wtsa.example", "reset")
    with pytest.raises(WeakPassword):
        await choose_password(cast.visitor, token, "short")
    signed = await choose_password(cast.visitor, token, "another set of words")
    assert await sessions.resolve(cast.visitor, signed.token)
    assert await sessions.resolve(cast.visitor, elsewhere.token) is None
    assert await sign_in(cast.visitor, "mina@wtsa.example", "another set of words", ip="192.0.2.1")
    with pytest.raises(LinkSpent):
        await choose_password(cast.visitor, token, "yet another set of words")


async def test_a_new_mail_address_makes_links_to_the_old_one_worthless(cast: Cast) -> None:
    token = await asked_for(cast, "mina@wtsa.example")
    form = PersonForm(name="Mina Minami", mail="mina@elsewhere.example")
    async with unit_of_work(cast.olivia) as db:
        await people.change_person(db, cast.olivia, cast.mina.me, form)
    async with unit_of_work(cast.visitor) as db:
        with pytest.raises(LinkSpent):
            await links.peek_link(db, token)


@pytest.mark.requirement("WTSA-27")
async def test_one_human_in_two_organizations_is_two_people_and_one_mail_finds_both(cast: Cast) -> None:
    here = await join(cast.a, "Mia Both", mail="mia@both.example")
    there = await join(cast.b, "Mia Both", mail="Mia@Both.example")
    assert here.me != there.me
    first = await sign_in(cast.visitor, "mia@both.example", PASSWORD, ip="192.0.2.1")
    assert await sessions.resolve(anonymous(cast.b.tenant_id), first.token) is None  # two sign-ins

    await asking.request_organizations("MIA@both.example")
    await answer_all(system(PLATFORM_TENANT))
    async with unit_of_work(system(PLATFORM_TENANT)) as db:
        mails = await outbox.recent(db)
    assert [mail.address for mail in mails] == ["mia@both.example"]
    assert "http://wtsa.localhost:3000/sign-in" in mails[0].text
    assert "http://csa.localhost:3000/sign-in" in mails[0].text


async def test_an_address_nobody_has_gets_no_mail(cast: Cast) -> None:
    await asking.request_organizations("nobody@anywhere.example")
    await answer_all(system(PLATFORM_TENANT))
    async with unit_of_work(system(PLATFORM_TENANT)) as db:
        assert await outbox.recent(db) == []
