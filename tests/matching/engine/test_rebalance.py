from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentorhub.matching.engine import Instance, MatchingError, rebalance, solve
from tests.matching.engine.worlds import world


def poorly_running(seed: int) -> Instance:
    """Everybody runs with somebody allowed, but not by the best plan: ids instead of scores decided."""
    instance = world(seed, 12, 8)
    mentees = tuple(replace(person, answers={}) for person in instance.mentees)
    poor = solve(replace(instance, mentees=mentees))
    return replace(instance, running=frozenset((pair.mentee, pair.mentor) for pair in poor.pairs))


@settings(max_examples=25)
@given(st.integers(0, 10**6))
def test_without_a_bonus_for_staying_it_is_the_best_there_is(seed: int) -> None:
    running = poorly_running(seed)
    free = solve(replace(running, running=frozenset()))
    told = rebalance(running, retention=0)
    assert told.total == free.total
    assert told.gain == free.total - solve(running).total


@settings(max_examples=25)
@given(st.integers(0, 10**6))
def test_the_higher_the_bonus_for_staying_the_fewer_pairs_end(seed: int) -> None:
    running = poorly_running(seed)
    broken = [rebalance(running, retention).broken for retention in (0, 500, 3_000, 20_000)]
    assert broken == sorted(broken, reverse=True)
    assert rebalance(running, 20_000).gain >= 0


def test_a_bonus_that_cannot_be_is_refused() -> None:
    with pytest.raises(MatchingError, match="bonus for staying"):
        rebalance(poorly_running(1), -1)
