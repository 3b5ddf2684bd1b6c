"""Numbers about the roster, each a scalar for a statement that collects several."""

from sqlalchemy import ColumnElement, ScalarSelect, func, select

from tenants.people.model import Person
from tenants.roster.model import Membership


def figures() -> dict[str, ScalarSelect[int]]:
    def people(*conditions: ColumnElement[bool]) -> ScalarSelect[int]:
        return select(func.count()).select_from(Person).where(*conditions).scalar_subquery()

    return {
        "members": select(func.count()).select_from(Membership).scalar_subquery(),
        "invited": people(Person.invited_at.is_not(None)),
        "joined": people(Person.joined_at.is_not(None)),
    }
