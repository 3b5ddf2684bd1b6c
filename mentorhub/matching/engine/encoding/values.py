"""Answers and facts of any shape, read as tuples of words or as numbers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from mentorhub.matching.engine.encoding.columns import Index, Ints
from mentorhub.matching.engine.errors import MatchingError
from mentorhub.matching.engine.instance import Answer, Place


def words(answer: Answer | None) -> tuple[str, ...]:
    """Sorted, without doubles or blanks, so that the order of ticking boxes changes nothing."""
    if answer is None or answer == "":
        return ()
    if isinstance(answer, bool):
        return ("yes" if answer else "no",)
    if isinstance(answer, int | float):
        return (f"{answer:g}",)
    if isinstance(answer, Place):
        return (f"{answer.latitude},{answer.longitude}",)
    return _tidied(answer)


@lru_cache(maxsize=2**16)
def _tidied(answer: str | tuple[str, ...] | frozenset[str]) -> tuple[str, ...]:
    """Most answers are the same few options: each is read once."""
    if isinstance(answer, str):
        return (answer.strip().casefold(),) if answer.strip() else ()
    return tuple(sorted({word.strip().casefold() for word in answer if word.strip()}))


def number(answer: Answer | None, whose: str) -> float | None:
    if answer is None or answer == "":
        return None
    if isinstance(answer, int | float):
        value = float(answer)
    elif isinstance(answer, str):
        try:
            value = float(answer)
        except ValueError:
            raise MatchingError(f"{whose} should be a number and is “{answer}”.") from None
    else:
        raise MatchingError(f"{whose} should be a number.")
    if not np.isfinite(value):
        raise MatchingError(f"{whose} should be a number and is not finite.")
    return value


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
    values = tuple(sorted({word for person in people for word in person} | set(known)))
    codes = {value: code for code, value in enumerate(values)}
    rows = np.repeat(np.arange(len(people)), [len(person) for person in people])
    flat = np.fromiter((codes[word] for person in people for word in person), np.int64, len(rows))
    return Coded(rows.astype(np.int64), flat, values, len(people))


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
