"""Answers and facts of any shape, read as tuples of words or as numbers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

import numpy as np

from mentorhub.matching.engine.encoding.columns import Index, Ints
from mentorhub.matching.engine.errors import MatchingError
from mentorhub.matching.engine.instance import Answer, Person, Place

MOST_NUMBER = 10**9
HUGE = 10**300  # what a float can still hold


def words(answer: Answer | None) -> tuple[str, ...]:
    """Sorted, without doubles or blanks, so that the order of ticking boxes changes nothing."""
    if isinstance(answer, str):
        return _word(answer)
    if isinstance(answer, (tuple, frozenset)):
        return tuple(sorted({word for each in answer for word in _word(each)}))
    if answer is None:
        return ()
    if isinstance(answer, bool):
        return ("yes" if answer else "no",)
    if isinstance(answer, Place):
        return (f"{answer.latitude},{answer.longitude}",)
    return (f"{answer:g}",)


@lru_cache(maxsize=2**16)
def _word(written: str) -> tuple[str, ...]:
    """Most words are the same few options: each is read once."""
    word = written.strip().casefold()
    return (word,) if word else ()


def number(answer: Answer | None, whose: str) -> float | None:
    if answer is None or answer == "":
        return None
    if isinstance(answer, int | float):
        value = float(max(-HUGE, min(answer, HUGE)))
    elif isinstance(answer, str):
        try:
            value = float(answer)
        except ValueError:
            raise MatchingError(f"{whose} should be a number and is “{answer}”.") from None
    else:
        raise MatchingError(f"{whose} should be a number.")
    if not np.isfinite(value):
        raise MatchingError(f"{whose} should be a number and is not finite.")
    if abs(value) > MOST_NUMBER:
        raise MatchingError(f"{whose} is too large a number.")
    return value


def read_numbers(
    people: Sequence[Person], key: str, label: str, *, facts: bool = False
) -> list[float | None]:
    """Everybody's number under this key of the answers, or of the facts."""
    return [
        float(given)
        if type(given) is int and -MOST_NUMBER <= given <= MOST_NUMBER
        else number(given, f"“{label}” of {person.id}")
        for person in people
        for given in ((person.facts if facts else person.answers).get(key),)
    ]


@dataclass(frozen=True, slots=True)
class Coded:
    """Who has which value: entries sorted by row, values numbered in their own order."""

    rows: Ints
    codes: Ints
    values: tuple[str, ...]
    people: int

    def members(self) -> list[Index]:
        """For each value, the people who have it."""
        order = np.argsort(self.codes, kind="stable")
        edges = np.searchsorted(self.codes[order], np.arange(len(self.values) + 1))
        rows = self.rows[order].astype(np.int32)
        return [rows[edges[code] : edges[code + 1]] for code in range(len(self.values))]


def coded(people: Sequence[tuple[str, ...]], known: Iterable[str] = ()) -> Coded:
    flat = list(chain.from_iterable(people))
    values = tuple(sorted(set(flat).union(known)))
    codes = {value: code for code, value in enumerate(values)}
    counts = np.fromiter(map(len, people), np.int64, len(people))
    numbered = np.fromiter(map(codes.__getitem__, flat), np.int64, len(flat))
    return Coded(np.repeat(np.arange(len(people)), counts), numbered, values, len(people))


def whole(params: Mapping[str, object], name: str, default: int) -> int:
    value = params.get(name, default)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise MatchingError(f"The setting “{name}” should be a number.")
    return int(value)


def numbers(params: Mapping[str, object], name: str, default: Sequence[int]) -> list[int]:
    value = params.get(name, default)
    if not isinstance(value, list | tuple) or not all(isinstance(item, int | float) for item in value):
        raise MatchingError(f"The setting “{name}” should be a list of numbers.")
    return [int(item) for item in value]
