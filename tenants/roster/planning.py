"""A checked file beside the roster as it is: who is new, who changes, who stays, and who cannot be both."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from tenants.kit.ids import new_id
from tenants.people.rules import mail_key
from tenants.roster.checking import BadRow, Fault, GoodRow

EMPTY_MEMBERSHIP: Mapping[str, Any] = {
    "number": None,
    "member_class": "",
    "standing": None,
    "dues_paid_until": None,
    "joined_year": None,
    "started_practice_year": None,
    "specialty": "",
    "institution": "",
    "department": "",
    "city": "",
    "region": "",
}


@dataclass(frozen=True, slots=True)
class Known:
    """A person of the organization, with what the roster already says."""

    id: UUID
    person: dict[str, str]
    membership: dict[str, Any] | None
    facts: dict[str, Any]
    is_theirs: bool  # has signed in or holds a role: name and address are no longer the file's to change


@dataclass(frozen=True, slots=True)
class Write:
    """What one row writes. None: this part stays as it is."""

    id: UUID
    is_new_person: bool
    is_new_membership: bool
    person: dict[str, str] | None
    membership: dict[str, Any] | None
    facts: dict[str, Any]


@dataclass(slots=True)
class Plan:
    new: list[Write] = field(default_factory=list)
    changed: list[Write] = field(default_factory=list)
    unchanged: int = 0
    bad: list[BadRow] = field(default_factory=list)


def plan(rows: Iterable[GoodRow], known: Iterable[Known]) -> Plan:
    people = list(known)
    by_mail = {mail_key(each.person["mail"]): each for each in people}
    by_number = {
        each.membership["number"]: each for each in people if each.membership and each.membership["number"]
    }
    result = Plan()
    for row in rows:
        same_number = by_number.get(row.number) if row.number else None
        same_mail = by_mail.get(row.mail_key)
        fault = _conflict(row, same_number, same_mail)
        if fault is not None:
            result.bad.append(BadRow(row.line, row.cells, (fault,)))
            continue
        found = same_number or same_mail
        if found is None:
            result.new.append(_new(row))
        elif (write := _change(row, found)) is not None:
            result.changed.append(write)
        else:
            result.unchanged += 1
    return result


def _conflict(row: GoodRow, same_number: Known | None, same_mail: Known | None) -> Fault | None:
    if same_number is None:
        return None
    if same_mail is not None and same_mail.id != same_number.id:
        return Fault(
            "Member number",
            f"The number {row.number} belongs to {same_number.person['name']}, the mail address to "
            f"{same_mail.person['name']}. Mend the one that is wrong.",
        )
    if same_mail is None and same_number.is_theirs:
        return Fault(
            "Mail address",
            f"{same_number.person['name']} signs in with another mail address. A file does not change that; "
            "change it on their page.",
        )
    return None


def _new(row: GoodRow) -> Write:
    membership = {**EMPTY_MEMBERSHIP, **row.membership, "number": row.number}
    if "standing" not in row.membership:
        membership["standing"] = "current"  # a list without such a column lists those who are members now
    return Write(new_id(), True, True, row.person, membership, dict(row.facts))


def _change(row: GoodRow, found: Known) -> Write | None:
    said = {name: value for name, value in row.person.items() if not found.is_theirs}
    person = {**found.person, **said}
    facts = {**found.facts, **row.facts}
    if found.membership is None:
        write = _new(row)
        changed = person if person != found.person else None
        return Write(found.id, False, True, changed, write.membership, facts)
    membership = {**found.membership, **row.membership}
    if "number" in row.membership:
        membership["number"] = row.number
    same_person, same_membership = (
        person == found.person,
        membership == found.membership and facts == found.facts,
    )
    if same_person and same_membership:
        return None
    return Write(
        found.id,
        False,
        False,
        None if same_person else person,
        None if same_membership else membership,
        facts,
    )
