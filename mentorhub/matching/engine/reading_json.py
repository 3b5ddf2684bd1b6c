"""JSON from other tools, refused with one clear sentence where it is not what it should be."""

import json
from collections import Counter
from typing import Any, NoReturn

from mentorhub.matching.engine.errors import MatchingError


def document(text: str) -> dict[str, Any]:
    def refuse(constant: str) -> NoReturn:
        raise MatchingError(f"The file holds {constant}, which is not a number.")

    def each_once(named: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(named)
        if len(found) < len(named):
            most = Counter(name for name, _ in named).most_common(1)
            raise MatchingError(f"“{most[0][0]}” is given {most[0][1]} times in one object.")
        return found

    try:
        found = json.loads(text, parse_constant=refuse, object_pairs_hook=each_once)
    except RecursionError:
        raise MatchingError("The file is nested too deeply.") from None
    except json.JSONDecodeError as error:
        raise MatchingError(f"The file is not JSON: {error.msg} in line {error.lineno}.") from None
    except MatchingError:
        raise
    except ValueError:  # the one other refusal of Python's reader
        raise MatchingError("The file holds a number of thousands of digits.") from None
    if not isinstance(found, dict):
        raise MatchingError("The file should hold one object in braces.")
    return found


def listed(source: dict[str, Any], name: str, *, needed: bool = True) -> list[Any]:
    if name not in source and not needed:
        return []
    value = source.get(name)
    if not isinstance(value, list):
        raise MatchingError(f"“{name}” should be a list." if name in source else f"“{name}” is missing.")
    return value


def people(source: dict[str, Any], name: str) -> dict[str, dict[str, Any]]:
    """Everybody by id, each once."""
    found: dict[str, dict[str, Any]] = {}
    for item in listed(source, name):
        if not isinstance(item, dict) or not isinstance(item.get("id"), str) or not item["id"]:
            raise MatchingError(f"Everybody in “{name}” needs an “id”, a text that is not empty.")
        if any("\ud800" <= letter <= "\udfff" for letter in item["id"]):
            raise MatchingError(f"An “id” in “{name}” holds half of a character, which is not text.")
        if item["id"] in found:
            raise MatchingError(f"“{item['id']}” is listed twice in “{name}”.")
        found[item["id"]] = item
    return found
