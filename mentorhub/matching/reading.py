"""Stored answers, read for the engine: words, numbers, places, and names that mean people of the pool."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from mentorhub.forms.questions import AnyQuestion
from mentorhub.matching.engine import Answer

Stored = Any
"""What JSON can hold."""


def plain(said: Stored) -> Answer | None:
    if said is None or said in ("", []):
        return None
    if isinstance(said, list | tuple):
        return tuple(str(each) for each in said)
    if isinstance(said, dict):
        return place(said, "city")
    return said if isinstance(said, str | int | float | bool) else str(said)


def place(said: Stored, part: str) -> str | None:
    """A city is the same one only within its state."""
    if isinstance(said, str):
        return said.strip() or None
    if not isinstance(said, dict):
        return None
    city, region = str(said.get("city", "")).strip(), str(said.get("region", "")).strip()
    return (city if part == "city" else region) or None


def years(question: AnyQuestion | None, key: str, said: Stored, today: date) -> int | None:
    """Years of experience: since a year, or as a number."""
    try:
        number = int(said)
    except (TypeError, ValueError):
        return None
    since = question.kind == "year" if question is not None else key.endswith("_year")
    return today.year - number if since else number


def modes(said: Stored) -> tuple[str, ...] | None:
    """Either suits: both."""
    if said == "either":
        return ("remote", "in_person")
    return (said,) if isinstance(said, str) and said else None


def is_minor(said: Stored, today: date, adult_at: int = 18) -> bool:
    """From a date of birth. Of whom it is not known, we take the careful view."""
    if isinstance(said, bool):
        return said
    try:
        born = date.fromisoformat(str(said))
    except ValueError:
        return True
    return (today.year - born.year) - ((today.month, today.day) < (born.month, born.day)) < adult_at


_TITLES = frozenset({"dr", "doctor", "prof", "professor", "md", "phd", "mr", "mrs", "ms", "miss", "sir"})


def _tokens(name: str) -> tuple[str, ...]:
    folded = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(sign for sign in folded if not unicodedata.combining(sign))
    found = re.findall(r"[\w'’-]+", letters)
    return tuple(token for token in found if token not in _TITLES)


class Directory:
    """Who in the pool is meant by a written name or a kept id."""

    def __init__(self, people: Sequence[tuple[str, str, str]]) -> None:
        """Member id, participant id, name."""
        self._by_participant = {participant: member for member, participant, _ in people}
        self._names = [(member, _tokens(name)) for member, _, name in people]

    def participants(self, ids: Stored) -> tuple[str, ...]:
        if not isinstance(ids, list | tuple):
            return ()
        return tuple(self._by_participant[str(each)] for each in ids if str(each) in self._by_participant)

    def named(self, said: Stored, *, besides: str) -> tuple[str, ...] | None:
        """Everybody whom a free text like "Dr. M. Reyes, Tran" may mean.

        A surname alone means everybody who bears it: better one pairing too few than one with a supervisor.
        """
        texts: Iterable[str] = (
            said if isinstance(said, list | tuple) else [said] if isinstance(said, str) else []
        )
        written = [
            _tokens(name)
            for text in texts
            for name in re.split(r"[,;/\n]|\band\b|&", str(text))
            if name.strip()
        ]
        meant = {
            member
            for tokens in written
            if tokens
            for member, name in self._names
            if member != besides and _may_mean(tokens, name)
        }
        return tuple(sorted(meant)) or None


def _may_mean(written: Sequence[str], name: Sequence[str]) -> bool:
    """Every written word is a word of the name or its initial, and one at least is a whole word."""
    whole = [token for token in written if token in name]
    initials = [token for token in written if token not in name]
    return bool(whole) and all(
        len(token) == 1 and any(word.startswith(token) for word in name) for token in initials
    )
