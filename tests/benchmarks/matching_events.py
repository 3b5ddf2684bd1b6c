"""A matching that goes on: milliseconds of one event, and what keeping every running pair costs."""

import random
import time
from collections.abc import Callable, Iterator

import numpy as np

from mentorhub.matching.engine import certificate, solve
from mentorhub.matching.engine.register import Register
from tests.benchmarks.figures import Figure, Run
from tests.benchmarks.matching_instances import CAPACITY, Drawing, program

EVENTS = 400


def incremental(run: Run) -> Iterator[Figure]:
    answered(register(400), 20, 400)  # compiled code is loaded
    happened(register(400), 60, 400)
    for people, target in [(2_000 if run.quick else 20_000, 5.0)] + ([(100_000, 10.0)] if run.full else []):
        for running in (0.0, 0.9):
            opened = register(people)
            draw = random.Random(2)
            for mentee, _ in sorted(opened.proposals):
                if draw.random() < running:
                    opened.accept(mentee)
            took, broken = happened(opened, EVENTS, people)
            best = certificate.verify(*opened.proof()).best
            name = f"engine: an event at {people:,} people, {running:.0%} of the pairs running"
            proof = "proven best around them" if best else "NOT best"
            p95, median = np.percentile(took, [95, 50])
            yield Figure(f"{name}, 95 of 100 (median {median:.2f})", p95, "ms", most=target, of="ours")
            yield Figure(f"{name}, broken ({proof})", broken, "pairs", most=0, of="ours")
            took = answered(opened, EVENTS // 2, people)
            best = certificate.verify(*opened.proof()).best
            name = f"engine: somebody's answers all changed at {people:,} people, {running:.0%} running"
            proof = "proven best" if best else "NOT best"
            p95, median = np.percentile(took, [95, 50])
            yield Figure(
                f"{name}, 95 of 100 (median {median:.2f}, {proof})", p95, "ms", most=target, of="ours"
            )


def register(people: int) -> Register:
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
        started = time.process_time()
        act()
        took.append(1000 * (time.process_time() - started))
    return took, len(kept - register.running)


def answered(register: Register, events: int, people: int) -> list[float]:
    """Milliseconds until somebody with all answers new, two in five a mentor, is scored and placed."""
    draw, drawing = random.Random(people + 1), Drawing(people + 1)
    institutions, took = max(25, people // 40), []
    for _ in range(events):
        mentor = draw.random() < 0.4
        one = draw.choice(register.encoded.mentors if mentor else register.encoded.mentees)
        fresh = drawing.person(one.id, mentor=mentor, capacity=CAPACITY["tight"], institutions=institutions)
        act = register.mentor_changes if mentor else register.mentee_changes
        started = time.process_time()
        act(fresh)
        took.append(1000 * (time.process_time() - started))
    return took


def _call(act: Callable[..., object], *given: object) -> Callable[[], object]:
    return lambda: act(*given)


def churn(run: Run) -> Iterator[Figure]:
    """What keeping every running pair costs against a free run after 5 % of the mentees changed."""
    instance = program(4_000)
    opened = Register(instance, frozenset(e.id for e in instance.mentees[::20]))
    for mentee, _ in sorted(opened.proposals):
        opened.accept(mentee)
    for person in instance.mentees[1::20]:
        opened.mentee_leaves(person.id)
    for person in instance.mentees[::20]:
        opened.mentee_comes(person.id)
    gone = {person.id for person in instance.mentees[1::20]}
    encoded = opened.encoded
    pairs = opened.running | opened.proposals
    total = sum(
        int(encoded.grid.row(encoded.mentee_at[mentee])[encoded.mentor_at[mentor]])
        for mentee, mentor in pairs
    )
    here = tuple(person for person in instance.mentees if person.id not in gone)
    free = solve(type(instance)(instance.mentors, here, instance.factors, instance.rules))
    name = "engine: total kept with every running pair after 5 % churn"
    yield Figure(name, 100 * total / free.total, "% of a free run", least=99)
