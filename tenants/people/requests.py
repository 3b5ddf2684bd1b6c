"""Somebody typed an address and wants a mail. The answer, and the time it takes, are the same for every
address: a job finds out whether there is anybody to write to.
"""

from tenants.access import system
from tenants.database import Session, unit_of_work
from tenants.kit import clock
from tenants.kit.ids import new_id
from tenants.organizations.directory import PLATFORM_TENANT
from tenants.outbox import service as outbox
from tenants.outbox.queue import Job
from tenants.people import rules, tokens
from tenants.people import sign_in_repository as store
from tenants.people.jobs import answer_request, find_organizations
from tenants.people.model import LinkRequest
from tenants.people.views import LinkPurpose


async def request_link(db: Session, mail: str, *, purpose: LinkPurpose = "sign_in") -> None:
    """A link to sign in with, or to choose a new password with."""
    if purpose == "invitation":
        raise ValueError("Invitations are sent by people, not asked for.")
    await _ask(db, mail, purpose, answer_request)


async def request_organizations(mail: str) -> None:
    """On the platform's own site, where no organization is chosen yet: one mail that names them all."""
    async with unit_of_work(system(PLATFORM_TENANT)) as db:
        await _ask(db, mail, "find", find_organizations)


async def _ask(db: Session, mail: str, purpose: str, answer: Job) -> None:
    key = rules.mail_key(mail)
    if not await _within_limit(db, key):
        return
    request = LinkRequest(id=new_id(), mail_key=key, purpose=purpose)
    await store.add_request(db, request)
    await outbox.defer(db, answer, request_id=request.id)


async def _within_limit(db: Session, key: str) -> bool:
    """So that nobody's inbox is flooded by somebody typing their address again and again."""
    counted = tokens.attempt_key("link", key)
    moment = clock.now()
    earlier = await store.attempts(db, [counted], moment - rules.WINDOW)
    if len(earlier) >= rules.MAILS_IN_A_WINDOW:
        return False
    store.add_attempts(db, [{"id": new_id(), "key": counted, "at": moment}])
    return True
