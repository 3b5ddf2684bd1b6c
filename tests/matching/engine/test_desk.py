"""The committee's desk: why these two, and what if."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentorhub.matching.engine import Aim, Desk, Instance, MatchingError, explain, solve, what_if
from tests.matching.engine.worlds import world

calm = settings(max_examples=25)
seeds = st.integers(0, 10**6)


@calm
@given(seeds)
def test_what_if_tells_what_a_whole_new_run_would_find(seed: int) -> None:
    draw = random.Random(seed)
    instance = world(seed, draw.randint(4, 25), draw.randint(3, 12))
    before = solve(instance)
    lock = frozenset({(draw.choice(instance.mentees).id, draw.choice(instance.mentors).id)})
    forbid = frozenset({(p.mentee, p.mentor) for p in before.pairs[:2]}) - lock
    told = what_if(instance, before, lock=lock, forbid=forbid)
    after = solve(replace(instance, locked=lock, forbidden=forbid))
    assert (told.total, told.matched) == (after.total, len(after.pairs))
    assert told.delta == after.total - before.total
    was = {pair.mentee: pair.mentor for pair in before.pairs}
    now = {pair.mentee: pair.mentor for pair in after.pairs}
    assert {c.mentee: (c.before, c.after) for c in told.changes} == {
        mentee: (was.get(mentee), now.get(mentee))
        for mentee in was.keys() | now.keys()
        if was.get(mentee) != now.get(mentee)
    }
    assert {(p.mentee, p.mentor, p.score) for p in told.pairs} == {
        (p.mentee, p.mentor, p.score) for p in after.pairs
    }


def test_exchanging_two_mentors_says_what_it_costs() -> None:
    instance = world(7, 12, 8)
    before = solve(instance)
    one = before.pairs[0]
    other = next(pair for pair in before.pairs if pair.mentor != one.mentor)
    told = what_if(instance, before, swap=(one.mentee, other.mentee))
    after = {pair.mentee: pair.mentor for pair in told.pairs}
    assert (after[one.mentee], after[other.mentee]) == (other.mentor, one.mentor)
    assert told.delta <= 0
    assert "have another match" in told.sentence


def test_asking_for_nothing_changes_nothing() -> None:
    instance = world(7, 12, 8)
    before = solve(instance, Aim.FLOOR)
    told = what_if(instance, before)
    assert (told.delta, told.changes, told.sentence) == (0, (), "Nothing would change.")


def test_what_cannot_be_is_answered_with_its_reason() -> None:
    instance = world(7, 12, 8)
    before = solve(instance)
    full = instance.mentors[0]
    too_many = frozenset((mentee.id, full.id) for mentee in instance.mentees[: full.capacity + 1])
    told = what_if(instance, before, lock=too_many)
    assert not told.possible
    assert full.id in told.sentence
    with pytest.raises(MatchingError, match="no mentee “nobody”"):
        what_if(instance, before, lock=frozenset({("nobody", full.id)}))


@calm
@given(seeds)
def test_the_next_best_for_either_side_says_what_it_would_cost_everybody(seed: int) -> None:
    instance = world(seed, 10, 6)
    before = solve(instance)
    if not before.pairs:
        return
    pair = before.pairs[0]
    told = explain(instance, pair.mentee, pair.mentor, before)
    for other in (told.next_for_mentee, told.next_for_mentor):
        if other is None or other.cost is None:
            continue
        forced = solve(replace(instance, locked=frozenset({(other.mentee, other.mentor)})))
        assert other.cost == before.total - forced.total >= 0


@pytest.mark.requirement("WTSA-16")
def test_an_explanation_says_what_speaks_for_and_against_with_points() -> None:
    instance = world(3, 8, 8)
    pair = solve(instance).pairs[0]
    told = explain(instance, pair.mentee, pair.mentor)
    assert told.parts == pair.parts
    assert told.score == sum(part.points for part in told.parts)
    assert told.sentence.endswith(".")
    assert set(told.speaks_for).isdisjoint(told.speaks_against)


@pytest.mark.requirement("WSRS-27")
def test_nobody_is_matched_with_the_one_who_supervises_them() -> None:
    instance = world(9, 1, 1)
    mentee, mentor = instance.mentees[0], instance.mentors[0]
    facts = {"languages": ("english",), "clock": -8}
    free = replace(
        instance,
        mentees=(replace(mentee, facts=facts, blocks=frozenset()),),
        mentors=(replace(mentor, facts=facts, blocks=frozenset()),),
    )
    assert len(solve(free).pairs) == 1
    for side in ("mentees", "mentors"):
        judged = {"mentees": mentor.id, "mentors": mentee.id}[side]
        person = replace(getattr(free, side)[0], facts={**facts, "supervisor": judged})
        told = solve(replace(free, **{side: (person,)}))
        assert told.pairs == ()
        assert told.unmatched[0].reason == "No mentor who does not supervise you."


def test_the_unmatched_hear_which_rule_binds_and_what_would_help() -> None:
    instance = world(9, 2, 1)
    near, far = ({"languages": ("english",), "clock": clock} for clock in (-8, 3))
    people = tuple(
        replace(m, facts=facts, blocks=frozenset())
        for m, facts in zip(instance.mentees, (near, far), strict=True)
    )
    mentor = replace(instance.mentors[0], facts=near, blocks=frozenset(), capacity=2)
    told = solve(replace(instance, mentees=people, mentors=(mentor,)))
    assert told.unmatched[0].reason == "No mentor within your time zones."
    assert told.unmatched[0].relaxation == "Without “within your time zones”, m000 has a free place."
    full = solve(
        replace(
            instance,
            mentees=(people[0], replace(people[0], id="e001")),
            mentors=(replace(mentor, capacity=1),),
        )
    )
    assert full.unmatched[0].reason == "Every place is taken: the one mentor within the rules is full."
    assert full.unmatched[0].relaxation == "One more place with m000 would do."


@pytest.mark.requirement("WPSR-20")
def test_a_mentor_takes_as_many_mentees_as_there_are_places() -> None:
    instance = world(12, 6, 1, rules=())
    mentor = replace(instance.mentors[0], capacity=3, blocks=frozenset())
    mentees = tuple(replace(mentee, blocks=frozenset()) for mentee in instance.mentees)
    assert len(solve(Instance((mentor,), mentees, instance.factors)).pairs) == 3


@pytest.mark.requirement("WSRS-7")
def test_with_one_place_each_nobody_is_matched_twice() -> None:
    instance = world(12, 10, 10, rules=())
    mentors = tuple(replace(mentor, capacity=1) for mentor in instance.mentors)
    pairs = solve(replace(instance, mentors=mentors)).pairs
    assert len({pair.mentor for pair in pairs}) == len({pair.mentee for pair in pairs}) == len(pairs)


def test_a_stop_is_heard_and_progress_is_told() -> None:
    instance = world(1, 10, 5)
    steps: list[str] = []
    solve(instance, progress=lambda step, _done, _of: steps.append(step))
    assert "reading the answers" in steps
    with pytest.raises(MatchingError, match="stopped"):
        solve(instance, cancel=lambda: len(steps) > 0)


def test_a_pair_both_locked_and_forbidden_is_refused() -> None:
    instance = world(1, 4, 3)
    pair = frozenset({("e000", "m000")})
    with pytest.raises(MatchingError, match="both locked and forbidden"):
        solve(replace(instance, locked=pair, forbidden=pair))
    with pytest.raises(MatchingError, match="not in the list"):
        solve(replace(instance, locked=frozenset({("e999", "m000")})))


def test_running_pairs_stay_and_take_a_place() -> None:
    instance = world(1, 8, 4)
    running = frozenset({("e000", "m000"), ("somebody else", "m000")})
    found = solve(replace(instance, running=running))
    assert found.mentor_of("e000") == "m000"
    assert next(pair for pair in found.pairs if pair.mentee == "e000").running
    places = next(m.capacity for m in instance.mentors if m.id == "m000")
    assert sum(pair.mentor == "m000" for pair in found.pairs) <= max(1, places - 1)


def test_the_desk_needs_an_assignment_to_compare_with() -> None:
    with pytest.raises(MatchingError, match="no assignment yet"):
        Desk(world(1, 4, 3)).what_if()
