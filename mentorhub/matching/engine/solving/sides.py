"""One mentor's scores for all mentees: the grid seen from its other side."""

from typing import NamedTuple

import numpy as np

from mentorhub.matching.engine.encoding.columns import Index, Ints, Scores
from mentorhub.matching.engine.grid import ColumnGrid, Listing
from mentorhub.matching.engine.solving.jit import jit
from mentorhub.matching.engine.solving.kernels import NEVER, Pack


class Other(NamedTuple):
    """Entries by column instead of by mentee; lists come after the dense columns."""

    points_start: Ints
    points_of: Index
    points_worth: Scores
    vetoes_start: Ints
    vetoes_of: Index
    extras_start: Ints  # by mentor
    extras_of: Index
    extras_worth: Scores
    barred_start: Ints
    barred_of: Index
    lists_start: Ints  # which lists each mentor is in
    lists_of: Index


def other_side(grid: ColumnGrid) -> Other:
    dense, lists = len(grid.columns.dense), len(grid.columns.lists_start) - 1
    points = _turned(grid.points, dense, dense + lists, grid.mentees)
    vetoes = _turned(grid.vetoes, dense, dense + lists, grid.mentees)
    extras = _turned(grid.extras, 0, grid.mentors, grid.mentees)
    barred = _turned(grid.barred, 0, grid.mentors, grid.mentees)
    holders = np.repeat(np.arange(lists), np.diff(grid.columns.lists_start))
    order = np.argsort(grid.columns.lists, kind="stable")
    start = np.searchsorted(grid.columns.lists[order], np.arange(grid.mentors + 1)).astype(np.int64)
    held = holders[order].astype(np.int32)
    return Other(
        points_start=points[0],
        points_of=points[1],
        points_worth=points[2],
        vetoes_start=vetoes[0],
        vetoes_of=vetoes[1],
        extras_start=extras[0],
        extras_of=extras[1],
        extras_worth=extras[2],
        barred_start=barred[0],
        barred_of=barred[1],
        lists_start=start,
        lists_of=held,
    )


def _turned(listing: Listing, dense: int, columns: int, mentees: int) -> tuple[Ints, Index, Scores]:
    rows = np.repeat(np.arange(mentees), np.diff(listing.start))
    at = listing.at.astype(np.int64)
    column = np.where(at >= 0, at, dense + ~at)
    order = np.argsort(column, kind="stable")
    start = np.searchsorted(column[order], np.arange(columns + 1)).astype(np.int64)
    return start, rows[order].astype(np.int32), listing.worth[order]


@jit
def score_column(p: Pack, o: Other, mentor: int, out: Scores) -> None:
    """One mentor's score for every mentee; NEVER where the pair is not allowed."""
    for place in range(len(p.changed_mentors)):
        if p.changed_mentors[place] == mentor:
            out[:] = p.columns[place]
            return
    _sum_column(p, o, mentor, out)
    for place in range(len(p.changed_mentees)):
        out[p.changed_mentees[place]] = p.rows[place, mentor]


@jit
def _sum_column(p: Pack, o: Other, mentor: int, out: Scores) -> None:
    out[:] = 0
    dense = len(p.dense)
    for column in range(dense):
        if p.dense[column, mentor]:
            for entry in range(o.points_start[column], o.points_start[column + 1]):
                out[o.points_of[entry]] += o.points_worth[entry]
    for place in range(o.lists_start[mentor], o.lists_start[mentor + 1]):
        column = dense + o.lists_of[place]
        for entry in range(o.points_start[column], o.points_start[column + 1]):
            out[o.points_of[entry]] += o.points_worth[entry]
    for entry in range(o.extras_start[mentor], o.extras_start[mentor + 1]):
        out[o.extras_of[entry]] += o.extras_worth[entry]
    for column in range(dense):
        if p.dense[column, mentor]:
            for entry in range(o.vetoes_start[column], o.vetoes_start[column + 1]):
                out[o.vetoes_of[entry]] = NEVER
    for place in range(o.lists_start[mentor], o.lists_start[mentor + 1]):
        column = dense + o.lists_of[place]
        for entry in range(o.vetoes_start[column], o.vetoes_start[column + 1]):
            out[o.vetoes_of[entry]] = NEVER
    for rule in range(len(p.mentor_bits)):
        theirs = p.mentor_bits[rule, mentor]
        bits = p.mentee_bits[rule]
        for mentee in range(len(out)):
            if (bits[mentee] & theirs) == 0:
                out[mentee] = NEVER
    for entry in range(o.barred_start[mentor], o.barred_start[mentor + 1]):
        out[o.barred_of[entry]] = NEVER
