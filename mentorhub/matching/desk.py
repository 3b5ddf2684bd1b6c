"""The engine at hand: an instance read once for each state of a round, and asked in a thread of its own.

Nothing here decides who may ask: whoever gives a round's rows has been allowed to read them.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from mentorhub.matching.engine import (
    Aim,
    Alternative,
    Assignment,
    Certificate,
    Explanation,
    Instance,
    Pair,
    Proof,
    WhatIf,
    solve,
)
from mentorhub.matching.engine.desk import Desk
from mentorhub.matching.instance import IdPair, Snapshot, build
from mentorhub.matching.model import Proposal, RoundMember
from mentorhub.matching.rules import WHY_NOT
from mentorhub.programs.template import Template

KEPT = 8
_desks: OrderedDict[int, Desk] = OrderedDict()

Progress = Callable[[str, int, int], None]
Cancel = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Table:
    """A round as it lies on the table: its people, what stands, what is ruled out, what still can change."""

    round_id: UUID
    template: Template
    today: date
    members: dict[str, Snapshot]
    suggested: tuple[Proposal, ...]
    fixed: tuple[Proposal, ...]
    """Sent or final: their mentee is not paired again, and their mentor's place is taken."""
    bans: dict[IdPair, str]
    """Who is not suggested to whom, and why not."""
    proof: dict[str, Any]

    @property
    def aim(self) -> Aim:
        return Aim(self.template.matching.aim)

    @property
    def state(self) -> int:
        """The same number for the same people, pairs and bans, whoever changed what in between."""
        suggested = sorted((str(one.mentee_id), str(one.mentor_id), one.locked) for one in self.suggested)
        fixed = sorted((str(one.mentee_id), str(one.mentor_id)) for one in self.fixed)
        return hash(
            (self.round_id, tuple(suggested), tuple(fixed), tuple(self.bans), frozenset(self.members))
        )

    def instance(
        self, *, lock: frozenset[IdPair] = frozenset(), forbid: frozenset[IdPair] = frozenset()
    ) -> Instance:
        """Who can still be matched, under what was decided so far and what is tried now."""
        settled = {str(one.mentee_id) for one in self.fixed}
        taken: dict[str, int] = {}
        for one in self.fixed:
            taken[str(one.mentor_id)] = taken.get(str(one.mentor_id), 0) + 1
        people = [
            _with_places(member, max(0, member.places - taken.get(member.id, 0)))
            for member in self.members.values()
            if member.id not in settled
        ]
        moved = {mentee for mentee, _ in lock}
        kept = {pair for pair in self.locked if pair[0] not in moved} - forbid | lock
        return build(self.template, people, self.today, locked=kept, forbidden=({*self.bans} | forbid) - kept)

    @property
    def locked(self) -> frozenset[IdPair]:
        return frozenset((str(one.mentee_id), str(one.mentor_id)) for one in self.suggested if one.locked)

    def assignment(self) -> Assignment:
        """What is suggested now, as the engine would have answered it."""
        pairs = tuple(
            Pair(str(one.mentee_id), str(one.mentor_id), one.score, locked=one.locked)
            for one in sorted(self.suggested, key=lambda one: str(one.mentee_id))
        )
        scores = [pair.score for pair in pairs]
        least = {key: int(value) for key, value in self.proof.get("least_scores", {}).items()}
        return Assignment(
            pairs=pairs,
            unmatched=(),
            total=sum(scores),
            bound=sum(scores),
            worst=min(scores, default=0),
            worst_share=0,
            aim=self.aim,
            price=0,
            certificate=Certificate(Proof.BOUND, 0, least_scores=self._still_there(least)),
        )

    def _still_there(self, least: dict[str, int]) -> dict[str, int]:
        settled = {str(one.mentee_id) for one in self.fixed}
        return {
            mentee: score
            for mentee, score in least.items()
            if mentee in self.members and mentee not in settled
        }


def _with_places(member: Snapshot, places: int) -> Snapshot:
    return member if places == member.places else replace(member, places=places)


def snapshot(row: RoundMember) -> Snapshot:
    return Snapshot(
        str(row.id),
        str(row.participant_id),
        str(row.person_id),
        row.role,
        row.name,
        row.places,
        row.answers,
        row.facts,
        row.preferences,
    )


def snapshots(rows: Sequence[RoundMember]) -> dict[str, Snapshot]:
    return {str(row.id): snapshot(row) for row in rows}


async def solved(
    instance: Instance, aim: Aim, progress: Progress | None = None, cancel: Cancel | None = None
) -> Assignment:
    return await asyncio.to_thread(solve, instance, aim, progress, cancel)


async def at(table: Table) -> Desk:
    """The desk of this very state of the round."""
    found = _desks.get(table.state)
    if found is None:
        found = await asyncio.to_thread(lambda: Desk(table.instance(), table.assignment()))
        _desks[table.state] = found
        if len(_desks) > KEPT:
            _desks.popitem(last=False)
    _desks.move_to_end(table.state)
    return found


@dataclass(frozen=True, slots=True)
class Broken:
    """A hard rule that a pair would break, as it is said to those who pair."""

    label: str
    final: bool
    """Safety and people's own wishes are not decided otherwise, by anybody."""


FINAL = frozenset({"not_supervisor", "not_blocked", "cleared_for_minors"})
_RULED_OUT = "Not whom the organizers have not ruled out"


def broken(template: Template, explanation: Explanation, ruled_out: str = "here") -> tuple[Broken, ...]:
    """`ruled_out`: why they are not suggested to each other in this round, where they are not."""
    by_who = {f"Not {rule.who}": rule for rule in template.matching.rules}
    found = []
    for said in explanation.broken_rules:
        rule = by_who.get(said)
        if rule is not None:
            found.append(Broken(rule.label.rstrip("."), rule.kind in FINAL))
        elif said == _RULED_OUT:
            found.append(Broken(WHY_NOT[ruled_out], final=False))
        else:
            found.append(Broken("One of the two asked not to be paired with the other", final=True))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The best matching once something is decided, beside the one before."""

    found: Assignment
    delta: int
    matched_delta: int
    changes: tuple[tuple[str, str | None, str | None], ...]
    """Mentee, mentor before, mentor after."""


_outcomes: OrderedDict[int, Outcome] = OrderedDict()
"""What was looked at a moment ago is mostly what is decided next."""


async def decided(table: Table, pair: IdPair, *, ban: bool) -> Outcome:
    """Everything matched anew around this decision, by the order of aims that the template has."""
    key = hash((table.state, pair, ban))
    outcome = _outcomes.get(key)
    if outcome is None:
        asked = frozenset({pair})
        instance = table.instance(forbid=asked) if ban else table.instance(lock=asked)
        outcome = _compared(table, await solved(instance, table.aim))
        _outcomes[key] = outcome
        if len(_outcomes) > KEPT:
            _outcomes.popitem(last=False)
    return outcome


def _compared(table: Table, found: Assignment) -> Outcome:
    before = {str(one.mentee_id): str(one.mentor_id) for one in table.suggested}
    after = {pair.mentee: pair.mentor for pair in found.pairs}
    return Outcome(
        found,
        found.total - sum(one.score for one in table.suggested),
        len(after) - len(before),
        tuple(
            (mentee, before.get(mentee), after.get(mentee))
            for mentee in sorted(before.keys() | after.keys(), key=lambda each: table.members[each].name)
            if before.get(mentee) != after.get(mentee)
        ),
    )


async def next_best(at_hand: Desk, pair: IdPair) -> list[tuple[Alternative, WhatIf]]:
    """The next best for the mentee and for the mentor, each with what choosing it would do."""

    def ask() -> list[tuple[Alternative, WhatIf]]:
        said = at_hand.explain(*pair)
        options = [each for each in (said.next_for_mentee, said.next_for_mentor) if each is not None]
        return [(each, _price(at_hand, (each.mentee, each.mentor))) for each in options]

    return await asyncio.to_thread(ask)


def _price(at_hand: Desk, pair: IdPair) -> WhatIf:
    """Under the floor in force if that costs nobody their place; more people matched come first."""
    outcome = at_hand.what_if(frozenset({pair}))
    assignment = at_hand.assignment
    if outcome.matched_delta >= 0 or assignment is None:
        return outcome
    without = copy(at_hand)
    without.assignment = replace(assignment, certificate=replace(assignment.certificate, least_scores={}))
    freer = without.what_if(frozenset({pair}))
    return freer if freer.matched_delta > outcome.matched_delta else outcome
