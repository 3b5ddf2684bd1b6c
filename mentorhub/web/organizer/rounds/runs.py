"""Matchings that run in this process: how far each is, and whether somebody stopped it."""

from dataclasses import dataclass
from uuid import UUID

WORDS = {
    "reading the answers": "Reading what everybody said",
    "solving": "Looking for the best assignment",
    "raising the floor": "Making the weakest pair as good as can be",
    "prices": "Proving that nothing scores higher",
    "checking the proof": "Checking the proof",
}


@dataclass
class Run:
    words: str = "Comparing everybody with everybody"
    done: int = 0
    of: int = 0
    cancelled: bool = False

    def at(self, step: str, done: int, of: int) -> None:
        """Called by the engine, from its own thread."""
        self.words = WORDS.get(step, step[:1].upper() + step[1:])
        self.done, self.of = (done, of) if of > 1 else (0, 0)


_runs: dict[UUID, Run] = {}


def watch(round_id: UUID) -> Run:
    return _runs.setdefault(round_id, Run())


def running(round_id: UUID) -> Run | None:
    return _runs.get(round_id)


def forget(round_id: UUID) -> None:
    _runs.pop(round_id, None)
