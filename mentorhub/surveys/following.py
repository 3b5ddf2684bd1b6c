"""Surveys that follow a pair: after its first meeting, so many days in, at its middle, at its end.

They gather in one wave for a year: in a wave of a pair's own, the mentor's answers would be the mentor's.
"""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from mentorhub import events
from mentorhub.mentorships import service as mentorships
from mentorhub.mentorships.views import MentorshipView
from mentorhub.participants import service as participants
from mentorhub.programs import calendar_rules
from mentorhub.programs import service as programs
from mentorhub.programs.template import Template
from mentorhub.programs.template.care import Survey
from mentorhub.surveys import asking, repository
from mentorhub.surveys.asking import Person
from tenants.access import Principal
from tenants.database import Session, unit_of_work
from tenants.kit import clock
from tenants.organizations import service as organizations
from tenants.outbox import service as outbox
from tenants.outbox.queue import job

AT_ONCE = 200


async def plan(db: Session, principal: Principal, began: events.MentorshipBegan) -> None:  # noqa: ARG001 - an event's shape
    """Subscribed to MentorshipBegan. Here and below the work is a job, which exists when its cause does."""
    await outbox.defer(db, plan_for, mentorship_id=began.mentorship_id)


async def after_meeting(db: Session, principal: Principal, changed: events.MeetingsChanged) -> None:  # noqa: ARG001 - an event's shape
    """Subscribed to MeetingsChanged: the first one that was held brings its survey."""
    if changed.held == 1:
        await outbox.defer(db, send_first, mentorship_id=changed.gathering_id)


async def close(db: Session, principal: Principal, ended: events.MentorshipEnded) -> None:  # noqa: ARG001 - an event's shape
    """Subscribed to MentorshipEnded: the closing survey goes to both."""
    await outbox.defer(db, send_closing, mentorship_id=ended.mentorship_id)


@job("surveys.plan")
async def plan_for(principal: Principal, *, mentorship_id: UUID) -> None:
    async with unit_of_work(principal) as db:
        pair, template = await _pair(db, mentorship_id)
        rows = []
        for survey in template.surveys.surveys:
            due = calendar_rules.survey_due(survey, pair.began_on, pair.ends_on)
            waits = due is not None and survey.when.kind != "at_end"
            if waits or survey.when.kind == "after_first_meeting":
                rows.append({"mentorship_id": pair.id, "survey_key": survey.key, "due_on": due})
        await repository.plan(db, rows)


@job("surveys.send_first")
async def send_first(principal: Principal, *, mentorship_id: UUID) -> None:
    """Once: a meeting that is taken back and written down again brings nothing more."""
    async with unit_of_work(principal) as db:
        planned = await repository.lock_planned(db, mentorship_id)
        if not planned:
            return
        pair, template = await _pair(db, mentorship_id)
        for row in planned:
            await _send(db, pair, template.survey(row.survey_key), _both(pair))
            row.done = True
        await db.flush()


@job("surveys.send_closing")
async def send_closing(principal: Principal, *, mentorship_id: UUID) -> None:
    async with unit_of_work(principal) as db:
        pair, template = await _pair(db, mentorship_id)
        survey = template.survey(template.closing.survey) if template.closing.survey else None
        people = await _remaining(db, pair) if pair.end_reason == "removed" else _both(pair)
        await _send(db, pair, survey, people)


async def send_due(db: Session, principal: Principal) -> int:  # noqa: ARG001 - jobs alone call it
    """What pairs were to get by today; those that have ended meanwhile get their closing survey only."""
    today = clock.today((await organizations.current(db)).zone)
    due = await repository.lock_due(db, today, AT_ONCE)
    pairs = await mentorships.by_ids(db, {row.mentorship_id for row in due}) if due else {}
    sent = 0
    for row in due:
        row.done = True
        pair = pairs[row.mentorship_id]
        if pair.status == "running":
            template = await programs.template(db, pair.version_id)
            sent += await _send(db, pair, template.survey(row.survey_key), _both(pair))
    await db.flush()
    return sent


async def _send(db: Session, pair: MentorshipView, survey: Survey | None, people: Iterable[Person]) -> int:
    if survey is None:
        return 0
    today = clock.today((await organizations.current(db)).zone)
    wave, _ = await asking.open_wave(
        db,
        pair.program_id,
        pair.version_id,
        survey,
        "pair",
        f"{today.year} {pair.version_id}",
        today,
        gathers_until=date(today.year, 12, 31),
    )
    return await asking.invite(db, wave, survey, people, today)


async def _pair(db: Session, mentorship_id: UUID) -> tuple[MentorshipView, Template]:
    [pair] = (await mentorships.by_ids(db, [mentorship_id])).values()
    return pair, await programs.template(db, pair.version_id)


def _both(pair: MentorshipView) -> list[Person]:
    return [(pair.mentor_id, "mentor"), (pair.mentee_id, "mentee")]


async def _remaining(db: Session, pair: MentorshipView) -> list[Person]:
    """Who was removed is not asked how it was."""
    ids = [pair.mentor_participant_id, pair.mentee_participant_id]
    found = await participants.participants(db, ids)
    gone = {each.person_id for each in found.values() if each.status == "removed"}
    return [person for person in _both(pair) if person[0] not in gone]
