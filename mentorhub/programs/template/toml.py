"""A template as a file that a person can read, write and send to another organization."""

import tomllib
from collections.abc import Mapping
from typing import Any

import tomlkit
from tomlkit.items import String, StringType, Trivia

from mentorhub.programs.errors import Located, TemplateInvalid

MOST_CHARACTERS = 400_000


def read(text: str) -> dict[str, Any]:
    if len(text) > MOST_CHARACTERS:
        raise TemplateInvalid(
            [Located("", f"The file is too large for a template: at most {MOST_CHARACTERS:,} characters.")]
        )
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise TemplateInvalid([Located("", f"This is not a TOML file that can be read: {error}.")]) from None
    except (RecursionError, ValueError):
        # Python's own limits: nesting, and integers of thousands of digits.
        raise TemplateInvalid([Located("", "This is not a TOML file that can be read.")]) from None


def write(data: Mapping[str, Any]) -> str:
    return tomlkit.dumps(_readable(data))


def _readable(value: Any) -> Any:  # noqa: ANN401 - plain data of any shape
    if isinstance(value, Mapping):
        # Plain values before tables, or TOML would read them into the last table.
        plain = {k: _readable(v) for k, v in value.items() if not _is_table(v)}
        tables = {k: _readable(v) for k, v in value.items() if _is_table(v)}
        return plain | tables
    if isinstance(value, list):
        return [_readable(item) for item in value]
    if isinstance(value, str) and "\n" in value:
        return _multiline(value)
    return value


def _is_table(value: object) -> bool:
    return isinstance(value, Mapping) or (
        isinstance(value, list) and bool(value) and all(isinstance(item, Mapping) for item in value)
    )


def _multiline(text: str) -> String:
    if "\r" in text or any(ord(sign) < 32 and sign not in "\n\t" for sign in text):
        return tomlkit.string(text)
    escaped = text.replace("\\", "\\\\").replace('"""', '""\\"')
    if escaped.endswith('"'):
        escaped = escaped[:-1] + '\\"'
    return String(StringType.MLB, text, "\n" + escaped, Trivia())
