"""The short lists of who is near: searches that use them end as well as those that look at everybody."""

import random
from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from mentorhub.matching.engine import Instance, certificate
from mentorhub.matching.engine.register import Register
from mentorhub.matching.engine.solving import near
from mentorhub.matching.engine.solving.near import EVERYBODY, Near, Nearby
from tests.matching.engine.test_changed_answers import MORE_FACTORS, MORE_RULES, changed
from tests.matching.engine.worlds import world


def lists(register: Register, width: int, slack: int) -> Nearby:
    problem, _ = register.proof()
    state = register._state
    return near.lists(problem, state.mentee_prices, state.mentor_prices, width, slack)


def small(draw: random.Random, seed: int) -> Instance:
    """A few people: with all factors, or with one alone, by which very many pairs are worth the same."""
    instance = world(seed, draw.randint(3, 30), draw.randint(3, 16))
    factors = MORE_FACTORS if draw.random() < 0.4 else (draw.choice(MORE_FACTORS),)
    return replace(instance, factors=factors, rules=MORE_RULES if draw.random() < 0.7 else ())


def happen(draw: random.Random, registers: tuple[Register, ...], instance: Instance, away: set[str]) -> None:
    """The same event in each."""
    ids = [one.id for one in (*instance.mentees, *instance.mentors)]
    mentee, mentor = draw.choice(instance.mentees), draw.choice(instance.mentors)
    kind, places = draw.random(), draw.randint(1, 3)
    fresh = changed(draw, mentee if draw.random() < 0.6 else mentor, ids)
    seen = away & {mentee.id}
    proposed = sorted(mentee for mentee, _ in registers[0].proposals)
    accepted = draw.choice(proposed) if proposed else None
    for register in registers:
        if kind < 0.4 and seen:
            register.mentee_comes(mentee.id)
            away.discard(mentee.id)
        elif kind < 0.4:
            register.mentee_leaves(mentee.id)
            away.add(mentee.id)
        elif kind < 0.55:
            register.mentor_leaves(mentor.id)
        elif kind < 0.75:
            column = register.encoded.mentor_at[mentor.id]
            register.mentor_comes(mentor.id, int(register._capacity[column]) + places)
        elif kind < 0.97 or accepted is None:
            people = register.encoded.mentee_at
            (register.mentee_changes if fresh.id in people else register.mentor_changes)(fresh)
        elif accepted in {mentee for mentee, _ in register.proposals}:
            register.accept(accepted)


@settings(max_examples=300)
@given(st.integers(0, 10**6))
def test_a_search_among_who_is_near_ends_as_well_as_one_among_everybody(seed: int) -> None:
    draw = random.Random(seed)
    instance = small(draw, seed)
    away = {one.id for one in instance.mentees if draw.random() < 0.3}
    bounded, everybody = (Register(instance, frozenset(away)) for _ in range(2))
    bounded._near = lists(bounded, draw.randint(1, 6), draw.choice([0, 1, 50, 400, 5000]))
    for _ in range(draw.randint(10, 60)):
        happen(draw, (bounded, everybody), instance, away)
        reached, best = bounded.proof()[1], everybody.proof()[1]
        if bounded.running != everybody.running:  # equally good, but another pair was accepted
            break
        assert (reached.matched, reached.total) == (best.matched, best.total), seed
        told_truly(bounded)
    assert certificate.verify(*bounded.proof()).best, seed


def told_truly(register: Register) -> None:
    """The prices cover every pair; scores in the lists are right; whoever is not in one is as far as it says;
    no price fell unnoticed.
    """
    state, grid = register._state, register.encoded.grid
    table = np.array([grid.row(row) for row in range(grid.mentees)], np.int64)
    waiting = np.flatnonzero(state.waiting)
    mentors = np.arange(grid.mentors)
    worth = np.where(table >= 0, table + state.bonus[0], 0)
    assert (worth[waiting] <= state.mentee_prices[waiting, None] + state.mentor_prices).all()
    check(register._near.mentors, table, waiting, np.flatnonzero(state.places > 0))
    check(register._near.mentees, table.T, mentors, waiting)
    for near_side, prices in (
        (register._near.mentors, state.mentor_prices),
        (register._near.mentees, state.mentee_prices),
    ):
        assert (prices >= near_side.told - near_side.slack).all()


def check(side: Near, table: np.ndarray, people: np.ndarray, others: np.ndarray) -> None:
    for person in people.tolist():
        held = side.at[person, : side.held[person]].tolist()
        assert len(set(held)) == len(held)
        scores = side.scores[person, : len(held)]
        assert (scores == table[person, held]).all()
        out = np.setdiff1d(others, held)
        out = out[table[person, out] >= 0]
        assert (table[person, out] - side.told[out] <= side.bar[person]).all()


def test_a_list_with_room_for_everybody_leaves_nobody_out() -> None:
    instance = world(3, 12, 5)
    register = Register(instance)
    found = lists(register, 40, 400)
    assert (found.mentors.bar == EVERYBODY).all()
    assert (found.mentees.bar == EVERYBODY).all()
    assert found.mentors.held.sum() == found.mentees.held.sum() > 0
