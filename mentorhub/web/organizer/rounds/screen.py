"""What the room has on its screen, and how a round is laid out there."""

from dataclasses import replace
from typing import Final

from mentorhub.matching.views import (
    AlternativeRow,
    DecisionRow,
    Figures,
    PairRow,
    PersonRow,
    Preview,
    Room,
)
from mentorhub.web.organizer.rounds.runs import Run
from mentorhub.web.screen import Screen

SHOWN = 50
NO_PAIR: Final = PairRow("", "", "", "", "", "", "", "", 0, "", "", False, False, False)


class RoundScreen(Screen, mixin=True):
    name: str = ""
    program: str = ""
    paired_by: str = ""
    state: str = ""
    step: int = 0
    may_run: bool = False
    figures: Figures = Figures()
    rows: list[PairRow] = []
    selected: PairRow = NO_PAIR
    page: int = 1
    pages: int = 1
    weakest_first: bool = False
    waiting: list[PersonRow] = []
    more_waiting: int = 0
    mentors: list[PersonRow] = []
    mentees: list[PersonRow] = []
    left_out: list[PersonRow] = []
    free_places: int = 0
    to_send: int = 0
    still_open: int = 0
    paired_now: int = 0

    computing: bool = False
    mine: bool = False  # this tab began the matching and can stop it
    doing: str = ""
    done: int = 0
    of: int = 0

    alternatives: list[AlternativeRow] = []
    decisions: list[DecisionRow] = []
    looking: bool = True  # for the next best
    noted: int = 0
    record: list[DecisionRow] = []

    asking: str = ""  # the change that is being decided on: ban, pair
    question: str = ""
    cost: str = ""
    effects: list[str] = []
    broken: list[str] = []
    possible: bool = True
    choosing: str = ""  # for whom a mentor is chosen by hand
    choosing_for: str = ""
    choices: list[list[str]] = []
    sending: bool = False
    will_happen: list[str] = []
    closing: bool = False

    _chosen: str = ""
    _asked: dict[str, str] = {}

    def _show(self, seen: Room) -> None:
        self.name, self.program, self.paired_by = seen.name, seen.program, seen.paired_by
        self.state, self.step, self.figures = seen.state, seen.step, seen.figures
        self.computing = seen.computing
        self.waiting, self.more_waiting = list(seen.waiting[:SHOWN]), max(0, len(seen.waiting) - SHOWN)
        if seen.state == "pool":
            self.mentors, self.mentees = list(seen.mentors[:SHOWN]), list(seen.mentees[:SHOWN])
        self.left_out = list(seen.left_out[:SHOWN])
        self.free_places = sum(each.free for each in seen.mentors)
        self.to_send, self.still_open = seen.to_send, seen.answers.get("sent", 0)
        self.paired_now = seen.answers.get("final", 0)
        self._show_pairs(seen.pairs)

    def _show_pairs(self, pairs: tuple[PairRow, ...]) -> None:
        key = (lambda row: (not row.live, row.fit)) if self.weakest_first else (lambda row: (not row.live,))
        ordered = sorted(pairs, key=key)
        chosen = next((row for row in ordered if row.id == (self._chosen or self.selected.id)), None)
        if chosen is None:
            # The pair is gone with a change; its mentee may have another one now.
            chosen = next((row for row in ordered if row.mentee_id == self.selected.mentee_id), None)
        self.pages = max(1, -(-len(ordered) // SHOWN))
        self.page = min(max(1, self.page), self.pages)
        here = ordered[(self.page - 1) * SHOWN : self.page * SHOWN]
        self.selected = chosen or (here[0] if here else NO_PAIR)
        self._chosen = self.selected.id
        # The table needs none of what stands beside it: at fifty rows that is most of the bytes.
        self.rows = [replace(row, parts=(), speaks_for=(), private_words="") for row in here]

    def _weigh(self, seen: Preview) -> None:
        self.possible, self.cost = seen.possible, seen.cost[:1].upper() + seen.cost[1:]
        self.effects, self.broken = list(seen.effects), list(seen.broken_rules)
        self.problem, self.problems = "", {}

    def _follow(self, run: Run) -> None:
        if not run.cancelled:
            self.doing, self.done, self.of = run.words, run.done, run.of
