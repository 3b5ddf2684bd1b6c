"""Circles for other tools: people and rules in; circles, and who could not be placed, out."""

from collections.abc import Mapping
from typing import Any

from mentorhub.matching.engine import reading_json as reading
from mentorhub.matching.engine.circles.form import form
from mentorhub.matching.engine.circles.model import Circle, CircleRules
from mentorhub.matching.engine.errors import MatchingError
from mentorhub.matching.engine.instance import Answer, Person
from mentorhub.matching.engine.solving.problem import Progress

NUMBERS = frozenset({"smallest", "largest", "stages"})
NAMES = frozenset({"hours", "clock", "interests", "seniority", "supervisor"})


def solve_text(text: str, progress: Progress | None = None) -> dict[str, Any]:
    document = reading.document(text)
    people = [_person(item) for item in reading.people(document, "people").values()]
    made = form(people, _rules(document.get("rules", {})), _existing(document), progress=progress)
    return {
        "circles": [
            {
                "name": circle.name,
                "members": list(circle.members),
                "hours": list(circle.hours),
                "interests": list(circle.interests),
                "quality": circle.quality,
            }
            for circle in made.circles
        ],
        "unplaced": [
            {"person": one.person, "reason": one.reason, "relaxation": one.relaxation}
            for one in made.unplaced
        ],
        "placed": made.placed,
        "seconds": {name: round(value, 6) for name, value in made.seconds.items()},
    }


def _person(item: dict[str, Any]) -> Person:
    facts: dict[str, Answer] = {}
    blocks = item.get("blocks", [])
    if not isinstance(blocks, list) or not all(isinstance(other, str) for other in blocks):
        raise MatchingError(f"“blocks” of “{item['id']}” should be a list of ids.")
    for key, value in item.items():
        if key in {"id", "blocks"} or value is None:
            continue
        if isinstance(value, str | int | float):
            facts[key] = value
        elif isinstance(value, list) and all(isinstance(word, str) for word in value):
            facts[key] = tuple(value)
        else:
            raise MatchingError(f"“{key}” of “{item['id']}” should be a word, a number or a list of words.")
    return Person(item["id"], facts=facts, blocks=frozenset(blocks))


def _rules(found: object) -> CircleRules:
    if not isinstance(found, dict):
        raise MatchingError("“rules” should be an object in braces.")
    settings: dict[str, Any] = {}
    for name, value in found.items():
        if name in NUMBERS:
            settings[name] = _whole(name, value)
        elif name in NAMES:
            if not isinstance(value, str):
                raise MatchingError(f"The rule “{name}” should be the name of a column.")
            settings[name] = value
        elif name == "limits":
            if not isinstance(value, Mapping):
                raise MatchingError("“limits” should be an object of names and numbers.")
            settings[name] = {str(key): _whole(str(key), limit) for key, limit in value.items()}
        elif name == "mixed":
            if not isinstance(value, list) or not all(isinstance(key, str) for key in value):
                raise MatchingError("“mixed” should be a list of names.")
            settings[name] = tuple(value)
        else:
            raise MatchingError(f"There is no rule “{name}” for circles.")
    return CircleRules(**settings)


def _whole(name: str, value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise MatchingError(f"The rule “{name}” should be a whole number.")
    return value


def _existing(document: dict[str, Any]) -> list[Circle]:
    found: list[Circle] = []
    for item in reading.listed(document, "circles", needed=False):
        members = item.get("members") if isinstance(item, dict) else None
        if not isinstance(members, list) or not all(isinstance(name, str) for name in members) or not members:
            raise MatchingError("Every circle in “circles” needs “members”, a list of ids.")
        found.append(Circle(tuple(members), (), (), name=str(item.get("name", f"circle {len(found) + 1}"))))
    return found
