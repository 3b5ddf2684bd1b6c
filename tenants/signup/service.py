"""Directory line, organization, owner, and what the product gives it to begin with: all of it or nothing."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from uuid import UUID

from tenants.access import Principal, system
from tenants.access import service as access
from tenants.audit import service as audit
from tenants.database import Session, unit_of_work
from tenants.kit.ids import new_id
from tenants.organizations import directory
from tenants.organizations import service as organizations
from tenants.people import links, passwords
from tenants.people import service as people
from tenants.people.forms import PersonForm
from tenants.signup.forms import SignUpForm


@dataclass(frozen=True, slots=True)
class SignedUp:
    """`link` is the token of a single-use link, with which the owner opens the new portal."""

    tenant_id: UUID
    person_id: UUID
    slug: str
    link: str


Beginning = Callable[[Session, Principal], Awaitable[object]]


async def sign_up(form: SignUpForm, begin: Beginning | None = None) -> SignedUp:
    """Takes no transaction: the organization it would speak for does not exist yet. `begin` gives it what
    else it has from the start, in the same one.
    """
    tenant_id = new_id()
    principal = system(tenant_id)
    password_hash = await passwords.hashed(form.password.get_secret_value())
    async with unit_of_work(principal) as db:
        await directory.claim(db, form.slug, tenant_id)
        await organizations.found(
            db, tenant_id, name=form.organization, slug=form.slug, contact_mail=form.mail, zone=form.zone
        )
        owner_id = people.found(db, PersonForm(name=form.name, mail=form.mail), password_hash=password_hash)
        access.found(db, owner_id)
        made = await links.make_links(db, [owner_id], "sign_in")
        await audit.record(db, principal, "organization.founded", "organization", tenant_id)
        if begin is not None:
            await begin(db, principal)
    return SignedUp(tenant_id, owner_id, form.slug, made[owner_id])
