"""The organization's own lists: its issues, specialties, topics. Questions draw their options from them."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field, model_validator

from mentorhub.forms.base import Key, Line, OptionalSentence, Part, Value


class Option(Part):
    value: Value
    label: Line
    help: OptionalSentence = ""
    family: Value | None = None
    """Options of one family are near to each other: two kinds of cardiac surgery."""


Options = Annotated[tuple[Option, ...], Field(max_length=400)]


def require_distinct(options: tuple[Option, ...]) -> None:
    seen: set[str] = set()
    for option in options:
        if option.value in seen:
            raise ValueError(f"the option “{option.value}” stands here twice; keep one of them")
        seen.add(option.value)


class OwnList(Part):
    title: Line
    options: Annotated[Options, Field(min_length=1)]

    @model_validator(mode="after")
    def _distinct(self) -> "OwnList":
        require_distinct(self.options)
        return self


Lists = Mapping[Key, OwnList]
