"""What the public page says."""

from typing import Annotated

from pydantic import Field

from mentorhub.forms.base import Line, OptionalProse, OptionalSentence, Part, Prose, Sentence
from mentorhub.programs.template.vocabulary import Mail, Web


class Quotation(Part):
    text: Sentence
    source: Line
    url: Web | None = None


class Contact(Part):
    """Shown to visitors who are not signed in, too."""

    label: Line
    email: Mail | None = None
    """The organization's own address stands in where this is empty."""
    phone: Annotated[str, Field(max_length=40)] = ""
    text: OptionalSentence = ""
    form: bool = True
    """A contact form stands on the public page; what is sent lands on the staff's work list."""
    answer_within_days: Annotated[int, Field(ge=1, le=60)] = 3


class Partner(Part):
    """Another organization whose name stands beside ours."""

    name: Line
    text: Sentence
    url: Web | None = None


class Fact(Part):
    """One cell of the facts strip: "Each quarter" / "and whenever you need it"."""

    title: Line
    text: Line


class Section(Part):
    """A heading with points, and a smaller honest line under them."""

    title: Line
    intro: OptionalSentence = ""
    points: Annotated[tuple[Sentence, ...], Field(max_length=20)] = ()
    note: OptionalSentence = ""


class Announcement(Part):
    """Sent to members when the program starts."""

    subject: Line
    text: Prose


class About(Part):
    name: Line
    for_organizers: OptionalSentence = ""
    """What an organizer reads who chooses a program to start from."""
    eyebrow: Line
    headline: Line
    lead: Sentence
    story: OptionalProse = ""
    """Rich text (Markdown) under the facts."""
    facts: Annotated[tuple[Fact, ...], Field(max_length=4)] = ()
    sections: Annotated[tuple[Section, ...], Field(max_length=8)] = ()
    pairing_steps: Section
    """How pairing works, as numbered steps."""
    small_print: Annotated[tuple[Sentence, ...], Field(max_length=10)] = ()
    quotation: Quotation | None = None
    contact: Contact
    partner: Partner | None = None
    announcement: Announcement | None = None
