from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, StringConstraints

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=400)]


class _Form(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class RoundForm(_Form):
    name: Name


class ChangeForm(_Form):
    """Two people, and what is decided about them."""

    kind: Literal["keep", "ban", "pair"]
    mentee_id: UUID
    mentor_id: UUID
    words: Words = ""


class NoteForm(_Form):
    words: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000)]


class DeclineForm(_Form):
    words: Words = ""
