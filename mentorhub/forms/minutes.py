"""How long a form takes, so that the page can say so honestly."""

import math
from collections.abc import Iterable

from mentorhub.forms.questions import AnyQuestion

_SECONDS = {
    "short_text": 20,
    "choice": 12,
    "yes_no": 8,
    "tick": 8,
    "number": 8,
    "year": 8,
    "date": 12,
    "scale": 8,
    "nps": 8,
    "place": 15,
    "mode": 8,
    "several": 25,
    "topics": 25,
}
_LONG_TEXT, _LONG_TEXT_OPTIONAL = 75, 40
_START = 30
"""Reading what it is about."""


def minutes_to_answer(questions: Iterable[AnyQuestion]) -> int:
    seconds = _START
    for question in questions:
        if question.kind == "long_text":
            seconds += _LONG_TEXT if question.required else _LONG_TEXT_OPTIONAL
        else:
            seconds += _SECONDS[question.kind]
    return max(1, math.ceil(seconds / 60))
