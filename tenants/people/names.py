"""A person's names as part of another slice's statement."""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, func, select

from tenants.people.model import Person


def names_of(person_id: ColumnElement[UUID]) -> ScalarSelect[list[str]]:
    """Name, given name, family name of the person in that column."""
    names = func.json_build_array(Person.name, Person.given_name, Person.family_name)
    return select(names).where(Person.id == person_id).scalar_subquery()


def active_name_of(person_id: Any) -> ScalarSelect[str | None]:  # noqa: ANN401
    """The name of the person in that column; none where they were disabled."""
    found = select(Person.name).where(Person.id == person_id, Person.disabled_at.is_(None))
    return found.scalar_subquery()
