"""What the data says, in words."""

import pytest

from mentorhub.programs import shelf, words
from mentorhub.programs.template import Template
from mentorhub.programs.template.pairing import Acceptance


def catalog(key: str) -> Template:
    template = shelf.load(key)
    assert template is not None
    return template


@pytest.mark.parametrize(
    ("key", "sentence"),
    [
        ("wpsr", "Once a month, or as often as suits you both"),
        ("wsrs", "Half an hour every 12 weeks, or as often as suits you both"),
        ("wtsa", "An hour each quarter, and whenever you need it"),
        ("alaska", "At least two hours a month, from October to the end of the school year"),
        ("blank", "An hour a month, or as often as suits you both"),
        ("wim", "Regularly, at a rhythm you set together"),
    ],
)
def test_a_cadence_is_a_sentence(key: str, sentence: str) -> None:
    assert words.cadence(catalog(key).framework) == sentence


@pytest.mark.parametrize(
    ("key", "sentence"),
    [
        ("wpsr", "No end date: as long as it helps"),
        ("wsrs", "One year, and then you are both free to work with others"),
        ("wtsa", "At least one year; then you are asked each year whether to go on"),
        ("alaska", "Until 31 May"),
        ("wim", "No end date: as long as it helps"),
    ],
)
def test_a_term_is_a_sentence(key: str, sentence: str) -> None:
    framework = catalog(key).framework
    assert words.term(framework.term, framework.season) == sentence


@pytest.mark.parametrize(
    ("key", "sentence"),
    [
        ("wpsr", "It stands as soon as it is published; nobody has to accept it first."),
        ("wsrs", "The mentor answers first, then the mentee; each within ten days."),
        (
            "wtsa",
            "It is final when both the mentor and the mentee have said yes. Answers are due within 14 days.",
        ),
        ("wim", "It is final when everybody in the circle says yes. The answer is due within 14 days."),
    ],
)
def test_an_acceptance_is_a_sentence(key: str, sentence: str) -> None:
    assert words.acceptance(catalog(key).pairing.acceptance) == sentence


def test_three_parties_are_named_in_one_sentence() -> None:
    asked = Acceptance(parties=("mentor", "mentee", "guardian"), within_days=1, reminder_days=())
    assert words.acceptance(asked) == (
        "It is final when the mentor, the mentee and the parent or guardian have said yes. "
        "Answers are due within one day."
    )


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (30, "half an hour"),
        (45, "45 minutes"),
        (60, "an hour"),
        (90, "an hour and a half"),
        (180, "three hours"),
    ],
)
def test_a_length_is_said_as_people_say_it(minutes: int, said: str) -> None:
    assert words.length(minutes) == said


@pytest.mark.requirement("WSRS-10")
def test_phone_and_video_are_as_good_as_meeting() -> None:
    assert words.modes(catalog("wsrs").framework) == "By phone, by video or in person"


def test_meeting_in_person_is_encouraged_where_the_template_says_so() -> None:
    assert (
        words.modes(catalog("wtsa").framework) == "By phone, by video or in person; in person where you can"
    )
