"""What every piece of an organization's own data is made of: named, bounded, nothing unknown."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,47}$")]
"""A name used by machines: `start_year`."""

Value = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]{0,63}$")]
"""The stored form of an option: `general-surgery`."""

Line = Annotated[str, StringConstraints(min_length=1, max_length=160)]
Sentence = Annotated[str, StringConstraints(min_length=1, max_length=800)]
Prose = Annotated[str, StringConstraints(min_length=1, max_length=30_000)]
OptionalSentence = Annotated[str, StringConstraints(max_length=800)]
OptionalProse = Annotated[str, StringConstraints(max_length=30_000)]


class Part(BaseModel):
    """A frozen piece of data that refuses keys it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)
