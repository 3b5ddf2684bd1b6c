"""Answers that change in an open register: the scores and the best as if everybody were read anew."""

import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentorhub.matching.engine import Factor, FactorKind, Instance, MatchingError, Person, Place, certificate
from mentorhub.matching.engine.encode import Encoded, encode
from mentorhub.matching.engine.instance import Answer, HardRule, RuleKind
from mentorhub.matching.engine.register import Register
from mentorhub.matching.engine.solve import best
from mentorhub.matching.engine.solving import kernels, sides
from tests.matching.engine.worlds import FACTORS, RULES, person, world

MORE_FACTORS = (
    *FACTORS,
    Factor("region", "Region", FactorKind.REGION, 4, {"neighbours": {"west": ["east"]}}),
)
MORE_RULES = (
    *RULES,
    HardRule(RuleKind.AVOID, "without what you avoid", "institution"),
    HardRule(RuleKind.AHEAD, "ahead of you", "clock", {"least": -3}),
    HardRule(RuleKind.ELIGIBLE, "who may take part", "eligible"),
    HardRule(RuleKind.COMMON, "with your languages exactly", "languages", {"strict": True}),
)
UNHEARD: dict[str, Answer] = {
    "interests": ("quilting", "Leadership"),
    "years": 41,
    "clock": -3.5,
    "place": Place(21.3, -157.9),
    "goals": "quilting and burnout grants",
    "specialty": "falconry",
    "languages": ("latin", "english"),
    "region": "north",
}


def changed(draw: random.Random, one: Person, others: list[str]) -> Person:
    """Some answers of somebody new, some withdrawn, some that nobody ever gave, and other facts."""
    fresh = person(draw, one.id, mentor=draw.random() < 0.5)
    answers = {**fresh.answers, "region": draw.choice(["west", "east", "south", ""])}
    for key in list(answers):
        if draw.random() < 0.2:
            del answers[key]
        elif draw.random() < 0.3 and key in UNHEARD:
            answers[key] = UNHEARD[key]
    facts = {**fresh.facts, "avoid_institution": draw.choice(["i1", "i2", ""])}
    if draw.random() < 0.5:
        facts["supervisor"] = draw.choice(others)
    if draw.random() < 0.2:
        facts["eligible"] = False
    return replace(one, answers=answers, facts=facts, in_person=fresh.in_person)


def opened(seed: int) -> tuple[random.Random, Instance, Register]:
    draw = random.Random(seed)
    small = world(seed, draw.randint(2, 25), draw.randint(2, 12))
    instance = replace(small, factors=MORE_FACTORS, rules=MORE_RULES, forbidden=frozenset({("e000", "m001")}))
    away = frozenset(one.id for one in instance.mentees if draw.random() < 0.2)
    register = Register(instance, away)
    for mentee, _ in sorted(register.proposals):
        if draw.random() < 0.3:
            register.accept(mentee)
    return draw, instance, register


def with_changed(instance: Instance, one: Person) -> Instance:
    def swap(people: tuple[Person, ...]) -> tuple[Person, ...]:
        return tuple(one if other.id == one.id else other for other in people)

    return replace(instance, mentees=swap(instance.mentees), mentors=swap(instance.mentors))


def rows(encoded: Encoded) -> list[list[int]]:
    return [np.maximum(encoded.grid.row(at), -1).tolist() for at in range(len(encoded.mentees))]


@settings(max_examples=40)
@given(st.integers(0, 10**6))
def test_changed_answers_leave_the_register_as_one_opened_anew(seed: int) -> None:
    draw, instance, register = opened(seed)
    first = encode(instance)
    ids = [one.id for one in (*instance.mentees, *instance.mentors)]
    for _ in range(12):
        kept = register.running
        if draw.random() < 0.5:
            one = changed(draw, draw.choice(instance.mentees), ids)
            register.mentee_changes(one)
        else:
            one = changed(draw, draw.choice(instance.mentors), ids)
            register.mentor_changes(one)
        instance = with_changed(instance, one)
        assert rows(register.encoded) == rows(encode(instance, first)), seed
        assert register.running == kept
        problem, solution = register.proof()
        assert certificate.verify(problem, solution).best, seed
        anew = best(replace(problem, grid=encode(instance, first).grid))
        assert (solution.matched, solution.total) == (anew.matched, anew.total)


@settings(max_examples=15)
@given(st.integers(0, 10**6))
def test_people_come_and_leave_among_changed_answers(seed: int) -> None:
    draw, instance, register = opened(seed)
    ids = [one.id for one in instance.mentees]
    here = {mentee for mentee, _ in register.running} | {
        register.encoded.mentees[row].id for row in np.flatnonzero(register._state.waiting)
    }
    for _ in range(20):
        one = draw.choice(instance.mentees)
        if draw.random() < 0.4:
            register.mentee_changes(changed(draw, one, ids))
        elif one.id in here:
            register.mentee_leaves(one.id)
            here.discard(one.id)
        else:
            register.mentee_comes(one.id)
            here.add(one.id)
        if draw.random() < 0.3:
            register.mentor_changes(changed(draw, draw.choice(instance.mentors), ids))
        assert certificate.verify(*register.proof()).best, seed


def test_nothing_is_counted_anew_where_nothing_depends_on_everybody() -> None:
    """Without rare words and free text, the scores are those of a reading that knows nothing of the first."""
    factors = tuple(
        replace(factor, params={**factor.params, "rarity": False})
        for factor in MORE_FACTORS
        if factor.kind not in (FactorKind.TEXT, FactorKind.DISTANCE)
    )
    draw = random.Random(7)
    instance = replace(world(7, 20, 9), factors=factors, rules=MORE_RULES)
    register = Register(instance)
    ids = [one.id for one in instance.mentees]
    for at in range(8):
        one = changed(draw, instance.mentees[at], ids)
        other = changed(draw, instance.mentors[at], ids)
        register.mentee_changes(one)
        register.mentor_changes(other)
        instance = with_changed(with_changed(instance, one), other)
        assert rows(register.encoded) == rows(encode(instance))


def test_both_sides_of_a_changed_grid_hold_the_same_scores() -> None:
    draw, instance, register = opened(11)
    ids = [one.id for one in instance.mentees]
    for at in range(2):
        register.mentee_changes(changed(draw, instance.mentees[at], ids))
        register.mentor_changes(changed(draw, instance.mentors[at], ids))
    grid = register.encoded.grid
    pack, other = kernels.pack(grid), sides.other_side(encode(instance).grid)
    column = np.empty(grid.mentees, np.int16)
    table = np.array(rows(register.encoded))
    for mentor in range(grid.mentors):
        sides.score_column(pack, other, mentor, column)
        assert (np.maximum(column, -1) == table[:, mentor]).all()


def test_many_rows_at_once_are_the_rows_one_by_one() -> None:
    draw, instance, register = opened(23)
    ids = [one.id for one in instance.mentees]
    for at in range(2):
        register.mentee_changes(changed(draw, instance.mentees[at], ids))
        register.mentor_changes(changed(draw, instance.mentors[at], ids))
    for grid in (register.encoded.grid, encode(instance).grid):
        table = np.array([np.maximum(grid.row(at), -1) for at in range(grid.mentees)])
        assert (grid.block(np.arange(grid.mentees)) == table).all()
        assert (grid.block(np.array([1, 0])) == table[[1, 0]]).all()


def test_other_choices_blocks_or_somebody_unknown_are_refused() -> None:
    instance = world(2, 4, 3)
    register = Register(instance)
    one = instance.mentees[0]
    with pytest.raises(MatchingError, match="opened anew"):
        register.mentee_changes(replace(one, blocks=frozenset({"m000", "m001", "m002"})))
    with pytest.raises(MatchingError, match="does not know"):
        register.mentor_changes(replace(one, id="m999"))
