"""Every row looked at before anything is stored: what fits, and what is wrong where, in sentences."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tenants.people.rules import mail_key
from tenants.roster import values
from tenants.roster.columns import FACT, IGNORED, label_of
from tenants.roster.table import Table

Parse = Callable[[str], Any]


@dataclass(frozen=True, slots=True)
class Fault:
    field: str
    sentence: str


@dataclass(frozen=True, slots=True)
class BadRow:
    line: int
    cells: tuple[str, ...]
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class GoodRow:
    """What one row says: only the fields that have a column are in it."""

    line: int
    cells: tuple[str, ...]
    person: dict[str, str]
    membership: dict[str, Any]
    facts: dict[str, str]

    @property
    def mail_key(self) -> str:
        return mail_key(self.person["mail"])

    @property
    def number(self) -> str | None:
        return self.membership.get("number") or None


@dataclass(frozen=True, slots=True)
class Report:
    good: list[GoodRow]
    bad: list[BadRow]


def _parsers(today: date) -> dict[str, Parse]:
    year = values.year_not_after(today.year)
    short, long = values.line(80), values.line(200)
    return {
        "mail": values.mail,
        "name": values.line(120),
        "given_name": short,
        "family_name": short,
        "phone": values.line(40),
        "number": values.line(60),
        "member_class": short,
        "standing": values.standing,
        "dues_paid_until": values.day,
        "joined_year": year,
        "started_practice_year": year,
        "specialty": long,
        "institution": long,
        "department": long,
        "city": short,
        "region": short,
    }


def check(table: Table, mapping: Mapping[int, str], today: date) -> Report:
    parsers = _parsers(today)
    fact = values.line(500)
    columns = [
        (place, target, fact if target.startswith(FACT) else parsers[target])
        for place, target in mapping.items()
        if target != IGNORED
    ]
    report = Report([], [])
    seen_mails: dict[str, int] = {}
    seen_numbers: dict[str, int] = {}
    for number, cells in table.rows:
        row, faults = _read(number, cells, columns)
        if not faults:
            faults = _twice(row, seen_mails, seen_numbers)
        if faults:
            report.bad.append(BadRow(number, cells, tuple(faults)))
        else:
            report.good.append(row)
    return report


def _read(
    number: int, cells: tuple[str, ...], columns: list[tuple[int, str, Parse]]
) -> tuple[GoodRow, list[Fault]]:
    row = GoodRow(number, cells, {}, {}, {})
    faults: list[Fault] = []
    for place, target, parse in columns:
        try:
            value = parse(cells[place])
        except values.Unfit as unfit:
            faults.append(Fault(label_of(target), str(unfit)))
            continue
        if target.startswith(FACT):
            row.facts[target.removeprefix(FACT)] = value
        elif target in {"mail", "name", "given_name", "family_name", "phone"}:
            row.person[target] = value
        else:
            row.membership[target] = value
    if not faults:
        name = row.person.get("name") or _joined(row.person)
        if not name:
            faults.append(Fault("Name", "There is no name."))
        row.person["name"] = name
    return row, faults


def _joined(person: Mapping[str, str]) -> str:
    return f"{person.get('given_name', '')} {person.get('family_name', '')}".strip()[:120]


def _twice(row: GoodRow, mails: dict[str, int], numbers: dict[str, int]) -> list[Fault]:
    """The first of two equal rows counts."""
    faults = []
    first = mails.setdefault(row.mail_key, row.line)
    if first != row.line:
        faults.append(Fault("Mail address", f"The same mail address stands in row {first}."))
    if row.number is not None:
        first = numbers.setdefault(row.number, row.line)
        if first != row.line:
            faults.append(Fault("Member number", f"The same member number stands in row {first}."))
    return faults
