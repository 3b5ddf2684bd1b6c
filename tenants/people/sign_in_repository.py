from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, and_, bindparam, delete, insert, select, update

from tenants.access.service import roles_column
from tenants.database import Found, Lookup, Session, ask, effects
from tenants.database.effects import Effect, columns_of
from tenants.database.scope import HasScope
from tenants.organizations.service import zone_column
from tenants.people.model import LinkRequest, Person, PersonSession, SignInAttempt, SignInLink

SEEN_EVERY = timedelta(minutes=1)
LINKED = Effect.into(SignInLink.__table__)


async def resolve(scope: HasScope, token_hash: bytes, moment: datetime, idle: timedelta) -> Found | None:
    """Who this is and what they may do, in one message, which also notes (once a minute) that they were
    seen. A row with the columns below, or None.
    """
    values = {
        "token": token_hash,
        "moment": moment,
        "seen_after": moment - idle,
        "noted_before": moment - SEEN_EVERY,
    }
    return await ask(scope, Lookup(_resolving(), values))


@cache
def _resolving() -> Select[Any]:
    """Put together once: every event asks this."""
    found = (
        select(
            PersonSession.id,
            PersonSession.person_id,
            PersonSession.seen_at,
            PersonSession.stepped_up_at,
            Person.name,
            Person.mail,
            Person.zone,
            zone_column().label("organization_zone"),
            roles_column(Person.id).label("roles"),
        )
        .join(Person, Person.id == PersonSession.person_id)
        .where(
            PersonSession.token_hash == bindparam("token"),
            PersonSession.expires_at > bindparam("moment"),
            PersonSession.seen_at > bindparam("seen_after"),
            Person.disabled_at.is_(None),
        )
        .cte("found")
    )
    touched = (
        update(PersonSession)
        .where(PersonSession.id == found.c.id, found.c.seen_at < bindparam("noted_before"))
        .values(seen_at=bindparam("moment"))
        .cte("touched")
    )
    return select(found).add_cte(touched)


def add_session(db: Session, session: PersonSession) -> None:
    """With it, that the person has been here."""
    effects.later(db, insert(PersonSession).values(columns_of(session)))
    effects.later(
        db,
        update(Person)
        .where(Person.id == session.person_id, Person.joined_at.is_(None))
        .values(joined_at=session.created_at),
    )


async def sessions_of(
    db: Session, person_id: UUID, moment: datetime, idle: timedelta
) -> Sequence[PersonSession]:
    query = (
        select(PersonSession)
        .where(
            PersonSession.person_id == person_id,
            PersonSession.expires_at > moment,
            PersonSession.seen_at > moment - idle,
        )
        .order_by(PersonSession.seen_at.desc())
    )
    return (await db.scalars(query)).all()


async def end_sessions(
    db: Session, person_id: UUID, *, only: UUID | None = None, but: UUID | None = None
) -> int:
    query = delete(PersonSession).where(PersonSession.person_id == person_id)
    if only is not None:
        query = query.where(PersonSession.id == only)
    if but is not None:
        query = query.where(PersonSession.id != but)
    return len((await db.execute(query.returning(PersonSession.id))).all())


async def end_session(db: Session, token_hash: bytes) -> None:
    await db.execute(delete(PersonSession).where(PersonSession.token_hash == token_hash))


async def step_up(db: Session, session_id: UUID, moment: datetime) -> None:
    await db.execute(update(PersonSession).where(PersonSession.id == session_id).values(stepped_up_at=moment))


def add_links(db: Session, rows: list[dict[str, Any]]) -> None:
    """Nobody has a link in hand before its transaction ends."""
    LINKED.gather(db, rows)


async def link(
    db: Session, token_hash: bytes, moment: datetime
) -> Row[UUID, str, UUID, str, str, str | None] | None:
    query = (
        select(
            SignInLink.id,
            SignInLink.purpose,
            Person.id.label("person_id"),
            Person.name,
            Person.mail,
            Person.password_hash,
        )
        .join(Person, Person.id == SignInLink.person_id)
        .where(
            SignInLink.token_hash == token_hash,
            SignInLink.used_at.is_(None),
            SignInLink.expires_at > moment,
            Person.disabled_at.is_(None),
        )
    )
    return (await db.execute(query)).one_or_none()


async def use_link(db: Session, link_id: UUID, moment: datetime) -> bool:
    """Exactly one of two who use it at the same moment gets yes."""
    used = await db.execute(
        update(SignInLink)
        .where(SignInLink.id == link_id, SignInLink.used_at.is_(None))
        .values(used_at=moment)
        .returning(SignInLink.id)
    )
    return used.first() is not None


async def spend_links_of(db: Session, person_ids: Iterable[UUID], moment: datetime) -> None:
    await db.execute(
        update(SignInLink)
        .where(SignInLink.person_id.in_(list(person_ids)), SignInLink.used_at.is_(None))
        .values(used_at=moment)
    )


async def attempts_and_password(
    db: Session, keys: Iterable[bytes], since: datetime, person_id: UUID
) -> tuple[list[tuple[bytes, datetime]], str | None]:
    """As `attempts`, with what the person's password is checked against."""
    rows = await db.execute(
        select(Person.password_hash, SignInAttempt.key, SignInAttempt.at)
        .outerjoin(SignInAttempt, and_(SignInAttempt.key.in_(list(keys)), SignInAttempt.at > since))
        .where(Person.id == person_id)
    )
    found = rows.all()
    tried = [(key, at) for _, key, at in found if key is not None]
    return tried, found[0][0] if found else None


async def attempts(db: Session, keys: Iterable[bytes], since: datetime) -> list[tuple[bytes, datetime]]:
    await effects.write(db)
    rows = await db.execute(
        select(SignInAttempt.key, SignInAttempt.at).where(
            SignInAttempt.key.in_(list(keys)), SignInAttempt.at > since
        )
    )
    return [(key, at) for key, at in rows]


def add_attempts(db: Session, rows: list[dict[str, Any]]) -> None:
    effects.later(db, insert(SignInAttempt).values(rows))


def forgive(db: Session, key: bytes, attempt_ids: Iterable[UUID]) -> None:
    effects.later(
        db, delete(SignInAttempt).where((SignInAttempt.key == key) | SignInAttempt.id.in_(list(attempt_ids)))
    )


def replace_password(db: Session, person_id: UUID, password_hash: str, moment: datetime) -> None:
    """With it every link to the person is used up."""
    effects.later(db, update(Person).where(Person.id == person_id).values(password_hash=password_hash))
    spend_links_at_the_end(db, person_id, moment)


def end_sessions_at_the_end(db: Session, person_id: UUID) -> None:
    """Of an act that needs nothing more of them."""
    effects.later(db, delete(PersonSession).where(PersonSession.person_id == person_id))


def spend_links_at_the_end(db: Session, person_id: UUID, moment: datetime) -> None:
    effects.later(
        db,
        update(SignInLink)
        .where(SignInLink.person_id == person_id, SignInLink.used_at.is_(None))
        .values(used_at=moment),
    )


async def add_request(db: Session, request: LinkRequest) -> None:
    db.add(request)
    await db.flush()


async def take_request(db: Session, request_id: UUID) -> tuple[str, str] | None:
    row = await db.execute(
        delete(LinkRequest)
        .where(LinkRequest.id == request_id)
        .returning(LinkRequest.mail_key, LinkRequest.purpose)
    )
    found = row.one_or_none()
    return (found[0], found[1]) if found else None


async def forget(
    db: Session, *, attempts_before: datetime, links_before: datetime, seen_before: datetime, moment: datetime
) -> None:
    await db.execute(delete(SignInAttempt).where(SignInAttempt.at < attempts_before))
    await db.execute(delete(SignInLink).where(SignInLink.expires_at < links_before))
    await db.execute(
        delete(PersonSession).where(
            (PersonSession.expires_at < moment) | (PersonSession.seen_at < seen_before)
        )
    )
    await db.execute(delete(LinkRequest).where(LinkRequest.created_at < links_before))
