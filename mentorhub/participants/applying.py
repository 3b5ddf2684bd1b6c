"""What an applicant does: write, send, edit when asked back, withdraw. What was typed is kept."""

from collections.abc import Mapping
from uuid import UUID

from mentorhub.forms.answers import to_json
from mentorhub.forms.values import Answers
from mentorhub.participants import history, joining, repository, rules
from mentorhub.participants.errors import AlreadySent, AlreadyTakingPart, MembersOnly, NotInvitedBack, NotOpen
from mentorhub.participants.jobs import tell
from mentorhub.participants.model import Application, Participant
from mentorhub.participants.rules import Judgement
from mentorhub.participants.views import ApplicationView, Submission
from mentorhub.programs import calendar_rules
from mentorhub.programs.eligibility import Facts, Refusal
from mentorhub.programs.template import RoleKey
from mentorhub.programs.views import ProgramView
from tenants.access import Principal
from tenants.database import Session, effects
from tenants.kit import clock
from tenants.kit.errors import Conflict, NotFound
from tenants.outbox import service as outbox
from tenants.roster import service as roster


def view_of(
    row: Application, place: int | None = None, participant: Participant | None = None
) -> ApplicationView:
    return ApplicationView(
        id=row.id,
        program_id=row.program_id,
        version_id=row.version_id,
        role=row.role,
        status=row.status,
        typed=row.typed,
        words=row.words,
        refusals=tuple(row.refusals),
        saved_at=row.saved_at,
        submitted_at=row.submitted_at,
        decided_at=row.decided_at,
        place_in_line=place if row.status == "waitlisted" else None,
        participant_id=participant.id if participant is not None else None,
        takes_part=participant.status if participant is not None else None,
    )


def role_in(program: ProgramView, role: object) -> RoleKey:
    """The role as the template has it; an address with any other word leads nowhere."""
    for key in program.template.role_keys:
        if key == role:
            return key
    raise NotFound


async def facts_of(db: Session, principal: Principal) -> Facts:
    """What the roster knows of whoever writes; of a visitor, nothing yet."""
    return await roster.facts_of(db, principal.person_id) if principal.person_id is not None else {}


def look(
    principal: Principal,
    program: ProgramView,
    role: RoleKey,
    typed: Mapping[str, object],
    facts: Facts,
    *,
    whole: bool = False,
) -> Judgement:
    """What can be said at once of a form that is still being written, or as if it were sent. No query."""
    return rules.judge(program.template, role, typed, facts, clock.today(principal.zone), draft=not whole)


async def mine(db: Session, principal: Principal, program_id: UUID | None = None) -> list[ApplicationView]:
    found = await repository.of_person(db, principal.me, program_id)
    return [view_of(row, place, participant) for row, place, participant in found]


async def keep(
    db: Session,
    principal: Principal,
    program: ProgramView,
    role: RoleKey,
    typed: Mapping[str, object],
    *,
    facts: Facts,
) -> ApplicationView | None:
    """Save a form as it stands. None where it was sent already, or where nothing of it may be kept."""
    judged = look(principal, program, role, typed, facts)
    row, _ = await repository.open_mine(db, principal.me, program.id, program.version_id, role)
    if judged.keep_nothing:
        await _forget(db, row)
        return None
    if row.status not in rules.OPEN:
        return None
    _write(row, program, typed)
    await db.flush()
    return view_of(row)


async def submit(
    db: Session,
    principal: Principal,
    program: ProgramView,
    role: RoleKey,
    typed: Mapping[str, object],
    *,
    facts: Facts | None = None,
) -> Submission:
    """Send an application, or say everything that stands in its way at once. Sent twice, it is there once.

    Raises:
        MembersOnly, NotInvitedBack, NotOpen: whoever asks, now, cannot apply whatever the answers are.
        AlreadySent: with other answers than before.
        AlreadyTakingPart: accepted already.
    """
    facts = await facts_of(db, principal) if facts is None else facts
    _admit(principal, program, facts)
    judged = rules.judge(program.template, role, typed, facts, clock.today(principal.zone), draft=False)
    row, taking_part = await repository.open_mine(db, principal.me, program.id, program.version_id, role)
    if row.status not in rules.OPEN and row.status != "withdrawn":
        return _sent_before(row, judged.answers)
    _welcome(program, role, taking_part)
    if judged.keep_nothing:
        await _forget(db, row)
        return Submission(None, refusals=_reasons(judged.refusals), forget=True)
    if row.status == "withdrawn":
        row.status = "draft"
    _write(row, program, typed)
    row.refusals = [refusal.sentence for refusal in judged.refusals]
    if judged.ready:
        await _send(db, principal, program, row, judged.answers)
    effects.settle(db, row)
    problems = {problem.field: problem.sentence for problem in judged.problems}
    return Submission(view_of(row), problems, _reasons(judged.refusals))


async def begin_anew(
    db: Session, principal: Principal, program: ProgramView, role: RoleKey
) -> ApplicationView:
    """Open an application again that was withdrawn or declined, or whose participation has ended; the answers
    stay.
    """
    found = await repository.lock_mine(db, principal.me, program.id, role)
    if found is None:
        raise NotFound
    row, taking_part = found
    if row.status in rules.OPEN:
        return view_of(row)
    if row.status not in ("withdrawn", "accepted", "declined"):
        raise AlreadySent
    _welcome(program, role, taking_part)
    row.status, row.words, row.decided_at, row.decided_by = "draft", "", None, None
    history.note(row, "reopened", principal.me)
    await db.flush()
    return view_of(row)


async def withdraw(db: Session, principal: Principal, application_id: UUID) -> ApplicationView:
    """At any time before it is decided, and it costs nothing. Afterwards one leaves the program instead."""
    row = await repository.lock(db, application_id)
    if row is None or row.person_id != principal.me:
        raise NotFound
    if row.status == "withdrawn":
        return view_of(row)
    if row.status in ("accepted", "declined"):
        raise Conflict("This application has been decided, so there is nothing to withdraw any more.")
    was_sent = row.status != "draft"
    row.status, row.decided_at, row.decided_by = "withdrawn", clock.now(), None
    step_id = history.note(row, "withdrawn", principal.me)
    await db.flush()
    if was_sent:
        await outbox.defer(db, tell, application_id=row.id, step_id=step_id)
    return view_of(row)


def _admit(principal: Principal, program: ProgramView, facts: Facts) -> None:
    intake = program.template.intake
    if intake.audience == "members" and facts.get("member") is not True:
        raise MembersOnly
    if not program.is_open or not calendar_rules.takes_applications(intake, clock.today(principal.zone)):
        raise NotOpen


def _welcome(program: ProgramView, role: RoleKey, taking_part: Mapping[str, str]) -> None:
    """Whoever staff removed stays out; who takes part in the role needs no second place in it."""
    if "removed" in taking_part.values():
        raise NotInvitedBack
    status = taking_part.get(role)
    if status in ("active", "paused"):
        raise AlreadyTakingPart
    if status == "left" and not program.template.closing.may_apply_again:
        raise NotInvitedBack


def _write(row: Application, program: ProgramView, typed: Mapping[str, object]) -> None:
    row.typed = rules.tidy(typed, rules.questions_of(program.template, row.role))
    row.saved_at = clock.now()
    row.version_id = program.version_id


async def _send(
    db: Session, principal: Principal, program: ProgramView, row: Application, answers: Answers
) -> None:
    again = row.status == "asked_back"
    row.answers, row.words, row.refusals = to_json(answers), "", []
    row.status, row.submitted_at = "submitted", clock.now()
    row.decided_at = row.decided_by = None
    step_id = history.note(row, "sent_again" if again else "sent", principal.me)
    if not program.template.intake.review:
        step_id = await joining.take_in(db, principal, program.template, row)
    await outbox.defer(db, tell, application_id=row.id, step_id=step_id)


def _sent_before(row: Application, answers: Answers) -> Submission:
    """A double click, or a second tab with the same answers, does no harm; other answers get a word."""
    if row.answers != to_json(answers):
        raise AlreadyTakingPart if row.status == "accepted" else AlreadySent
    return Submission(view_of(row))


async def _forget(db: Session, row: Application) -> None:
    """What was sent in earlier years stays; what was never sent goes, with everything in it."""
    if row.submitted_at is None:
        await repository.drop(db, row)


def _reasons(refusals: tuple[Refusal, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((refusal.sentence, refusal.way_out) for refusal in refusals)
