"""Signed-in browsers: begin, recognise, end."""

from datetime import timedelta
from uuid import UUID

from tenants.access import Principal, Role
from tenants.access.permissions import SIGNED_IN
from tenants.access.principal import person, require
from tenants.database import Session
from tenants.database.scope import HasScope
from tenants.kit import clock, settings
from tenants.kit.errors import NotFound
from tenants.kit.ids import new_id
from tenants.people import sign_in_repository as store
from tenants.people import tokens
from tenants.people.model import PersonSession
from tenants.people.views import SessionView, SignedIn

LONGEST_USER_AGENT = 160
TOPIC = "account"
"""What a person's own open screens are told when sessions of theirs end."""


def _idle() -> timedelta:
    return timedelta(days=settings.current().session_idle_days)


async def start(db: Session, person_id: UUID, user_agent: str = "") -> SignedIn:
    """Only for somebody who has just proved who they are."""
    moment = clock.now()
    session_id, token = new_id(), tokens.new_token()
    store.add_session(
        db,
        PersonSession(
            id=session_id,
            person_id=person_id,
            token_hash=tokens.hash_of(token),
            user_agent=user_agent[:LONGEST_USER_AGENT],
            created_at=moment,
            seen_at=moment,
            stepped_up_at=moment,
            expires_at=moment + timedelta(days=settings.current().session_days),
        ),
    )
    return SignedIn(person_id, session_id, token)


async def resolve(organization: HasScope, token: str) -> Principal | None:
    """Who a cookie stands for in this organization, or None. One message to the database; asked on every
    event and request.
    """
    found = await store.resolve(organization, tokens.hash_of(token), clock.now(), _idle())
    if found is None or organization.tenant_id is None:
        return None
    return person(
        organization.tenant_id,
        found["person_id"],
        frozenset(map(Role, found["roles"])),
        session_id=found["id"],
        name=found["name"],
        mail=found["mail"],
        zone=found["zone"] or found["organization_zone"] or "UTC",
        stepped_up_at=found["stepped_up_at"],
    )


async def end(db: Session, token: str) -> None:
    """Sign out. Whether there was such a session is nobody's business."""
    await store.end_session(db, tokens.hash_of(token))


async def end_one(db: Session, principal: Principal, session_id: UUID) -> None:
    require(principal, SIGNED_IN)
    if not await store.end_sessions(db, principal.me, only=session_id):
        raise NotFound


async def end_all(db: Session, principal: Principal, *, keep_this_one: bool = False) -> int:
    """Everywhere at once; every open screen of theirs is signed out at its next event."""
    require(principal, SIGNED_IN)
    return await store.end_sessions(db, principal.me, but=principal.session_id if keep_this_one else None)


async def mine(db: Session, principal: Principal) -> list[SessionView]:
    require(principal, SIGNED_IN)
    rows = await store.sessions_of(db, principal.me, clock.now(), _idle())
    return [
        SessionView(row.id, row.user_agent, row.created_at, row.seen_at, row.id == principal.session_id)
        for row in rows
    ]
