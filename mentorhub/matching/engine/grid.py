"""Every pair's score without storing every pair: rows are made when asked for.

`NOT_ALLOWED` stands where a rule, a block or a decision forbids the pair.
"""

from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from mentorhub.matching.engine.encoding.columns import Columns, Index, Ints, Scores

NOT_ALLOWED = -1
BLOCKED, RULED_OUT = -1, -2
"""Rule numbers of vetoes that no rule of the template made."""
Masks = npt.NDArray[np.uint64]


class Grid(Protocol):
    """Scores by mentee row and mentor column."""

    @property
    def mentees(self) -> int: ...

    @property
    def mentors(self) -> int: ...

    def row(self, mentee: int) -> Scores: ...


@dataclass(frozen=True, slots=True)
class Listing:
    """Entries of each mentee: `at[start[e]:start[e + 1]]`, what they are worth, and whose they are."""

    start: Ints
    at: Index
    worth: Scores
    source: Scores  # the factor's or rule's number

    def of(self, mentee: int) -> slice:
        return slice(int(self.start[mentee]), int(self.start[mentee + 1]))


def listing(rows: Ints, at: Ints, worth: Ints, source: Ints, mentees: int) -> Listing:
    order = np.lexsort((at, rows))
    start = np.searchsorted(rows[order], np.arange(mentees + 1))
    return Listing(
        start.astype(np.int64),
        at[order].astype(np.int32),
        worth[order].astype(np.int16),
        source[order].astype(np.int16),
    )


@dataclass(frozen=True, slots=True)
class Meeting:
    """Sets that must meet: bits of each mentee and mentor, one row per rule."""

    rules: tuple[int, ...]
    mentees: Masks
    mentors: Masks


@dataclass(slots=True)
class Patches:
    """Whole rows and columns of scores that stand instead of the sums: people who changed their answers.

    They grow in place, the tables a little ahead. Where a changed mentee meets a changed mentor, the mentor's
    column holds the score.
    """

    row_of: Index  # of each mentee in `rows`, or -1
    column_of: Index  # of each mentor in `columns`, or -1
    rows: Scores
    columns: Scores
    changed_mentees: Index  # in the order of `rows`
    changed_mentors: Index

    @classmethod
    def none(cls, mentees: int, mentors: int) -> "Patches":
        nobody = np.zeros(0, np.int32)
        return cls(
            np.full(mentees, -1, np.int32),
            np.full(mentors, -1, np.int32),
            np.zeros((0, mentors), np.int16),
            np.zeros((0, mentees), np.int16),
            nobody,
            nobody,
        )

    def put_row(self, mentee: int, scores: Scores) -> None:
        if self.row_of[mentee] < 0:
            self.row_of[mentee] = len(self.changed_mentees)
            self.rows = _with_room(self.rows, len(self.changed_mentees))
            self.changed_mentees = np.append(self.changed_mentees, np.int32(mentee))
        self.rows[self.row_of[mentee]] = scores
        self.columns[: len(self.changed_mentors), mentee] = scores[self.changed_mentors]

    def put_column(self, mentor: int, scores: Scores) -> None:
        if self.column_of[mentor] < 0:
            self.column_of[mentor] = len(self.changed_mentors)
            self.columns = _with_room(self.columns, len(self.changed_mentors))
            self.changed_mentors = np.append(self.changed_mentors, np.int32(mentor))
        self.columns[self.column_of[mentor]] = scores


def _with_room(table: Scores, used: int) -> Scores:
    if used < len(table):
        return table
    return np.concatenate([table, np.zeros((max(8, used), table.shape[1]), np.int16)])


@dataclass(frozen=True, slots=True)
class ColumnGrid:
    """Scores as sums of points over columns of mentors."""

    mentees: int
    mentors: int
    columns: Columns
    points: Listing  # columns that give points
    extras: Listing  # mentors who get points singly (ranked preferences)
    vetoes: Listing  # columns that forbid
    barred: Listing  # mentors who are forbidden singly
    meeting: Meeting
    patches: Patches

    def raw_row(self, mentee: int) -> Scores:
        """Scores as if nothing were forbidden, by the answers that were read first."""
        scores = np.zeros(self.mentors, np.int16)
        mine = self.points.of(mentee)
        for column, points in zip(self.points.at[mine], self.points.worth[mine], strict=True):
            if column >= 0:
                scores += np.multiply(self.columns.dense[column], points, dtype=np.int16)
            else:
                scores[self.columns.members(column)] += points
        single = self.extras.of(mentee)
        np.add.at(scores, self.extras.at[single], self.extras.worth[single])
        return scores

    def row(self, mentee: int) -> Scores:
        patches = self.patches
        if patches.row_of[mentee] >= 0:
            scores: Scores = patches.rows[patches.row_of[mentee]].copy()
        else:
            scores = self._row(mentee)
        scores[patches.changed_mentors] = patches.columns[: len(patches.changed_mentors), mentee]
        return scores

    def _row(self, mentee: int) -> Scores:
        scores = self.raw_row(mentee)
        for column in self.vetoes.at[self.vetoes.of(mentee)]:
            if column >= 0:
                scores[self.columns.mask(column)] = NOT_ALLOWED
            else:
                scores[self.columns.members(column)] = NOT_ALLOWED
        for mine, theirs in zip(self.meeting.mentees, self.meeting.mentors, strict=True):
            scores[(theirs & mine[mentee]) == 0] = NOT_ALLOWED
        scores[self.barred.at[self.barred.of(mentee)]] = NOT_ALLOWED
        return scores

    def block(self, rows: Ints) -> Scores:
        """Many rows at once, by products of sparse tables: for where no loop is compiled."""
        dense, lists = len(self.columns.dense), len(self.columns.lists_start) - 1
        held = np.zeros((dense + lists, self.mentors), np.int16)
        held[:dense] = self.columns.dense
        held[dense + np.repeat(np.arange(lists), np.diff(self.columns.lists_start)), self.columns.lists] = 1

        def over_columns(entries: Listing, worth: Scores) -> Scores:
            at = np.where(entries.at >= 0, entries.at, dense + ~entries.at)
            table: Scores = (
                csr_array((worth, at, entries.start), shape=(self.mentees, len(held)))[rows] @ held
            )
            return table

        def over_mentors(entries: Listing, worth: Scores) -> Scores:
            shape = (self.mentees, self.mentors)
            table: Scores = csr_array((worth, entries.at, entries.start), shape=shape)[rows].toarray()
            return table

        scores = over_columns(self.points, self.points.worth) + over_mentors(self.extras, self.extras.worth)
        scores[over_columns(self.vetoes, np.ones_like(self.vetoes.worth)) > 0] = NOT_ALLOWED
        scores[over_mentors(self.barred, np.ones_like(self.barred.worth)) > 0] = NOT_ALLOWED
        for mine, theirs in zip(self.meeting.mentees, self.meeting.mentors, strict=True):
            scores[(mine[rows][:, None] & theirs[None, :]) == 0] = NOT_ALLOWED
        patches = self.patches
        changed = np.flatnonzero(patches.row_of[rows] >= 0)
        scores[changed] = patches.rows[patches.row_of[rows[changed]]]
        scores[:, patches.changed_mentors] = patches.columns[: len(patches.changed_mentors), rows].T
        allowed: Scores = np.maximum(scores, np.int16(NOT_ALLOWED))
        return allowed

    def without(self, pairs: list[tuple[int, int]]) -> "ColumnGrid":
        """The same with a few more pairs forbidden."""
        old = self.barred
        rows = np.repeat(np.arange(self.mentees), np.diff(old.start))
        more = np.array(pairs, np.int64).reshape(len(pairs), 2)
        at = np.concatenate([old.at, more[:, 1]])
        source = np.concatenate([old.source, np.full(len(pairs), RULED_OUT)])
        barred = listing(np.concatenate([rows, more[:, 0]]), at, at * 0, source, self.mentees)
        return replace(self, barred=barred)


@dataclass(frozen=True, slots=True)
class ListedGrid:
    """Scores given pair by pair: a pair not listed is not allowed."""

    mentees: int
    mentors: int
    start: Ints
    at: Index
    worth: Scores

    def row(self, mentee: int) -> Scores:
        scores = np.full(self.mentors, NOT_ALLOWED, np.int16)
        mine = slice(int(self.start[mentee]), int(self.start[mentee + 1]))
        scores[self.at[mine]] = self.worth[mine]
        return scores
