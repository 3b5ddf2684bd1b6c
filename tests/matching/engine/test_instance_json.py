"""The instance format for other tools, and what it refuses."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from mentorhub.matching.engine.cli import app

GOOD: dict[str, Any] = {
    "mentors": [{"id": "m1", "capacity": 2}, {"id": "m2", "capacity": 1}],
    "mentees": [{"id": "e1"}, {"id": "e2"}, {"id": "e3"}, {"id": "e4"}],
    "scores": [
        ["e1", "m1", 8450],
        ["e1", "m2", 9000],
        ["e2", "m1", 100],
        ["e2", "m2", 9000],
        ["e3", "m1", 5],
    ],
    "locked": [["e3", "m1"]],
    "aim": "total",
}
Run = Callable[[object], Result]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    def call(instance: object) -> Result:
        path = tmp_path / "in.json"
        path.write_text(instance if isinstance(instance, str) else json.dumps(instance), encoding="utf-8")
        return CliRunner().invoke(
            app, ["match", "--instance", str(path), "--out", str(tmp_path / "out.json")]
        )

    return call


def answer(tmp_path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    return found


def test_an_instance_is_matched_with_its_bound_and_reasons(run: Run, tmp_path: Path) -> None:
    result = run(GOOD)
    assert result.exit_code == 0, result.output
    found = answer(tmp_path)
    assert found["pairs"] == [
        {"mentee": "e1", "mentor": "m1", "score": 8450},
        {"mentee": "e2", "mentor": "m2", "score": 9000},
        {"mentee": "e3", "mentor": "m1", "score": 5},
    ]
    assert (found["total"], found["bound"], found["worst"]) == (17455, 17455, 5)
    assert found["unmatched"] == [
        {"mentee": "e4", "reason": "No mentor is listed with a score for this mentee."}
    ]
    assert found["seconds"]["solve"] >= 0


@pytest.mark.parametrize(("aim", "pairs"), [
    ("total", {"a": "y", "b": "x"}),
    ("floor", {"a": "x", "b": "y"}),
    ("share", {"a": "x", "b": "y"}),
])  # fmt: skip
def test_the_aim_decides_between_a_better_total_and_a_better_worst_match(
    run: Run, tmp_path: Path, aim: str, pairs: dict[str, str]
) -> None:
    scores = [["a", "x", 4000], ["a", "y", 1000], ["b", "x", 9000], ["b", "y", 5000]]
    people = {"mentors": [{"id": "x", "capacity": 1}, {"id": "y", "capacity": 1}]}
    run({**people, "mentees": [{"id": "a"}, {"id": "b"}], "scores": scores, "aim": aim})
    assert {pair["mentee"]: pair["mentor"] for pair in answer(tmp_path)["pairs"]} == pairs


def changed(**changes: object) -> dict[str, Any]:
    return {**GOOD, **changes}


@pytest.mark.parametrize(("instance", "sentence"), [
    ("{", "not JSON"),
    ("[1]", "one object"),
    ("[" * 100_000, "nested too deeply"),
    ('{"mentors":[],"mentees":[],"scores":[["e","m",NaN]]}', "NaN"),
    ('{"mentors":[],"mentees":[],"scores":[["e","m",-Infinity]]}', "Infinity"),
    ('{"mentors":[],"mentors":[],"mentees":[],"scores":[]}', "“mentors” is given 2 times"),
    ('{"mentors":[],"mentees":[],"scores":[["e","m",' + "9" * 5000 + "]]}", "thousands of digits"),
    ({"mentees": [], "scores": []}, "“mentors” is missing"),
    (changed(scores={}), "should be a list"),
    (changed(mentors=[{"id": "m1", "capacity": -1}]), "capacity of “m1” is negative"),
    (changed(mentors=[{"id": "m1", "capacity": 1.5}]), "whole number"),
    (changed(mentors=[{"id": "m1", "capacity": True}]), "whole number"),
    (changed(mentors=[{"id": ""}]), "not empty"),
    (changed(mentees=[{"id": "e1"}, {"id": "e1"}]), "listed twice"),
    (changed(scores=[["e9", "m1", 1]]), "mentee “e9”, who is not listed"),
    (changed(scores=[["e1", "m9", 1]]), "mentor “m9”, who is not listed"),
    (changed(scores=[["e1", "m1", 1.0]]), "not a whole number"),
    (changed(scores=[["e1", "m1", "9"]]), "not a whole number"),
    (changed(scores=[["e1", "m1", 10_001]]), "between 0 and 10000"),
    (changed(scores=[["e1", "m1", -1]]), "between 0 and 10000"),
    (changed(scores=[["e1", "m1"]]), "one whole number"),
    (changed(scores=[["e1", "m1", 7]] * 1_000_000), "has two scores"),
    (changed(locked=[["e1", "m9"]]), "mentor “m9”, who is not listed"),
    (changed(locked=[["e4", "m1"]]), "has no score"),
    (changed(locked=[["e1", "m1"], ["e1", "m2"]]), "locked twice"),
    (changed(locked=[["e1", "m2"], ["e2", "m2"]]), "than its capacity allows"),
    (changed(aim="most"), "“aim” should be"),
    (changed(aim=["total"]), "“aim” should be"),
])  # fmt: skip
def test_what_cannot_be_is_refused_with_one_sentence(
    run: Run, tmp_path: Path, instance: object, sentence: str
) -> None:
    result = run(instance)
    assert result.exit_code == 2
    assert sentence in result.output
    assert len(result.output.strip().splitlines()) == 1
    assert not (tmp_path / "out.json").exists()


def test_a_file_that_is_not_there_is_refused_with_one_sentence(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["match", "--instance", str(tmp_path / "none.json")])
    assert (result.exit_code, len(result.output.strip().splitlines())) == (2, 1)


def test_a_name_the_format_does_not_have_is_told_and_left_out(run: Run) -> None:
    result = run(changed(lokced=[["e1", "m2"]]))
    assert result.exit_code == 0
    assert "lokced" in result.output


def test_the_order_of_the_file_changes_nothing(run: Run, tmp_path: Path) -> None:
    run(GOOD)
    before = answer(tmp_path)
    run({key: value[::-1] if isinstance(value, list) else value for key, value in GOOD.items()})
    after = answer(tmp_path)
    assert before["pairs"] == after["pairs"]


def test_nobody_at_all_is_an_answer_too(run: Run, tmp_path: Path) -> None:
    assert run({"mentors": [], "mentees": [{"id": "e"}], "scores": []}).exit_code == 0
    assert [one["mentee"] for one in answer(tmp_path)["unmatched"]] == ["e"]
    assert run({"mentors": [{"id": "m", "capacity": 0}], "mentees": [], "scores": []}).exit_code == 0
