"""Who would rather be together: two who ranked each other, and are not as well off as matched."""

from dataclasses import dataclass

from mentorhub.matching.engine.encoding.columns import Index
from mentorhub.matching.engine.solving.problem import Problem

LAST = 10**6
Ranks = dict[tuple[int, int], int]


@dataclass(frozen=True, slots=True)
class Choices:
    """Ranks from 0 by (mentee of the grid, mentor); only people who can meet in this problem."""

    by_mentee: Ranks
    by_mentor: Ranks

    @property
    def mutual(self) -> list[tuple[int, int]]:
        return sorted(self.by_mentee.keys() & self.by_mentor.keys())


def blocking(problem: Problem, match: Index, choices: Choices) -> list[tuple[int, int]]:
    """Pairs of people who ranked each other and would both rather be together."""
    matched = {int(row): int(match[at]) for at, row in enumerate(problem.rows)}
    held: dict[int, list[int]] = {}
    for row, mentor in matched.items():
        held.setdefault(mentor, []).append(row)
    return [pair for pair in choices.mutual if _blocks(problem, matched, held, choices, pair)]


def _blocks(
    problem: Problem,
    matched: dict[int, int],
    held: dict[int, list[int]],
    choices: Choices,
    pair: tuple[int, int],
) -> bool:
    row, mentor = pair
    if row not in matched or problem.places[mentor] == 0 or matched[row] == mentor:
        return False
    if problem.scores(row)[mentor] < 0:
        return False
    if choices.by_mentee.get((row, matched[row]), LAST) < choices.by_mentee[pair]:
        return False
    with_mentor = held.get(mentor, [])
    if len(with_mentor) < problem.places[mentor]:
        return True
    worst = max(choices.by_mentor.get((other, mentor), LAST) for other in with_mentor)
    return worst > choices.by_mentor[pair]
