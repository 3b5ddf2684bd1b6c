"""Write down a meeting, change it, take it back. Only the people of the gathering; staff get numbers."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from mentorhub import events
from mentorhub.gathering import Gathering
from mentorhub.meetings import repository, rules
from mentorhub.meetings.errors import NotYours
from mentorhub.meetings.forms import MeetingForm
from mentorhub.meetings.model import Meeting
from mentorhub.meetings.rules import MeetingRules
from mentorhub.meetings.views import MeetingView, Numbers
from mentorhub.permissions import MENTORSHIPS_OVERSEE
from tenants import live
from tenants.access import Principal, require
from tenants.database import Session
from tenants.kit import clock
from tenants.kit.errors import NotFound, Problem
from tenants.kit.ids import new_id

TOPIC = "meetings"
SHOWN = 100


def _view(row: Meeting) -> MeetingView:
    return MeetingView(
        id=row.id,
        status=row.status,  # type: ignore[arg-type]  # the table's check allows these words only
        kind=row.kind,
        held_on=row.held_on,
        starts_at=row.starts_at,
        minutes=row.minutes,
        mode=row.mode,  # type: ignore[arg-type]  # the table's checks allow these words only
        place=row.place,
        place_name=row.place_name,
        staff_present=row.staff_present,
        moved_to=row.moved_to,
        notes=row.notes,
        logged_by=row.logged_by,
        logged_at=row.logged_at,
        changed_at=row.changed_at,
    )


def _columns(form: MeetingForm, allowed: MeetingRules) -> dict[str, Any]:
    held = form.status == "held"
    return {
        "status": form.status,
        "kind": allowed.kind(form.kind).key,
        "held_on": form.held_on,
        "starts_at": form.starts_at,
        "minutes": (form.minutes or allowed.minutes or 0) if held else 0,
        "mode": rules.mode_of(form.place),
        "place": form.place,
        "place_name": form.place_name,
        "staff_present": form.staff_present and held,
        "moved_to": form.moved_to if form.status == "moved" else None,
        "notes": form.notes,
    }


async def log(
    db: Session, principal: Principal, gathering: Gathering, form: MeetingForm, allowed: MeetingRules
) -> MeetingView:
    """The same key again (a double click, a lost answer) is the meeting that already stands."""
    me = gathering.party(principal)
    rules.check(form, allowed, _latest_day(allowed))
    values = _columns(form, allowed) | {
        "id": new_id(),
        "gathering_id": gathering.id,
        "key": form.key,
        "logged_by": me,
        "logged_at": clock.now(),
    }
    added = await repository.add(db, values)
    if added is None:
        standing = await repository.by_key(db, gathering.id, me, form.key)
        if standing is None:
            raise NotFound
        return _view(standing)
    await _tell(db, principal, gathering)
    return _view(added)


async def change(  # noqa: PLR0917 - as `log`, and which one
    db: Session,
    principal: Principal,
    gathering: Gathering,
    meeting_id: UUID,
    form: MeetingForm,
    allowed: MeetingRules,
) -> MeetingView:
    """By whoever wrote it down."""
    me = gathering.party(principal)
    rules.check(form, allowed, _latest_day(allowed))
    values = _columns(form, allowed) | {"changed_at": clock.now()}
    changed = await repository.change(db, gathering.id, meeting_id, me, values)
    if changed is None:
        raise await _not_mine(db, gathering, meeting_id)
    await _tell(db, principal, gathering)
    return _view(changed)


async def remove(db: Session, principal: Principal, gathering: Gathering, meeting_id: UUID) -> None:
    """By whoever wrote it down."""
    me = gathering.party(principal)
    if not await repository.remove(db, gathering.id, meeting_id, me):
        raise await _not_mine(db, gathering, meeting_id)
    await _tell(db, principal, gathering)


async def of(db: Session, principal: Principal, gathering: Gathering) -> tuple[MeetingView, ...]:
    """The latest first."""
    gathering.party(principal)
    return tuple(MeetingView(**row) for row in await repository.of(db, gathering.id, SHOWN))


async def numbers(
    db: Session,
    principal: Principal,
    gathering_ids: Iterable[UUID],
    *,
    since: date | None = None,
    until: date | None = None,
) -> dict[UUID, Numbers]:
    """For staff: how often, how long, how much of it in person. Gatherings without meetings are not in it."""
    require(principal, MENTORSHIPS_OVERSEE)
    return await repository.numbers(db, gathering_ids, since, until)


def _latest_day(allowed: MeetingRules) -> date:
    return max(clock.today(zone) for zone in allowed.zones)


async def _not_mine(db: Session, gathering: Gathering, meeting_id: UUID) -> Problem:
    return NotYours() if await repository.is_there(db, gathering.id, meeting_id) else NotFound()


async def _tell(db: Session, principal: Principal, gathering: Gathering) -> None:
    held, last = await repository.held(db, gathering.id)
    await events.publish(db, principal, events.MeetingsChanged(gathering.id, held, last))
    await live.announce(db, gathering.people, TOPIC)
