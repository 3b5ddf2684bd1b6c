"""Persons: added, found, changed. Signing in has modules of its own: `sign_in`, `links`, `sessions`."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from tenants.access import Principal, Role, require
from tenants.access import service as access
from tenants.access.permissions import PEOPLE_MANAGE, SIGNED_IN
from tenants.audit import service as audit
from tenants.database import Session
from tenants.kit import clock
from tenants.kit.errors import NotFound
from tenants.kit.ids import new_id
from tenants.people import repository, rules
from tenants.people import sign_in_repository as store
from tenants.people.errors import MailTaken, OnlyOwners
from tenants.people.forms import PersonForm, ProfileForm
from tenants.people.model import Person
from tenants.people.views import PersonView


def view(row: Person) -> PersonView:
    return PersonView(
        id=row.id,
        name=row.name,
        given_name=row.given_name,
        family_name=row.family_name,
        mail=row.mail,
        phone=row.phone,
        zone=row.zone,
        invited_at=row.invited_at,
        bounced_at=row.bounced_at,
        joined_at=row.joined_at,
        disabled_at=row.disabled_at,
        has_password=row.password_hash is not None,
    )


def columns_of(form: PersonForm) -> dict[str, Any]:
    """What is stored of a person's name and address, with the keys that lists and searches go by."""
    return {
        **form.model_dump(),
        "mail_key": rules.mail_key(form.mail),
        "sort_key": rules.sort_key(form.name, form.given_name, form.family_name),
        "search_key": rules.search_key(form.name, form.mail),
    }


async def add(db: Session, form: PersonForm, *, password_hash: str | None = None) -> PersonView:
    """For other slices, which ask their own permission first. Raises MailTaken, also when two add at once."""
    person = Person(id=new_id(), password_hash=password_hash, **columns_of(form))
    try:
        async with db.begin_nested():
            await repository.add(db, person)
    except IntegrityError as error:
        raise MailTaken(field="mail") from error
    return view(person)


def found(db: Session, form: PersonForm, *, password_hash: str) -> UUID:
    """The first person of a new organization, where nobody can have the address already."""
    person = Person(id=new_id(), password_hash=password_hash, **columns_of(form))
    repository.add_later(db, person)
    return person.id


async def add_person(db: Session, principal: Principal, form: PersonForm) -> PersonView:
    require(principal, PEOPLE_MANAGE)
    added = await add(db, form)
    await audit.record(db, principal, "person.added", "person", added.id)
    return added


async def get(db: Session, person_id: UUID) -> PersonView:
    row = await repository.by_id(db, person_id)
    if row is None:
        raise NotFound
    return view(row)


async def by_mail(db: Session, mail: str) -> PersonView | None:
    row = await repository.by_mail(db, rules.mail_key(mail))
    return view(row) if row is not None else None


async def by_mails(db: Session, mails: Iterable[str]) -> dict[str, PersonView]:
    """By their addresses as they are stored; one statement."""
    return {row.mail: view(row) for row in await repository.by_mails(db, map(rules.mail_key, mails))}


async def by_ids(db: Session, person_ids: Iterable[UUID]) -> dict[UUID, PersonView]:
    """One statement for a whole screen; who is not here is not in the answer."""
    return {row.id: view(row) for row in await repository.by_ids(db, person_ids)}


async def change_person(db: Session, principal: Principal, person_id: UUID, form: PersonForm) -> PersonView:
    require(principal, PEOPLE_MANAGE)
    before = await get(db, person_id)
    await _not_above(db, principal, person_id)
    values = columns_of(form)
    moved = values["mail_key"] != rules.mail_key(before.mail)
    if moved:
        # Links went to the old address; whoever reads it must not sign in with them any more.
        store.spend_links_at_the_end(db, person_id, clock.now())
        values["bounced_at"] = None
    try:
        async with db.begin_nested():
            await repository.change(db, [person_id], **values)
    except IntegrityError as error:
        raise MailTaken(field="mail") from error
    await audit.record(db, principal, "person.changed", "person", person_id, address=moved)
    return await get(db, person_id)


async def _not_above(db: Session, principal: Principal, person_id: UUID) -> None:
    """Whoever can change an owner's mail address can sign in as the owner."""
    if Role.OWNER in principal.roles:
        return
    roles = await access.roles_of(db, [person_id])
    if Role.OWNER in roles.get(person_id, ()):
        raise OnlyOwners


async def change_myself(db: Session, principal: Principal, form: ProfileForm) -> PersonView:
    require(principal, SIGNED_IN)
    values = form.model_dump()
    values["sort_key"] = rules.sort_key(form.name, form.given_name, form.family_name)
    values["search_key"] = rules.search_key(form.name, principal.mail)
    await repository.change(db, [principal.me], **values)
    return await get(db, principal.me)


async def disable(db: Session, principal: Principal, person_id: UUID) -> None:
    """At once: signed out everywhere, no link works, nobody signs in as them until they are enabled again."""
    require(principal, PEOPLE_MANAGE)
    await get(db, person_id)
    await _not_above(db, principal, person_id)
    await access.keep_an_owner(db, person_id)
    await repository.change(db, [person_id], disabled_at=clock.now())
    store.end_sessions_at_the_end(db, person_id)
    store.spend_links_at_the_end(db, person_id, clock.now())
    await audit.record(db, principal, "person.disabled", "person", person_id)


async def enable(db: Session, principal: Principal, person_id: UUID) -> None:
    require(principal, PEOPLE_MANAGE)
    await get(db, person_id)
    await repository.change(db, [person_id], disabled_at=None)
    await audit.record(db, principal, "person.enabled", "person", person_id)
