"""What reviewers do: see who waits, read, decide. Each decision is told to the applicant."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from mentorhub.forms.answers import from_json
from mentorhub.forms.display import display
from mentorhub.forms.values import Answers
from mentorhub.participants import evidence, history, joining, repository, rules
from mentorhub.participants.errors import Decided, YourOwn
from mentorhub.participants.jobs import tell
from mentorhub.participants.model import Application
from mentorhub.participants.rules import Decision
from mentorhub.participants.views import DecisionView, QueueRow, QueueView, ReviewView, StepView
from mentorhub.permissions import APPLICATIONS_REVIEW
from mentorhub.programs import service as programs
from mentorhub.programs.template import Template
from mentorhub.programs.views import ProgramView
from mentorhub.written import cleaned
from tenants.access import Principal, require
from tenants.database import Session
from tenants.kit import clock
from tenants.kit.errors import Invalid, NotFound
from tenants.outbox import service as outbox
from tenants.people import service as people
from tenants.roster import service as roster

MOST_ROWS = 200
LONGEST_WORDS = 2_000

SHOWN: dict[str, tuple[str, ...]] = {
    "waiting": ("submitted",),
    "asked_back": ("asked_back",),
    "waitlisted": ("waitlisted",),
    "accepted": ("accepted",),
    "declined": ("declined",),
    "withdrawn": ("withdrawn",),
}
"""The filters of the queue. Drafts are nobody's business but their writers'."""


async def queue(
    db: Session,
    principal: Principal,
    program: ProgramView,
    *,
    shown: str = "waiting",
    role: str | None = None,
) -> QueueView:
    require(principal, APPLICATIONS_REVIEW)
    statuses = SHOWN.get(shown, SHOWN["waiting"])
    found = await repository.queue(db, program.id, statuses=statuses, role=role, limit=MOST_ROWS + 1)
    counts = await repository.counts(db, program.id)
    names = await people.by_ids(db, {row.person_id for row in found})
    rows = tuple(_queue_row(program.template, row, names[row.person_id].name) for row in found[:MOST_ROWS])
    return QueueView(rows, counts, more=len(found) > MOST_ROWS)


async def application(db: Session, principal: Principal, application_id: UUID) -> ReviewView:
    """Everything that deciding needs, and no answer that the template keeps from reviewers."""
    require(principal, APPLICATIONS_REVIEW)
    row = await repository.by_id(db, application_id)
    if row is None or row.submitted_at is None:
        raise NotFound
    template = await programs.template(db, row.version_id)
    described = template.role(row.role)
    facts = await roster.facts_of(db, row.person_id)
    entries = history.entries(row)
    names = await people.by_ids(db, {row.person_id} | {entry.by for entry in entries if entry.by is not None})
    answers = from_json(rules.questions_of(template, row.role), row.answers)
    return ReviewView(
        id=row.id,
        person_id=row.person_id,
        program_id=row.program_id,
        name=names[row.person_id].name,
        role=row.role,
        called=described.name if described is not None else row.role,
        status=row.status,
        submitted_at=row.submitted_at,
        decided_at=row.decided_at,
        words=row.words,
        answers=evidence.answer_rows(template, row.role, answers),
        eligibility=evidence.eligibility_rows(
            template, row.role, facts, answers, clock.today(principal.zone)
        ),
        steps=tuple(
            StepView(entry.what, entry.at, names[entry.by].name if entry.by in names else "", entry.words)
            for entry in entries
        ),
        early_career=rules.is_early_career(template, answers),
        mine=row.person_id == principal.person_id,
        decline_words=tuple((each.text, each.title) for each in template.intake.decline_words),
    )


async def next_waiting(db: Session, principal: Principal, program_id: UUID, but: UUID) -> UUID | None:
    require(principal, APPLICATIONS_REVIEW)
    return await repository.next_waiting(db, program_id, but)


async def accept(db: Session, principal: Principal, application_id: UUID, words: str = "") -> DecisionView:
    return await _decide(db, principal, application_id, "accept", words)


async def ask_back(db: Session, principal: Principal, application_id: UUID, words: str) -> DecisionView:
    """The applicant edits and sends again; the words say what is missing."""
    return await _decide(db, principal, application_id, "ask_back", words)


async def decline(db: Session, principal: Principal, application_id: UUID, words: str = "") -> DecisionView:
    return await _decide(db, principal, application_id, "decline", words)


async def waitlist(db: Session, principal: Principal, application_id: UUID, words: str = "") -> DecisionView:
    return await _decide(db, principal, application_id, "waitlist", words)


async def _decide(
    db: Session, principal: Principal, application_id: UUID, decision: Decision, words: str
) -> DecisionView:
    """Of two decisions at one moment the second finds it dealt with; the same one twice changes nothing."""
    require(principal, APPLICATIONS_REVIEW)
    words = _tidy(decision, words)
    row = await repository.lock(db, application_id)
    if row is None or row.submitted_at is None:
        raise NotFound
    if row.person_id == principal.person_id:
        raise YourOwn
    status = rules.BECOMES[decision]
    if row.status == status:
        return DecisionView(row.id, row.person_id, row.status)
    if row.status not in rules.DECIDABLE[decision]:
        raise Decided
    if decision == "accept":
        template = await programs.template(db, row.version_id)
        step_id = await joining.take_in(db, principal, template, row, words)
    else:
        row.status, row.words = status, words
        row.decided_at, row.decided_by = clock.now(), principal.person_id
        step_id = history.note(row, status, principal.person_id, words)
    await db.flush()
    await outbox.defer(db, tell, application_id=row.id, step_id=step_id)
    return DecisionView(row.id, row.person_id, row.status)


def _tidy(decision: Decision, words: str) -> str:
    tidy = cleaned(words)
    if len(tidy) > LONGEST_WORDS:
        raise Invalid(f"Please keep it under {LONGEST_WORDS:,} characters.", field="words")
    if decision in rules.NEEDS_WORDS and not tidy:
        raise Invalid(
            "Please say what you would like to know; the applicant gets these words.", field="words"
        )
    return tidy


def _queue_row(template: Template, row: Application, name: str) -> QueueRow:
    return QueueRow(
        id=row.id,
        person_id=row.person_id,
        name=name,
        role=row.role,
        status=row.status,
        waiting_since=_since(row),
        line=_line(template, row),
        again=any(entry["what"] == "sent_again" for entry in row.history),
    )


def _since(row: Application) -> datetime:
    waits = row.submitted_at if row.status == "submitted" else row.decided_at
    return waits or row.saved_at


def _line(template: Template, row: Application) -> str:
    """The first short answers that a pair is made by: "Trauma · 2015 · Tucson, Arizona"."""
    asked = from_json(template.questions_for(row.role), row.answers)
    factors = sorted(template.matching.factors, key=lambda factor: -factor.weight)
    keys = dict.fromkeys(factor.mentor if row.role == "mentor" else factor.mentee for factor in factors)
    return " · ".join(_short(template, asked, keys))


def _short(template: Template, answers: Answers, keys: Iterable[str]) -> list[str]:
    said: list[str] = []
    for key in keys:
        question = template.question(key)
        if question is None or key not in answers or question.kind == "long_text":
            continue
        said.append(display(question, answers[key], template.form.lists))
        if len(said) == 3:
            break
    return said
