"""How a mentorship begins."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from mentorhub import events
from mentorhub.mentorships import repository, rules
from mentorhub.mentorships.model import Mentorship
from mentorhub.mentorships.service import view
from mentorhub.mentorships.telling import tell_begun
from mentorhub.mentorships.views import Beginning, MentorshipView
from mentorhub.programs import calendar_rules
from mentorhub.programs.views import ProgramView
from tenants.access import Principal
from tenants.database import Session
from tenants.kit import clock
from tenants.kit.ids import new_id
from tenants.outbox import service as outbox

AT_ONCE: Final = 1000
"""In one statement; the database takes about three times as many values."""


async def begin_all(
    db: Session, principal: Principal, program: ProgramView, pairs: Sequence[Beginning], today: date
) -> list[MentorshipView]:
    """When proposals have become final, whoever's answer made them so. Each begins one mentorship.

    A pair of whom one does not take part any more is not among them; whoever is being removed at this very
    moment is waited for.
    """
    new = [_beginning(program, each, today) for each in pairs]
    rows: list[Mentorship] = []
    for first in range(0, len(new), AT_ONCE):
        rows += await repository.begin(db, new[first : first + AT_ONCE])
    for row in rows:
        await outbox.defer(db, tell_begun, mentorship_id=row.id)
        both = (row.mentor_id, row.mentee_id)
        await events.publish(db, principal, events.MentorshipBegan(program.id, row.id, both))
    return [view(row) for row in rows]


def _beginning(program: ProgramView, pair: Beginning, today: date) -> dict[str, Any]:
    if pair.mentor_id == pair.mentee_id:
        raise ValueError("Nobody is their own mentor.")
    framework = program.template.framework
    return {
        "id": new_id(),
        "program_id": program.id,
        "version_id": program.version_id,
        "proposal_id": pair.proposal_id,
        "mentor_participant_id": pair.mentor_participant_id,
        "mentee_participant_id": pair.mentee_participant_id,
        "mentor_id": pair.mentor_id,
        "mentee_id": pair.mentee_id,
        "framework": framework.model_dump(mode="json"),
        "own_kind": "",
        "status": "running",
        "began_on": today,
        "ends_on": calendar_rules.end_date(today, framework.term, framework.season),
        "created_at": clock.now(),
        "due_on": rules.due_on(framework, today, None),
        "remind_on": rules.remind_on(framework, today, None),
        "mentor_asked": False,
        "mentee_asked": False,
        "renewal_on": calendar_rules.next_renewal(today, framework.term, today),
        "in_touch": False,
    }
