"""What the two are asked together: whether to go on, and, once it is over, whether to stay in touch.

The answers are consents; the mentorship's row only notes whose answer is awaited.
"""

from uuid import UUID

from dateutil.relativedelta import relativedelta

from mentorhub.consents import service as consents
from mentorhub.mentorships.ending import TOPIC, close
from mentorhub.mentorships.errors import NothingAsked
from mentorhub.mentorships.model import Mentorship
from mentorhub.mentorships.service import party_row, terms
from mentorhub.mentorships.telling import tell_asked
from mentorhub.mentorships.views import Question
from tenants import live
from tenants.access import Principal, system
from tenants.database import Session
from tenants.kit import clock
from tenants.outbox import service as outbox


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
) -> Mentorship:
    row = await party_row(db, principal, mentorship_id, lock=True)
    if row.question != question or row.consent_id is None:
        raise NothingAsked
    given = await consents.answer(db, principal, row.consent_id, yes=yes)
    if given.settled is None:
        if row.mentor_id == principal.me:
            row.mentor_asked = False
        else:
            row.mentee_asked = False
        await db.flush()
    elif question == "renewal":
        await _renewal_settled(db, principal, row, agreed=given.settled == "agreed")
    else:
        _clear(row)
        row.in_touch = given.settled == "agreed"
        await db.flush()
    await live.announce(db, (row.mentor_id, row.mentee_id), TOPIC)
    return row


async def _renewal_settled(db: Session, principal: Principal, row: Mentorship, *, agreed: bool) -> None:
    _clear(row)
    if not agreed:
        # As a private end: the record says that it was not renewed, and not by whom.
        await close(db, system(principal.tenant_id), row, "not_renewed", clock.today(principal.zone))
        return
    term = terms(row).term
    if term.kind == "minimum" and row.renewal_on is not None:
        row.renewal_on += relativedelta(months=term.renew_every_months)
    await db.flush()


def _clear(row: Mentorship) -> None:
    row.question, row.consent_id, row.mentor_asked, row.mentee_asked = None, None, False, False
