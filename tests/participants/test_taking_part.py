"""Participants: the pool for matching, leaving, pausing, removal."""

from dataclasses import replace
from uuid import UUID

import pytest

from mentorhub import events
from mentorhub.events import ParticipantRemoved
from mentorhub.participants import service as participants
from mentorhub.participants.errors import NotInvitedBack
from mentorhub.participants.views import ParticipantView
from mentorhub.permissions import MENTORSHIPS_OVERSEE
from mentorhub.programs.template import RoleKey
from mentorhub.programs.views import ProgramView
from tenants.access import Principal
from tenants.audit import service as audit
from tenants.database import Session, unit_of_work
from tenants.kit.errors import Conflict, Invalid, NotAllowed, NotFound
from tenants.roster.model import Membership
from tests.participants.conftest import OpenProgram, filled, on_roster
from tests.support.cast import Cast


async def joined(
    cast: Cast, principal: Principal, program: ProgramView, role: RoleKey = "mentee", **answers: str
) -> ParticipantView:
    async with unit_of_work(principal) as db:
        form = filled(program.template, role, **answers)
        sent = await participants.submit(db, principal, program, role, form)
    assert sent.application is not None
    assert sent.sent
    async with unit_of_work(cast.olivia) as db:
        await participants.accept(db, cast.olivia, sent.application.id)
        return next(each for each in await participants.of_person(db, principal.me) if each.role == role)


async def pool(principal: Principal, program: ProgramView) -> list[UUID]:
    async with unit_of_work(principal) as db:
        return [each.person_id for each in await participants.pool(db, principal, program.id)]


async def test_the_pool_holds_what_matching_reads(cast: Cast, opened: OpenProgram) -> None:
    program = await opened("wpsr")
    await on_roster(cast.mona, "Member", city="Spokane")
    await joined(cast, cast.mona, program, "mentor", profession="nurse", capacity="2")
    await joined(cast, cast.mina, program, "mentee", mode="in_person")
    async with unit_of_work(cast.dana) as db:
        mentor, mentee = await participants.pool(db, cast.dana, program.id)
    assert (mentor.name, mentor.role, mentor.capacity) == ("Mona Moreau", "mentor", 2)
    assert mentor.answers["profession"] == "nurse"
    assert mentor.facts["city"] == "Spokane"
    assert mentor.facts["member"] is True
    assert (mentee.name, mentee.role, mentee.capacity) == ("Mina Minami", "mentee", 1)
    assert mentee.answers["mode"] == "in_person"


async def test_only_those_who_pair_see_the_pool(cast: Cast, opened: OpenProgram) -> None:
    program = await opened("wpsr")
    await joined(cast, cast.mina, program)
    for other in (cast.mina, cast.mona, cast.stan):
        with pytest.raises(NotAllowed):
            await pool(other, program)
    with pytest.raises(NotFound):
        await pool(cast.otto, program)


async def test_who_pauses_or_leaves_is_not_in_the_pool(cast: Cast, opened: OpenProgram) -> None:
    program = await opened("wpsr")
    mina = await joined(cast, cast.mina, program)
    async with unit_of_work(cast.mina) as db:
        await participants.pause(db, cast.mina, mina.id)
    assert await pool(cast.carl, program) == []
    async with unit_of_work(cast.mina) as db:
        await participants.resume(db, cast.mina, mina.id)
    assert await pool(cast.carl, program) == [cast.mina.me]
    async with unit_of_work(cast.mina) as db:
        assert (await participants.leave(db, cast.mina, mina.id)).status == "left"
    assert await pool(cast.carl, program) == []
    async with unit_of_work(cast.mina) as db:
        with pytest.raises(Conflict):
            await participants.resume(db, cast.mina, mina.id)


@pytest.mark.requirement("WTSA-5")
async def test_whoever_left_comes_back_by_applying_again(cast: Cast, opened: OpenProgram) -> None:
    program = await opened("wpsr")
    mina = await joined(cast, cast.mina, program)
    async with unit_of_work(cast.mina) as db:
        await participants.leave(db, cast.mina, mina.id)
        await participants.begin_anew(db, cast.mina, program, "mentee")
    again = await joined(cast, cast.mina, program)
    assert (again.id, again.status) == (mina.id, "active")


async def test_nobody_changes_somebody_elses_participation(cast: Cast, opened: OpenProgram) -> None:
    program = await opened("wpsr")
    mina = await joined(cast, cast.mina, program)
    for other in (cast.mona, cast.carl, cast.stan, cast.otto):
        async with unit_of_work(other) as db:
            for act in (participants.pause, participants.resume, participants.leave):
                with pytest.raises(NotFound):
                    await act(db, other, mina.id)
            if other is not cast.carl:
                with pytest.raises(NotFound):
                    await participants.set_capacity(db, other, mina.id, 1)


async def test_those_who_oversee_set_a_mentors_places_within_the_programs_bounds(
    cast: Cast, opened: OpenProgram
) -> None:
    program = await opened("wpsr")
    mona = await joined(cast, cast.mona, program, "mentor", profession="nurse")
    async with unit_of_work(cast.carl) as db:
        assert await participants.places(db, cast.carl, mona.id) == (1, 5)
        await participants.set_capacity(db, cast.carl, mona.id, 3)
        for number in (0, -1, 6, 10**9):
            with pytest.raises(Invalid):
                await participants.set_capacity(db, cast.carl, mona.id, number)
        assert (await participants.participant(db, mona.id)).capacity == 3
    async with unit_of_work(cast.olivia) as db:
        acts = [(entry.act, entry.actor_id) for entry in await audit.entries(db, cast.olivia)]
    assert ("participant.capacity", cast.carl.me) in acts
    async with unit_of_work(cast.dana) as db:
        with pytest.raises(NotFound):
            await participants.places(db, cast.dana, mona.id)
        with pytest.raises(NotFound):
            await participants.set_capacity(db, cast.dana, mona.id, 1)


async def test_who_has_left_has_no_places_to_set(cast: Cast, opened: OpenProgram) -> None:
    program = await opened("wpsr")
    mona = await joined(cast, cast.mona, program, "mentor", profession="nurse")
    async with unit_of_work(cast.mona) as db:
        await participants.leave(db, cast.mona, mona.id)
        with pytest.raises(Conflict):
            await participants.set_capacity(db, cast.mona, mona.id, 1)


async def test_the_reason_of_a_removal_is_read_by_those_who_may_remove_and_outlasts_its_lifting(
    cast: Cast, opened: OpenProgram
) -> None:
    program = await opened("wpsr")
    mina = await joined(cast, cast.mina, program)
    async with unit_of_work(cast.carl) as db:
        await participants.remove(db, cast.carl, mina.id, "Wrote to mentors about money.")
    for lifted in (False, True):
        if lifted:
            async with unit_of_work(cast.carl) as db:
                await participants.lift(db, cast.carl, mina.id)
        async with unit_of_work(cast.carl) as db:
            [part] = await participants.seen_by_staff(db, cast.carl, cast.mina.me)
        assert (part.status, part.reason) == (
            "left" if lifted else "removed",
            "Wrote to mentors about money.",
        )
    reader = replace(cast.carl, permissions=cast.carl.permissions - {MENTORSHIPS_OVERSEE})
    async with unit_of_work(reader) as db:
        [part] = await participants.seen_by_staff(db, reader, cast.mina.me)
        assert part.reason == ""
    for other in (cast.mina, cast.dana):
        async with unit_of_work(other) as db:
            with pytest.raises(NotAllowed):
                await participants.seen_by_staff(db, other, cast.mina.me)
    async with unit_of_work(cast.otto) as db:
        assert await participants.seen_by_staff(db, cast.otto, cast.mina.me) == []


@pytest.mark.requirement("WTSA-20")
async def test_a_removal_is_immediate_recorded_and_keeps_the_person_out_until_lifted(
    cast: Cast, opened: OpenProgram
) -> None:
    heard: list[ParticipantRemoved] = []

    async def hear(_db: Session, _principal: Principal, event: ParticipantRemoved) -> None:
        heard.append(event)

    take_away = events.subscribe(ParticipantRemoved, hear)
    program = await opened("wpsr")
    mina = await joined(cast, cast.mina, program)
    async with unit_of_work(cast.carl) as db:
        await participants.remove(db, cast.carl, mina.id, "Two complaints.")
        await participants.remove(db, cast.carl, mina.id, "Again.")
    take_away()
    assert [event.participant_id for event in heard] == [mina.id]
    assert await pool(cast.carl, program) == []
    async with unit_of_work(cast.olivia) as db:
        entries = await audit.entries(db, cast.olivia, subject_id=mina.id)
    assert [entry.act for entry in entries] == ["participant.removed"]
    assert "complaints" not in repr(entries)
    form = filled(program.template, "mentor", profession="nurse")
    async with unit_of_work(cast.mina) as db:
        with pytest.raises(NotInvitedBack):
            await participants.submit(db, cast.mina, program, "mentor", form)
        with pytest.raises(Conflict):
            await participants.resume(db, cast.mina, mina.id)
    async with unit_of_work(cast.carl) as db:
        await participants.lift(db, cast.carl, mina.id)
    async with unit_of_work(cast.mina) as db:
        assert (await participants.submit(db, cast.mina, program, "mentor", form)).sent


async def test_only_those_who_oversee_remove(cast: Cast, opened: OpenProgram) -> None:
    program = await opened("wpsr")
    mina = await joined(cast, cast.mina, program)
    for other in (cast.mona, cast.dana, cast.stan):
        async with unit_of_work(other) as db:
            with pytest.raises(NotAllowed):
                await participants.remove(db, other, mina.id, "")
    async with unit_of_work(cast.otto) as db:
        with pytest.raises(NotFound):
            await participants.remove(db, cast.otto, mina.id, "")


@pytest.mark.requirement("WSRS-2")
async def test_who_lapses_after_the_acceptance_is_found_when_people_are_paired(
    cast: Cast, opened: OpenProgram
) -> None:
    program = await opened("wsrs")
    await on_roster(cast.mina, "RFS")
    await on_roster(cast.gia, "RFS")
    mina = await joined(cast, cast.mina, program, status="resident")
    gia = await joined(cast, cast.gia, program, status="resident")
    async with unit_of_work(cast.program) as db:
        from sqlalchemy import update

        await db.execute(
            update(Membership).where(Membership.person_id == cast.mina.me).values(standing="lapsed")
        )
    async with unit_of_work(cast.carl) as db:
        judged = await participants.judged_pool(
            db, cast.carl, program.id, program.template, [mina.id, gia.id]
        )
    failing = {each.participant_id: each.refused for each in judged if each.refused}
    assert set(failing) == {mina.id}
    assert "active membership" in failing[mina.id][0].sentence
