"""A stored answer as a person reads it."""

from datetime import date

from mentorhub.forms.lists import Lists
from mentorhub.forms.options import label_of
from mentorhub.forms.questions import AnyQuestion
from mentorhub.forms.values import AnswerValue, Place

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def long_date(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def display(question: AnyQuestion, value: AnswerValue | None, lists: Lists) -> str:
    """Readable words; a dash where nothing was answered."""
    match value:
        case None | "" | ():
            return "–"
        case bool():
            return "Yes" if value else "No"
        case tuple():
            return ", ".join(label_of(question, item, lists) for item in value)
        case date():
            return long_date(value)
        case Place():
            return ", ".join(part for part in (value.city, value.region, value.country) if part)
        case str():
            return label_of(question, value, lists)
        case int():
            return _number(question, value)


def _number(question: AnyQuestion, value: int) -> str:
    match question.kind:
        case "year":
            return str(value)
        case "scale":
            return f"{value} of {question.steps}"
        case "nps":
            return f"{value} of 10"
        case "number" if question.unit:
            return f"{value:,} {question.unit}"
        case _:
            return f"{value:,}"
