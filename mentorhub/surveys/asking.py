"""Opening a wave and asking people: each once, by mail and on their screens, reminded until they answer."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import groupby
from uuid import UUID

from mentorhub.forms.minutes import minutes_to_answer
from mentorhub.forms.questions import AnyQuestion
from mentorhub.mentorships.rules import day
from mentorhub.notifications import service as notifications
from mentorhub.notifications.views import Notice
from mentorhub.programs.counting import counted
from mentorhub.programs.template.care import Survey
from mentorhub.surveys import repository
from mentorhub.surveys.model import SurveyInvitation, SurveyWave
from mentorhub.surveys.views import Reason
from tenants.access import Principal
from tenants.database import Session, unit_of_work
from tenants.outbox import service as outbox
from tenants.outbox.queue import job

OPEN_FOR = timedelta(days=30)
KIND = "survey"
"""Of the mail, and what open screens are told."""

Person = tuple[UUID, str]
"""A person and the role in which they are asked."""


def questions_for(survey: Survey, role: str) -> tuple[AnyQuestion, ...]:
    return tuple(question for question in survey.questions if not question.roles or role in question.roles)


async def open_wave(  # noqa: PLR0917 - what makes a sending this one and no other
    db: Session,
    program_id: UUID,
    version_id: UUID,
    survey: Survey,
    why: Reason,
    period: str,
    today: date,
    *,
    gathers_until: date | None = None,
) -> tuple[SurveyWave, bool]:
    """The wave, and whether it is new. `gathers_until`: until then more people join it."""
    values = {
        "program_id": program_id,
        "version_id": version_id,
        "survey_key": survey.key,
        "title": survey.title,
        "why": why,
        "period": period,
        "opened_on": today,
        "closes_on": (gathers_until or today) + OPEN_FOR,
    }
    return await repository.open_wave(db, values)


async def invite(db: Session, wave: SurveyWave, survey: Survey, people: Iterable[Person], today: date) -> int:
    """How many had not been asked in this wave before; they are told once this transaction commits."""
    minutes = {key: minutes_to_answer(asked) for key in survey.to if (asked := questions_for(survey, key))}
    rows = [
        {
            "wave_id": wave.id,
            "person_id": person_id,
            "role": role,
            "minutes": minutes[role],
            "sent_on": today,
            "closes_on": today + OPEN_FOR,
            "remind_on": next_reminder(survey, today, today),
        }
        for person_id, role in dict(people).items()
        if role in minutes
    ]
    added = await repository.invite(db, rows)
    if added:
        await outbox.defer(db, tell, wave_id=wave.id)
    return added


def next_reminder(survey: Survey, sent_on: date, today: date) -> date | None:
    """The next day on which somebody who has not answered is reminded; after the last there is silence."""
    days = sorted(sent_on + timedelta(days=number) for number in survey.reminder_days)
    return next((on for on in days if on > today), None)


@job("surveys.tell")
async def tell(principal: Principal, *, wave_id: UUID) -> None:
    async with unit_of_work(principal) as db:
        wave = await repository.wave(db, wave_id)
        found = await repository.untold(db, wave_id)
        if wave is None or not found:
            return
        await _tell(db, wave, found, "a short survey waits for you.", wave.title)
        for invitation in found:
            invitation.told = True
        await db.flush()


async def remind(db: Session, wave: SurveyWave, invitations: list[SurveyInvitation]) -> None:
    await _tell(db, wave, invitations, "a short survey still waits for you.", f"Still open: {wave.title}")


async def _tell(
    db: Session, wave: SurveyWave, invitations: Iterable[SurveyInvitation], first: str, subject: str
) -> None:
    def alike(invitation: SurveyInvitation) -> tuple[int, date]:
        return invitation.minutes, invitation.closes_on

    for (minutes, closes_on), group in groupby(sorted(invitations, key=alike), key=alike):
        text = (
            f"{first} It takes about {counted(minutes, 'minute')} and is open until {day(closes_on)}.\n\n"
            "Your name is not kept with your answers."
        )
        notice = Notice(subject=subject, text=text, path=f"/survey/{wave.id}", kind=KIND)
        await notifications.tell(db, [each.person_id for each in group], notice)
