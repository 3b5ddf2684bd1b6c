"""What the calendar does to pairs: release at the end of the term, the yearly question, a gentle reminder."""

from mentorhub.mentorships import questions, repository
from mentorhub.mentorships.ending import close
from mentorhub.mentorships.telling import tell_reminded
from mentorhub.programs import service as programs
from tenants.access import Principal
from tenants.database import Session
from tenants.kit import clock
from tenants.organizations import service as organizations

AT_ONCE = 200


async def release_due(db: Session, principal: Principal) -> int:
    """Ends what has reached its last day, and asks those whose template has them asked; how many of both."""
    today = clock.today((await organizations.current(db)).zone)
    over = await repository.lock_over(db, today, AT_ONCE)
    for row in over:
        await close(db, principal, row, "term", today)
        template = await programs.template(db, row.version_id)
        if template.closing.stay_in_touch:
            await questions.ask(db, principal, row, "stay_in_touch")
    to_ask = await repository.lock_to_ask(db, today, AT_ONCE)
    for row in to_ask:
        await questions.ask(db, principal, row, "renewal")
    return len(over) + len(to_ask)


async def remind_due(db: Session, principal: Principal) -> int:  # noqa: ARG001 - jobs alone call it
    """One mail to each, then silence until they have met: nothing is blocked or marked as failed."""
    today = clock.today((await organizations.current(db)).zone)
    found = await repository.lock_to_remind(db, today, AT_ONCE)
    for row in found:
        row.remind_on = None
        await tell_reminded(db, row)
    await db.flush()
    return len(found)
