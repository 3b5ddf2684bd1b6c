"""Sending to everybody who takes part: by the calendar, or by hand; and the reminders."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import groupby
from uuid import UUID

from dateutil.relativedelta import relativedelta

from mentorhub.forms.minutes import minutes_to_answer
from mentorhub.notifications import service as notifications
from mentorhub.participants import service as participants
from mentorhub.participants.views import PoolMember
from mentorhub.permissions import SURVEYS_SEND
from mentorhub.programs import service as programs
from mentorhub.programs.counting import both, counted
from mentorhub.programs.template import Template
from mentorhub.programs.template.care import Survey
from mentorhub.programs.views import ProgramView
from mentorhub.surveys import asking, repository
from mentorhub.surveys.asking import Person
from mentorhub.surveys.errors import NobodyToAsk, NoSuchSurvey
from mentorhub.surveys.views import Preview, Sendable
from tenants.access import Principal, Role, require, system
from tenants.access import service as access
from tenants.audit import service as audit
from tenants.database import Session, unit_of_work
from tenants.kit import clock
from tenants.organizations import service as organizations
from tenants.outbox import service as outbox
from tenants.outbox.queue import job

AT_ONCE = 500


def sendable(principal: Principal, template: Template) -> list[Sendable]:
    """What can be sent by hand. A closing survey cannot: it asks about something that is over."""
    require(principal, SURVEYS_SEND)
    return [
        Sendable(survey.key, survey.title, _to(template, survey), _usually(survey))
        for survey in template.surveys.surveys
        if survey.when.kind != "at_end"
    ]


async def preview(db: Session, principal: Principal, program_id: UUID, survey_key: str) -> Preview:
    """To whom it would go, before anything is sent: how many, and nothing else of them."""
    require(principal, SURVEYS_SEND)
    program, survey = await _by_hand(db, program_id, survey_key)
    members = await participants.pool(db, system(principal.tenant_id), program.id)
    people = _asked(members, survey)
    if not people:
        raise NobodyToAsk
    counts = Counter(role for _, role in people)
    return Preview(
        key=survey.key,
        title=survey.title,
        minutes=max(minutes_to_answer(asking.questions_for(survey, role)) for role in survey.to),
        total=len(people),
        people=both([_counted(program.template, role, number) for role, number in counts.items()]),
        closes_on=clock.today(principal.zone) + asking.OPEN_FOR,
    )


async def send(db: Session, principal: Principal, program_id: UUID, survey_key: str, key: UUID) -> UUID:
    """To everybody active in the roles it is for; a job asks them. The same `key` is the same sending."""
    require(principal, SURVEYS_SEND)
    program, survey = await _by_hand(db, program_id, survey_key)
    today = clock.today(principal.zone)
    wave, is_new = await asking.open_wave(
        db, program.id, program.version_id, survey, "by_hand", str(key), today
    )
    if is_new:
        await outbox.defer(db, ask_everybody, wave_id=wave.id)
        await audit.record(db, principal, "survey.sent", "survey_wave", wave.id)
    return wave.id


@job("surveys.ask_everybody")
async def ask_everybody(principal: Principal, *, wave_id: UUID) -> None:
    async with unit_of_work(principal) as db:
        wave = await repository.wave(db, wave_id)
        if wave is None:
            return
        template = await programs.template(db, wave.version_id)
        survey = template.survey(wave.survey_key)
        members = await participants.pool(db, principal, wave.program_id)
        if survey is not None:
            await asking.invite(db, wave, survey, _asked(members, survey), wave.opened_on)
        staff = await access.holders(db, Role.OWNER, Role.ADMINISTRATOR)
        await notifications.refresh(db, staff, asking.KIND)


async def send_scheduled(db: Session, principal: Principal) -> int:
    """Those that come each so many months: first so long after the first person joined."""
    today = await _today(db)
    sent = 0
    for line in await programs.all_of(db, principal):
        if line.status == "open":
            sent += await _send_scheduled(db, principal, await programs.current(db, line.id), today)
    return sent


async def remind_due(db: Session, principal: Principal) -> int:  # noqa: ARG001 - jobs alone call it
    """Only those who have not answered; how many."""
    today = await _today(db)
    found = sorted(await repository.to_remind(db, today, AT_ONCE), key=lambda each: each[0].id)
    for _, group in groupby(found, key=lambda each: each[0].id):
        asked = list(group)
        wave = asked[0][0]
        template = await programs.template(db, wave.version_id)
        survey = template.survey(wave.survey_key)
        still = [invitation for _, invitation in asked if invitation.closes_on >= today]
        await asking.remind(db, wave, still)
        for _, invitation in asked:
            invitation.remind_on = asking.next_reminder(survey, invitation.sent_on, today) if survey else None
    await db.flush()
    return len(found)


async def _send_scheduled(db: Session, principal: Principal, program: ProgramView, today: date) -> int:
    last = await repository.last_scheduled(db, program.id)
    sent = 0
    for survey in program.template.surveys.surveys:
        if survey.when.kind != "every_months":
            continue
        each = relativedelta(months=survey.when.months)
        if survey.key in last and last[survey.key] + each > today:
            continue
        members = await participants.pool(db, principal, program.id)
        anchor = last.get(survey.key) or min((member.since.date() for member in members), default=None)
        if anchor is None or anchor + each > today:
            continue
        due = (anchor + each).isoformat()
        wave, is_new = await asking.open_wave(
            db, program.id, program.version_id, survey, "schedule", due, today
        )
        if is_new:
            sent += await asking.invite(db, wave, survey, _asked(members, survey), today)
    return sent


async def _by_hand(db: Session, program_id: UUID, survey_key: str) -> tuple[ProgramView, Survey]:
    program = await programs.current(db, program_id)
    survey = program.template.survey(survey_key)
    if survey is None or survey.when.kind == "at_end":
        raise NoSuchSurvey
    return program, survey


def _asked(members: Iterable[PoolMember], survey: Survey) -> list[Person]:
    """Each person once, in the role they joined in first."""
    people: dict[UUID, str] = {}
    for member in members:
        if member.role in survey.to:
            people.setdefault(member.person_id, member.role)
    return list(people.items())


async def _today(db: Session) -> date:
    return clock.today((await organizations.current(db)).zone)


def _to(template: Template, survey: Survey) -> str:
    return both([role.plural.lower() for key in survey.to if (role := template.role(key)) is not None])


def _counted(template: Template, key: str, number: int) -> str:
    role = template.role(key)
    assert role is not None  # noqa: S101 - for the type checker: the pool has the template's roles only
    return f"{number:,} {(role.name if number == 1 else role.plural).lower()}"


_TIMES: Mapping[str, str] = {
    "mid_term": "Sent by itself to each pair at the middle of its term.",
    "after_first_meeting": "Sent by itself to each pair after its first meeting.",
}


def _usually(survey: Survey) -> str:
    match survey.when.kind:
        case "days_in":
            return f"Sent by itself to each pair after {counted(survey.when.days, 'day')}."
        case "every_months":
            return f"Sent by itself every {counted(survey.when.months, 'month')}."
        case kind:
            return _TIMES.get(kind, "")
