"""Answering once. That somebody has answered is written beside their name; what they said is not."""

from collections.abc import Collection, Mapping
from datetime import timedelta
from uuid import UUID

from mentorhub.forms.answers import check_answers, to_json
from mentorhub.programs import service as programs
from mentorhub.programs.template import Template
from mentorhub.programs.template.care import Survey
from mentorhub.surveys import repository, rules
from mentorhub.surveys.asking import questions_for
from mentorhub.surveys.errors import AlreadyAnswered, NoSuchSurvey, SurveyClosed
from mentorhub.surveys.model import SurveyInvitation, SurveyResponse, SurveyWave
from mentorhub.surveys.views import PageState, SurveyPage, WaitingSurvey
from tenants.access import Principal
from tenants.database import Session
from tenants.kit import clock

AT_ONCE = 100


async def waiting(db: Session, principal: Principal) -> list[WaitingSurvey]:
    """What the acting person has not answered yet, the most urgent first; one statement."""
    rows = await repository.waiting_for(db, principal.me, clock.today(principal.zone))
    return [WaitingSurvey(*row) for row in rows]


async def page(db: Session, principal: Principal, wave_id: UUID) -> SurveyPage:
    """For somebody who was asked; for everybody else there is none."""
    wave, invitation, template, survey = await _asked(db, principal, wave_id)
    return SurveyPage(
        wave_id=wave.id,
        title=survey.title,
        intro=survey.intro,
        state=_state(principal, invitation),
        minutes=invitation.minutes,
        closes_on=invitation.closes_on,
        smallest_group=survey.smallest_group,
        questions=questions_for(survey, invitation.role),
        lists=template.form.lists,
    )


async def answer(
    db: Session, principal: Principal, wave_id: UUID, typed: Mapping[str, object]
) -> dict[str, str]:
    """A sentence for each answer that is not right, and then nothing is stored; empty when it is in.

    Raises:
        AlreadyAnswered: a second time, a double click too.
        SurveyClosed: too late.
    """
    wave, invitation, template, survey = await _asked(db, principal, wave_id, lock=True)
    state = _state(principal, invitation)
    if state == "answered":
        raise AlreadyAnswered
    if state == "late":
        raise SurveyClosed
    checked = check_answers(
        questions_for(survey, invitation.role),
        typed,
        template.form.lists,
        today=clock.today(principal.zone),
    )
    if not checked.ok:
        return {problem.field: problem.sentence for problem in checked.problems}
    await repository.add(
        db, SurveyResponse(wave_id=wave.id, role=invitation.role, answers=to_json(checked.answers))
    )
    invitation.answered, invitation.remind_on = True, None
    wave.unmixed = True
    await _join(db, wave, survey, last=False)
    return {}


async def close_due(db: Session, principal: Principal) -> int:
    """Waves to which no answer can come any more: what is left joins the figures where it may."""
    everywhere_over = clock.today(principal.zone) - timedelta(days=1)
    over = await repository.lock_over(db, everywhere_over, AT_ONCE)
    for wave in over:
        template = await programs.template(db, wave.version_id)
        survey = template.survey(wave.survey_key)
        if survey is not None:
            await _join(db, wave, survey, last=True)
        wave.closed = True
    await db.flush()
    return len(over)


async def mix(db: Session, principal: Principal) -> int:  # noqa: ARG001 - jobs alone call it
    """What the database's own bookkeeping tells of who wrote which row is written over."""
    found = await repository.lock_unmixed(db, AT_ONCE)
    for wave in found:
        await repository.rewrite(db, wave.id)
        wave.unmixed = False
    await db.flush()
    return len(found)


async def _asked(
    db: Session, principal: Principal, wave_id: UUID, *, lock: bool = False
) -> tuple[SurveyWave, SurveyInvitation, Template, Survey]:
    found = await repository.asked(db, wave_id, principal.me, lock=lock)
    if found is None:
        raise NoSuchSurvey
    wave, invitation = found
    template = await programs.template(db, wave.version_id)
    survey = template.survey(wave.survey_key)
    if survey is None:
        raise NoSuchSurvey
    return wave, invitation, template, survey


def _state(principal: Principal, invitation: SurveyInvitation) -> PageState:
    if invitation.answered:
        return "answered"
    return "late" if clock.today(principal.zone) > invitation.closes_on else "open"


async def _join(db: Session, wave: SurveyWave, survey: Survey, *, last: bool) -> None:
    """The caller holds the wave, so that portions are made one after the other."""
    found = await repository.not_shown(db, wave.id)
    ready = rules.all_joining(
        ((key, row.role) for row in found for key in row.answers if key not in row.shown),
        survey.smallest_group,
        last=last,
    )
    for row in found:
        joined = _newly(row.answers, row.shown, row.role, ready)
        if joined:
            row.shown = row.shown | joined
        row.waits = not row.answers.keys() <= row.shown.keys()
    await db.flush()


def _newly(
    answers: Collection[str],
    shown: Collection[str],
    role: str,
    ready: Mapping[tuple[str, str], rules.Joins],
) -> dict[str, rules.Joins]:
    return {key: ready[key, role] for key in answers if key not in shown and (key, role) in ready}
