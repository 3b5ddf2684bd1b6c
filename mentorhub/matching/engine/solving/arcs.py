"""The likely pairs of a large problem: a short list per mentee, extended where the proof asks for more."""

from dataclasses import dataclass

import numpy as np

from mentorhub.matching.engine.encoding.columns import Ints


@dataclass(frozen=True, slots=True)
class Arcs:
    """Pairs by position in the problem's rows, sorted by row and mentor, each once."""

    rows: Ints
    mentors: Ints
    scores: Ints

    def __len__(self) -> int:
        return len(self.rows)

    def start(self, people: int) -> Ints:
        return np.searchsorted(self.rows, np.arange(people + 1)).astype(np.int64)


def merged(pieces: list[Arcs], mentors: int) -> Arcs:
    rows = np.concatenate([piece.rows for piece in pieces])
    at = np.concatenate([piece.mentors for piece in pieces])
    scores = np.concatenate([piece.scores for piece in pieces])
    _, kept = np.unique(rows * mentors + at, return_index=True)
    return Arcs(rows[kept], at[kept], scores[kept])
