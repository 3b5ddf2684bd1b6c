"""Stored answers as people read them."""

from datetime import date
from typing import Any

import pytest

from mentorhub.forms.display import display
from mentorhub.forms.minutes import minutes_to_answer
from mentorhub.forms.questions import AnyQuestion
from mentorhub.forms.values import AnswerValue, Place
from tests.forms.test_answers import LISTS, ONE_OF_EACH, question

CASES: list[tuple[AnyQuestion, Any, str]] = [
    (question("short_text"), "As written", "As written"),
    (question("choice", options_from="topics"), "research", "Research"),
    (question("choice", options_from="topics"), "since-removed", "since-removed"),
    (question("topics", options_from="topics"), ("research", "balance"), "Research, Balance"),
    (question("mode"), "in_person", "In person"),
    (question("yes_no"), False, "No"),
    (question("number", unit="mentees"), 2, "2 mentees"),
    (question("number"), 1200, "1,200"),
    (question("year"), 2014, "2014"),
    (question("date"), date(2009, 5, 17), "17 May 2009"),
    (question("scale", low="No", high="Yes"), 4, "4 of 5"),
    (question("nps"), 0, "0 of 10"),
    (question("place"), Place(city="Nome", region="Alaska"), "Nome, Alaska"),
    (question("short_text"), None, "–"),
    (question("topics", options_from="topics"), (), "–"),
]


@pytest.mark.parametrize(("asked", "value", "words"), CASES)
def test_an_answer_is_readable(asked: AnyQuestion, value: AnswerValue | None, words: str) -> None:
    assert display(asked, value, LISTS) == words


def test_a_longer_form_takes_longer() -> None:
    assert minutes_to_answer(ONE_OF_EACH[:2]) < minutes_to_answer(ONE_OF_EACH)
    assert minutes_to_answer(()) == 1
