"""An accepted application makes a participant, in the transaction of the acceptance."""

from uuid import UUID

from mentorhub import events
from mentorhub.events import ApplicationAccepted
from mentorhub.forms.answers import from_json
from mentorhub.participants import history, participant_repository, rules
from mentorhub.participants.model import Application
from mentorhub.programs.template import Template
from tenants.access import Principal
from tenants.database import Session
from tenants.kit import clock


async def take_in(
    db: Session, principal: Principal, template: Template, row: Application, words: str = ""
) -> UUID:
    """Returns the id of the step, for telling the applicant."""
    row.status, row.words, row.decided_at = "accepted", words, clock.now()
    row.decided_by = principal.person_id if principal.person_id != row.person_id else None
    step_id = history.note(row, "accepted", row.decided_by, words)
    answers = from_json(template.questions_for(row.role), row.answers)
    capacity = rules.capacity_of(template, row.role, answers)
    await db.flush()
    participant = await participant_repository.take_in(db, row, capacity)
    await events.publish(
        db,
        principal,
        ApplicationAccepted(
            program_id=row.program_id,
            application_id=row.id,
            participant_id=participant.id,
            person_id=row.person_id,
        ),
    )
    return step_id
