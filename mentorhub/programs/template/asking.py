"""What an application asks."""

from typing import Annotated

from pydantic import Field, StringConstraints

from mentorhub.forms.base import Key, Line, OptionalSentence, Part, Sentence
from mentorhub.forms.lists import OwnList
from mentorhub.forms.questions import Questions
from mentorhub.programs.template.vocabulary import RoleKey


class Notice(Part):
    """Something honest to know before sending: "no match can be promised"."""

    text: Sentence
    roles: tuple[RoleKey, ...] = ()


class ReadyWords(Part):
    """Words to start from, and to change before they are sent."""

    title: Line
    text: Annotated[str, StringConstraints(min_length=1, max_length=400)]


class ApplicationForm(Part):
    intro: OptionalSentence = ""
    lists: dict[Key, OwnList] = Field(default_factory=dict, max_length=30)
    """The organization's own lists, for every question of this template."""
    stage_question: Key | None = None
    """The choice question that tells a person's career stage."""
    questions: Questions
    notices: Annotated[tuple[Notice, ...], Field(max_length=12)] = ()
    sent: Sentence = "Thank you. We have your application and will write to you."
