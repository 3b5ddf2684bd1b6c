"""Directory line, organization, owner and the owner's role: all of it or nothing."""

from dataclasses import dataclass
from uuid import UUID

from tenants.access import Role, system
from tenants.access import service as access
from tenants.audit import service as audit
from tenants.database import unit_of_work
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


async def sign_up(form: SignUpForm) -> SignedUp:
    """Takes no transaction: the organization it would speak for does not exist yet."""
    tenant_id = new_id()
    principal = system(tenant_id)
    password_hash = await passwords.hashed(form.password.get_secret_value())
    async with unit_of_work(principal) as db:
        await directory.claim(db, form.slug, tenant_id)
        await organizations.found(
            db, tenant_id, name=form.organization, slug=form.slug, contact_mail=form.mail, zone=form.zone
        )
        owner = await people.add(db, PersonForm(name=form.name, mail=form.mail), password_hash=password_hash)
        await access.give(db, owner.id, Role.OWNER)
        made = await links.make_links(db, [owner.id], "sign_in")
        await audit.record(db, principal, "organization.founded", "organization", tenant_id)
    return SignedUp(tenant_id, owner.id, form.slug, made[owner.id])
