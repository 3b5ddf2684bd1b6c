"""A smallest row for any table, made from the metadata: tests of isolation cover tomorrow's tables too."""

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, ForeignKeyConstraint, MetaData, Table, insert

from tenants.database import Session
from tenants.database.models import load_models
from tenants.kit import clock
from tenants.kit.ids import new_id

# Where a table's CHECKs ask for more than its columns' types say: a value for each such column, or a function
# of the tenant's id that gives it. A slice adds a line for its table here.
EXAMPLES: dict[str, dict[str, Any]] = {
    "organization": {"id": lambda tenant_id: tenant_id},
}

_ONE_OF = re.compile(r"^(\w+) IN \('((?:[^']|'')*)'")


def tenant_tables() -> list[str]:
    tables = load_models().tables.values()
    return sorted(table.name for table in tables if table.info.get("kind") == "tenant")


def _first_words(table: Table) -> dict[str, str]:
    """For each column that is one of a few words, the first of them."""
    words: dict[str, str] = {}
    for constraint in table.constraints:
        if isinstance(constraint, CheckConstraint):
            found = _ONE_OF.match(str(constraint.sqltext))
            if found:
                words[found.group(1)] = found.group(2).replace("''", "'")
    return words


def _any_value(column: Column[Any]) -> Any:
    python = column.type.python_type
    if python is str:
        length = getattr(column.type, "length", None) or 20
        return ("x" + new_id().hex[-12:])[:length]
    values: dict[type, Any] = {
        UUID: new_id(),
        bool: False,
        int: 1,
        float: 1.0,
        Decimal: Decimal(1),
        bytes: b"x",
        object: {},  # JSON
        datetime: clock.now(),
        date: clock.today("UTC"),
        time: time(12),
        timedelta: timedelta(hours=1),
    }
    return values[python]


class Rows:
    """Makes rows and what they point at, in the transaction it is given."""

    def __init__(self, db: Session, metadata: MetaData | None = None) -> None:
        self.db = db
        self.metadata = metadata or load_models()
        self.made: dict[str, dict[str, Any]] = {}

    async def make(self, name: str) -> dict[str, Any]:
        """The row of a table by its columns; made once, then the same again."""
        if name not in self.made:
            values = await self.values(name)
            self.made[name] = values
            await self.db.execute(insert(self.metadata.tables[name]).values(values))
        return self.made[name]

    async def values(self, name: str) -> dict[str, Any]:
        table = self.metadata.tables[name]
        values: dict[str, Any] = {"id": new_id()} if "id" in table.columns else {}
        given = {
            column: value(self.db.info["scope"].tenant_id) if callable(value) else value
            for column, value in EXAMPLES.get(name, {}).items()
        }
        for key in table.constraints:
            if isinstance(key, ForeignKeyConstraint) and any(self._needed(c, given) for c in key.columns):
                parent = await self._parent(key, values)
                values |= {
                    element.parent.name: parent[element.column.name]
                    for element in key.elements
                    if element.parent.name != "tenant_id"
                }
        words = _first_words(table)
        for column in table.columns:
            if column.name not in values and self._needed(column, given):
                values[column.name] = words.get(column.name) or _any_value(column)
        return values | given

    async def _parent(self, key: ForeignKeyConstraint, own: dict[str, Any]) -> dict[str, Any]:
        return own if key.referred_table is key.table else await self.make(key.referred_table.name)

    @staticmethod
    def _needed(column: Column[Any], given: dict[str, Any]) -> bool:
        """Neither optional, nor filled by a default or an example, nor the tenant."""
        return not (
            column.nullable or column.default or column.server_default is not None or column.name in given
        )
