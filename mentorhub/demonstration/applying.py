"""People apply and are answered, some of them months ago and some this week."""

from dataclasses import dataclass
from functools import partial
from typing import Literal
from uuid import UUID

from mentorhub.demonstration.agenda import Agenda
from mentorhub.demonstration.answers import Writer
from mentorhub.demonstration.crowd import Human
from mentorhub.demonstration.people.member import Answered
from mentorhub.demonstration.stage import Stage
from mentorhub.demonstration.texts import texts
from mentorhub.participants import service as participants
from mentorhub.participants.views import Submission
from mentorhub.programs.template import RoleKey
from tenants.database import unit_of_work
from tenants.kit import clock

Outcome = Literal["accepted", "submitted", "asked_back", "waitlisted", "declined", "refused"]


@dataclass(frozen=True, slots=True)
class Applicant:
    human: Human
    role: RoleKey
    days_ago: float
    outcome: Outcome


async def apply(agenda: Agenda, writer: Writer, applicant: Applicant) -> None:
    """Whoever is answered is answered two days later, or sooner."""
    stage = agenda.stage
    who = await stage.principal_of(applicant.human)
    typed = writer.form(applicant.human, applicant.role)
    if applicant.outcome == "refused":
        typed |= _not_yet(stage)
    async with unit_of_work(who) as db:
        sent = await participants.submit(db, who, stage.program, applicant.role, typed)
    _as_meant(applicant, sent)
    if sent.application is not None and applicant.outcome not in ("submitted", "refused"):
        answered = applicant.days_ago - min(2, applicant.days_ago / 2)
        agenda.add(answered, partial(_decide, stage, applicant, sent.application.id))


def _not_yet(stage: Stage) -> Answered:
    """What makes the program say no, kindly: the year, the status, the field."""
    return {
        "start_year": str(clock.today(stage.setting.zone).year - 7),
        "status": "fellow",
        "profession": "other",
        "mentor_class": "other",
    }


def _as_meant(applicant: Applicant, sent: Submission) -> None:
    """A demonstration that quietly shows something else than meant would mislead."""
    refused = applicant.outcome == "refused"
    if sent.problems or bool(sent.refusals) != refused:
        raise ValueError(f"{applicant.human.mail}: {sent.problems} {sent.refusals}")


async def _decide(stage: Stage, applicant: Applicant, application_id: UUID) -> None:
    by, slug = stage.coordinator, stage.setting.slug
    async with unit_of_work(by) as db:
        match applicant.outcome:
            case "accepted":
                words = stage.chance.choice(texts().welcome)
                await participants.accept(db, by, application_id, words)
            case "asked_back":
                await participants.ask_back(db, by, application_id, texts().ask_back[slug])
            case "waitlisted":
                await participants.waitlist(db, by, application_id, texts().waitlist[slug])
            case "declined":
                await participants.decline(db, by, application_id, texts().decline[slug])
