"""The instance format for other tools: ids, places and scores in; pairs, reasons and a bound out."""

from collections.abc import Mapping
from dataclasses import dataclass
from time import perf_counter
from typing import Any

import numpy as np

from mentorhub.matching.engine import reading_json as reading
from mentorhub.matching.engine.errors import MatchingError
from mentorhub.matching.engine.grid import ListedGrid
from mentorhub.matching.engine.instance import FULL_SCORE, Aim, IdPair
from mentorhub.matching.engine.pool import Pool, Standing
from mentorhub.matching.engine.solve import solve_pool
from mentorhub.matching.engine.solving.problem import (
    NOBODY,
    Cancel,
    Problem,
    Progress,
    Solution,
    Watch,
    loads,
)

KNOWN = frozenset({"mentors", "mentees", "scores", "locked", "aim"})


@dataclass(frozen=True, slots=True)
class ListedInstance:
    """People in the order of their ids; scores by pair."""

    mentors: tuple[str, ...]
    mentees: tuple[str, ...]
    places: tuple[int, ...]
    scores: Mapping[IdPair, int]
    locked: tuple[IdPair, ...]
    aim: Aim
    ignored: tuple[str, ...]  # names that the format does not have


def read(text: str) -> ListedInstance:
    document = reading.document(text)
    capacity = {name: _capacity(name, item) for name, item in reading.people(document, "mentors").items()}
    mentees = reading.people(document, "mentees")
    scores = _scores(document, mentees, capacity)
    locked = _locked(document, scores, capacity)
    return ListedInstance(
        mentors=tuple(sorted(capacity)),
        mentees=tuple(sorted(mentees)),
        places=tuple(capacity[name] for name in sorted(capacity)),
        scores=scores,
        locked=locked,
        aim=_aim(document.get("aim", "total")),
        ignored=tuple(sorted(document.keys() - KNOWN)),
    )


def solve_listed(
    instance: ListedInstance, progress: Progress | None = None, cancel: Cancel | None = None
) -> dict[str, Any]:
    """The answer as it is written out."""
    started = perf_counter()
    left = _pool(instance, Watch(progress, cancel))
    solved = solve_pool(left, instance.aim)
    solution, problem = solved.solution, solved.problem
    pairs = [(row.mentee, row.mentor, row.score) for row in left.standing]
    pairs += [
        (int(problem.rows[at]), int(solution.match[at]), int(solution.scores[at]))
        for at in np.flatnonzero(solution.match != NOBODY).tolist()
    ]
    total = sum(score for _, _, score in pairs)
    return {
        "pairs": [
            {"mentee": instance.mentees[mentee], "mentor": instance.mentors[mentor], "score": score}
            for mentee, mentor, score in sorted(pairs)
        ],
        "unmatched": _unmatched(instance, left, problem, solution),
        "total": total,
        "bound": total + solved.gap,
        "worst": min((score for _, _, score in pairs), default=0),
        "seconds": {"solve": round(perf_counter() - started, 6)},
    }


def _pool(instance: ListedInstance, watch: Watch) -> Pool:
    mentor_at = {name: at for at, name in enumerate(instance.mentors)}
    mentee_at = {name: at for at, name in enumerate(instance.mentees)}
    entries = np.array(
        [
            (mentee_at[mentee], mentor_at[mentor], score)
            for (mentee, mentor), score in instance.scores.items()
        ],
        np.int64,
    ).reshape(len(instance.scores), 3)
    entries = entries[np.lexsort((entries[:, 1], entries[:, 0]))]
    start = np.searchsorted(entries[:, 0], np.arange(len(instance.mentees) + 1)).astype(np.int64)
    grid = ListedGrid(
        len(instance.mentees),
        len(instance.mentors),
        start,
        entries[:, 1].astype(np.int32),
        entries[:, 2].astype(np.int16),
    )
    places = np.array(instance.places, np.int64)
    standing = []
    for mentee, mentor in instance.locked:
        places[mentor_at[mentor]] -= 1
        score = instance.scores[mentee, mentor]
        standing.append(Standing(mentee_at[mentee], mentor_at[mentor], score, running=False))
    fixed = {pair.mentee for pair in standing}
    rows = np.array([at for at in range(len(instance.mentees)) if at not in fixed], np.int64)
    problem = Problem(grid, rows, places, np.zeros(len(instance.mentees), np.int16), watch)
    return Pool(problem, tuple(standing))


def _unmatched(
    instance: ListedInstance, left: Pool, problem: Problem, solution: Solution
) -> list[dict[str, str]]:
    room = loads(solution.match, problem.grid.mentors) < problem.places
    told = []
    for at in np.flatnonzero(solution.match == NOBODY).tolist():
        mentee = int(problem.rows[at])
        listed = left.problem.grid.row(mentee) >= 0
        several = int(listed.sum())
        if not several:
            reason = "No mentor is listed with a score for this mentee."
        elif (listed & room).any():
            reason = "The listed mentors with a free place score below the floor."
        elif several == 1:
            only = instance.mentors[int(listed.argmax())]
            reason = f"The only mentor listed for this mentee, {only}, has no free place."
        else:
            reason = f"None of the {several} mentors listed for this mentee has a free place."
        told.append({"mentee": instance.mentees[mentee], "reason": reason})
    return told


def _capacity(name: str, item: dict[str, Any]) -> int:
    capacity = item.get("capacity", 1)
    if isinstance(capacity, bool) or not isinstance(capacity, int):
        raise MatchingError(f"The capacity of “{name}” should be a whole number.")
    if capacity < 0:
        raise MatchingError(f"The capacity of “{name}” is negative.")
    return min(capacity, 2**31)


def _pair(item: object, what: str, known: tuple[Mapping[str, object], Mapping[str, object]]) -> IdPair:
    if not isinstance(item, list) or len(item) < 2 or not all(isinstance(name, str) for name in item[:2]):
        raise MatchingError(f"{what} should be a list that begins with a mentee's and a mentor's id.")
    for name, people, kind in zip(item[:2], known, ("mentee", "mentor"), strict=True):
        if name not in people:
            raise MatchingError(f"{what} names the {kind} “{name}”, who is not listed.")
    return item[0], item[1]


def _scores(
    document: dict[str, Any], mentees: Mapping[str, object], mentors: Mapping[str, object]
) -> dict[IdPair, int]:
    scores: dict[IdPair, int] = {}
    for item in reading.listed(document, "scores"):
        pair = _pair(item, "A score", (mentees, mentors))
        if len(item) != 3:
            raise MatchingError(f"The score of “{pair[0]}” and “{pair[1]}” should be one whole number.")
        score = item[2]
        if isinstance(score, bool) or not isinstance(score, int):
            raise MatchingError(f"The score of “{pair[0]}” and “{pair[1]}” is not a whole number.")
        if not 0 <= score <= FULL_SCORE:
            raise MatchingError(
                f"The score of “{pair[0]}” and “{pair[1]}” is not between 0 and {FULL_SCORE}."
            )
        if pair in scores:
            raise MatchingError(f"The pair of “{pair[0]}” and “{pair[1]}” has two scores.")
        scores[pair] = score
    return scores


def _locked(
    document: dict[str, Any], scores: Mapping[IdPair, int], capacity: Mapping[str, int]
) -> tuple[IdPair, ...]:
    left = dict(capacity)
    mentees = {pair[0]: None for pair in scores}
    everybody: dict[str, object] = dict.fromkeys(item["id"] for item in document["mentees"])
    kept: dict[str, IdPair] = {}
    for item in reading.listed(document, "locked", needed=False):
        pair = _pair(item, "A locked pair", (everybody, capacity))
        if len(item) != 2:
            raise MatchingError("Every locked pair should be a list of two ids.")
        if pair[0] not in mentees or pair not in scores:
            raise MatchingError(
                f"The locked pair of “{pair[0]}” and “{pair[1]}” has no score, so it is not allowed."
            )
        if pair[0] in kept:
            raise MatchingError(f"“{pair[0]}” is locked twice.")
        left[pair[1]] -= 1
        if left[pair[1]] < 0:
            raise MatchingError(f"More pairs are locked with “{pair[1]}” than its capacity allows.")
        kept[pair[0]] = pair
    return tuple(kept[name] for name in sorted(kept))


def _aim(value: object) -> Aim:
    if not isinstance(value, str) or value not in set(Aim):
        raise MatchingError("“aim” should be “total”, “floor” or “share”.")
    return Aim(value)
