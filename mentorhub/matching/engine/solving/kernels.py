"""The row scans as compiled loops. Without numba `scan` does the same with numpy, several times slower.

Prices are held in 32 bits here: a price never exceeds the bonus and a full score, which do not need more
below 200,000 people; `fits` says so.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from mentorhub.matching.engine.encoding.columns import Bytes, Index, Ints, Scores
from mentorhub.matching.engine.grid import ColumnGrid
from mentorhub.matching.engine.solving.jit import FAST, jit

Prices = npt.NDArray[np.int32]
NEVER = np.int16(-32768)
CHUNK = 256


class Pack(NamedTuple):
    """A column grid as bare arrays."""

    dense: Bytes
    lists_start: Ints
    lists: Index
    points_start: Ints
    points_at: Index
    points_worth: Scores
    extras_start: Ints
    extras_at: Index
    extras_worth: Scores
    vetoes_start: Ints
    vetoes_at: Index
    barred_start: Ints
    barred_at: Index
    mentee_bits: npt.NDArray[np.uint64]
    mentor_bits: npt.NDArray[np.uint64]
    row_of: Index  # people who changed their answers: whole rows and columns
    rows: Scores
    changed_mentors: Index
    columns: Scores
    changed_mentees: Index


def fits(bonus: int) -> bool:
    return FAST and bonus < 2**31 - 2**17


def pack(grid: ColumnGrid) -> Pack:
    return Pack(
        grid.columns.dense,
        grid.columns.lists_start,
        grid.columns.lists,
        grid.points.start,
        grid.points.at,
        grid.points.worth,
        grid.extras.start,
        grid.extras.at,
        grid.extras.worth,
        grid.vetoes.start,
        grid.vetoes.at,
        grid.barred.start,
        grid.barred.at,
        grid.meeting.mentees,
        grid.meeting.mentors,
        grid.patches.row_of,
        grid.patches.rows,
        grid.patches.changed_mentors,
        grid.patches.columns,
        grid.patches.changed_mentees,
    )


@jit
def _sum_row(p: Pack, mentee: int, out: Scores) -> None:
    mentors = len(out)
    out[:] = 0
    for entry in range(p.points_start[mentee], p.points_start[mentee + 1]):
        column = p.points_at[entry]
        worth = p.points_worth[entry]
        if column >= 0:
            row = p.dense[column]
            for mentor in range(mentors):
                out[mentor] += worth * row[mentor]
        else:
            for place in range(p.lists_start[~column], p.lists_start[~column + 1]):
                out[p.lists[place]] += worth
    for entry in range(p.extras_start[mentee], p.extras_start[mentee + 1]):
        out[p.extras_at[entry]] += p.extras_worth[entry]
    for entry in range(p.vetoes_start[mentee], p.vetoes_start[mentee + 1]):
        column = p.vetoes_at[entry]
        if column >= 0:
            row = p.dense[column]
            for mentor in range(mentors):
                out[mentor] = NEVER if row[mentor] != 0 else out[mentor]
        else:
            for place in range(p.lists_start[~column], p.lists_start[~column + 1]):
                out[p.lists[place]] = NEVER
    for rule in range(len(p.mentee_bits)):
        mine = p.mentee_bits[rule, mentee]
        theirs = p.mentor_bits[rule]
        for mentor in range(mentors):
            out[mentor] = NEVER if (theirs[mentor] & mine) == 0 else out[mentor]
    for entry in range(p.barred_start[mentee], p.barred_start[mentee + 1]):
        out[p.barred_at[entry]] = NEVER


@jit
def score_row(p: Pack, mentee: int, least: int, out: Scores) -> None:
    """One mentee's scores; NEVER where the pair is not allowed or below the floor."""
    if p.row_of[mentee] >= 0:
        out[:] = p.rows[p.row_of[mentee]]
    else:
        _sum_row(p, mentee, out)
    for place in range(len(p.changed_mentors)):
        out[p.changed_mentors[place]] = p.columns[place, mentee]
    if least > 0:
        for mentor in range(len(out)):
            out[mentor] = NEVER if out[mentor] < least else out[mentor]


@jit
def fill(p: Pack, rows: Ints, least: Scores, out: npt.NDArray[np.int16]) -> None:
    """Whole rows, with -1 where not allowed."""
    for at in range(len(rows)):
        row = out[at]
        score_row(p, rows[at], least[rows[at]], row)
        for mentor in range(len(row)):
            row[mentor] = max(row[mentor], -1)


@jit
def top_rows(
    p: Pack, rows: Ints, least: Scores, prices: Prices, most: int, counts: Ints, at: Index, scores: Scores
) -> None:
    """For each row the `most` mentors of highest score less price, in rising order of mentor."""
    mentors = p.dense.shape[1]
    out = np.empty(mentors, np.int16)
    heap = np.empty(most, np.int64)
    for place in range(len(rows)):
        score_row(p, rows[place], least[rows[place]], out)
        held = 0
        edge = np.int32(-(2**31) + 1)
        for begin in range(0, mentors, CHUNK):
            end = min(begin + CHUNK, mentors)
            above = 0
            for mentor in range(begin, end):
                above += np.int32(out[mentor]) - prices[mentor] > edge
            if above == 0:
                continue
            for mentor in range(begin, end):
                net = np.int64(out[mentor]) - prices[mentor]
                if net <= edge or out[mentor] < 0:
                    continue
                key = (net << 21) - mentor
                if held < most:
                    heap[held] = key
                    held += 1
                    if held == most:
                        _heapify(heap)
                        edge = np.int32((heap[0] + (1 << 21) - 1) >> 21)
                else:
                    heap[0] = key
                    _sift(heap, 0)
                    edge = np.int32((heap[0] + (1 << 21) - 1) >> 21)
        counts[place] = held
        for item in range(held):
            net = (heap[item] + (1 << 21) - 1) >> 21
            at[place * most + item] = (net << 21) - heap[item]
        mine = at[place * most : place * most + held]
        mine.sort()
        for item in range(held):
            scores[place * most + item] = out[mine[item]]


@jit
def _heapify(heap: Ints) -> None:
    for place in range(len(heap) // 2 - 1, -1, -1):
        _sift(heap, place)


@jit
def _sift(heap: Ints, place: int) -> None:
    """Smallest on top."""
    item = heap[place]
    while True:
        child = 2 * place + 1
        if child >= len(heap):
            break
        if child + 1 < len(heap) and heap[child + 1] < heap[child]:
            child += 1
        if heap[child] >= item:
            break
        heap[place] = heap[child]
        place = child
    heap[place] = item


@jit
def over_rows(
    p: Pack,
    rows: Ints,
    least: Scores,
    bars: Ints,
    prices: Prices,
    most: int,
    counts: Ints,
    at: Index,
    scores: Scores,
) -> None:
    """For each row the mentors whose score less price is above the row's bar: at most `most`, the highest."""
    mentors = p.dense.shape[1]
    out = np.empty(mentors, np.int16)
    found = np.empty(mentors, np.int64)
    for place in range(len(rows)):
        score_row(p, rows[place], least[rows[place]], out)
        bar = np.int32(max(bars[place], -(2**31) + 1))
        held = 0
        for begin in range(0, mentors, CHUNK):
            end = min(begin + CHUNK, mentors)
            above = 0
            for mentor in range(begin, end):
                above += np.int32(out[mentor]) - prices[mentor] > bar
            if above == 0:
                continue
            for mentor in range(begin, end):
                net = np.int64(out[mentor]) - prices[mentor]
                if net > bar and out[mentor] >= 0:
                    found[held] = (-net << 21) + mentor
                    held += 1
        if held > most:
            mine = found[:held]
            mine.sort()
            held = most
        for item in range(held):
            at[place * most + item] = found[item] & ((1 << 21) - 1)
        chosen = at[place * most : place * most + held]
        chosen.sort()
        counts[place] = held
        for item in range(held):
            scores[place * most + item] = out[chosen[item]]


@jit
def best_rows(p: Pack, rows: Ints, least: Scores, out: Ints) -> None:
    """Each row's highest allowed score; -1 where nothing is allowed."""
    scores = np.empty(p.dense.shape[1], np.int16)
    for at in range(len(rows)):
        score_row(p, rows[at], least[rows[at]], scores)
        best = np.int16(-1)
        for mentor in range(len(scores)):
            best = max(best, scores[mentor])
        out[at] = best


def row(grid: ColumnGrid, mentee: int, least: int) -> Scores:
    scores = np.empty(grid.mentors, np.int16)
    score_row(pack(grid), mentee, least, scores)
    return np.maximum(scores, np.int16(-1))
