"""Two spreadsheets and a program of the catalog, asked of the engine without a server.

A column is a question of the program, by its key or by its words; several values stand between semicolons,
a place is `Seattle, Washington`. Besides: `id`, `name`, `places` of a mentor, `wishes` and `blocks` as ids.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from mentorhub.forms.options import options_of
from mentorhub.forms.questions import AnyQuestion
from mentorhub.matching.engine import Assignment, Desk, Factor, Instance, MatchingError, Person
from mentorhub.matching.instance import FACTS, Snapshot, build
from mentorhub.programs import shelf
from mentorhub.programs.template import Template

OWN = frozenset({"id", "name", "places", "wishes", "blocks"})
MOST_PLACES = 1000
Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    rows: list[Row]
    columns: tuple[str, ...]


def program(name: str) -> Template:
    template = shelf.load(name)
    if template is None:
        known = ", ".join(shelf.names())
        raise MatchingError(f"There is no program “{name}”. There are: {known}.")
    return template


def read(text: str, what: str) -> Sheet:
    try:
        reader = csv.reader(io.StringIO(text), strict=True)
        lines = [line for line in reader if any(cell.strip() for cell in line)]
    except csv.Error as error:
        raise MatchingError(f"The spreadsheet of {what} cannot be read: {error}.") from None
    if not lines:
        raise MatchingError(f"The spreadsheet of {what} is empty.")
    columns = tuple(cell.strip().casefold() for cell in lines[0])
    if len(columns) == 1 and any(mark in columns[0] for mark in ";\t"):
        raise MatchingError(f"The columns of the spreadsheet of {what} should be separated by commas.")
    if not {"id", "name"} & set(columns):
        raise MatchingError(f"The spreadsheet of {what} has neither a column “id” nor a column “name”.")
    twice = next((column for column in columns if column and columns.count(column) > 1), None)
    if twice is not None:
        raise MatchingError(f"The spreadsheet of {what} has two columns “{twice}”.")
    for number, line in enumerate(lines[1:], start=2):
        if len(line) > len(columns):
            raise MatchingError(f"Line {number} of the spreadsheet of {what} has more cells than columns.")
    rows = [dict(zip(columns, (cell.strip() for cell in line), strict=False)) for line in lines[1:]]
    return Sheet(rows, columns)


def instance(template: Template, mentors: Sheet, mentees: Sheet, today: date) -> Instance:
    members = [*_members(template, mentors, "mentor"), *_members(template, mentees, "mentee")]
    built = _plain_ids(build(template, members, today))
    return replace(built, factors=tuple(_worded(template, factor) for factor in built.factors))


def _worded(template: Template, factor: Factor) -> Factor:
    """Reasons are told in the words of the form, not in its keys."""
    asked = next(one for one in template.matching.factors if one.key == factor.key)
    labels = {
        option.value: option.label
        for key in (asked.mentor, asked.mentee)
        if (question := template.question(key)) is not None
        for option in options_of(question, template.form.lists)
    }
    return replace(factor, params={**factor.params, "labels": labels})


def people(template: Template, sheet: Sheet, role: str, names: str = "") -> tuple[Person, ...]:
    """Peers for circles: their answers by the keys of the questions; `names` is the one that names people."""
    found = []
    for member in _members(template, sheet, role):
        facts = {key: value for key, value in member.answers.items() if not isinstance(value, dict)}
        blocks = frozenset(name.split(":", 1)[1] for name in member.preferences["blocks"])
        place = member.answers.get("place")
        if isinstance(place, dict):
            facts["place"] = place.get("region") or place.get("city") or ""
        if names in facts:
            facts[names] = _split(str(facts[names]))
        known = {key: tuple(value) if isinstance(value, list) else value for key, value in facts.items()}
        found.append(Person(member.participant_id.split(":", 1)[1], member.name, facts=known, blocks=blocks))
    return tuple(found)


def unread(template: Template, sheet: Sheet, role: str) -> list[str]:
    """Columns that nothing reads, so that a typing error does not go unnoticed."""
    known = {name for key in _keys(template, role) for name in _names(template, key)} | OWN
    return [column for column in sheet.columns if column and column not in known]


def missing(template: Template, mentors: Sheet, mentees: Sheet) -> list[str]:
    """Factors that cannot count because one side has no column for them."""
    return [
        factor.label
        for factor in template.matching.factors
        if factor.kind != "ranking"
        and not (
            set(_names(template, factor.mentor)) & set(mentors.columns)
            and set(_names(template, factor.mentee)) & set(mentees.columns)
        )
    ]


def pairs_csv(assignment: Assignment, desk: Desk) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["mentee", "mentor", "match", "why"])
    for pair in assignment.pairs:
        why = desk.sentence(pair.mentee, pair.mentor)
        writer.writerow([safe(pair.mentee), safe(pair.mentor), f"{pair.score / 100:.2f}", safe(why)])
    for one in assignment.unmatched:
        writer.writerow([safe(one.mentee), "", "", safe(f"{one.reason} {one.relaxation}".strip())])
    return out.getvalue()


def safe(cell: str) -> str:
    """Spreadsheet programs run what begins like a formula."""
    return f"'{cell}" if cell[:1] in {"=", "+", "-", "@", "\t", "\r"} else cell


def _members(template: Template, sheet: Sheet, role: str) -> Iterator[Snapshot]:
    other = "mentor" if role == "mentee" else "mentee"
    keys = _keys(template, role)
    for number, row in enumerate(sheet.rows, start=2):
        name = row.get("name", "")
        identity = row.get("id") or name
        if not identity:
            raise MatchingError(f"Line {number} of the spreadsheet of {role}s has neither an id nor a name.")
        answers: dict[str, Any] = {}
        for key in keys:
            cell = next((row[column] for column in _names(template, key) if row.get(column)), "")
            if cell:
                answers[key] = _answer(template, key, cell, f"“{key}” of {identity}")
        yield Snapshot(
            id=f"{role}:{identity}",
            participant_id=f"{role}:{identity}",
            person_id=identity,
            role=role,
            name=name or identity,
            places=_places(template, row, answers, identity) if role == "mentor" else 1,
            answers=answers,
            facts={},
            preferences={
                "wishes": [f"{other}:{name}" for name in _split(row.get("wishes", ""))],
                "blocks": [f"{other}:{name}" for name in _split(row.get("blocks", ""))],
            },
        )


def _keys(template: Template, role: str) -> list[str]:
    """What the matching reads of this role, and its form asks."""
    asked = [question.key for question in template.questions_for(role)]
    read_by = [factor.mentor if role == "mentor" else factor.mentee for factor in template.matching.factors]
    ruled = [
        (rule.mentor if role == "mentor" else rule.mentee) or FACTS.get(rule.kind, "")
        for rule in template.matching.rules
    ]
    return list(dict.fromkeys(key for key in (*asked, *read_by, *ruled) if key))


def _names(template: Template, key: str) -> tuple[str, ...]:
    question = template.question(key)
    return (key.casefold(),) if question is None else (key.casefold(), question.label.casefold())


def _answer(template: Template, key: str, cell: str, whose: str) -> Any:  # noqa: ANN401 - stored JSON
    question = template.question(key)
    if question is None:
        return _split(cell) if ";" in cell else cell
    match question.kind:
        case "several" | "topics":
            return [_value(template, question, word) for word in _split(cell)]
        case "choice" | "mode":
            return _value(template, question, cell)
        case "number" | "year" | "scale" | "nps":
            return _whole(cell, whose)
        case "yes_no" | "tick":
            return cell.casefold() in {"yes", "y", "true", "1", "x"}
        case "place":
            city, _, region = cell.partition(",")
            return {"city": city.strip(), "region": region.strip()}
        case _:
            return cell


def _value(template: Template, question: AnyQuestion, word: str) -> str:
    """An option by its value or by its words; what is neither speaks for itself."""
    folded = word.casefold()
    for option in options_of(question, template.form.lists):
        if folded in {option.value.casefold(), option.label.casefold()}:
            return option.value
    return word


def _places(template: Template, row: Row, answers: Mapping[str, Any], identity: str) -> int:
    capacity = template.matching.mentor_capacity
    said = row.get("places") or (answers.get(capacity.question) if capacity.question else None)
    places = capacity.default if said in {None, ""} else _whole(str(said), f"The places of {identity}")
    if not 0 <= places <= MOST_PLACES:
        raise MatchingError(f"The places of {identity} should be between 0 and {MOST_PLACES}.")
    return places


def _whole(cell: str, whose: str) -> int:
    try:
        return int(cell)
    except ValueError:
        raise MatchingError(f"{whose} should be a whole number and is “{cell[:40]}”.") from None


def _split(cell: str) -> list[str]:
    return [word.strip() for word in cell.split(";") if word.strip()]


def _plain_ids(built: Instance) -> Instance:
    """The ids of the spreadsheets: the two sides keep them apart by themselves."""

    def bare(identity: str) -> str:
        return identity.split(":", 1)[1]

    def person(one: Person, other: str) -> Person:
        facts = {
            key: tuple(bare(name) if name.startswith(("mentor:", "mentee:")) else name for name in value)
            if isinstance(value, tuple)
            else value
            for key, value in one.facts.items()
        }
        blocks = frozenset(bare(name) for name in one.blocks if name.startswith(other))
        return replace(
            one, id=bare(one.id), facts=facts, ranking=tuple(map(bare, one.ranking)), blocks=blocks
        )

    return replace(
        built,
        mentors=tuple(person(one, "mentee:") for one in built.mentors),
        mentees=tuple(person(one, "mentor:") for one in built.mentees),
    )
