"""Snapshots of people as a round freezes them, for tests that need no database."""

from datetime import date
from typing import Any

from mentorhub.matching.engine import Assignment, Pair, solve
from mentorhub.matching.instance import Snapshot, build
from mentorhub.programs import shelf
from mentorhub.programs.template import Template

TODAY = date(2026, 11, 2)


def template(key: str) -> Template:
    found = shelf.load(key)
    assert found is not None
    return found


def mentor(name: str, places: int = 1, *, facts: dict[str, Any] | None = None, **answers: Any) -> Snapshot:
    return _member("mentor", name, places, facts, answers)


def mentee(name: str, *, facts: dict[str, Any] | None = None, **answers: Any) -> Snapshot:
    return _member("mentee", name, 1, facts, answers)


def _member(
    role: str, name: str, places: int, facts: dict[str, Any] | None, answers: dict[str, Any]
) -> Snapshot:
    identity = f"{role}-{name}".lower().replace(" ", "-")
    preferences = {key: answers.pop(key) for key in ("wishes", "blocks") if key in answers}
    return Snapshot(
        identity, f"p-{identity}", f"person-{name}", role, name, places, answers, facts or {}, preferences
    )


def matched(key: str, *members: Snapshot) -> Assignment:
    program = template(key)
    return solve(build(program, members, TODAY))


def pair_of(key: str, one: Snapshot, other: Snapshot) -> Pair | None:
    pairs = matched(key, one, other).pairs
    return pairs[0] if pairs else None
