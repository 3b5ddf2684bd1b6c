"""What would change if running pairs were free to change too: shown before anybody decides anything.

Every running pair gets a bonus for staying, so only a change worth more than the bonus is proposed.
"""

from dataclasses import dataclass, replace

import numpy as np

from mentorhub.matching.engine.encode import Encoded, encode
from mentorhub.matching.engine.errors import MatchingError
from mentorhub.matching.engine.grid import ColumnGrid, listing
from mentorhub.matching.engine.instance import FULL_SCORE, Instance
from mentorhub.matching.engine.pool import pool
from mentorhub.matching.engine.result import Change
from mentorhub.matching.engine.solve import best
from mentorhub.matching.engine.solving.problem import NOBODY, Watch

MOST_RETENTION = 20_000


@dataclass(frozen=True, slots=True)
class Rebalance:
    changes: tuple[Change, ...]
    broken: int  # running pairs that would end
    total: int
    gain: int  # against keeping every running pair
    matched_gain: int


def rebalance(instance: Instance, retention: int = 500) -> Rebalance:
    """`retention` in basis points of one pair's score: 0 lets every pair change that gains anything."""
    if not 0 <= retention <= MOST_RETENTION:
        raise MatchingError(f"The bonus for staying should be between 0 and {MOST_RETENTION}.")
    encoded = encode(instance)
    kept = _matched(encoded)
    # A running pair that today's rules forbid is for people to end, not for this.
    movable = frozenset(pair for pair in instance.running if _allowed(encoded, pair))
    freed = replace(encoded, instance=replace(instance, running=instance.running - movable))
    rows = [(encoded.mentee_at[mentee], encoded.mentor_at[mentor]) for mentee, mentor in sorted(movable)]
    freed = replace(freed, grid=_with_bonus(encoded.grid, rows, retention))
    moved = _matched(freed, FULL_SCORE + retention)
    everybody = sorted(kept.keys() | moved.keys())
    before, after = _worth(encoded, kept), _worth(encoded, moved)
    return Rebalance(
        changes=tuple(
            Change(mentee, kept.get(mentee), moved.get(mentee))
            for mentee in everybody
            if kept.get(mentee) != moved.get(mentee)
        ),
        broken=sum(moved.get(mentee) != mentor for mentee, mentor in movable),
        total=after,
        gain=after - before,
        matched_gain=len(moved) - len(kept),
    )


def _matched(encoded: Encoded, most: int = FULL_SCORE) -> dict[str, str]:
    left = pool(encoded, Watch())
    bonus = most * max(1, len(left.problem.rows)) + 1
    problem = replace(left.problem, worth_of_one=bonus)
    solution = best(problem)
    found = {encoded.mentees[pair.mentee].id: encoded.mentors[pair.mentor].id for pair in left.standing}
    for at in np.flatnonzero(solution.match != NOBODY).tolist():
        found[encoded.mentees[int(problem.rows[at])].id] = encoded.mentors[int(solution.match[at])].id
    return found


def _allowed(encoded: Encoded, pair: tuple[str, str]) -> bool:
    row, column = encoded.mentee_at.get(pair[0]), encoded.mentor_at.get(pair[1])
    return row is not None and column is not None and bool(encoded.grid.row(row)[column] >= 0)


def _with_bonus(grid: ColumnGrid, pairs: list[tuple[int, int]], bonus: int) -> ColumnGrid:
    old = grid.extras
    rows = np.repeat(np.arange(grid.mentees), np.diff(old.start))
    more = np.array(pairs, np.int64).reshape(len(pairs), 2)
    extras = listing(
        np.concatenate([rows, more[:, 0]]),
        np.concatenate([old.at, more[:, 1]]),
        np.concatenate([old.worth, np.full(len(pairs), bonus)]),
        np.concatenate([old.source, np.full(len(pairs), -1)]),
        grid.mentees,
    )
    return replace(grid, extras=extras)


def _worth(encoded: Encoded, pairs: dict[str, str]) -> int:
    """By the scores as they are, without any bonus."""
    return sum(
        int(encoded.grid.raw_row(encoded.mentee_at[mentee])[encoded.mentor_at[mentor]])
        for mentee, mentor in pairs.items()
    )
