"""The certificate's own look at every pair: sums of its own, rules asked pair by pair.

It shares no loop with the solver's scans, so that a fault there cannot hide itself here.
"""

import numpy as np

from mentorhub.matching.engine.encoding.columns import Bytes, Index, Ints, Scores
from mentorhub.matching.engine.solving.jit import jit
from mentorhub.matching.engine.solving.kernels import Pack


@jit
def holds(dense: Bytes, lists_start: Ints, lists: Index, column: int, mentor: int) -> bool:
    if column >= 0:
        return bool(dense[column, mentor])
    low, high = lists_start[~column], lists_start[~column + 1]
    while low < high:
        middle = (low + high) // 2
        if lists[middle] < mentor:
            low = middle + 1
        else:
            high = middle
    return bool(low < lists_start[~column + 1] and lists[low] == mentor)


NOT_CHANGED = np.int16(-32767)


@jit
def changed(p: Pack, mentee: int, mentor: int) -> int:
    """The score of a pair of whom one changed their answers."""
    for place in range(len(p.changed_mentors)):
        if p.changed_mentors[place] == mentor:
            return int(p.columns[place, mentee])
    for place in range(len(p.changed_mentees)):
        if p.changed_mentees[place] == mentee:
            return int(p.rows[place, mentor])
    return int(NOT_CHANGED)


@jit
def allowed(p: Pack, mentee: int, mentor: int) -> bool:
    known = changed(p, mentee, mentor)
    if known != NOT_CHANGED:
        return bool(known >= 0)
    for entry in range(p.vetoes_start[mentee], p.vetoes_start[mentee + 1]):
        if holds(p.dense, p.lists_start, p.lists, p.vetoes_at[entry], mentor):
            return False
    for entry in range(p.barred_start[mentee], p.barred_start[mentee + 1]):
        if p.barred_at[entry] == mentor:
            return False
    for rule in range(len(p.mentee_bits)):
        if (p.mentee_bits[rule, mentee] & p.mentor_bits[rule, mentor]) == 0:
            return False
    return True


@jit
def pair_score(p: Pack, mentee: int, mentor: int) -> int:
    """The score alone, rules not asked."""
    known = changed(p, mentee, mentor)
    if known != NOT_CHANGED:
        return known
    score = 0
    for entry in range(p.points_start[mentee], p.points_start[mentee + 1]):
        if holds(p.dense, p.lists_start, p.lists, p.points_at[entry], mentor):
            score += p.points_worth[entry]
    for entry in range(p.extras_start[mentee], p.extras_start[mentee + 1]):
        if p.extras_at[entry] == mentor:
            score += p.extras_worth[entry]
    return score


@jit
def uncovered(
    p: Pack, rows: Ints, least: Scores, mentee_prices: Ints, mentor_prices: Ints, bonus: int
) -> int:
    """The first of these mentees with an allowed pair worth more than its prices; -1 where there is none."""
    mentors = len(mentor_prices)
    excess = np.empty(mentors, np.int32)
    base = np.empty(mentors, np.int32)
    for mentor in range(mentors):
        base[mentor] = -mentor_prices[mentor]
    for at in range(len(rows)):
        mentee = rows[at]
        start = np.int32(bonus - mentee_prices[at])
        for mentor in range(mentors):
            excess[mentor] = base[mentor] + start
        for entry in range(p.points_start[mentee], p.points_start[mentee + 1]):
            column = p.points_at[entry]
            worth = np.int32(p.points_worth[entry])
            if column >= 0:
                held = p.dense[column]
                for mentor in range(mentors):
                    excess[mentor] += worth * held[mentor]
            else:
                for place in range(p.lists_start[~column], p.lists_start[~column + 1]):
                    excess[p.lists[place]] += worth
        for entry in range(p.extras_start[mentee], p.extras_start[mentee + 1]):
            excess[p.extras_at[entry]] += p.extras_worth[entry]
        for place in range(len(p.changed_mentees)):
            if p.changed_mentees[place] == mentee:
                for mentor in range(mentors):
                    excess[mentor] = base[mentor] + start + p.rows[place, mentor]
        for place in range(len(p.changed_mentors)):
            mentor = p.changed_mentors[place]
            excess[mentor] = base[mentor] + start + p.columns[place, mentee]
        for mentor in range(mentors):
            if excess[mentor] > 0 and allowed(p, mentee, mentor):
                score = excess[mentor] - start - base[mentor]
                if score >= least[mentee]:
                    return at
    return -1


@jit
def chosen(p: Pack, rows: Ints, least: Scores, match: Ints, scores: Ints) -> int:
    """The first chosen pair that is not allowed or has another score; -1 where all are right."""
    for at in range(len(rows)):
        if match[at] >= 0:
            score = pair_score(p, rows[at], match[at])
            if score != scores[at] or score < least[rows[at]] or not allowed(p, rows[at], match[at]):
                return at
    return -1
