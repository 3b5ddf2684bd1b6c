import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from mentorhub.matching.engine import MatchingError, Person
from mentorhub.matching.engine.circles import Circle, CircleRules, Circles, form, mergers, split
from mentorhub.matching.engine.cli import app
from tests.benchmarks.circle_instances import peers

ZONE_HOURS = {"mon 17": -8, "mon 20": -5}


def broken(made: Circles, people: list[Person], rules: CircleRules) -> list[str]:
    """Written apart from the engine: every rule asked of every circle by ids and words."""
    by_id = {person.id: person for person in people}
    found: list[str] = []
    seated = Counter(member for circle in made.circles for member in circle.members)
    found += [f"{name} sits twice" for name, times in seated.items() if times > 1]
    for circle in made.circles:
        members = [by_id[name] for name in circle.members]
        if not rules.smallest <= len(members) <= rules.largest:
            found.append(f"size {len(members)}")
        hours = [utc_hours(person) for person in members]
        if not set.intersection(*hours):
            found.append("no hour")
        if not set.intersection(*[set(person.facts["interests"]) for person in members]):  # type: ignore[arg-type]  # facts are of any kind
            found.append("no interest")
        for key, limit in rules.limits.items():
            if max(Counter(person.facts[key] for person in members).values()) > limit:
                found.append(key)
        if len({person.facts["seniority"] for person in members}) < rules.stages:
            found.append("one stage")
        for one in members:
            if {str(one.facts["supervisor"]), *one.blocks} & set(circle.members) - {one.id}:
                found.append(f"{one.id} with whom to keep apart")
    return found


def utc_hours(person: Person) -> set[int]:
    days = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    named = [str(hour).split() for hour in person.facts["hours"]]  # type: ignore[union-attr]  # facts are of any kind
    clock = int(person.facts["clock"])  # type: ignore[arg-type]  # facts are of any kind
    return {(days.index(day) * 24 + int(hour) - clock) % 168 for day, hour in named}


@pytest.mark.requirement("WIM-2", "WIM-3", "WIM-12")
@settings(max_examples=12)
@given(st.integers(0, 10**6), st.integers(20, 120), st.integers(1, 2))
def test_no_circle_ever_breaks_a_rule(seed: int, size: int, limit: int) -> None:
    people = peers(size, seed)
    rules = CircleRules(smallest=5, largest=9, limits={"institution": limit})
    made = form(people, rules, effort=0.03)
    assert broken(made, people, rules) == []
    assert made.placed + len(made.unplaced) == size


@pytest.mark.requirement("WIM-8")
def test_a_hundred_peers_and_no_mentor_find_their_circles() -> None:
    made = form(peers(100, 1), effort=0.1)
    assert made.placed >= 80
    assert all(circle.hours and circle.interests for circle in made.circles)


def test_the_same_people_in_any_order_get_the_same_circles() -> None:
    people = peers(80, 3)
    assert form(people, effort=0.05).circles == form(people[::-1], effort=0.05).circles


def plain(name: str, **facts: object) -> Person:
    number = int(name[1:])
    return Person(
        name,
        facts={
            "institution": f"i{number}",
            "hours": ("mon noon",),
            "interests": ("burnout",),
            "seniority": "early" if number % 2 else "senior",
            **facts,  # type: ignore[dict-item]  # facts are of any kind
        },
    )


def seven(**facts: object) -> list[Person]:
    """Six who form a circle and p7, who differs in these facts."""
    return [*(plain(f"p{number}") for number in range(1, 7)), plain("p7", **facts)]


def test_people_in_different_zones_meet_at_an_hour_both_have() -> None:
    people = [
        plain(f"p{number}", hours=(hour,), clock=ZONE_HOURS[hour])
        for number, hour in enumerate(["mon 17", "mon 20"] * 3, start=1)
    ]
    assert form(people).circles[0].hours == ("tue 01:00 UTC",)


@pytest.mark.parametrize(("facts", "relaxation"), [
    ({"institution": "i1"}, "One more from the same institution would do: in the circle with p1."),
    ({"hours": ("tue noon",)}, "Being free mon noon would do: for the circle with p1."),
    ({"interests": ("grants",)}, "An interest in burnout would do: for the circle with p1."),
])  # fmt: skip
def test_whoever_is_left_out_hears_which_relaxation_would_help(
    facts: dict[str, object], relaxation: str
) -> None:
    made = form(seven(**facts), CircleRules(largest=6 if not facts else 12))
    assert [one.person for one in made.unplaced] == ["p7"]
    assert made.unplaced[0].relaxation == relaxation


def test_a_circle_that_is_full_says_so() -> None:
    made = form(seven(), CircleRules(largest=6))
    assert made.unplaced[0].relaxation.startswith("A circle of 7 would do")


def test_people_who_judge_each_other_never_share_a_circle_and_nobody_suggests_it() -> None:
    made = form(seven(supervisor="p1"))
    assert not any({"p1", "p7"} <= set(circle.members) for circle in made.circles)
    assert all("p1" not in one.relaxation for one in made.unplaced)


def test_newcomers_join_a_circle_that_stands_and_nobody_is_moved() -> None:
    standing = Circle(("p1", "p2", "p3", "p4"), (), (), name="Tuesday")
    made = form(seven(), existing=[standing])
    assert made.circles[0].name == "Tuesday" or set(standing.members) <= set(made.circles[0].members)
    assert made.placed == 7


def test_two_small_circles_merge_only_within_the_rules() -> None:
    people = [plain(f"p{number}") for number in range(1, 10)]
    people[8] = plain("p9", institution="i1")
    circles = [
        Circle(("p1", "p2", "p3"), (), (), name="A"),
        Circle(("p4", "p5", "p6"), (), (), name="B"),
        Circle(("p7", "p8", "p9"), (), (), name="C"),
    ]
    assert sorted(circle.name for circle in mergers(people, circles)) == ["A + B", "B + C"]


def test_a_large_circle_splits_into_two_that_keep_the_rules() -> None:
    people = [plain(f"p{number:02}") for number in range(1, 14)]
    whole = Circle(tuple(person.id for person in people), (), ())
    first, second = split(people, whole)
    assert sorted([*first.members, *second.members]) == sorted(whole.members)
    for half in (first, second):
        assert broken_size(half) == []
    with pytest.raises(MatchingError, match="too few"):
        split(people, replace(whole, members=whole.members[:8]))


def broken_size(circle: Circle) -> list[str]:
    return [] if 6 <= len(circle.members) <= 12 else ["size"]


def test_a_stop_is_heard_and_leaves_nothing() -> None:
    with pytest.raises(MatchingError, match="stopped"):
        form(peers(60, 1), cancel=lambda: True)


def test_the_command_line_forms_circles_from_an_instance(tmp_path: Path) -> None:
    people = [{"id": person.id, **person.facts} for person in seven()]
    path, out = tmp_path / "in.json", tmp_path / "out.json"
    path.write_text(json.dumps({"people": people, "rules": {"largest": 8}}), encoding="utf-8")
    result = CliRunner().invoke(app, ["circles", "--instance", str(path), "--out", str(out)])
    assert result.exit_code == 0, result.output
    found = json.loads(out.read_text(encoding="utf-8"))
    assert (found["placed"], found["unplaced"]) == (7, [])


@pytest.mark.parametrize(("instance", "sentence"), [
    ({"people": [{"id": "p", "hours": 7.5, "interests": {"a": 1}}]}, "should be a word"),
    ({"people": [{"id": "p"}, {"id": "p"}]}, "listed twice"),
    ({"people": [{"id": "p"}], "rules": {"smallest": 9, "largest": 4}}, "smallest size"),
    ({"people": [{"id": "p"}], "rules": {"biggest": 4}}, "no rule “biggest”"),
    ({"people": [{"id": "p"}], "circles": [{"members": ["q"]}]}, "“q”, who is not in the list"),
    ({"people": [{"id": "p"}], "circles": [{"members": ["p", "p"]}]}, "in two circles"),
    ({"people": [{"id": "p", "clock": "noon"}]}, "should be a number"),
])  # fmt: skip
def test_circles_that_cannot_be_are_refused_with_one_sentence(
    tmp_path: Path, instance: object, sentence: str
) -> None:
    path = tmp_path / "in.json"
    path.write_text(json.dumps(instance), encoding="utf-8")
    result = CliRunner().invoke(app, ["circles", "--instance", str(path)])
    assert result.exit_code == 2
    assert sentence in result.output
    assert len(result.output.strip().splitlines()) == 1
