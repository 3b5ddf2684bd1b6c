"""Pairs as staff see them: dates and numbers. There is no way from here to a word that was written."""

from datetime import date
from typing import Literal
from uuid import UUID
from zoneinfo import ZoneInfo

from mentorhub.meetings import service as meetings
from mentorhub.meetings.views import Numbers
from mentorhub.mentorships import repository, rules
from mentorhub.mentorships.model import Mentorship
from mentorhub.mentorships.service import terms
from mentorhub.mentorships.views import Overview, OverviewRow
from mentorhub.messaging import service as messaging
from mentorhub.permissions import MENTORSHIPS_OVERSEE
from tenants.access import Principal, require
from tenants.database import Session
from tenants.kit import clock
from tenants.people import service as people

State = Literal["fine", "soon", "late", "quiet", "ended"]
SHOWN = 300


async def overview(db: Session, principal: Principal, program_id: UUID | None = None) -> Overview:
    """Due first, ended last."""
    require(principal, MENTORSHIPS_OVERSEE)
    found = await repository.listed(db, program_id, SHOWN + 1)
    shown = [row for row, _, _ in found[:SHOWN]]
    running, ended = found[0][1:] if found else (0, 0)
    ids = [row.id for row in shown]
    names = await people.by_ids(db, {each for row in shown for each in (row.mentor_id, row.mentee_id)})
    numbers = await meetings.numbers(db, principal, ids)
    written = await messaging.last_sent(db, principal, ids)
    zone, today = ZoneInfo(principal.zone), clock.today(principal.zone)
    return Overview(
        rows=tuple(
            _row(
                row,
                (names[row.mentor_id].name, names[row.mentee_id].name),
                numbers.get(row.id, Numbers()),
                written[row.id].astimezone(zone).date() if row.id in written else None,
                today,
            )
            for row in shown
        ),
        running=running,
        ended=ended,
        more=len(found) > SHOWN,
    )


def _row(
    row: Mentorship, names: tuple[str, str], numbers: Numbers, written_on: date | None, today: date
) -> OverviewRow:
    signs = [on for on in (numbers.last_held_on, written_on) if on is not None]
    return OverviewRow(
        id=row.id,
        mentor=names[0],
        mentor_id=row.mentor_id,
        mentee=names[1],
        mentee_id=row.mentee_id,
        status=row.status,  # type: ignore[arg-type]  # the table's checks allow these words only
        began_on=row.began_on,
        ends_on=row.ends_on,
        ended_on=row.ended_on,
        end_reason=row.end_reason,  # type: ignore[arg-type]  # the table's checks allow these words only
        last_contact_on=max(signs, default=None),
        due_on=row.due_on,
        state=_state(row, today),
        meetings=numbers.held,
        minutes=numbers.minutes,
        in_person=numbers.in_person,
    )


def _state(row: Mentorship, today: date) -> State:
    if row.status == "ended":
        return "ended"
    match rules.due_state(row.due_on, today):
        case "past":
            return "late" if terms(row).firm else "quiet"
        case "soon":
            return "soon"
        case _:
            return "fine"
