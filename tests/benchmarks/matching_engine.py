"""The engine's figures beside their targets and baselines: `python -m tests.benchmarks --only engine`.

Ordinary sizes take about two minutes; `--full` goes to 100,000 people and to the peers at their slowest.
Every number is measured in the same run. Seconds are the processor's, on one core: the clock on the wall
would tell of other work beside it.
"""

import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence

import numpy as np

from mentorhub.matching.engine import Aim, Desk, Person, certificate, solve
from mentorhub.matching.engine.circles import form
from mentorhub.matching.engine.encode import encode
from mentorhub.matching.engine.pool import pool
from mentorhub.matching.engine.solve import choices
from mentorhub.matching.engine.solving import dense, sparse
from mentorhub.matching.engine.solving.blocking import blocking
from mentorhub.matching.engine.solving.problem import Watch
from tests.benchmarks import matching_peers
from tests.benchmarks.circle_instances import peers
from tests.benchmarks.figures import Figure, Run
from tests.benchmarks.matching_events import churn, incremental
from tests.benchmarks.matching_instances import program
from tests.benchmarks.matching_measure import measured
from tests.matching.engine.reference import lsa, table
from tests.matching.engine.test_exactness import listed, random_table

Part = Callable[[Run], Iterator[Figure]]
TIMES = {200: (0.020, 300), 2_000: (0.150, 300), 20_000: (4.0, 600), 100_000: (60.0, 1000)}
CIRCLES = {100: (85.0, 20), 1_000: (99.0, 20), 10_000: (99.9, 40)}
PEERS = {  # how much faster, and at how many people: the last only with --full
    "mentor-match": ((None, 500), (100, 2_000), (300, 5_000)),
    "matching": ((None, 500), (300, 2_000)),
}
STOPPED_AFTER = 1_500.0


def clock() -> float:
    return time.process_time()


def exactness(run: Run) -> Iterator[Figure]:
    count = 1_000 if run.full else 250
    wrong = 0
    for seed in range(count):
        scores, places = random_table(random.Random(seed))
        problem = listed(scores, places)
        by_table, by_flow = dense.solve(problem), sparse.solve(problem)
        good = (by_flow.match == by_table.match).all() and certificate.verify(problem, by_flow).best
        wrong += not (good and (by_table.matched, by_table.total) == lsa(scores, places))
    told = f"engine: not as dense assignment says, of {count:,} random tables"
    yield Figure(told, wrong, "tables", most=0, of="ours")


def times(run: Run) -> Iterator[Figure]:
    for people in [200, 2_000] + ([] if run.quick else [20_000]) + ([100_000] if run.full else []):
        for regime in ("tight", "scarce"):
            seconds, memory = TIMES[people]
            found = measured(people, regime)
            proof = "proven best" if found["gap"] == 0 else f"within {found['gap']} points"
            name = f"engine: {people:,} people, {regime}"
            yield Figure(f"{name}, {proof}", found["processor"], "s", most=seconds, of="ours")
            yield Figure(f"{name}, peak memory", found["memory"], "MB", most=memory, of="ours")


def baseline(run: Run) -> Iterator[Figure]:
    """Dense assignment by scipy over a table that is already there, its scoring not counted."""
    people = 8_000 if run.full else 2_000
    instance = program(people)
    scores, places = table(instance)
    started = clock()
    lsa(scores, places)
    theirs = clock() - started
    started = clock()
    solve(instance)
    ours = clock() - started
    cells = scores.size * 8 // 2**20
    beside = f"scipy's assignment alone, over a table of {cells} MB"
    yield Figure(f"engine: scoring, rules, solution and proof at {people:,}", ours, "s", theirs, beside)


def floors(run: Run) -> Iterator[Figure]:
    for regime in ("tight", "scarce"):
        instance = program(2_000, regime)
        total = solve(instance)
        for aim, target in ((Aim.FLOOR, 0.25), (Aim.SHARE, 0.75)):
            found = solve(instance, aim)
            raised = (
                f"worst {total.worst / 100:.0f} → {found.worst / 100:.0f} of 100"
                if aim is Aim.FLOOR
                else f"worst share {total.worst_share / 100:.0f} → {found.worst_share / 100:.0f} %"
            )
            name = f"engine: price of the aim “{aim}” at 2,000, {regime} ({raised})"
            yield Figure(name, 100 * found.price / total.total, "% of the total", most=target, of="ours")


def stability(run: Run) -> Iterator[Figure]:
    for people in [2_000] + ([20_000] if run.full else []):
        instance = program(people, "tight", 3, ranking=0.3)
        free, asked = solve(instance), solve(instance, stable=True)
        encoded = encode(instance)
        problem = pool(encoded, Watch()).problem
        match = np.full(len(encoded.mentees), -1, np.int32)
        for pair in asked.pairs:
            match[encoded.mentee_at[pair.mentee]] = encoded.mentor_at[pair.mentor]
        left = len(blocking(problem, match, choices(encoded)))
        name = f"engine: stability at 30 % ranking, {people:,} people"
        yield Figure(f"{name}, mutual blocking pairs", left, "pairs", most=0, of="ours")
        price = 100 * (free.total - asked.total) / free.total
        yield Figure(f"{name}, its price", price, "% of the total", most=0.3, of="ours")


def what_if(run: Run) -> Iterator[Figure]:
    instance = program(2_000)
    desk = Desk(instance, solve(instance))
    assert desk.assignment is not None
    one, other = desk.assignment.pairs[:2]
    took = []
    for _ in range(3):
        started = clock()
        desk.what_if(swap=(one.mentee, other.mentee))
        swapped = clock()
        desk.what_if(forbid=frozenset({(one.mentee, one.mentor)}))
        took += [swapped - started, clock() - swapped]
    name = "engine: a what-if of the committee at 2,000, the slowest of six"
    yield Figure(name, 1000 * max(took), "ms", most=200, of="ours")


def circles(run: Run) -> Iterator[Figure]:
    for people, (target, seconds) in CIRCLES.items():
        if people > 1_000 and not run.full:
            continue
        placed, took = [], []
        for seed in (1, 2, 3):
            made: list[Person] = peers(people, seed)
            started = clock()
            placed.append(form(made).placed)
            took.append(clock() - started)
        name = f"engine: circles of {people:,} people, mean of 3"
        share = 100 * sum(placed) / (3 * people)
        yield Figure(f"{name}, placed and checked", share, "%", least=target)
        yield Figure(f"{name}, the slowest", max(took), "s", most=seconds, of="ours")


def determinism(run: Run) -> Iterator[Figure]:
    digests = {measured(4_000, "tight", threads)["digest"] for threads in (1, 2, 8)}
    name = "engine: different answers with 1, 2 and 8 threads"
    yield Figure(name, len(digests) - 1, "answers", most=0, of="ours")


def against_peers(run: Run) -> Iterator[Figure]:
    if run.quick:
        return
    for peer, sizes in PEERS.items():
        for faster, people in sizes[1:] if run.full else sizes[:1]:
            yield from matching_peers.compared(peer, people, STOPPED_AFTER, faster)


PARTS: tuple[Part, ...] = (
    exactness,
    times,
    baseline,
    floors,
    stability,
    incremental,
    churn,
    what_if,
    circles,
    determinism,
    against_peers,
)


def engine(run: Run) -> Sequence[Figure]:
    figures: list[Figure] = []
    for part in PARTS:
        print(f"  {part.__name__} ...", file=sys.stderr, flush=True)
        figures += part(run)
    return figures
