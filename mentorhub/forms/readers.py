"""One reader per kind of question: a value of the right type, or a sentence that says how to put it right."""

import math
import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import assert_never

from email_validator import EmailNotValidError, validate_email

from mentorhub.forms.lists import Lists
from mentorhub.forms.options import NO, YES, options_of, values_of
from mentorhub.forms.questions import (
    AnyQuestion,
    Choice,
    Date,
    LongText,
    Mode,
    Number,
    PlaceQuestion,
    Several,
    ShortText,
    Topics,
    Year,
)
from mentorhub.forms.values import AnswerValue, Place

_TRUE = frozenset({"yes", "true", "on", "1"})
_FALSE = frozenset({"no", "false", "off", "0"})
_MOST_PLACE = 120
_PHONE = re.compile(r"\+?[0-9 ()./-]+(?: ?(?:x|ext\.?) ?[0-9]{1,6})?")


class Refused(Exception):  # noqa: N818 - said, never seen outside
    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field


def given(question: AnyQuestion, raw: Mapping[str, object]) -> object:
    """The value under the key; or the parts a browser sends apart (`topics.research`, `place.city`)."""
    if question.key in raw:
        return raw[question.key]
    prefix = f"{question.key}."
    parts = {
        name.removeprefix(prefix): value
        for name, value in raw.items()
        if isinstance(name, str) and name.startswith(prefix)
    }
    if question.kind in ("several", "topics"):
        return [name for name, value in parts.items() if _truth(value) is True]
    return parts


def is_empty(question: AnyQuestion, value: object) -> bool:
    if isinstance(value, str):
        return not _clean(value)
    if isinstance(value, Mapping):
        return not any(isinstance(part, str) and _clean(part) for part in value.values())
    if question.kind == "tick" and value is False:
        return True
    return value is None or (isinstance(value, list | tuple) and not value)


def read(question: AnyQuestion, value: object, lists: Lists, today: date) -> AnswerValue:
    match question.kind:
        case "short_text" | "long_text":
            return _text(question, value)
        case "choice" | "mode":
            return _choice(question, value, lists)
        case "several" | "topics":
            return _several(question, value, lists)
        case "yes_no" | "tick":
            return _yes(question, value)
        case "number":
            return _number(question, value)
        case "year":
            return _year(question, value, today)
        case "date":
            return _date(question, value, today)
        case "scale":
            return _step(question, value, 1, question.steps)
        case "nps":
            return _step(question, value, 0, 10)
        case "place":
            return _place(question, value)
        case _:
            assert_never(question.kind)


def _clean(text: str) -> str:
    """Without what no database stores and nobody sees: control signs and halves of surrogate pairs."""
    readable = text.encode("utf-8", "replace").decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    return "".join(
        sign for sign in readable if sign in "\n\t" or (ord(sign) >= 32 and ord(sign) != 127)
    ).strip()


def brief(value: object) -> str:
    """A value as text; Python itself refuses to write out integers of thousands of digits."""
    if isinstance(value, int) and abs(value) >= 10**18:
        return "a very large number"
    return str(value)


def _quoted(value: object) -> str:
    text = _clean(brief(value)) if isinstance(value, str | int | float) else ""
    if not text:
        return ""
    return f" You wrote “{text[:40]}{'…' if len(text) > 40 else ''}”."


def _text(question: ShortText | LongText, value: object) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = brief(value)
    if not isinstance(value, str):
        raise Refused(f"Please answer “{question.label}” in words.")
    text = _clean(value)
    if question.kind == "short_text":
        text = " ".join(text.split())
        _require_form(question, text)
    if len(text) > question.max_length:
        raise Refused(
            f"“{question.label}” has room for {question.max_length:,} characters; you wrote {len(text):,}. "
            "Please shorten it; what you wrote is kept."
        )
    return text


def _require_form(question: ShortText, text: str) -> None:
    if question.form == "mail":
        try:
            validate_email(text, check_deliverability=False)
        except EmailNotValidError:
            raise Refused(
                f"“{question.label}” needs a mail address, such as name@example.org.{_quoted(text)}"
            ) from None
    if question.form == "phone" and not (_PHONE.fullmatch(text) and 7 <= sum(map(str.isdigit, text)) <= 15):
        raise Refused(
            f"“{question.label}” needs a phone number with area code, such as 907 555 0100.{_quoted(text)}"
        )


def _choice(question: Choice | Mode, value: object, lists: Lists) -> str:
    options = options_of(question, lists)
    text = _clean(value) if isinstance(value, str) else ""
    for option in options:
        if text in (option.value, option.label):
            return option.value
    raise Refused(f"Please choose one of the answers offered for “{question.label}”.{_quoted(value)}")


def _several(question: Several | Topics, value: object, lists: Lists) -> tuple[str, ...]:
    items = [value] if isinstance(value, str) else value
    known = values_of(question, lists)
    if not isinstance(items, list | tuple) or any(item not in known for item in items):
        raise Refused(f"Please choose from the answers offered for “{question.label}”.")
    chosen = tuple(option for option in known if option in items)
    if len(chosen) < question.at_least:
        raise Refused(f"Please choose at least {question.at_least} for “{question.label}”.")
    if question.at_most is not None and len(chosen) > question.at_most:
        raise Refused(
            f"Please choose at most {question.at_most} for “{question.label}”; you have chosen {len(chosen)}."
        )
    return chosen


def _truth(value: object) -> bool | None:
    if isinstance(value, bool):
        return value
    if isinstance(value, int):
        return {0: False, 1: True}.get(value)
    if isinstance(value, str):
        word = value.strip().lower()
        return True if word in _TRUE else False if word in _FALSE else None
    return None


def _yes(question: AnyQuestion, value: object) -> bool:
    truth = _truth(value)
    if question.kind == "tick":
        if truth is not True and question.required:
            raise Refused(f"Please tick “{question.label}” to go on.")
        return truth is True
    if truth is None:
        raise Refused(f"Please answer “{question.label}” with {YES} or {NO}.")
    return truth


def _whole(value: object) -> int | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    if isinstance(value, float):
        return int(value) if math.isfinite(value) and value == int(value) else None
    if isinstance(value, str) and len(value.strip()) <= 15:
        try:
            return int(value.strip())
        except ValueError:
            return None
    return None


def _number(question: Number, value: object) -> int:
    number = _whole(value)
    unit = f" {question.unit}" if question.unit else ""
    if number is None:
        example = max(question.minimum, min(3, question.maximum))
        raise Refused(f"“{question.label}” needs a whole number, such as {example}.{_quoted(value)}")
    if number < question.minimum:
        raise Refused(f"“{question.label}” must be at least {question.minimum:,}{unit}.{_quoted(value)}")
    if number > question.maximum:
        raise Refused(f"“{question.label}” can be at most {question.maximum:,}{unit}.{_quoted(value)}")
    return number


def _year(question: Year, value: object, today: date) -> int:
    year = _whole(value)
    latest = today.year + question.years_ahead
    if year is None:
        raise Refused(
            f"“{question.label}” needs a year with four digits, such as {latest - 10}.{_quoted(value)}"
        )
    if not question.earliest <= year <= latest:
        raise Refused(
            f"“{question.label}” must be a year from {question.earliest} to {latest}.{_quoted(value)}"
        )
    return year


def _date(question: Date, value: object, today: date) -> date:
    day: date | None = None
    if isinstance(value, datetime):
        day = value.date()
    elif isinstance(value, date):
        day = value
    elif isinstance(value, str):
        try:
            day = date.fromisoformat(_clean(value)[:10])
        except ValueError:
            day = None
    if day is None:
        raise Refused(
            f"“{question.label}” needs a date as year, month, day, such as 2009-05-17.{_quoted(value)}"
        )
    if not question.future and day > today:
        raise Refused(f"“{question.label}” lies in the future. Please check the year.{_quoted(value)}")
    if day.year < 1900:
        raise Refused(f"“{question.label}” lies before 1900. Please check the year.{_quoted(value)}")
    return day


def _step(question: AnyQuestion, value: object, low: int, high: int) -> int:
    step = _whole(value)
    if step is None or not low <= step <= high:
        raise Refused(f"Please choose a number from {low} to {high} for “{question.label}”.{_quoted(value)}")
    return step


def _place(question: PlaceQuestion, value: object) -> Place:
    parts: dict[str, str] = {}
    if isinstance(value, Place):
        value = value.model_dump()
    if isinstance(value, str):
        parts["city"] = value
    elif isinstance(value, Mapping):
        parts = {
            name: text for name, text in value.items() if isinstance(name, str) and isinstance(text, str)
        }
    else:
        raise Refused(f"Please write the town or city for “{question.label}”.", field=f"{question.key}.city")
    read_parts = {}
    for name in ("city", "region", "country"):
        text = " ".join(_clean(parts.get(name, "")).split())
        if len(text) > _MOST_PLACE:
            raise Refused(f"This is too long for “{question.label}”.", field=f"{question.key}.{name}")
        read_parts[name] = text
    if not read_parts["city"]:
        raise Refused(f"Please write the town or city for “{question.label}”.", field=f"{question.key}.city")
    return Place(**read_parts)
