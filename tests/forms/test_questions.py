"""A question that nobody could answer cannot be written."""

from typing import Any

import pytest
from pydantic import ValidationError

from tests.forms.test_answers import ONE_OF_EACH, question, reader


@pytest.mark.parametrize("asked", ONE_OF_EACH, ids=lambda asked: str(asked.kind))
def test_a_question_survives_json(asked: Any) -> None:
    assert reader.validate_json(reader.dump_json(asked)) == asked


@pytest.mark.parametrize(
    ("kind", "more", "says"),
    [
        ("choice", {}, "either options or options_from"),
        ("choice", {"options_from": "x", "options": [{"value": "a", "label": "A"}]}, "not both"),
        ("choice", {"options": [{"value": "a", "label": "A"}] * 2}, "stands here twice"),
        ("several", {"options_from": "x", "at_least": 3, "at_most": 2}, "nobody could answer"),
        ("topics", {"options_from": "x", "at_least": 3, "at_most": 2}, "nobody could answer"),
        ("number", {"minimum": 5, "maximum": 4}, "nobody could answer"),
        ("number", {"minimum": 1, "maximum": 4, "default": 5}, "default lies outside"),
        ("short_text", {"when": {"question": "a"}}, "any_of or younger_than"),
        ("short_text", {"when": {"question": "a", "any_of": ["x"], "younger_than": 3}}, "not both"),
        ("short_text", {"colour": "red"}, "Extra inputs"),
        ("short_text", {"key": "Not A Key"}, "pattern"),
    ],
)
def test_it_is_refused(kind: str, more: dict[str, Any], says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        question(kind, **more)
