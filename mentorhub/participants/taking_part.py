"""Participants: who takes part, with how much room, and who may be matched now."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date
from uuid import UUID

from mentorhub import events
from mentorhub.events import ParticipantRemoved
from mentorhub.forms.answers import from_json
from mentorhub.participants import participant_repository as repository
from mentorhub.participants import rules
from mentorhub.participants.model import Participant
from mentorhub.participants.views import ParticipantView, PartView, PoolMember
from mentorhub.permissions import MENTORSHIPS_OVERSEE, ROUNDS_VIEW
from mentorhub.programs import eligibility
from mentorhub.programs import service as programs
from mentorhub.programs.eligibility import Refusal
from mentorhub.programs.template import Template
from mentorhub.written import cleaned
from tenants.access import Principal, require
from tenants.access.permissions import PEOPLE_READ
from tenants.audit import service as audit
from tenants.database import Session
from tenants.kit import clock
from tenants.kit.errors import Conflict, Invalid, NotFound
from tenants.people import service as people


async def participant(db: Session, participant_id: UUID) -> ParticipantView:
    found = await participants(db, [participant_id])
    if participant_id not in found:
        raise NotFound
    return found[participant_id]


async def participants(db: Session, ids: Iterable[UUID]) -> dict[UUID, ParticipantView]:
    return {view.id: view for view in await _views(db, await repository.by_ids(db, ids))}


async def of_person(db: Session, person_id: UUID, program_id: UUID | None = None) -> list[ParticipantView]:
    return await _views(db, await repository.of_person(db, person_id, program_id))


async def seen_by_staff(db: Session, principal: Principal, person_id: UUID) -> list[PartView]:
    """In which roles a person takes part or took part. Why somebody was removed is for those who remove."""
    require(principal, PEOPLE_READ)
    reads_why = principal.may(MENTORSHIPS_OVERSEE)
    return [
        PartView(
            id=row.id,
            application_id=row.application_id,
            role=row.role,
            status=row.status,
            capacity=row.capacity,
            joined_at=row.joined_at,
            left_at=row.left_at,
            reason=row.reason if reads_why else "",
        )
        for row, _ in await repository.of_person(db, person_id)
    ]


async def pool(db: Session, principal: Principal, program_id: UUID) -> list[PoolMember]:
    """Everybody who can be matched now, longest-standing first."""
    require(principal, ROUNDS_VIEW)
    return await _pool(db, program_id, (await programs.current(db, program_id)).template)


async def judged_pool(  # noqa: PLR0917 - whom, by which rules, and how their places are counted
    db: Session,
    principal: Principal,
    program_id: UUID,
    template: Template,
    only: Collection[UUID] | None = None,
    taken: repository.Taken | None = None,
) -> list[PoolMember]:
    """As `pool`, with what each does not meet of the rules that the template asks about again when people are
    paired, and how many of their places are taken.
    """
    require(principal, ROUNDS_VIEW)
    today = clock.today(principal.zone)
    return [
        replace(member, refused=_refused(template, member, today))
        for member in await _pool(db, program_id, template, only, taken)
    ]


def _refused(template: Template, member: PoolMember, today: date) -> tuple[Refusal, ...]:
    judged_by = {**member.facts, **member.answers}
    found = eligibility.check(template, member.role, judged_by, today, at="pairing")
    return tuple(refusal for refusal in found if not refusal.cannot_tell_yet)


async def early_career(db: Session, principal: Principal, program_id: UUID) -> tuple[int, int]:
    """(students and early career, all) of those who take part: a number to report, never a gate."""
    require(principal, ROUNDS_VIEW)
    template = (await programs.current(db, program_id)).template
    answered = [
        rules.is_early_career(template, member.answers) for member in await _pool(db, program_id, template)
    ]
    return sum(each is True for each in answered), len(answered)


async def places(db: Session, principal: Principal, participant_id: UUID) -> tuple[int, int]:
    """With how many somebody works at a time, and how many the program has it at most: one's own, or
    somebody's for those who oversee the pairs.
    """
    row = await _own_or_overseen(db, principal, participant_id)
    return row.capacity, await _most_places(db, row.program_id, row.role)


async def set_capacity(db: Session, principal: Principal, participant_id: UUID, number: int) -> None:
    """One's own number of places; or somebody's, by those who oversee the pairs."""
    row = await _own_or_overseen(db, principal, participant_id)
    if row.status not in ("active", "paused"):
        raise Conflict("Only who takes part has places, and this has ended.")
    most = await _most_places(db, row.program_id, row.role)
    if not 1 <= number <= most:
        raise Invalid(f"Choose a number from 1 to {most}.", field="capacity")
    if number == row.capacity:
        return
    row.capacity = number
    await db.flush()
    if row.person_id != principal.person_id:
        await audit.record(db, principal, "participant.capacity", "participant", row.id, number=number)


async def _own_or_overseen(db: Session, principal: Principal, participant_id: UUID) -> Participant:
    row = await _locked(db, participant_id)
    if row.person_id != principal.person_id and not principal.may(MENTORSHIPS_OVERSEE):
        raise NotFound
    return row


async def _most_places(db: Session, program_id: UUID, role: str) -> int:
    template = (await programs.current(db, program_id)).template
    return template.matching.mentor_capacity.maximum if role == "mentor" else 1


async def pause(db: Session, principal: Principal, participant_id: UUID) -> ParticipantView:
    """Nobody new is proposed meanwhile; running mentorships go on."""
    return await _become(db, await _mine(db, principal, participant_id), "paused")


async def resume(db: Session, principal: Principal, participant_id: UUID) -> ParticipantView:
    return await _become(db, await _mine(db, principal, participant_id), "active")


async def leave(db: Session, principal: Principal, participant_id: UUID) -> ParticipantView:
    """At any time, without a reason and without penalty."""
    row = await _mine(db, principal, participant_id)
    row.left_at = clock.now()
    return await _become(db, row, "left")


async def remove(db: Session, principal: Principal, participant_id: UUID, reason: str) -> None:
    """At once, and what they had open ends with it. The reason stays with staff; `lift` takes it back."""
    require(principal, MENTORSHIPS_OVERSEE)
    row = await _locked(db, participant_id)
    if row.person_id == principal.person_id:
        raise Conflict("This is yourself. To stop, leave the program instead.")
    if row.status == "removed":
        return
    row.status, row.left_at, row.reason = "removed", clock.now(), cleaned(reason)[:2_000]
    await db.flush()
    await audit.record(db, principal, "participant.removed", "participant", row.id, role=row.role)
    await events.publish(
        db,
        principal,
        ParticipantRemoved(program_id=row.program_id, participant_id=row.id, person_id=row.person_id),
    )


async def lift(db: Session, principal: Principal, participant_id: UUID) -> None:
    """A removal is taken back: not a participant again, but free to apply."""
    require(principal, MENTORSHIPS_OVERSEE)
    row = await _locked(db, participant_id)
    if row.status == "removed":
        row.status = "left"
        await db.flush()
        await audit.record(db, principal, "participant.lifted", "participant", row.id, role=row.role)


async def _pool(
    db: Session,
    program_id: UUID,
    template: Template,
    only: Collection[UUID] | None = None,
    taken: repository.Taken | None = None,
) -> list[PoolMember]:
    found = await repository.active(db, program_id, only, taken)
    return [
        PoolMember(
            participant_id=row.id,
            person_id=row.person_id,
            name=name,
            role=row.role,
            capacity=row.capacity,
            answers=from_json(template.questions_for(row.role), answers),
            facts=facts,
            preferences=row.preferences,
            since=row.joined_at,
            taken=places,
        )
        for row, answers, name, facts, places in found
    ]


async def _views(db: Session, found: list[repository.Joined]) -> list[ParticipantView]:
    if not found:
        return []
    names = await people.by_ids(db, {row.person_id for row, _ in found})
    return [
        ParticipantView(
            id=row.id,
            application_id=row.application_id,
            person_id=row.person_id,
            program_id=row.program_id,
            version_id=version_id,
            role=row.role,
            name=names[row.person_id].name,
            capacity=row.capacity,
            status=row.status,
            joined_at=row.joined_at,
        )
        for row, version_id in found
    ]


async def _locked(db: Session, participant_id: UUID) -> Participant:
    row = await repository.lock(db, participant_id)
    if row is None:
        raise NotFound
    return row


async def _mine(db: Session, principal: Principal, participant_id: UUID) -> Participant:
    """One's own; what staff ended is not taken up again by oneself."""
    row = await _locked(db, participant_id)
    if row.person_id != principal.me:
        raise NotFound
    if row.status == "removed":
        raise Conflict("You do not take part in this program any more. The office can tell you more.")
    return row


async def _become(db: Session, row: Participant, status: rules.ParticipantStatus) -> ParticipantView:
    if row.status == "left" and status != "left":
        raise Conflict("You have left this program. Apply again to take part.")
    row.status = status
    await db.flush()
    return await participant(db, row.id)
