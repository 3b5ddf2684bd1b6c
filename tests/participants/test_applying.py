"""Writing, sending and taking back an application."""

import asyncio

import pytest

from mentorhub.participants import service as participants
from mentorhub.participants.errors import AlreadySent, AlreadyTakingPart, NotOpen
from mentorhub.programs import service as programs
from tenants.database import unit_of_work
from tenants.kit.errors import NotFound
from tests.participants.conftest import OpenProgram, Typed, filled, mails, mine, send, told
from tests.support.cast import Cast


async def test_a_draft_keeps_what_was_typed_right_or_not(cast: Cast, opened: OpenProgram) -> None:
    program = await opened("wpsr")
    typed: Typed = {"profession": "nurse", "capacity": "many", "issues": ["climate", "peace"], "evil": "x"}
    async with unit_of_work(cast.mona) as db:
        await participants.keep(db, cast.mona, program, "mentor", typed, facts={})
    kept = (await mine(cast.mona))[0]
    assert kept.status == "draft"
    assert kept.typed == {"profession": "nurse", "capacity": "many", "issues": ["climate", "peace"]}


async def test_sent_twice_it_is_there_once(cast: Cast, opened: OpenProgram) -> None:
    program = await opened("wpsr")
    form = filled(program.template, "mentee")
    first = await send(cast.mina, program, "mentee", form)
    second = await send(cast.mina, program, "mentee", form)
    assert first.application is not None
    assert second.application is not None
    assert first.application.id == second.application.id
    assert second.application.submitted_at == first.application.submitted_at


async def test_a_second_tab_with_other_answers_is_told_and_changes_nothing(
    cast: Cast, opened: OpenProgram
) -> None:
    program = await opened("wpsr")
    form = filled(program.template, "mentee", hopes="First.")
    await send(cast.mina, program, "mentee", form)
    with pytest.raises(AlreadySent):
        await send(cast.mina, program, "mentee", {**form, "hopes": "Second."})
    assert (await mine(cast.mina))[0].typed["hopes"] == "First."


async def test_two_tabs_at_the_same_moment_make_one_application(
    committed: None, cast: Cast, opened: OpenProgram
) -> None:
    program = await opened("wpsr")
    form = filled(program.template, "mentee")
    sent = await asyncio.gather(*[send(cast.mina, program, "mentee", form) for _ in range(6)])
    assert len({each.application.id for each in sent if each.application}) == 1
    assert [each.status for each in await mine(cast.mina)] == ["submitted"]


async def test_one_person_can_apply_for_both_roles(cast: Cast, opened: OpenProgram) -> None:
    program = await opened("wpsr")
    await send(cast.mina, program, "mentee", filled(program.template, "mentee"))
    await send(cast.mina, program, "mentor", filled(program.template, "mentor", profession="nurse"))
    assert {each.role for each in await mine(cast.mina)} == {"mentee", "mentor"}


async def test_a_role_that_the_program_does_not_have_leads_nowhere(cast: Cast, opened: OpenProgram) -> None:
    program = await opened("wim")
    with pytest.raises(NotFound):
        participants.role_in(program, "mentor")


async def test_a_closed_program_takes_no_applications(cast: Cast, opened: OpenProgram) -> None:
    program = await opened("wpsr")
    async with unit_of_work(cast.olivia) as db:
        await programs.set_status(db, cast.olivia, program.id, "closed")
        program = await programs.current(db, program.id)
    with pytest.raises(NotOpen):
        await send(cast.mina, program, "mentee", filled(program.template, "mentee"))


async def test_withdrawing_costs_nothing_and_one_can_come_back(cast: Cast, opened: OpenProgram) -> None:
    program = await opened("wpsr")
    form = filled(program.template, "mentee")
    sent = await send(cast.mina, program, "mentee", form)
    assert sent.application is not None
    async with unit_of_work(cast.mina) as db:
        await participants.withdraw(db, cast.mina, sent.application.id)
        await participants.withdraw(db, cast.mina, sent.application.id)
    assert (await mine(cast.mina))[0].status == "withdrawn"
    async with unit_of_work(cast.mina) as db:
        again = await participants.begin_anew(db, cast.mina, program, "mentee")
    assert again.status == "draft"
    assert again.typed == form
    assert (await send(cast.mina, program, "mentee", form)).sent


async def test_whoever_was_declined_can_apply_again_with_the_answers_of_before(
    cast: Cast, opened: OpenProgram
) -> None:
    program = await opened("wpsr")
    form = filled(program.template, "mentee")
    sent = await send(cast.mina, program, "mentee", form)
    assert sent.application is not None
    async with unit_of_work(cast.carl) as db:
        await participants.decline(db, cast.carl, sent.application.id, "Too many wishes this time.")
    async with unit_of_work(cast.mina) as db:
        again = await participants.begin_anew(db, cast.mina, program, "mentee")
    assert (again.status, again.typed, again.words) == ("draft", form, "")
    assert (await send(cast.mina, program, "mentee", form)).sent
    async with unit_of_work(cast.carl) as db:
        seen = await participants.application(db, cast.carl, sent.application.id)
    assert [step.what for step in seen.steps] == ["sent", "declined", "reopened", "sent"]


async def test_a_stranger_finds_no_application(cast: Cast, opened: OpenProgram) -> None:
    program = await opened("wpsr")
    sent = await send(cast.mina, program, "mentee", filled(program.template, "mentee"))
    assert sent.application is not None
    for other in (cast.stan, cast.otto, cast.mona):
        with pytest.raises(NotFound):
            async with unit_of_work(other) as db:
                await participants.withdraw(db, other, sent.application.id)


async def test_the_applicant_gets_a_mail_without_an_answer_in_it(cast: Cast, opened: OpenProgram) -> None:
    program = await opened("wpsr")
    form = filled(program.template, "mentee", hopes="Nobody else should read this.")
    sent = await send(cast.mina, program, "mentee", form)
    assert sent.application is not None
    await told(cast, sent.application.id)
    letters = [mail for mail in await mails(cast.program) if mail.address == cast.mina.mail]
    assert len(letters) == 1
    assert program.template.form.sent in letters[0].text
    assert "Nobody else" not in letters[0].text


async def test_without_review_the_application_is_a_participation_at_once(
    cast: Cast, opened: OpenProgram
) -> None:
    program = await opened("wpsr")
    intake = program.template.intake.model_copy(update={"review": False})
    template = program.template.model_copy(update={"intake": intake})
    async with unit_of_work(cast.olivia) as db:
        program = await programs.publish(db, cast.olivia, program.id, template)
    sent = await send(cast.mina, program, "mentee", filled(program.template, "mentee"))
    assert sent.application is not None
    assert sent.application.status == "accepted"
    with pytest.raises(AlreadyTakingPart):
        await send(cast.mina, program, "mentee", filled(program.template, "mentee", hopes="More."))
