"""What is left to match once everything decided is set aside."""

from dataclasses import dataclass

import numpy as np

from mentorhub.matching.engine.encode import Encoded
from mentorhub.matching.engine.encoding.columns import Ints
from mentorhub.matching.engine.errors import MatchingError
from mentorhub.matching.engine.instance import IdPair
from mentorhub.matching.engine.solving import scan
from mentorhub.matching.engine.solving.problem import Problem, Watch


@dataclass(frozen=True, slots=True)
class Standing:
    """A pair that stays: decided by people, or a mentorship that goes on."""

    mentee: int
    mentor: int
    score: int
    running: bool


@dataclass(frozen=True, slots=True)
class Pool:
    problem: Problem
    standing: tuple[Standing, ...]

    @property
    def standing_total(self) -> int:
        return sum(pair.score for pair in self.standing)


def pool(encoded: Encoded, watch: Watch) -> Pool:
    instance = encoded.instance
    _check_locked(encoded)
    places = np.array([person.capacity for person in encoded.mentors], np.int64)
    standing: list[Standing] = []
    for pair in sorted(instance.running | instance.locked):
        mentor = encoded.mentor_at.get(pair[1])
        if mentor is None:
            continue  # a mentorship whose mentor takes no part in this round
        places[mentor] -= 1
        mentee = encoded.mentee_at.get(pair[0])
        if mentee is not None:
            score = int(encoded.grid.raw_row(mentee)[mentor])
            standing.append(Standing(mentee, mentor, score, pair in instance.running))
    fixed = {pair.mentee for pair in standing}
    rows = np.array([row for row in range(len(encoded.mentees)) if row not in fixed], np.int64)
    least = np.zeros(len(encoded.mentees), np.int16)
    problem = Problem(encoded.grid, rows, np.maximum(places, 0), least, watch)
    return Pool(problem, tuple(standing))


def _check_locked(encoded: Encoded) -> None:
    instance = encoded.instance
    places = {person.id: person.capacity for person in encoded.mentors}
    taken: dict[str, str] = {}
    for _, mentor in instance.running:
        if mentor in places:
            places[mentor] -= 1
    for mentee, mentor in sorted(instance.running | instance.locked):
        if mentee in taken and mentee in encoded.mentee_at:
            raise MatchingError(f"“{mentee}” is kept with two mentors, “{taken[mentee]}” and “{mentor}”.")
        taken[mentee] = mentor
    for mentee, mentor in sorted(instance.locked - instance.running):
        _check_known(encoded, (mentee, mentor))
        places[mentor] -= 1
        if places[mentor] < 0:
            raise MatchingError(f"More pairs are locked with the mentor “{mentor}” than there are places.")
    both = sorted(instance.locked & instance.forbidden)
    if both:
        raise MatchingError(f"The pair of “{both[0][0]}” and “{both[0][1]}” is both locked and forbidden.")


def _check_known(encoded: Encoded, pair: IdPair) -> None:
    for identity, known, kind in (
        (pair[0], encoded.mentee_at, "mentee"),
        (pair[1], encoded.mentor_at, "mentor"),
    ):
        if identity not in known:
            raise MatchingError(f"A locked pair names the {kind} “{identity}”, who is not in the list.")


def own_best(problem: Problem, mentees: Ints) -> Ints:
    """Each mentee's best allowed score; 0 where nobody is allowed."""
    return np.maximum(0, scan.best(problem, mentees))
