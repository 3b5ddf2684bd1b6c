"""What the organizers see: how many answered, and figures of groups large enough. Never who, never when."""

from uuid import UUID

from mentorhub.permissions import SURVEYS_READ
from mentorhub.programs import service as programs
from mentorhub.surveys import repository
from mentorhub.surveys.errors import NoSuchSurvey
from mentorhub.surveys.figures import Response, question_report
from mentorhub.surveys.model import SurveyWave
from mentorhub.surveys.views import Rate, WaveReport, WaveRow
from tenants.access import Principal, require
from tenants.database import Session
from tenants.kit import clock

SHOWN = 100


async def waves(db: Session, principal: Principal) -> list[WaveRow]:
    """The latest first."""
    require(principal, SURVEYS_READ)
    rows = await repository.waves(db, SHOWN)
    return [_row(principal, wave, asked, answered) for wave, asked, answered in rows]


async def report(db: Session, principal: Principal, wave_id: UUID) -> WaveReport:
    require(principal, SURVEYS_READ)
    wave = await repository.wave(db, wave_id)
    if wave is None:
        raise NoSuchSurvey
    template = await programs.template(db, wave.version_id)
    survey = template.survey(wave.survey_key)
    if survey is None:
        raise NoSuchSurvey
    counts = await repository.rates(db, wave.id)
    rates = [
        Rate(role.key, _capital(role.plural), *counts[role.key])
        for role in template.roles.roles
        if role.key in counts
    ]
    responses = [Response(*row) for row in await repository.shown(db, wave.id)]
    return WaveReport(
        wave=_row(principal, wave, sum(rate.asked for rate in rates), sum(rate.answered for rate in rates)),
        smallest_group=survey.smallest_group,
        rates=tuple(rates),
        questions=tuple(
            question_report(question, template.form.lists, rates, responses, survey.smallest_group)
            for question in survey.questions
        ),
    )


def _row(principal: Principal, wave: SurveyWave, asked: int, answered: int) -> WaveRow:
    return WaveRow(
        id=wave.id,
        title=wave.title,
        why=wave.why,
        opened_on=wave.opened_on,
        closes_on=wave.closes_on,
        is_open=not wave.closed and clock.today(principal.zone) <= wave.closes_on,
        asked=asked,
        answered=answered,
    )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
