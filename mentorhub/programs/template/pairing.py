"""Who brings people together, and whose yes it takes."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from mentorhub.forms.base import Key, Line, OptionalSentence, Part, Sentence, Value
from mentorhub.programs.template.asking import ReadyWords
from mentorhub.programs.template.vocabulary import Party


class Acceptance(Part):
    """Nobody's yes is needed where `parties` is empty: the pairing stands when it is published."""

    parties: Annotated[tuple[Party, ...], Field(max_length=6)] = ()
    in_order: bool = False
    """Asked one after another in the order above, or all at once."""
    within_days: Annotated[int, Field(ge=1, le=90)] = 14
    reminder_days: Annotated[tuple[Annotated[int, Field(ge=1, le=90)], ...], Field(max_length=5)] = (7,)
    """Reminded this many days after the proposal."""


class CircleShape(Part):
    size_from: Annotated[int, Field(ge=3, le=30)] = 8
    size_to: Annotated[int, Field(ge=3, le=30)] = 12
    merge_below: Annotated[int, Field(ge=2, le=30)] = 5
    per_institution: Annotated[int, Field(ge=1, le=30)] = 1
    mix: Annotated[tuple[Key, ...], Field(max_length=6)] = ()
    """Questions or roster facts whose answers should differ within a circle."""
    shared: Key | None = None
    """The question whose answers members should have in common."""
    availability: Key | None = None
    """The question with the hours; a circle needs one that suits everybody."""
    facilitator: Literal["none", "rotates"] = "rotates"
    joiner_needs: Literal["everyone", "most"] = "everyone"
    fundamentals: Annotated[tuple[Sentence, ...], Field(max_length=12)] = ()
    """What a circle starts from; it may rewrite them, and everybody confirms again."""
    asks_and_offers: bool = False
    """A board for introductions, talks and authorship."""
    ask_quiet_after_missed: Annotated[int, Field(ge=1, le=12)] = 2

    @model_validator(mode="after")
    def _sizes(self) -> "CircleShape":
        if not self.merge_below <= self.size_from <= self.size_to:
            raise ValueError("sizes must rise: merge_below, then size_from, then size_to")
        return self


class Pairing(Part):
    kind: Literal["committee", "staff", "self_choice", "automatic", "circles"]
    by: Line
    """Who does it, as a sentence's subject: "The Mentorship Program Committee"."""
    acceptance: Acceptance = Acceptance()
    contact_hidden_until_final: bool = True
    proposal_shows: Annotated[tuple[Key, ...], Field(max_length=20)] = ()
    """Answers that the two see of each other in the proposal, beside the reasons."""
    record_decision: bool = True
    recuse_parties: bool = True
    """Someone who is a party to a pairing takes no part in deciding it."""
    coordinators_are_peers: bool = False
    """Coordinators see what matching needs, and no notes or survey texts by name."""
    no_match: Sentence
    """Told to a person for whom there is no match this time: what happened and what comes next."""
    no_promise: OptionalSentence = ""
    decline_words: Annotated[tuple[ReadyWords, ...], Field(max_length=8)] = ()
    """For one of the two who says no to a proposal; read by those who pair, and by nobody else."""
    preferred_first: tuple[Value, ...] = ()
    """Classes of mentor in order of preference, as answers to `mentor_class`."""
    mentor_class: Key | None = None
    """The question that tells what a mentor is; the mentee is told the answer."""
    circle: CircleShape | None = None
