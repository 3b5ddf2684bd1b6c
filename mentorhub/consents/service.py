"""Ask several people one question, take their answers, and know when it is decided.

Who may ask or withdraw is decided by the slice whose subject it is; who may answer is decided here.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Literal
from uuid import UUID

from mentorhub.consents import repository, rules
from mentorhub.consents.errors import NoLongerOpen
from mentorhub.consents.model import Consent, ConsentParty
from mentorhub.consents.views import ConsentView, Party
from tenants.access import Principal
from tenants.database import Session, effects
from tenants.kit import clock
from tenants.kit.errors import NotFound
from tenants.kit.ids import new_id

AT_ONCE = 500


async def ask(
    db: Session,
    principal: Principal,
    subject_kind: str,
    subject_id: UUID,
    people: Sequence[UUID],
    *,
    in_order: bool = False,
    expires_at: datetime | None = None,
) -> ConsentView:
    """Ask these people, in this order if it matters. Somebody who stands here twice is asked once."""
    asked = await ask_many(
        db, principal, subject_kind, {subject_id: people}, in_order=in_order, expires_at=expires_at
    )
    return asked[subject_id]


async def ask_many(
    db: Session,
    principal: Principal,
    subject_kind: str,
    subjects: Mapping[UUID, Sequence[UUID]],
    *,
    in_order: bool = False,
    expires_at: datetime | None = None,
) -> dict[UUID, ConsentView]:
    """The same question about many subjects, each to people of its own."""
    now = clock.now()
    consents: dict[UUID, Consent] = {}
    parties: dict[UUID, list[ConsentParty]] = {}
    for subject_id, people in subjects.items():
        if not people:
            raise ValueError("A consent needs somebody to ask.")
        consent = consents[subject_id] = Consent(
            id=new_id(),
            subject_kind=subject_kind,
            subject_id=subject_id,
            state="open",
            in_order=in_order,
            asked_by=principal.person_id,
            asked_at=now,
            expires_at=expires_at,
        )
        parties[subject_id] = [
            ConsentParty(id=new_id(), consent_id=consent.id, person_id=person, place=place)
            for place, person in enumerate(dict.fromkeys(people))
        ]
    repository.add(db, consents.values(), [row for rows in parties.values() for row in rows])
    return {subject_id: _view(consents[subject_id], parties[subject_id]) for subject_id in subjects}


async def answer(db: Session, principal: Principal, consent_id: UUID, *, yes: bool) -> ConsentView:
    """Record the acting person's answer. `settled` says what it decided, once.

    Raises:
        NotFound: for a stranger, or somebody who is not asked.
        Conflict: answered otherwise before, too late, no longer open, not this person's turn.
    """
    consent, parties = await _locked(db, consent_id)
    now = clock.now()
    new = rules.check(
        principal.me,
        yes=yes,
        state=consent.state,
        in_order=consent.in_order,
        expires_at=consent.expires_at,
        parties=[_party(row) for row in parties],
        now=now,
    )
    if not new:
        return _view(consent, parties, repeated=True)
    mine = next(row for row in parties if row.person_id == principal.me)
    effects.change(db, mine, answer=rules.YES if yes else rules.NO, answered_at=now)
    settled = rules.settles([_party(row) for row in parties])
    if settled is not None:
        effects.change(db, consent, state=settled, settled_at=now)
    return _view(consent, parties, settled=settled)


async def withdraw(
    db: Session,
    principal: Principal,  # noqa: ARG001 - every service takes who acts
    consent_id: UUID,
) -> ConsentView:
    """Take the question back. The caller has asked whether this principal may.

    Raises:
        NotFound: for a stranger.
        Conflict: where it is settled already.
    """
    consent, parties = await _locked(db, consent_id)
    if consent.state != "open":
        raise NoLongerOpen
    effects.change(db, consent, state="withdrawn", settled_at=clock.now())
    return _view(consent, parties)


async def expire_due(
    db: Session,
    principal: Principal,  # noqa: ARG001 - every service takes who acts
    subject_kind: str,
) -> list[ConsentView]:
    """Close what was not answered in time; for the job of the slice whose subject it is.

    Those closed now are returned, to be acted upon once; another slice's are left to its own job.
    """
    now = clock.now()
    due = await repository.lock_due(db, subject_kind, now, AT_ONCE)
    if not due:
        return []
    for consent in due:
        consent.state, consent.settled_at = "expired", now
    await db.flush()
    parties = await repository.parties_of(db, [consent.id for consent in due])
    return [_view(consent, parties[consent.id]) for consent in due]


async def of(db: Session, subject_kind: str, subject_id: UUID) -> ConsentView | None:
    """What was asked last about this subject. The caller decides who may see it."""
    return (await of_many(db, subject_kind, [subject_id])).get(subject_id)


async def of_many(db: Session, subject_kind: str, subject_ids: Sequence[UUID]) -> dict[UUID, ConsentView]:
    if not subject_ids:
        return {}
    found = await repository.latest(db, subject_kind, subject_ids)
    return {consent.subject_id: _view(consent, parties) for consent, parties in found}


async def awaiting(db: Session, principal: Principal, subject_kind: str) -> list[UUID]:
    """The subjects of this kind that wait for the acting person's answer."""
    found = await repository.awaiting(db, principal.me, subject_kind, clock.now())
    ordered = [consent.id for consent in found if consent.in_order]
    parties = await repository.parties_of(db, ordered) if ordered else {}
    return [
        consent.subject_id
        for consent in found
        if not consent.in_order or principal.me in _view(consent, parties[consent.id]).asked_now
    ]


async def _locked(db: Session, consent_id: UUID) -> tuple[Consent, list[ConsentParty]]:
    found = await repository.lock(db, consent_id)
    if found is None:
        raise NotFound
    return found


def _party(row: ConsentParty) -> Party:
    return Party(row.person_id, row.answer, row.answered_at)


def _view(
    consent: Consent,
    rows: Sequence[ConsentParty],
    *,
    settled: Literal["agreed", "refused"] | None = None,
    repeated: bool = False,
) -> ConsentView:
    parties = tuple(_party(row) for row in rows)
    return ConsentView(
        id=consent.id,
        subject_kind=consent.subject_kind,
        subject_id=consent.subject_id,
        state=consent.state,
        in_order=consent.in_order,
        asked_at=consent.asked_at,
        expires_at=consent.expires_at,
        settled_at=consent.settled_at,
        parties=parties,
        asked_now=rules.turn(consent.state, parties, in_order=consent.in_order),
        settled=settled,
        repeated=repeated,
    )
