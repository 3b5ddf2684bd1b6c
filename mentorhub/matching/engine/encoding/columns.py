"""True-or-false facts about mentors ("named trauma", "within 50 km of Seattle"), each stored once.

A score is a sum of basis points over such columns, all whole numbers: the order of adding, the block size
and the number of threads cannot change a bit of it.
"""

from collections.abc import Hashable
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Index = npt.NDArray[np.int32]
Scores = npt.NDArray[np.int16]
Bytes = npt.NDArray[np.uint8]

SPARSE_BELOW = 24
"""A column held by fewer than one mentor in this many is a list of mentors rather than a row of bytes."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Column c >= 0 is a row of `dense`; c < 0 is list ~c of `lists`."""

    dense: Bytes
    lists_start: Ints
    lists: Index

    def members(self, column: int) -> Index:
        if column >= 0:
            return np.flatnonzero(self.dense[column]).astype(np.int32)
        return self.lists[self.lists_start[~column] : self.lists_start[~column + 1]]

    def mask(self, column: int) -> npt.NDArray[np.bool_]:
        if column >= 0:
            return np.asarray(self.dense[column] != 0)
        held = np.zeros(self.dense.shape[1], np.bool_)
        held[self.members(column)] = True
        return held


@dataclass(slots=True)
class ColumnBook:
    """Collects columns while factors and rules are encoded."""

    mentors: int
    _members: list[Index] = field(default_factory=list)
    _known: dict[Hashable, int] = field(default_factory=dict)

    def add(self, key: Hashable, members: npt.NDArray[np.integer]) -> int:
        """The column's number; -1 where nobody is in it."""
        if key not in self._known:
            if len(members) == 0:
                self._known[key] = -1
            else:
                self._known[key] = len(self._members)
                self._members.append(members.astype(np.int32))
        return self._known[key]

    def known(self, key: Hashable) -> int | None:
        return self._known.get(key)

    def members(self, number: int) -> Index:
        return self._members[number]

    def seal(self) -> tuple[Columns, Index]:
        """The columns, and for each number of the book where its column went."""
        is_dense = [len(members) * SPARSE_BELOW >= self.mentors for members in self._members]
        dense = np.zeros((sum(is_dense), self.mentors), np.uint8)
        where = np.zeros(len(self._members), np.int32)
        lists: list[Index] = []
        row = 0
        for number, members in enumerate(self._members):
            if is_dense[number]:
                dense[row, members] = 1
                where[number] = row
                row += 1
            else:
                where[number] = ~len(lists)
                lists.append(members)
        starts = np.zeros(len(lists) + 1, np.int64)
        np.cumsum([len(members) for members in lists], out=starts[1:])
        flat = np.concatenate(lists) if lists else np.zeros(0, np.int32)
        return Columns(dense, starts, flat), where


def apportion(rows: Ints, shares: Ints, whole: Ints) -> Ints:
    """Split `whole[row]` over the entries of each row by share, in whole points that add up exactly.

    Entries come sorted by row. Points left over go to the largest remainders, the earlier entry first.
    """
    if len(rows) == 0:
        return np.zeros(0, np.int64)
    sums = np.bincount(rows, weights=shares, minlength=len(whole)).astype(np.int64)
    exact = whole[rows] * shares
    points = exact // sums[rows]
    remainders = exact - points * sums[rows]
    left = whole - np.bincount(rows, weights=points, minlength=len(whole)).astype(np.int64)
    most = int(remainders.max()) + 1
    order = np.argsort(rows * most - remainders, kind="stable")
    rank = np.arange(len(rows)) - np.searchsorted(rows, rows)
    extra = np.zeros(len(rows), np.int64)
    extra[order] = rank < left[rows]  # the order keeps every row in its place
    result: Ints = points + extra
    return result
