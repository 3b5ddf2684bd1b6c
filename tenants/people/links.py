"""Links in mails: made, looked at, used up once.

Mail scanners open every link. So opening one (GET) shows a page and changes nothing; the button on it
(POST) uses it.
"""

from collections.abc import Sequence
from uuid import UUID

from tenants.database import Session
from tenants.kit import clock
from tenants.kit.ids import new_id
from tenants.people import rules, sessions, tokens
from tenants.people import sign_in_repository as store
from tenants.people.errors import LinkSpent
from tenants.people.views import LinkPurpose, LinkView, SignedIn


async def make_links(db: Session, person_ids: Sequence[UUID], purpose: LinkPurpose) -> dict[UUID, str]:
    """A fresh token for each; what is kept is its hash."""
    moment = clock.now()
    made = {person_id: tokens.new_token() for person_id in person_ids}
    rows = [
        {
            "id": new_id(),
            "person_id": person_id,
            "purpose": purpose,
            "token_hash": tokens.hash_of(token),
            "created_at": moment,
            "expires_at": moment + rules.LINK_LIFE[purpose],
        }
        for person_id, token in made.items()
    ]
    store.add_links(db, rows)
    return made


async def peek_link(db: Session, token: str) -> LinkView:
    """For the page behind the link. Raises LinkSpent; uses nothing up."""
    row = await store.link(db, tokens.hash_of(token), clock.now())
    if row is None:
        raise LinkSpent
    return LinkView(row.purpose, row.name, row.mail, row.password_hash is not None)


async def consume_link(db: Session, token: str, *, user_agent: str = "") -> SignedIn:
    """The button was pressed: signed in, and the link is spent."""
    moment = clock.now()
    row = await store.link(db, tokens.hash_of(token), moment)
    if row is None or not await store.use_link(db, row.id, moment):
        raise LinkSpent
    return await sessions.start(db, row.person_id, user_agent)
