"""Why these two: what speaks for the pair and what against, each with its points."""

import numpy as np

from mentorhub.matching.engine.encode import Encoded
from mentorhub.matching.engine.grid import NOT_ALLOWED
from mentorhub.matching.engine.phrases import listed, phrase
from mentorhub.matching.engine.reasons import barriers, label_of
from mentorhub.matching.engine.result import Alternative, Explanation
from mentorhub.matching.engine.scoring import parts
from mentorhub.matching.engine.solving.problem import Problem

MOST_SAID = 4


def explain(encoded: Encoded, row: int, column: int) -> Explanation:
    mentee, mentor = encoded.mentees[row], encoded.mentors[column]
    split = parts(encoded, np.array([row]), np.array([column]))[0]
    weighed = [(part, factor) for part, factor in zip(split, encoded.factors, strict=True) if part.weight]
    by_points = sorted(weighed, key=lambda each: -each[0].points)
    by_loss = sorted(weighed, key=lambda each: each[0].points - each[0].weight)
    speaks_for = [phrase(f, part, mentee, mentor) for part, f in by_points if part.points * 2 >= part.weight]
    against = [phrase(f, part, mentee, mentor) for part, f in by_loss if part.points * 4 <= part.weight]
    broken = tuple(
        f"Not {label_of(encoded, barrier.rule)}"
        for barrier in barriers(encoded.grid, row)
        if barrier.bars[column]
    )
    return Explanation(
        mentee=mentee.id,
        mentor=mentor.id,
        score=sum(part.points for part in split),
        parts=split,
        sentence=_sentence(speaks_for, against),
        speaks_for=tuple(speaks_for),
        speaks_against=tuple(against),
        allowed=not broken,
        broken_rules=broken,
    )


def _sentence(speaks_for: list[str], against: list[str]) -> str:
    good, bad = ", ".join(speaks_for[:MOST_SAID]), listed(against[:2])
    text = f"{good}; but {bad}" if good and bad else good or bad or "nothing to compare"
    return text[0].upper() + text[1:] + "."


def next_for_mentee(encoded: Encoded, row: int, column: int) -> Alternative | None:
    """The best other mentor within the rules; equal ones by id."""
    scores = encoded.grid.row(row)
    scores[column] = NOT_ALLOWED
    if not (scores >= 0).any():
        return None
    other = int(scores.argmax())
    return Alternative(encoded.mentees[row].id, encoded.mentors[other].id, int(scores[other]), None)


def next_for_mentor(encoded: Encoded, row: int, column: int, has: frozenset[int]) -> Alternative | None:
    """The best other mentee within the rules whom the mentor does not have already."""
    no_floor = np.zeros(encoded.grid.mentees, np.int16)
    problem = Problem(encoded.grid, np.zeros(0, np.int64), np.zeros(0, np.int64), no_floor)
    best, found = NOT_ALLOWED, -1
    for other in range(encoded.grid.mentees):
        if other == row or other in has:
            continue
        score = int(problem.scores(other)[column])
        if score > best:
            best, found = score, other
    if found < 0:
        return None
    return Alternative(encoded.mentees[found].id, encoded.mentors[column].id, best, None)
