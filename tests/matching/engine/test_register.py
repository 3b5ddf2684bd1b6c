import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentorhub.matching.engine import Instance, MatchingError, certificate, solve
from mentorhub.matching.engine.register import Register
from mentorhub.matching.engine.solving import kernels, sides
from tests.matching.engine.worlds import world


def fresh(
    register: Register, instance: Instance, away: set[str], capacity: dict[str, int]
) -> tuple[int, int]:
    """People matched and total of the free part, by a run from nothing around the same running pairs."""
    here = replace(
        instance,
        mentors=tuple(replace(m, capacity=capacity[m.id]) for m in instance.mentors),
        mentees=tuple(e for e in instance.mentees if e.id not in away),
        running=register.running,
    )
    free = [pair for pair in solve(here).pairs if not pair.running]
    return len(free), 0


@settings(max_examples=30)
@given(st.integers(0, 10**6))
def test_after_every_event_the_rest_is_best_around_the_running_pairs(seed: int) -> None:
    draw = random.Random(seed)
    instance = world(seed, draw.randint(3, 30), draw.randint(2, 15))
    away = {person.id for person in instance.mentees if draw.random() < 0.3}
    register = Register(instance, frozenset(away))
    for pair in sorted(register.proposals):
        if draw.random() < 0.5:
            register.accept(pair[0])
    capacity = {person.id: person.capacity for person in instance.mentors}
    for _ in range(25):
        kept = register.running
        gone = happen(draw, register, instance, away, capacity)
        assert {pair for pair in kept if pair[0] not in gone and pair[1] not in gone} <= register.running
        problem, solution = register.proof()
        verdict = certificate.verify(problem, solution)
        assert verdict.best, (seed, verdict)
    matched, _ = fresh(register, instance, away, capacity)
    assert len(register.proposals) == matched


def happen(
    draw: random.Random, register: Register, instance: Instance, away: set[str], capacity: dict[str, int]
) -> set[str]:
    """One random event; who left by it."""
    mentee, mentor = draw.choice(instance.mentees).id, draw.choice(instance.mentors).id
    if draw.random() < 0.6:
        if mentee in away:
            register.mentee_comes(mentee)
            away.discard(mentee)
            return set()
        register.mentee_leaves(mentee)
        away.add(mentee)
        return {mentee}
    if draw.random() < 0.5:
        register.mentor_leaves(mentor)
        capacity[mentor] = 0
        return {mentor}
    capacity[mentor] += 1
    register.mentor_comes(mentor, capacity[mentor])
    return set()


def test_both_sides_of_the_grid_hold_the_same_scores() -> None:
    register = Register(world(4, 30, 12))
    grid = register.encoded.grid
    pack, other = kernels.pack(grid), sides.other_side(grid)
    column = np.empty(30, np.int16)
    rows = np.array([grid.row(row) for row in range(30)])
    for mentor in range(12):
        sides.score_column(pack, other, mentor, column)
        assert (np.maximum(column, -1) == rows[:, mentor]).all()


def test_an_event_tells_who_is_proposed_to_somebody_else() -> None:
    instance = world(2, 12, 6)
    register = Register(instance)
    before = dict(register.proposals)
    gone = min(before)
    event = register.mentee_leaves(gone)
    after = dict(register.proposals)
    told = {change.mentee: (change.before, change.after) for change in event.changes}
    everybody = before.keys() | after.keys()
    assert told == {m: (before.get(m), after.get(m)) for m in everybody if before.get(m) != after.get(m)}
    assert told[gone] == (before[gone], None)


def test_who_is_not_known_or_not_here_is_refused() -> None:
    register = Register(world(2, 4, 3))
    with pytest.raises(MatchingError, match="does not know"):
        register.mentee_comes("nobody")
    with pytest.raises(MatchingError, match="already"):
        register.mentee_comes("e000")
    register.mentee_leaves("e000")
    with pytest.raises(MatchingError, match="takes no part"):
        register.mentee_leaves("e000")
