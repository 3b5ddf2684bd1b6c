"""The parts of a score: what each factor gave a pair, adding up to the score exactly."""

import numpy as np

from mentorhub.matching.engine.encode import Encoded
from mentorhub.matching.engine.encoding.columns import Columns, Ints
from mentorhub.matching.engine.grid import Listing
from mentorhub.matching.engine.instance import FULL_SCORE
from mentorhub.matching.engine.result import Part


def points(encoded: Encoded, mentees: Ints, mentors: Ints) -> Ints:
    """Basis points by pair and factor; rules are not asked."""
    grid = encoded.grid
    gained = np.zeros((len(mentees), len(encoded.factors)), np.int64)
    pair, entry = _entries(grid.points, mentees)
    held = _holds(grid.columns, grid.points.at[entry].astype(np.int64), mentors[pair])
    np.add.at(gained, (pair[held], grid.points.source[entry[held]]), grid.points.worth[entry[held]])
    pair, entry = _entries(grid.extras, mentees)
    held = grid.extras.at[entry] == mentors[pair]
    np.add.at(gained, (pair[held], grid.extras.source[entry[held]]), grid.extras.worth[entry[held]])
    return gained


def _entries(listing: Listing, mentees: Ints) -> tuple[Ints, Ints]:
    """For each pair its mentee's entries: (which pair, which entry)."""
    counts = listing.start[mentees + 1] - listing.start[mentees]
    pair = np.repeat(np.arange(len(mentees)), counts)
    within = np.arange(len(pair)) - np.repeat(np.cumsum(counts) - counts, counts)
    return pair, listing.start[mentees][pair] + within


def _holds(columns: Columns, column: Ints, mentor: Ints) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    held = np.zeros(len(column), np.bool_)
    dense = column >= 0
    held[dense] = columns.dense[column[dense], mentor[dense]] == 1
    if len(columns.lists):
        mentors = columns.dense.shape[1]
        numbers = np.repeat(np.arange(len(columns.lists_start) - 1), np.diff(columns.lists_start))
        known = numbers * mentors + columns.lists
        asked = ~column[~dense] * mentors + mentor[~dense]
        at = np.minimum(np.searchsorted(known, asked), len(known) - 1)
        held[~dense] = known[at] == asked
    return held


def parts(encoded: Encoded, mentees: Ints, mentors: Ints) -> list[tuple[Part, ...]]:
    """Many pairs get the same of a factor: each such part is one object."""
    gained = points(encoded, mentees, mentors)
    most = FULL_SCORE + 1
    told: list[list[Part]] = []
    for at, factor in enumerate(encoded.factors):
        keys, which = np.unique(gained[:, at] * most + encoded.weights[mentees, at], return_inverse=True)
        each = [Part(factor.key, factor.label, key // most, key % most) for key in keys.tolist()]
        told.append([each[key] for key in which.tolist()])
    return list(zip(*told, strict=True)) if told else [()] * len(mentees)
