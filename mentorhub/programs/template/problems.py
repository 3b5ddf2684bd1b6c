"""Turns what pydantic says into places and sentences for the person who wrote the file."""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from mentorhub.programs.errors import Located

MOST = 50
"""A file with more faults than this is not read further by anybody."""


def located(error: ValidationError, data: object) -> list[Located]:
    found: list[Located] = []
    for entry in error.errors(include_url=False, include_input=True):
        faults = entry.get("ctx", {}).get("faults")
        if entry["type"] == "template" and faults:
            found.extend(faults)
        else:
            found.append(Located(_path(entry["loc"], data), _sentence(entry)))
    if len(found) > MOST:
        more = len(found) - MOST
        found = [*found[:MOST], Located("", f"And {more} more. Mend these first.")]
    return found


def _path(loc: tuple[int | str, ...], data: object) -> str:
    """The place as it stands in the file: pydantic also names the kind of a question, a file does not."""
    path = ""
    for index, step in enumerate(_steps(loc, data)):
        if isinstance(step, int):
            path += f"[{step}]"
        else:
            path += step if index == 0 else f".{step}"
    return path


def _steps(loc: tuple[int | str, ...], data: object) -> Iterator[int | str]:
    here = data
    for index, step in enumerate(loc):
        last = index == len(loc) - 1
        if isinstance(here, Mapping):
            if step not in here:
                if not last or step == here.get("kind") or step == "[key]":
                    continue
                yield step
                return
            here = here[step]
        elif isinstance(here, list | tuple) and isinstance(step, int) and step < len(here):
            here = here[step]
        else:
            continue
        yield step


def _shown(value: object) -> str:
    text = str(value)
    return text if len(text) <= 300 else f"{text[:297]}..."


_SAY = {
    "missing": "This is missing; please add it.",
    "extra_forbidden": "Nothing of this name belongs here. Check its spelling or remove it.",
    "string_too_short": "This is empty; please fill it in.",
    "too_short": "There are too few here: at least {min_length}.",
    "string_too_long": "This is too long: at most {max_length} characters.",
    "too_long": "There are too many here: at most {max_length}.",
    "literal_error": "“{input}” is not known here. Use one of: {expected}.",
    "union_tag_invalid": "“{tag}” is not a known kind. Use one of: {expected_tags}.",
    "union_tag_not_found": 'Say which kind this is, with kind = "...".',
    "string_pattern_mismatch": "“{input}” is not written as expected here.",
    "greater_than_equal": "“{input}” is too small: at least {ge}.",
    "less_than_equal": "“{input}” is too large: at most {le}.",
    "model_type": "A group of named values is expected here.",
    "model_attributes_type": "A group of named values is expected here.",
    "dict_type": "A group of named values is expected here.",
    "tuple_type": "A list is expected here.",
    "string_type": "Text is expected here.",
    "bool_type": "Write true or false here.",
    "bool_parsing": "Write true or false here.",
    "int_type": "A whole number is expected here.",
    "int_parsing": "A whole number is expected here.",
    "int_from_float": "A whole number is expected here.",
    "value_error": "{error}.",
}


def _sentence(entry: Mapping[str, Any]) -> str:
    ctx = {name: _shown(value) for name, value in entry.get("ctx", {}).items()}
    known = _SAY.get(entry["type"])
    if known is None:
        return f"{_capital(entry['msg']).rstrip('.')}."
    said = {"input": _shown(entry["input"]), "error": entry["msg"].rstrip(".")} | ctx
    return _capital(known.format(**said))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
