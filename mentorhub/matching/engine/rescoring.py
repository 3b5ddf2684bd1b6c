"""Somebody's changed answers in a matching that goes on: one row or one column of scores, read again.

What was counted over everybody at the opening stays as it was: how rare a word or tag is (one that nobody had
named counts as if one person had), which words of free texts count, how finely places are told apart. So do
the lists of preferred people, blocks and pairs decided by hand.
"""

import numpy as np

from mentorhub.matching.engine.barring import Barring
from mentorhub.matching.engine.encode import Encoded, weigh
from mentorhub.matching.engine.encoding.columns import Ints, Scores
from mentorhub.matching.engine.encoding.drafts import STEPS, Meaning, Read, Words, portions
from mentorhub.matching.engine.encoding.values import Coded, coded
from mentorhub.matching.engine.instance import Person
from mentorhub.matching.engine.solving.kernels import NEVER


class Rescoring:
    def __init__(self, encoded: Encoded) -> None:
        self._encoded = encoded
        self._reads = [(at, draft.read) for at, draft in enumerate(encoded.drafts) if draft.read is not None]
        self._ranked = [
            (at, draft.ranked) for at, draft in enumerate(encoded.drafts) if draft.ranked is not None
        ]
        self._weights = encoded.weights.copy()
        self._most: dict[int, Ints] = {}
        self._asked: dict[int, list[Words]] = {}  # of mentees who changed, by factor that reads answers
        self._offered: dict[int, list[Words]] = {}  # of mentors who changed
        self._rules = [Barring(rule, encoded) for rule in encoded.instance.rules]
        barred = encoded.grid.barred
        of = np.repeat(np.arange(len(encoded.mentees)), np.diff(barred.start))
        by_hand = barred.source < 0
        self._barred = of[by_hand], barred.at[by_hand]

    def row(self, mentee: int, person: Person) -> Scores:
        """Her score with every mentor as they answer now; from here on these are her answers."""
        asked = [read.meaning.asked(person) for _, read in self._reads]
        self._asked[mentee] = asked
        weights = self._weights[mentee] = self._weigh(mentee, asked)
        scores, anew = np.zeros(len(self._encoded.mentors), np.int64), np.zeros(len(self._offered), np.int64)
        for place, (at, read) in enumerate(self._reads):
            if weights[at]:
                weight, values = int(weights[at]), asked[place]
                scores += offered_points(read.meaning, values, weight, read.mentors)
                if len(anew):
                    others = coded([offered[place] for offered in self._offered.values()])
                    anew += offered_points(read.meaning, values, weight, others)
        scores[list(self._offered)] = anew
        for at, ranked in self._ranked:
            which = np.flatnonzero(ranked.rows == mentee)
            np.add.at(scores, ranked.mentors[which], ranked.points(self._weights[:, at], which))
        for rule in self._rules:
            rule.mentees.change(mentee, person)
            scores[rule.bars_mentors(person)] = NEVER
        scores[self._barred[1][self._barred[0] == mentee]] = NEVER
        return scores.astype(np.int16)

    def column(self, mentor: int, person: Person) -> Scores:
        """His score with every mentee as they answer now; from here on these are his answers."""
        offered = [read.meaning.offered(person) for _, read in self._reads]
        self._offered[mentor] = offered
        rows = list(self._asked)
        scores, anew = np.zeros(len(self._encoded.mentees), np.int64), np.zeros(len(rows), np.int64)
        for place, (at, read) in enumerate(self._reads):
            scores += asked_points(read.meaning, offered[place], read.mentees, self._opening(at, read))
            if len(anew):
                others = coded([asked[place] for asked in self._asked.values()])
                most = portions(read.meaning, others, self._weights[rows, at])
                anew += asked_points(read.meaning, offered[place], others, most)
        scores[rows] = anew
        for at, ranked in self._ranked:
            which = np.flatnonzero(ranked.mentors == mentor)
            np.add.at(scores, ranked.rows[which], ranked.points(self._weights[:, at], which))
        for rule in self._rules:
            rule.mentors.change(mentor, person)
            scores[rule.bars_mentees(person)] = NEVER
        scores[self._barred[0][self._barred[1] == mentor]] = NEVER
        return scores.astype(np.int16)

    def _weigh(self, mentee: int, asked: list[Words]) -> Ints:
        applies = np.array([draft.applies[mentee] for draft in self._encoded.drafts], np.bool_)
        applies[[at for at, _ in self._reads]] = [bool(values) for values in asked]
        weights: Ints = weigh(self._encoded.factors, applies[None, :])[0]
        return weights

    def _opening(self, at: int, read: Read) -> Ints:
        """What each value asked for could give, by the answers at the opening."""
        if at not in self._most:
            self._most[at] = read.points(self._encoded.weights[:, at])
        return self._most[at]


def offered_points(meaning: Meaning, asked: Words, weight: int, mentors: Coded) -> Ints:
    """What each of these mentors gives a mentee who asks for these values."""
    gained = np.zeros(mentors.people, np.int64)
    most = portions(
        meaning, Coded(np.zeros(len(asked), np.int64), np.arange(len(asked)), asked, 1), np.array([weight])
    )
    if meaning.grades is not None:
        grades = meaning.grades(asked, mentors.values)
        for at, points in enumerate(most.tolist()):
            best = np.zeros(mentors.people, np.int64)
            np.maximum.at(best, mentors.rows, grades[at][mentors.codes])
            gained += points * best // STEPS
        return gained
    code = {value: at for at, value in enumerate(mentors.values)}
    for value, points in zip(asked, most.tolist(), strict=True):
        if value in code:
            gained[mentors.rows[mentors.codes == code[value]]] += points
    return gained


def asked_points(meaning: Meaning, offered: Words, mentees: Coded, most: Ints) -> Ints:
    """What a mentor who offers these values gives each of these mentees; `most`: by value asked for."""
    if meaning.grades is not None:
        best = meaning.grades(mentees.values, offered).max(axis=1, initial=0)
        got = most * best[mentees.codes] // STEPS
    else:
        held = np.fromiter((value in offered for value in mentees.values), np.bool_, len(mentees.values))
        got = most * held[mentees.codes]
    return np.bincount(mentees.rows, weights=got, minlength=mentees.people).astype(np.int64)
