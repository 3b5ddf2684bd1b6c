"""Ask, take, answer. Each question has somebody who answers it and a day by which they promised to."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from mentorhub.gathering import Gathering
from mentorhub.help import letters, repository
from mentorhub.help.errors import AlreadyAnswered, TakenBySomebodyElse, TooManyQuestions
from mentorhub.help.forms import AnswerForm, QuestionForm, VisitorForm
from mentorhub.help.jobs import tell_staff
from mentorhub.help.model import HelpRequest
from mentorhub.help.views import HelpView, Kind, Worklist
from mentorhub.permissions import HELP_ANSWER
from mentorhub.programs.views import ProgramView
from tenants import live
from tenants.access import Principal, Role, require
from tenants.database import Session
from tenants.kit import clock
from tenants.kit.errors import NotFound
from tenants.kit.ids import new_id
from tenants.outbox import service as outbox
from tenants.people import service as people

TOPIC = "help"
SHOWN = 200
WINDOW = timedelta(hours=1)
FROM_ONE_ADDRESS = 5
FROM_ALL_VISITORS = 60


async def ask(
    db: Session,
    principal: Principal,
    program: ProgramView,
    form: QuestionForm,
    *,
    about: Gathering | None = None,
    kind: Kind | None = None,
) -> HelpView:
    """By somebody signed in; on a pair's page `about` is the pair, of which they must be one."""
    me = principal.me
    if about is not None:
        about.party(principal)
    asked = kind or ("pair" if about is not None else "question")
    who = {"person_id": me, "name": principal.name, "mail": principal.mail}
    who |= {"kind": asked, "about_id": about.id if about else None}
    return await _ask(db, program, form, who)


async def ask_as_visitor(db: Session, program: ProgramView, form: VisitorForm) -> HelpView:
    """From the public page, without an account. The answer goes to the address that was typed."""
    by_address, by_visitors = await repository.asked_since(db, clock.now() - WINDOW, form.mail)
    if by_address >= FROM_ONE_ADDRESS or by_visitors >= FROM_ALL_VISITORS:
        raise TooManyQuestions(seconds=int(WINDOW.total_seconds()))
    who = {"person_id": None, "name": form.name, "mail": form.mail, "kind": "visitor", "about_id": None}
    return await _ask(db, program, form, who)


async def worklist(db: Session, principal: Principal) -> Worklist:
    require(principal, HELP_ANSWER)
    waiting = await repository.waiting(db, SHOWN)
    answered = await repository.answered(db, SHOWN)
    names = await _names(db, [*waiting, *answered])
    return Worklist(tuple(_view(row, names) for row in waiting), tuple(_view(row, names) for row in answered))


async def asked_by_me(
    db: Session, principal: Principal, about: Gathering | None = None
) -> tuple[HelpView, ...]:
    rows = await repository.asked_by(db, principal.me, about.id if about else None, 20)
    names = await _names(db, rows) if any(row.owner_id for row in rows) else {}
    return tuple(_view(row, names) for row in rows)


async def take(db: Session, principal: Principal, request_id: UUID, *, over: bool = False) -> HelpView:
    """From now on the acting person answers it; `over` takes it from a colleague."""
    require(principal, HELP_ANSWER)
    request = await _open(db, request_id)
    if request.owner_id not in (None, principal.me) and not over:
        names = await _names(db, [request])
        who = names.get(request.owner_id, "A colleague") if request.owner_id else "A colleague"
        raise TakenBySomebodyElse(f"{who} has taken this one. You can take it over, and they are told.")
    before = request.owner_id
    request.owner_id, request.taken_at = principal.me, clock.now()
    await db.flush()
    await _tell_staff_screens(db, {before} - {None, principal.me})
    return _view(request, await _names(db, [request]))


async def answer(db: Session, principal: Principal, request_id: UUID, form: AnswerForm) -> HelpView:
    """Written down, and sent by mail to whoever asked."""
    require(principal, HELP_ANSWER)
    request = await _open(db, request_id)
    request.owner_id = request.owner_id or principal.me
    request.answer, request.answered_by, request.answered_at = form.answer, principal.me, clock.now()
    await db.flush()
    view = _view(request, await _names(db, [request]))
    await letters.send_answer(db, principal, view)
    await _tell_staff_screens(db, {request.person_id} - {None})
    return view


async def _ask(db: Session, program: ProgramView, form: QuestionForm, who: dict[str, Any]) -> HelpView:
    now = clock.now()
    promised = timedelta(days=program.template.about.contact.answer_within_days)
    values = {
        "id": new_id(),
        "program_id": program.id,
        "body": form.body,
        "key": form.key,
        "asked_at": now,
        "answer_by": now + promised,
        **who,
    }
    added = await repository.add(db, values)
    if added is None:
        standing = await repository.by_key(db, form.key, who["mail"])
        if standing is None:
            raise NotFound
        return _view(standing, {})
    await outbox.defer(db, tell_staff, request_id=added.id)
    return _view(added, {})


async def _tell_staff_screens(db: Session, others: Iterable[UUID | None]) -> None:
    await live.announce_holders(db, (Role.COORDINATOR, Role.ADMINISTRATOR, Role.OWNER), TOPIC)
    await live.announce(db, {each for each in others if each is not None}, TOPIC)


async def _open(db: Session, request_id: UUID) -> HelpRequest:
    request = await repository.locked(db, request_id)
    if request is None:
        raise NotFound
    if request.answered_at is not None:
        names = await _names(db, [request])
        who = names.get(request.answered_by, "A colleague") if request.answered_by else "A colleague"
        raise AlreadyAnswered(f"{who} has answered this in the meantime. Load the page again to read it.")
    return request


async def _names(db: Session, rows: Sequence[HelpRequest]) -> dict[UUID, str]:
    ids = {each for row in rows for each in (row.owner_id, row.answered_by) if each is not None}
    return {each: person.name for each, person in (await people.by_ids(db, ids)).items()} if ids else {}


def _view(row: HelpRequest, names: dict[UUID, str]) -> HelpView:
    return HelpView(
        id=row.id,
        kind=row.kind,  # type: ignore[arg-type]  # the table's check allows these words only
        person_id=row.person_id,
        name=row.name,
        mail=row.mail,
        body=row.body,
        asked_at=row.asked_at,
        answer_by=row.answer_by,
        owner_id=row.owner_id,
        owner_name=names.get(row.owner_id, "") if row.owner_id else "",
        answer=row.answer,
        answered_by_name=names.get(row.answered_by, "") if row.answered_by else "",
        answered_at=row.answered_at,
    )
