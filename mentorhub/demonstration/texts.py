"""What people write in the demonstration, read from the file beside this module."""

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict


class Texts(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    invitation: str
    departments: tuple[str, ...]
    welcome: tuple[str, ...]
    ask_back: dict[str, str]
    """By the organization's slug, as the next two."""
    waitlist: dict[str, str]
    decline: dict[str, str]
    answers: dict[str, dict[str, dict[str, tuple[str, ...]]]]
    """Slug, role, question -> what somebody might say."""

    def said(self, slug: str, role: str, question: str) -> Sequence[str]:
        return self.answers.get(slug, {}).get(role, {}).get(question, ())


@cache
def texts() -> Texts:
    found = (files("mentorhub.demonstration") / "texts.toml").read_text(encoding="utf-8")
    return Texts.model_validate(tomllib.loads(found))
