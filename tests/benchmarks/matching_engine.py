"""The engine's figures beside their targets and baselines: `python -m tests.benchmarks.matching_engine`.

`--size quick` takes under two minutes; `--size full` goes to 100,000 people. Every number is measured in the
same run. Seconds are the processor's, on one core: the clock on the wall would tell of other work beside it.
"""

import argparse
import platform
import random
import time
from collections.abc import Callable, Iterator
from typing import Literal

import numpy as np

from mentorhub.matching.engine import Aim, Desk, certificate, solve
from mentorhub.matching.engine.circles import form
from mentorhub.matching.engine.encode import encode
from mentorhub.matching.engine.pool import pool
from mentorhub.matching.engine.register import Register
from mentorhub.matching.engine.solve import choices
from mentorhub.matching.engine.solving import dense, sparse, stable
from mentorhub.matching.engine.solving.problem import Watch
from tests.benchmarks import matching_peers
from tests.benchmarks.circle_instances import peers
from tests.benchmarks.matching_instances import program
from tests.benchmarks.matching_measure import measured
from tests.matching.engine.reference import lsa, table
from tests.matching.engine.test_exactness import listed, random_table

Size = Literal["quick", "full"]
Line = list[str]
TIMES = {200: (0.020, 300), 2_000: (0.150, 300), 20_000: (4.0, 600), 100_000: (60.0, 1000)}
CIRCLES = {100: (85.0, 20), 1_000: (99.0, 20), 10_000: (99.9, 40)}


def clock() -> float:
    return time.process_time()


def exactness(size: Size) -> Iterator[Line]:
    count = 1_000 if size == "full" else 250
    wrong = 0
    for seed in range(count):
        scores, places = random_table(random.Random(seed))
        problem = listed(scores, places)
        by_table, by_flow = dense.solve(problem), sparse.solve(problem)
        good = (by_flow.match == by_table.match).all() and certificate.verify(problem, by_flow).best
        wrong += not (good and (by_table.matched, by_table.total) == lsa(scores, places))
    yield ["Exactness against dense assignment, tight and scarce", "0 of 1,000", f"{wrong} of {count:,}", ""]


def times(size: Size) -> Iterator[Line]:
    for people in [200, 2_000, 20_000] + ([100_000] if size == "full" else []):
        for regime in ("tight", "scarce"):
            seconds, memory = TIMES[people]
            found = measured(people, regime)
            told = (
                f"{found['processor']:.3f} s ({found['seconds']:.3f} s on the wall), {found['memory']:.0f} MB"
            )
            proof = "proven best" if found["gap"] == 0 else f"within {found['gap']} points"
            yield [f"{people:,} people, {regime}", f"{seconds:g} s, {memory} MB", told, proof]


def baseline(size: Size) -> Iterator[Line]:
    """Dense assignment by scipy over a table that is already there, its scoring not counted."""
    people = 8_000 if size == "full" else 2_000
    instance = program(people)
    scores, places = table(instance)
    started = clock()
    lsa(scores, places)
    theirs = clock() - started
    started = clock()
    solve(instance)
    ours = clock() - started
    cells = scores.size * 8 // 2**20
    yield [
        f"scipy dense assignment alone, {people:,} people",
        "",
        f"{ours:.2f} s with scoring, rules and proof",
        f"{theirs:.2f} s and {cells} MB for the table alone",
    ]


def floors(size: Size) -> Iterator[Line]:
    for regime in ("tight", "scarce"):
        instance = program(2_000, regime)
        total = solve(instance)
        for aim, target in ((Aim.FLOOR, 0.25), (Aim.SHARE, 0.75)):
            found = solve(instance, aim)
            price = 100 * found.price / total.total
            raised = (
                f"worst {total.worst / 100:.0f} → {found.worst / 100:.0f}"
                if aim is Aim.FLOOR
                else f"worst share {total.worst_share / 100:.0f} → {found.worst_share / 100:.0f} %"
            )
            yield [f"Price of the aim “{aim}” at 2,000, {regime}", f"{target} %", f"{price:.2f} %", raised]


def stability(size: Size) -> Iterator[Line]:
    for people in [2_000] + ([20_000] if size == "full" else []):
        instance = program(people, "tight", 3, ranking=0.3)
        free, asked = solve(instance), solve(instance, stable=True)
        encoded = encode(instance)
        problem = pool(encoded, Watch()).problem
        match = np.full(len(encoded.mentees), -1, np.int32)
        for pair in asked.pairs:
            match[encoded.mentee_at[pair.mentee]] = encoded.mentor_at[pair.mentor]
        left = len(stable.blocking(problem, match, choices(encoded)))
        price = 100 * (free.total - asked.total) / free.total
        name = f"Stability at 30 % ranking, {people:,} people"
        yield [name, "0 pairs, 0.3 %", f"{left} mutual blocking pairs, {price:.2f} % of the total", ""]


def incremental(size: Size) -> Iterator[Line]:
    happened(_register(400), 60, 400)  # compiled code is loaded
    for people, target in [(20_000, 5.0)] + ([(100_000, 10.0)] if size == "full" else []):
        for running in (0.9, 0.0):
            register = _register(people)
            draw = random.Random(2)
            for mentee, _ in sorted(register.proposals):
                if draw.random() < running:
                    register.accept(mentee)
            kept = register.running
            took, broken = happened(register, 400, people)
            best = certificate.verify(*register.proof()).best
            share = f"{running:.0%} of the pairs running, {broken} of {len(kept):,} broken"
            yield [
                f"An event at {people:,} people, p95",
                f"{target:g} ms",
                f"{np.percentile(took, 95):.2f} ms (median {np.median(took):.2f})",
                f"{share}, {'proven best around them' if best else 'NOT best'}",
            ]


def _register(people: int) -> Register:
    instance = program(people)
    draw = random.Random(1)
    return Register(instance, frozenset(e.id for e in instance.mentees if draw.random() < 0.05))


def happened(register: Register, events: int, people: int) -> tuple[list[float], int]:
    """Milliseconds of each event, and running pairs broken though neither of the two left."""
    draw = random.Random(people)
    encoded = register.encoded
    here = {encoded.mentees[row].id for row in np.flatnonzero(register._state.waiting)}
    here |= {mentee for mentee, _ in register.running}
    away = sorted(person.id for person in encoded.mentees if person.id not in here)
    capacity = {person.id: person.capacity for person in encoded.mentors}
    kept, took = set(register.running), []
    for _ in range(events):
        kind, act = draw.random(), None
        mentor = draw.choice(encoded.mentors).id
        if kind < 0.4 and away:
            mentee = away.pop(draw.randrange(len(away)))
            act = _call(register.mentee_comes, mentee)
        elif kind < 0.8:
            mentee = draw.choice(encoded.mentees).id
            if mentee in away:
                continue
            away.append(mentee)
            kept -= {pair for pair in kept if pair[0] == mentee}
            act = _call(register.mentee_leaves, mentee)
        elif kind < 0.9:
            kept -= {pair for pair in kept if pair[1] == mentor}
            capacity[mentor] = 0
            act = _call(register.mentor_leaves, mentor)
        else:
            capacity[mentor] += 1
            act = _call(register.mentor_comes, mentor, capacity[mentor])
        started = clock()
        act()
        took.append(1000 * (clock() - started))
    return took, len(kept - register.running)


def _call(act: Callable[..., object], *given: object) -> Callable[[], object]:
    return lambda: act(*given)


def churn(size: Size) -> Iterator[Line]:
    """What keeping every running pair costs against a free run after 5 % of the mentees changed."""
    instance = program(4_000)
    register = Register(instance, frozenset(e.id for e in instance.mentees[::20]))
    for mentee, _ in sorted(register.proposals):
        register.accept(mentee)
    for person in instance.mentees[1::20]:
        register.mentee_leaves(person.id)
    for person in instance.mentees[::20]:
        register.mentee_comes(person.id)
    gone = {person.id for person in instance.mentees[1::20]}
    encoded = register.encoded
    pairs = register.running | register.proposals
    total = sum(
        int(encoded.grid.row(encoded.mentee_at[mentee])[encoded.mentor_at[mentor]])
        for mentee, mentor in pairs
    )
    here = tuple(person for person in instance.mentees if person.id not in gone)
    free = solve(type(instance)(instance.mentors, here, instance.factors, instance.rules))
    share = 100 * total / free.total
    yield ["Total kept with every running pair after 5 % churn", "99 %", f"{share:.2f} % of a free run", ""]


def what_if(size: Size) -> Iterator[Line]:
    instance = program(2_000)
    desk = Desk(instance, solve(instance))
    assert desk.assignment is not None
    one, other = desk.assignment.pairs[:2]
    took = []
    for asked in (
        {"swap": (one.mentee, other.mentee)},
        {"forbid": frozenset({(one.mentee, one.mentor)})},
    ) * 3:
        started = clock()
        desk.what_if(**asked)  # type: ignore[arg-type]
        took.append(1000 * (clock() - started))
    yield ["What-if of the committee at 2,000", "200 ms", f"{max(took):.0f} ms at most", ""]


def circles(size: Size) -> Iterator[Line]:
    for people, (target, seconds) in CIRCLES.items():
        if size == "quick" and people > 1_000:
            continue
        placed, took = [], []
        for seed in (1, 2, 3):
            started = clock()
            placed.append(form(peers(people, seed)).placed)
            took.append(clock() - started)
        share = 100 * sum(placed) / (3 * people)
        told = f"{share:.2f} % in {max(took):.1f} s, every circle checked"
        yield [f"Circles of {people:,} people, mean of 3", f"{target:g} % in {seconds} s", told, ""]


def determinism(size: Size) -> Iterator[Line]:
    digests = {measured(4_000, "tight", threads)["digest"] for threads in (1, 2, 8)}
    told = "the same pairs" if len(digests) == 1 else "DIFFERENT pairs"
    yield ["1, 2 and 8 threads, each twice", "the same bits", told, ""]


def against_peers(size: Size) -> Iterator[Line]:
    people, timeout = (2_000, 600.0) if size == "full" else (300, 60.0)
    for peer in matching_peers.PEERS:
        name, ours, theirs, ratio = matching_peers.compared(peer, people, timeout)
        yield [name, ">= 100x" if peer == "mentor-match" else ">= 300x", ours, f"{theirs}: {ratio}"]


PARTS: dict[str, Callable[[Size], Iterator[Line]]] = {
    "exactness": exactness,
    "times": times,
    "baseline": baseline,
    "floors": floors,
    "stability": stability,
    "incremental": incremental,
    "churn": churn,
    "what_if": what_if,
    "circles": circles,
    "determinism": determinism,
    "peers": against_peers,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", choices=["quick", "full"], default="quick")
    parser.add_argument("--only", choices=list(PARTS), action="append")
    asked = parser.parse_args()
    print(
        f"Machine: {platform.machine()}, {platform.system()}, Python {platform.python_version()}, one core.\n"
    )
    print("| | target | measured | baseline or remark |\n|---|---|---|---|", flush=True)
    for name in asked.only or PARTS:
        for line in PARTS[name](asked.size):
            print("| " + " | ".join(line) + " |", flush=True)


if __name__ == "__main__":
    main()
