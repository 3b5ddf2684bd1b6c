"""The words of pairs, read from the file beside this module."""

import tomllib
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict


class Histories(BaseModel):
    """Of one organization."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    threads: tuple[tuple[str, ...], ...]
    """Conversations; a line that begins with > is the mentor's."""
    notes: tuple[str, ...]
    question: str
    answer: str
    open_question: str
    visitor: str
    by_hand: str
    """Why two were paired by hand."""
    decline: str
    """Empty where nobody is asked."""
    kinds: tuple[str, ...] = ()
    """What pairs call their mentorship, where the program leaves it to them."""


@cache
def _file() -> dict[str, dict[str, object]]:
    return tomllib.loads((files("mentorhub.demonstration") / "histories.toml").read_text(encoding="utf-8"))


@cache
def histories(slug: str) -> Histories:
    return Histories.model_validate(_file()[slug])


def improvements() -> tuple[str, ...]:
    found = _file()["improve"]["texts"]
    return tuple(str(each) for each in found) if isinstance(found, list) else ()
