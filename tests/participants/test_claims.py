"""A visitor without an account applies, and nothing counts until the link in the mail is used."""

import re
from datetime import timedelta
from urllib.parse import unquote

import pytest

from mentorhub.participants import claims
from mentorhub.participants import service as participants
from mentorhub.participants.claims import WhoForm
from mentorhub.participants.errors import LinkSpent, MembersOnly, TooManyClaims
from mentorhub.participants.jobs import forget
from mentorhub.participants.views import Submission
from mentorhub.programs.views import ProgramView
from tenants.database import unit_of_work
from tenants.kit.clock import Travel
from tenants.people import service as people
from tenants.people import sessions
from tests.participants.conftest import OpenProgram, Typed, filled, mails, on_roster
from tests.support.cast import Cast

NEW = WhoForm(name="Nadia Nuñez", mail="nadia@example.org")


async def send(
    cast: Cast, program: ProgramView, who: WhoForm = NEW, typed: Typed | None = None
) -> Submission:
    form = typed if typed is not None else filled(program.template, "mentee")
    async with unit_of_work(cast.visitor) as db:
        return await claims.submit(db, cast.visitor, program, "mentee", form, who=who)


async def token_in_mail(cast: Cast, address: str) -> str:
    letter = next(mail for mail in await mails(cast.program) if mail.address == address)
    found = re.search(r"confirm\?token=(\S+)", letter.text)
    assert found is not None
    return unquote(found.group(1))


@pytest.mark.requirement("WPSR-5")
async def test_a_visitor_gets_an_account_and_an_application_with_the_link(
    cast: Cast, opened: OpenProgram
) -> None:
    program = await opened("wpsr")
    assert (await send(cast, program)).sent
    async with unit_of_work(cast.program) as db:
        assert await people.by_mail(db, NEW.mail) is None
    token = await token_in_mail(cast, NEW.mail)
    async with unit_of_work(cast.visitor) as db:
        assert (await claims.peek(db, token)).name == "Nadia Nuñez"
    async with unit_of_work(cast.visitor) as db:
        done = await claims.confirm(db, token)
    assert done.submission is not None
    assert done.submission.sent
    principal = await sessions.resolve(cast.visitor, done.signed_in.token)
    assert principal is not None
    assert principal.mail == NEW.mail
    async with unit_of_work(principal) as db:
        assert [each.status for each in await participants.mine(db, principal)] == ["submitted"]


async def test_the_link_works_once_and_not_for_ever(
    cast: Cast, opened: OpenProgram, stopped_clock: Travel
) -> None:
    program = await opened("wpsr")
    await send(cast, program)
    token = await token_in_mail(cast, NEW.mail)
    async with unit_of_work(cast.visitor) as db:
        await claims.confirm(db, token)
    with pytest.raises(LinkSpent):
        async with unit_of_work(cast.visitor) as db:
            await claims.confirm(db, token)
    late = WhoForm(name="Late", mail="late@example.org")
    await send(cast, program, late)
    token = await token_in_mail(cast, late.mail)
    stopped_clock.forward(timedelta(days=3, seconds=1))
    with pytest.raises(LinkSpent):
        async with unit_of_work(cast.visitor) as db:
            await claims.confirm(db, token)


async def test_the_answer_is_the_same_for_an_address_that_somebody_has(
    cast: Cast, opened: OpenProgram
) -> None:
    program = await opened("wpsr")
    unknown = await send(cast, program)
    known = await send(cast, program, WhoForm(name="Not Mina", mail=cast.mina.mail.upper()))
    assert unknown == known
    async with unit_of_work(cast.mina) as db:
        assert await participants.mine(db, cast.mina) == []


async def test_with_the_address_of_somebody_the_application_becomes_theirs(
    cast: Cast, opened: OpenProgram
) -> None:
    program = await opened("wpsr")
    await send(cast, program, WhoForm(name="Mina again", mail=cast.mina.mail))
    token = await token_in_mail(cast, cast.mina.mail)
    async with unit_of_work(cast.visitor) as db:
        done = await claims.confirm(db, token)
    assert done.signed_in.person_id == cast.mina.me
    async with unit_of_work(cast.mina) as db:
        assert [each.status for each in await participants.mine(db, cast.mina)] == ["submitted"]
        assert (await people.get(db, cast.mina.me)).name == "Mina Minami"


async def test_whoever_has_applied_already_is_signed_in_and_keeps_the_first(
    cast: Cast, opened: OpenProgram
) -> None:
    program = await opened("wpsr")
    async with unit_of_work(cast.mina) as db:
        form = filled(program.template, "mentee", hopes="The first.")
        await participants.submit(db, cast.mina, program, "mentee", form)
    await send(cast, program, WhoForm(name="Mina", mail=cast.mina.mail))
    token = await token_in_mail(cast, cast.mina.mail)
    async with unit_of_work(cast.visitor) as db:
        done = await claims.confirm(db, token)
    assert done.submission is None
    async with unit_of_work(cast.mina) as db:
        assert (await participants.mine(db, cast.mina))[0].typed["hopes"] == "The first."


async def test_what_only_the_roster_knows_is_asked_when_the_address_is_proved(
    cast: Cast, opened: OpenProgram
) -> None:
    program = await opened("wpsr")
    form = filled(program.template, "mentor", profession="other")
    await on_roster(cast.mona, "Member")
    for who, passes in ((NEW, False), (WhoForm(name="Mona", mail=cast.mona.mail), True)):
        async with unit_of_work(cast.visitor) as db:
            sent = await claims.submit(db, cast.visitor, program, "mentor", form, who=who)
        assert sent.sent
        token = await token_in_mail(cast, who.mail)
        async with unit_of_work(cast.visitor) as db:
            done = await claims.confirm(db, token)
        assert done.submission is not None
        assert done.submission.sent is passes


async def test_a_refusal_is_said_at_once_and_nothing_is_kept_of_it(cast: Cast, opened: OpenProgram) -> None:
    program = await opened("alaska")
    form = filled(program.template, "mentee", date_of_birth="2020-01-01")
    refused = await send(cast, program, typed=form)
    assert refused.forget
    assert not refused.sent
    assert await mails(cast.program) == []


async def test_a_members_program_wants_one_to_sign_in(cast: Cast, opened: OpenProgram) -> None:
    program = await opened("wtsa")
    with pytest.raises(MembersOnly):
        await send(cast, program)


async def test_nobodys_inbox_is_flooded(cast: Cast, opened: OpenProgram) -> None:
    program = await opened("wpsr")
    for _ in range(5):
        await send(cast, program)
    with pytest.raises(TooManyClaims):
        await send(cast, program)


async def test_what_was_never_confirmed_is_forgotten(
    cast: Cast, opened: OpenProgram, stopped_clock: Travel
) -> None:
    from sqlalchemy import func, select

    from mentorhub.participants.model import ApplicationClaim

    program = await opened("wpsr")
    await send(cast, program)
    stopped_clock.forward(timedelta(days=4))
    await forget(cast.program)
    async with unit_of_work(cast.program) as db:
        assert await db.scalar(select(func.count()).select_from(ApplicationClaim)) == 0


async def test_a_link_of_one_organization_is_nothing_in_another(cast: Cast, opened: OpenProgram) -> None:
    program = await opened("wpsr")
    await send(cast, program)
    token = await token_in_mail(cast, NEW.mail)
    with pytest.raises(LinkSpent):
        async with unit_of_work(cast.otto) as db:
            await claims.confirm(db, token)
