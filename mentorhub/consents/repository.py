from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import distinct_on

from mentorhub.consents.model import Consent, ConsentParty
from tenants.database import Session, effects
from tenants.database.effects import Effect, columns_of

ASKED = Effect.into(Consent.__table__)
PARTIES = Effect.into(ConsentParty.__table__)


def add(db: Session, consents: Iterable[Consent], parties: Iterable[ConsentParty]) -> None:
    ASKED.gather(db, map(columns_of, consents))
    PARTIES.gather(db, map(columns_of, parties))


async def lock(db: Session, consent_id: UUID) -> tuple[Consent, list[ConsentParty]] | None:
    """Held until the transaction ends: answers to one question come one after the other.

    The parties are locked with it, and not for their own sake: after the wait for a lock only locked rows are
    read anew. Merely joined they would be as old as the moment when the wait began, and the second of two
    answers would not see the first.
    """
    await effects.write(db)
    rows = await db.execute(
        select(Consent, ConsentParty)
        .join(ConsentParty, ConsentParty.consent_id == Consent.id)
        .where(Consent.id == consent_id)
        .order_by(ConsentParty.place)
        .with_for_update(key_share=True, of=[Consent, ConsentParty])
        .execution_options(populate_existing=True)
    )
    found = rows.all()
    return (found[0][0], [row[1] for row in found]) if found else None


async def parties_of(db: Session, consent_ids: Sequence[UUID]) -> dict[UUID, list[ConsentParty]]:
    rows = await db.scalars(
        select(ConsentParty)
        .where(ConsentParty.consent_id.in_(consent_ids))
        .order_by(ConsentParty.consent_id, ConsentParty.place)
        .execution_options(populate_existing=True)
    )
    found: dict[UUID, list[ConsentParty]] = {consent_id: [] for consent_id in consent_ids}
    for row in rows:
        found[row.consent_id].append(row)
    return found


async def latest(
    db: Session, subject_kind: str, subject_ids: Sequence[UUID]
) -> list[tuple[Consent, list[ConsentParty]]]:
    """For each subject the question it asked last, with its parties, in one statement."""
    await effects.write(db)
    last = (
        select(Consent.id)
        .ext(distinct_on(Consent.subject_id))
        .where(Consent.subject_kind == subject_kind, Consent.subject_id.in_(subject_ids))
        .order_by(Consent.subject_id, Consent.asked_at.desc(), Consent.id.desc())
        .subquery()
    )
    rows = await db.execute(
        select(Consent, ConsentParty)
        .join(last, last.c.id == Consent.id)
        .join(ConsentParty, ConsentParty.consent_id == Consent.id)
        .order_by(Consent.id, ConsentParty.place)
        .execution_options(populate_existing=True)
    )
    found: dict[UUID, tuple[Consent, list[ConsentParty]]] = {}
    for consent, party in rows:
        found.setdefault(consent.id, (consent, []))[1].append(party)
    return list(found.values())


async def awaiting(db: Session, person_id: UUID, subject_kind: str, now: datetime) -> list[Consent]:
    await effects.write(db)
    rows = await db.scalars(
        select(Consent)
        .join(ConsentParty, ConsentParty.consent_id == Consent.id)
        .where(
            ConsentParty.person_id == person_id,
            ConsentParty.answer.is_(None),
            Consent.subject_kind == subject_kind,
            Consent.state == "open",
            Consent.expires_at.is_(None) | (Consent.expires_at > now),
        )
        .order_by(Consent.expires_at)
    )
    return list(rows)


async def lock_due(db: Session, subject_kind: str, now: datetime, limit: int) -> list[Consent]:
    """Those whose time is over. One that is being answered right now is left for the next time."""
    rows = await db.scalars(
        select(Consent)
        .where(Consent.subject_kind == subject_kind, Consent.state == "open", Consent.expires_at <= now)
        .order_by(Consent.expires_at)
        .limit(limit)
        .with_for_update(key_share=True, skip_locked=True)
    )
    return list(rows)
