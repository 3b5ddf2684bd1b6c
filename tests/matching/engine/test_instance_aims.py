"""Instances of other tools, by all three aims and with locked pairs, beside trying every assignment."""

import json
import random
from collections import Counter
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentorhub.matching.engine import instance_json

Value = tuple[int, Fraction, int]


def drawn(draw: random.Random, aim: str) -> dict[str, Any]:
    mentors = [{"id": f"m{n}", "capacity": draw.choice([0, 1, 1, 2, 3])} for n in range(draw.randint(0, 4))]
    mentees = [{"id": f"e{n}"} for n in range(draw.randint(0, 5))]
    high = draw.choice([0, 1, 3, 100, 10_000])
    listed = draw.choice([0.3, 0.6, 1.0])
    scores = [
        [mentee["id"], mentor["id"], draw.randint(0, high)]
        for mentee in mentees
        for mentor in mentors
        if draw.random() < listed
    ]
    draw.shuffle(scores)
    return {
        "mentors": mentors,
        "mentees": mentees,
        "scores": scores,
        "locked": lock(draw, mentors, scores),
        "aim": aim,
    }


def lock(draw: random.Random, mentors: list[dict[str, Any]], scores: list[list[Any]]) -> list[list[str]]:
    left = {mentor["id"]: mentor["capacity"] for mentor in mentors}
    locked: dict[str, str] = {}
    for mentee, mentor, _ in scores:
        if draw.random() < 0.2 and mentee not in locked and left[mentor]:
            locked[mentee] = mentor
            left[mentor] -= 1
    return [[mentee, mentor] for mentee, mentor in locked.items()]


def worth(pairs: dict[str, str], scores: dict[tuple[str, str], int], best: dict[str, int], aim: str) -> Value:
    got = [(mentee, scores[mentee, mentor]) for mentee, mentor in pairs.items()]
    floor = Fraction(0)
    if got and aim == "floor":
        floor = Fraction(min(score for _, score in got))
    if got and aim == "share":
        floor = min(Fraction(score, best[mentee]) if best[mentee] else Fraction(1) for mentee, score in got)
    return len(got), floor, sum(score for _, score in got)


@settings(max_examples=250)
@given(st.integers(0, 10**6), st.sampled_from(["total", "floor", "share"]))
def test_every_aim_with_locked_pairs_comes_out_as_trying_everything_does(seed: int, aim: str) -> None:
    document = drawn(random.Random(seed), aim)
    answer = instance_json.solve_listed(instance_json.read(json.dumps(document)))
    scores = {(mentee, mentor): score for mentee, mentor, score in document["scores"]}
    capacity = {mentor["id"]: mentor["capacity"] for mentor in document["mentors"]}
    mentees = [mentee["id"] for mentee in document["mentees"]]
    best = {one: max((s for (e, _), s in scores.items() if e == one), default=0) for one in mentees}
    locked = dict(map(tuple, document["locked"]))
    options = [
        [locked[one]] if one in locked else [None, *(m for e, m in scores if e == one)] for one in mentees
    ]
    expected: Value = (0, Fraction(0), 0)
    for choice in product(*options):
        used = Counter(mentor for mentor in choice if mentor)
        if all(count <= capacity[mentor] for mentor, count in used.items()):
            pairs = {one: mentor for one, mentor in zip(mentees, choice, strict=True) if mentor}
            expected = max(expected, worth(pairs, scores, best, aim))

    found = {pair["mentee"]: pair["mentor"] for pair in answer["pairs"]}
    assert worth(found, scores, best, aim) == expected
    assert found.items() >= locked.items()
    used = Counter(found.values())
    assert all(count <= capacity[mentor] for mentor, count in used.items())
    assert all(pair["score"] == scores[pair["mentee"], pair["mentor"]] for pair in answer["pairs"])
    assert answer["total"] == expected[2] == sum(pair["score"] for pair in answer["pairs"])
    assert answer["bound"] == answer["total"]  # the best there is under the aim, and proven
    assert answer["worst"] == min((pair["score"] for pair in answer["pairs"]), default=0)
    assert {one["mentee"] for one in answer["unmatched"]} == set(mentees) - found.keys()
    room = {mentor for mentor, places in capacity.items() if used[mentor] < places}
    for one in answer["unmatched"]:
        check_reason(one["reason"], {m: s for (e, m), s in scores.items() if e == one["mentee"]}, room)


def check_reason(reason: str, listed: dict[str, int], room: set[str]) -> None:
    """The sentence is true of the answer it stands in."""
    if not listed:
        assert reason == "No mentor is listed with a score for this mentee."
    elif room & listed.keys():
        assert reason == "The listed mentors with a free place score below the floor."
    elif len(listed) == 1:
        assert reason == f"The only mentor listed for this mentee, {min(listed)}, has no free place."
    else:
        assert reason == f"None of the {len(listed)} mentors listed for this mentee has a free place."


@pytest.mark.parametrize("aim", ["total", "floor", "share"])
def test_an_instance_of_nobody_is_answered(aim: str) -> None:
    answer = instance_json.solve_listed(
        instance_json.read(json.dumps({"mentors": [], "mentees": [], "scores": [], "aim": aim}))
    )
    assert (answer["pairs"], answer["unmatched"], answer["total"], answer["bound"]) == ([], [], 0, 0)
