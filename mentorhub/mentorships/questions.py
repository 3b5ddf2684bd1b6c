"""What the two are asked together: whether to go on, and, once it is over, whether to stay in touch.

The answers are consents; the mentorship's row only notes whose answer is awaited.
"""

from typing import Any, Final
from uuid import UUID

from dateutil.relativedelta import relativedelta

from mentorhub.consents import service as consents
from mentorhub.consents.views import Settled
from mentorhub.mentorships.ending import TOPIC, close
from mentorhub.mentorships.errors import NothingAsked
from mentorhub.mentorships.model import Mentorship
from mentorhub.mentorships.service import party_row, terms
from mentorhub.mentorships.telling import tell_asked
from mentorhub.mentorships.views import Question
from tenants import live
from tenants.access import Principal, system
from tenants.database import Session, effects
from tenants.kit import clock
from tenants.outbox import service as outbox

CLEAR: Final[dict[str, Any]] = {
    "question": None,
    "consent_id": None,
    "mentor_asked": False,
    "mentee_asked": False,
}


async def ask(db: Session, principal: Principal, row: Mentorship, question: Question) -> None:
    """The caller holds the row. It stays open until both have answered: silence changes nothing."""
    both = (row.mentor_id, row.mentee_id)
    asked = await consents.ask(db, principal, question, row.id, both)
    row.question, row.consent_id = question, asked.id
    row.mentor_asked = row.mentee_asked = True
    await db.flush()
    if question == "renewal":
        await outbox.defer(db, tell_asked, mentorship_id=row.id)
    await live.announce(db, both, TOPIC)


async def answer(
    db: Session, principal: Principal, mentorship_id: UUID, question: Question, *, yes: bool
) -> Settled | None:
    """What it has come to, where this was the answer that settled it."""
    row = await party_row(db, principal, mentorship_id, lock=True)
    if row.question != question or row.consent_id is None:
        raise NothingAsked
    given = await consents.answer(db, principal, row.consent_id, yes=yes)
    if given.settled is None:
        effects.change(
            db, row, **{"mentor_asked" if row.mentor_id == principal.me else "mentee_asked": False}
        )
    elif question == "renewal":
        await _renewal_settled(db, principal, row, agreed=given.settled == "agreed")
    else:
        effects.change(db, row, **CLEAR, in_touch=given.settled == "agreed")
    await live.announce(db, (row.mentor_id, row.mentee_id), TOPIC)
    return given.settled


async def _renewal_settled(db: Session, principal: Principal, row: Mentorship, *, agreed: bool) -> None:
    effects.change(db, row, **CLEAR)
    if not agreed:
        # As a private end: the record says that it was not renewed, and not by whom.
        await close(db, system(principal.tenant_id), row, "not_renewed", clock.today(principal.zone))
        return
    term = terms(row).term
    if term.kind == "minimum" and row.renewal_on is not None:
        next_time = row.renewal_on + relativedelta(months=term.renew_every_months)
        effects.change(db, row, renewal_on=next_time)
