"""The mails that sign people in."""

from urllib.parse import quote

from tenants.access import Principal
from tenants.database import Session
from tenants.organizations import service as organizations
from tenants.organizations.views import OrganizationView
from tenants.outbox import service as outbox
from tenants.outbox.letter import letter
from tenants.outbox.views import Draft, Somebody
from tenants.people.views import PersonView

LINK_PATH = "/sign-in/link"


def link_url(organization: OrganizationView, token: str, path: str = "") -> str:
    onward = f"&next={quote(path, safe='')}" if path else ""
    return organization.url(f"{LINK_PATH}?token={quote(token)}{onward}")


def sign_in_letter(person: PersonView, organization: OrganizationView, token: str) -> Draft:
    text = letter(
        f"Hello {person.called},",
        f"here is your link to sign in to {organization.name}. It works once, within 30 minutes:",
        link_url(organization, token),
        "If you did not ask for it, you need not do anything.",
    )
    return Draft(person, f"Your link to sign in to {organization.name}", text, "sign_in", secret=True)


def reset_letter(person: PersonView, organization: OrganizationView, token: str) -> Draft:
    text = letter(
        f"Hello {person.called},",
        f"with this link you can choose a new password for {organization.name}. "
        "It works once, within an hour:",
        link_url(organization, token),
        "If you did not ask for it, your password stays as it is.",
    )
    return Draft(person, f"Choose a new password for {organization.name}", text, "reset", secret=True)


def invitation_letter(
    person: PersonView,
    organization: OrganizationView,
    token: str,
    *,
    sender: str = "",
    note: str = "",
    path: str = "",
) -> Draft:
    text = letter(
        f"Hello {person.called},",
        note
        or f"{sender or organization.name} invites you to the mentorship programs of {organization.name}.",
        sender if note else "",
        "This link is yours alone. With it you choose a password or sign in without one. "
        "It works for 14 days:",
        link_url(organization, token, path),
        f"After that you can always ask for a new one at {organization.url('/sign-in')}.",
    )
    return Draft(person, f"Your invitation from {organization.name}", text, "invitation", secret=True)


async def send_password_changed(db: Session, principal: Principal) -> None:
    organization = await organizations.current(db)
    text = letter(
        f"Hello {principal.name},",
        f"your password for {organization.name} has just been changed, "
        "and other browsers have been signed out.",
        f"If that was not you, choose a new one now: {organization.url('/sign-in')}",
    )
    to = Somebody(principal.mail, principal.person_id)
    await outbox.send_mail(db, to, "Your password has been changed", text, "password_changed")
