import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentorhub.matching.engine import Assignment, Factor, FactorKind, Instance, Person, solve
from mentorhub.matching.engine.encode import encode
from mentorhub.matching.engine.grid import ColumnGrid
from mentorhub.matching.engine.pool import pool
from mentorhub.matching.engine.solve import best, choices
from mentorhub.matching.engine.solving.blocking import blocking
from mentorhub.matching.engine.solving.exact import every_pair, exact
from mentorhub.matching.engine.solving.problem import Watch
from mentorhub.matching.engine.solving.repair import repaired
from tests.benchmarks.matching_instances import program
from tests.matching.engine.worlds import world


def mutual_blocking(instance: Instance, found: Assignment) -> list[tuple[str, str]]:
    """Written apart from the engine, by ids and lists."""
    encoded = encode(instance)
    mentor_of = {pair.mentee: pair.mentor for pair in found.pairs}
    found_blocking = []
    for mentee in instance.mentees:
        for mentor in instance.mentors:
            if mentor.id not in mentee.ranking or mentee.id not in mentor.ranking:
                continue
            if encoded.grid.row(encoded.mentee_at[mentee.id])[encoded.mentor_at[mentor.id]] < 0:
                continue
            now = mentor_of.get(mentee.id)
            if now == mentor.id or (
                now in mentee.ranking and mentee.ranking.index(now) < mentee.ranking.index(mentor.id)
            ):
                continue
            mine = [m for m in mentor_of if mentor_of[m] == mentor.id]
            worse = [
                other
                for other in mine
                if other not in mentor.ranking
                or mentor.ranking.index(other) > mentor.ranking.index(mentee.id)
            ]
            if mentor.capacity > len(mine) or worse:
                found_blocking.append((mentee.id, mentor.id))
    return found_blocking


def two_who_want_each_other() -> Instance:
    """Total alone would part a and x: b and x have more in common."""
    mentees = (
        Person("a", answers={"t": ("p",)}, ranking=("x",)),
        Person("b", answers={"t": ("q", "r")}),
    )
    mentors = (
        Person("x", answers={"t": ("q", "r")}, ranking=("a",)),
        Person("y", answers={"t": ("p",)}),
    )
    return Instance(mentors, mentees, (Factor("t", "Topics", FactorKind.TAGS, 1),))


def test_two_who_chose_each_other_come_together_when_asked_for() -> None:
    instance = two_who_want_each_other()
    free, asked = solve(instance), solve(instance, stable=True)
    assert mutual_blocking(instance, free) == [("a", "x")]
    assert asked.mentor_of("a") == "x"
    assert asked.price == free.total - asked.total > 0
    assert asked.bound == free.total


@settings(max_examples=30)
@given(st.integers(0, 10**6))
def test_a_stable_match_leaves_no_mutual_blocking_pair(seed: int) -> None:
    draw = random.Random(seed)
    instance = world(seed, draw.randint(3, 25), draw.randint(2, 12))
    assert mutual_blocking(instance, solve(instance, stable=True)) == []


@settings(max_examples=20)
@given(st.integers(0, 10**6))
def test_repairing_move_by_move_is_stable_too_and_never_better_than_the_exact_program(seed: int) -> None:
    encoded = encode(program(60, "tight", seed, ranking=0.8))
    left = pool(encoded, Watch())
    wishes = choices(encoded)
    assert isinstance(encoded.grid, ColumnGrid)
    match = repaired(left.problem, encoded.grid, best(left.problem), wishes)
    whole = exact(left.problem, wishes, every_pair(left.problem))
    assert whole is not None
    assert blocking(left.problem, match, wishes) == []
    assert blocking(left.problem, whole, wishes) == []
    assert worth(left.problem.scores, match) <= worth(left.problem.scores, whole)


def worth(scores, match) -> tuple[int, int]:  # type: ignore[no-untyped-def]  # noqa: ANN001 - ours or numpy's
    got = [int(scores(row)[mentor]) for row, mentor in enumerate(match) if mentor >= 0]
    assert all(score >= 0 for score in got)
    return len(got), sum(got)


@pytest.mark.parametrize("regime", ["tight", "scarce"])
def test_a_whole_program_becomes_stable_for_little(regime: str) -> None:
    instance = program(1000, regime, 3, ranking=0.3)  # type: ignore[arg-type]  # one of the regimes
    free, asked = solve(instance), solve(instance, stable=True)
    assert mutual_blocking(instance, asked) == []
    assert asked.price <= 0.02 * free.total
