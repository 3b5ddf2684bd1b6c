"""A person, or their names, as part of another slice's statement."""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, func, select

from tenants.organizations import service as organizations
from tenants.people.model import Person
from tenants.people.views import PersonCard


def names_of(person_id: ColumnElement[UUID]) -> ScalarSelect[list[str]]:
    """Name, given name, family name of the person in that column."""
    names = func.json_build_array(Person.name, Person.given_name, Person.family_name)
    return select(names).where(Person.id == person_id).scalar_subquery()


def card_of(person_id: ColumnElement[UUID]) -> ScalarSelect[list[Any]]:
    """What `card_from` makes a card of; the zone is the organization's where the person has set none."""
    zone = func.coalesce(Person.zone, organizations.zone_column())
    found = func.json_build_array(
        Person.id, Person.name, Person.given_name, Person.family_name, Person.mail, Person.phone, zone
    )
    return select(found).where(Person.id == person_id).scalar_subquery()


def card_from(found: list[Any]) -> PersonCard:
    return PersonCard(UUID(found[0]), *found[1:])


def active_name_of(person_id: Any) -> ScalarSelect[str | None]:  # noqa: ANN401 - a column, or what stands for one
    """The name of the person in that column; none where they were disabled."""
    found = select(Person.name).where(Person.id == person_id, Person.disabled_at.is_(None))
    return found.scalar_subquery()
