import random
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentorhub.matching.engine import Aim, Assignment, Instance, Proof, certificate, check, solve
from mentorhub.matching.engine.encode import encode
from mentorhub.matching.engine.grid import ListedGrid
from mentorhub.matching.engine.pool import pool
from mentorhub.matching.engine.solving import dense, sparse
from mentorhub.matching.engine.solving.problem import Problem, Watch
from tests.benchmarks.matching_instances import Regime, program
from tests.matching.engine.reference import Table, brute_force, lsa, table
from tests.matching.engine.worlds import world

seeds = st.integers(min_value=0, max_value=10**6)
calm = settings(max_examples=40)


def listed(scores: Table, places: list[int]) -> Problem:
    rows, mentors = np.nonzero(scores >= 0)
    start = np.searchsorted(rows, np.arange(len(scores) + 1)).astype(np.int64)
    grid = ListedGrid(
        len(scores), len(places), start, mentors.astype(np.int32), scores[rows, mentors].astype(np.int16)
    )
    return Problem(grid, np.arange(len(scores)), np.array(places, np.int64), np.zeros(len(scores), np.int16))


def random_table(draw: random.Random) -> tuple[Table, list[int]]:
    """Tight or scarce, with few or many different scores, and with pairs that are not allowed."""
    mentees, mentors = draw.randint(1, 40), draw.randint(1, 25)
    high = draw.choice([1, 3, 50, 10_000])
    forbidden = draw.choice([0.0, 0.12, 0.6, 0.9])
    scores = [
        [-1 if draw.random() < forbidden else draw.randint(0, high) for _ in range(mentors)]
        for _ in range(mentees)
    ]
    scarce = draw.random() < 0.5
    places = [draw.randint(0, 1) if scarce else draw.randint(1, 3) for _ in range(mentors)]
    return np.array(scores, np.int64), places


@pytest.mark.parametrize("block", range(4))
def test_a_thousand_random_tables_come_out_as_the_dense_assignment_says_by_both_solvers(block: int) -> None:
    for seed in range(block * 250, block * 250 + 250):
        scores, places = random_table(random.Random(seed))
        problem = listed(scores, places)
        by_table, by_flow = dense.solve(problem), sparse.solve(problem)
        expected = lsa(scores, places)
        assert (by_table.matched, by_table.total) == expected, seed
        assert (by_flow.match == by_table.match).all(), seed
        for solution in (by_table, by_flow):
            assert certificate.verify(problem, solution).best, seed


def much_alike(seed: int) -> Problem:
    """Far more equally good mentors for each than a first look lists."""
    draw = random.Random(seed)
    mentors = draw.randint(sparse.TIGHT_PER_MENTEE + 6, 130)
    scores = [[draw.choice([-1, 0, 0, 0, 1]) for _ in range(mentors)] for _ in range(draw.randint(2, 40))]
    return listed(np.array(scores, np.int64), [draw.choice([0, 0, 1, 2]) for _ in range(mentors)])


def test_ties_among_very_many_are_settled_by_the_same_rule() -> None:
    for seed in range(40):
        problem = much_alike(seed)
        assert (sparse.solve(problem).match == dense.solve(problem).match).all(), seed


def test_more_equal_pairs_than_can_be_held_still_give_a_best_assignment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sparse, "MOST_TIGHT", 100)
    for seed in range(10):
        problem = much_alike(seed)
        first, again, by_table = sparse.solve(problem), sparse.solve(problem), dense.solve(problem)
        assert certificate.verify(problem, first).best
        assert (first.matched, first.total) == (by_table.matched, by_table.total)
        assert (first.match == again.match).all()


@pytest.mark.parametrize("regime", ["tight", "scarce"])
@pytest.mark.parametrize("seed", [1, 2])
def test_the_solver_for_any_size_agrees_with_the_table_on_whole_programs(regime: Regime, seed: int) -> None:
    encoded = encode(program(700, regime, seed, ranking=0.3))
    left = pool(encoded, Watch())
    by_table, by_flow = dense.solve(left.problem), sparse.solve(left.problem)
    assert (by_flow.match == by_table.match).all()
    assert certificate.verify(left.problem, by_flow).best
    scores, places = table(encoded.instance)
    assert (by_flow.matched, by_flow.total) == lsa(scores, places)


@calm
@given(seeds, st.sampled_from(list(Aim)))
def test_small_programs_come_out_as_trying_everything_does(seed: int, aim: Aim) -> None:
    draw = random.Random(seed)
    instance = world(seed, draw.randint(1, 5), draw.randint(1, 4))
    scores, places = table(instance)
    matched, floor, total = brute_force(scores, places, aim)
    found = solve(instance, aim)
    assert (len(found.pairs), found.total) == (matched, total)
    if aim is Aim.FLOOR and matched:
        assert found.worst == floor
    if aim is Aim.SHARE and matched:
        assert Fraction(found.worst_share, 10_000) <= floor < Fraction(found.worst_share + 1, 10_000)


@calm
@given(seeds)
def test_any_order_of_the_people_gives_the_same_pairs(seed: int) -> None:
    instance = world(seed, 20, 9)
    draw = random.Random(seed)
    shuffled = replace(
        instance,
        mentees=tuple(draw.sample(instance.mentees, len(instance.mentees))),
        mentors=tuple(draw.sample(instance.mentors, len(instance.mentors))),
    )
    assert solve(shuffled).pairs == solve(instance).pairs


@calm
@given(seeds, st.sampled_from(list(Aim)))
def test_every_answer_carries_a_proof_that_other_code_accepts(seed: int, aim: Aim) -> None:
    instance = world(seed, 25, 10)
    found = solve(instance, aim)
    assert found.certificate.proof is Proof.OPTIMAL
    assert found.bound == found.total
    assert check(instance, found).best


@pytest.mark.parametrize(("mentees", "mentors"), [(0, 0), (3, 0), (0, 3), (1, 1)])
@pytest.mark.parametrize("aim", list(Aim))
def test_nobody_on_one_side_is_an_answer_too(mentees: int, mentors: int, aim: Aim) -> None:
    instance = world(1, mentees, mentors)
    found = solve(instance, aim)
    assert len(found.pairs) + len(found.unmatched) == mentees
    assert check(instance, found).best


def test_a_proof_that_was_tampered_with_is_refused() -> None:
    instance = world(5, 25, 10)
    found = solve(instance)
    swapped = _with_two_mentors_exchanged(found)
    assert not check(instance, swapped).best
    prices = dict(found.certificate.mentee_prices)
    prices[found.pairs[0].mentee] -= 1
    cheaper = replace(found, certificate=replace(found.certificate, mentee_prices=prices))
    assert not check(instance, cheaper).holds


def _with_two_mentors_exchanged(found: Assignment) -> Assignment:
    one, other = found.pairs[0], next(p for p in found.pairs if p.mentor != found.pairs[0].mentor)
    rest = [pair for pair in found.pairs if pair not in {one, other}]
    return replace(found, pairs=(replace(one, mentor=other.mentor), replace(other, mentor=one.mentor), *rest))


@calm
@given(seeds)
def test_capacity_is_never_exceeded_and_nothing_forbidden_is_matched(seed: int) -> None:
    instance = world(seed, 25, 8)
    found = solve(instance)
    encoded = encode(instance)
    for person in instance.mentors:
        assert sum(pair.mentor == person.id for pair in found.pairs) <= person.capacity
    for pair in found.pairs:
        row = encoded.grid.row(encoded.mentee_at[pair.mentee])
        assert row[encoded.mentor_at[pair.mentor]] == pair.score


@calm
@given(seeds)
def test_locked_pairs_are_kept_and_forbidden_ones_never_made(seed: int) -> None:
    instance = world(seed, 15, 8)
    free = solve(instance)
    forbidden = frozenset((pair.mentee, pair.mentor) for pair in free.pairs[:3])
    locked = _any_pairs_but(instance, forbidden)
    found = solve(replace(instance, locked=locked, forbidden=forbidden))
    made = {(pair.mentee, pair.mentor) for pair in found.pairs}
    assert locked <= made
    assert not forbidden & made
    assert check(replace(instance, locked=locked, forbidden=forbidden), found).best


def _any_pairs_but(instance: Instance, forbidden: frozenset[tuple[str, str]]) -> frozenset[tuple[str, str]]:
    pairs = [(e.id, m.id) for e, m in zip(instance.mentees[5:], instance.mentors[:3], strict=False)]
    return frozenset(pairs) - forbidden
