"""Pairs for tests: Mona and Mina in a program from the catalog, as if a proposal had just become final."""

from dataclasses import dataclass

from mentorhub.gathering import Gathering
from mentorhub.mentorships import beginning
from mentorhub.mentorships.views import Beginning, MentorshipView
from mentorhub.participants import service as participants
from mentorhub.participants.model import Application, Participant
from mentorhub.participants.views import ParticipantView
from mentorhub.programs import service as programs
from mentorhub.programs.views import ProgramView
from tenants.access import Principal, system
from tenants.database import Session, unit_of_work
from tenants.kit import clock
from tenants.kit.ids import new_id
from tenants.organizations import service as organizations
from tests.support.cast import Cast


@dataclass(frozen=True)
class Pair:
    program: ProgramView
    mentor: ParticipantView
    mentee: ParticipantView
    view: MentorshipView
    gathering: Gathering


async def open_program(cast: Cast, key: str) -> ProgramView:
    async with unit_of_work(cast.olivia) as db:
        return await programs.create_from_catalog(db, cast.olivia, key, status="open")


async def take_part(program: ProgramView, who: Principal, role: str, capacity: int = 1) -> ParticipantView:
    """As accepted a moment ago."""
    application = Application(
        id=new_id(),
        person_id=who.me,
        program_id=program.id,
        version_id=program.version_id,
        role=role,
        status="accepted",
        submitted_at=clock.now(),
        decided_at=clock.now(),
    )
    participant = Participant(
        id=new_id(),
        application_id=application.id,
        person_id=who.me,
        program_id=program.id,
        role=role,
        capacity=capacity,
    )
    async with unit_of_work(system(who.tenant_id)) as db:
        db.add(application)
        await db.flush()
        db.add(participant)
        await db.flush()
        return await participants.participant(db, participant.id)


async def begin(
    db: Session, who: Principal, program: ProgramView, mentor: ParticipantView, mentee: ParticipantView
) -> MentorshipView:
    """Today, by the organization's calendar."""
    today = clock.today((await organizations.current(db)).zone)
    two = Beginning(mentor.id, mentor.person_id, mentee.id, mentee.person_id, new_id())
    [begun] = await beginning.begin_all(db, who, program, [two], today)
    return begun


async def pair_up(cast: Cast, key: str = "wtsa") -> Pair:
    program = await open_program(cast, key)
    mentor = await take_part(program, cast.mona, "mentor")
    mentee = await take_part(program, cast.mina, "mentee")
    async with unit_of_work(cast.mina) as db:
        view = await begin(db, cast.mina, program, mentor, mentee)
    return Pair(program, mentor, mentee, view, Gathering(view.id, "mentorship", (cast.mona.me, cast.mina.me)))


async def places_of(cast: Cast, pair: Pair) -> int:
    """With how many mentees its mentor works at a time."""
    async with unit_of_work(cast.program) as db:
        return (await participants.participant(db, pair.mentor.id)).capacity
