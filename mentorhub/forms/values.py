"""The types that answers have."""

from collections.abc import Mapping
from datetime import date

from mentorhub.forms.base import Part


class Place(Part):
    city: str
    region: str = ""
    country: str = ""


AnswerValue = str | int | bool | date | Place | tuple[str, ...]
Answers = Mapping[str, AnswerValue]
