"""Ranked preferences of either side as a soft factor."""

from collections.abc import Sequence

import numpy as np

from mentorhub.matching.engine.encoding.columns import ColumnBook, Ints
from mentorhub.matching.engine.encoding.drafts import Draft, PairPoints, Ranked
from mentorhub.matching.engine.encoding.values import whole
from mentorhub.matching.engine.instance import Factor, Person


def ranking(factor: Factor, mentees: Sequence[Person], mentors: Sequence[Person]) -> Draft:
    """A first choice gives its side's share fully, each later one a step less.

    `depth` is how many choices count; `mentor_share` how many hundredths of the weight the mentor's list
    decides. Where only one side ranked, that side decides alone.
    """
    depth = max(1, whole(factor.params, "depth", 5))
    mentor_share = min(100, max(0, whole(factor.params, "mentor_share", 50)))
    mentee_at = {person.id: row for row, person in enumerate(mentees)}
    mentor_at = {person.id: row for row, person in enumerate(mentors)}
    by_mentee = _choices(mentees, mentor_at, depth)
    by_mentor = [(mentee, mentor, rank) for mentor, mentee, rank in _choices(mentors, mentee_at, depth)]
    ranks = np.zeros(len(mentees), np.bool_)
    is_ranked = np.zeros(len(mentees), np.bool_)
    ranks[[mentee for mentee, _, _ in by_mentee]] = True
    is_ranked[[mentee for mentee, _, _ in by_mentor]] = True

    flat = np.array([*by_mentee, *by_mentor], np.int64).reshape(len(by_mentee) + len(by_mentor), 3)
    ranked = Ranked(
        rows=flat[:, 0],
        mentors=flat[:, 1],
        step=depth - flat[:, 2],
        of_mentor=np.arange(len(flat)) >= len(by_mentee),
        hundredths=np.where(is_ranked, np.where(ranks, mentor_share, 100), 0),
        depth=depth,
    )

    def write(weights: Ints, book: ColumnBook) -> PairPoints:  # noqa: ARG001 - single pairs need no columns
        points = ranked.points(weights, np.arange(len(flat)))
        return PairPoints(ranked.rows, ranked.mentors, points)

    return Draft(ranks | is_ranked, write, ranked=ranked)


def _choices(people: Sequence[Person], others: dict[str, int], depth: int) -> list[tuple[int, int, int]]:
    """(who, whom, rank from 0): people who are not in this matching do not use up a rank."""
    found: list[tuple[int, int, int]] = []
    for row, person in enumerate(people):
        known = [others[choice] for choice in dict.fromkeys(person.ranking) if choice in others]
        found.extend((row, other, rank) for rank, other in enumerate(known[:depth]))
    return found
