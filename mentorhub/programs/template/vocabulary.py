"""The few words that several parts of a template share."""

from typing import Annotated, Literal

from pydantic import AfterValidator, EmailStr, StringConstraints

RoleKey = Literal["mentor", "mentee", "peer"]
"""What a participant takes part as."""

Party = Literal["mentor", "mentee", "peer", "guardian", "committee", "staff"]
"""Whose yes a decision can ask for, and who can be asked by a survey."""

PlaceType = Literal["phone", "video", "in_person", "public_place", "clinic", "workplace", "event"]
"""Where two people may meet. A private home is not among them, and cannot be."""

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

_DAYS_IN = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _real_day(text: str) -> str:
    month, day = int(text[:2]), int(text[3:])
    if not 1 <= month <= 12 or not 1 <= day <= _DAYS_IN[month - 1]:
        raise ValueError(f"“{text}” is no day of a year; write the month and the day, as in 10-01")
    return text


MonthDay = Annotated[str, StringConstraints(pattern=r"^[0-9]{2}-[0-9]{2}$"), AfterValidator(_real_day)]
"""A day that returns each year: `10-01` is the first of October."""

ClockTime = Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]

Web = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"']{3,500}$")]
"""A link that people follow: http or https, nothing else."""

Mail = EmailStr
