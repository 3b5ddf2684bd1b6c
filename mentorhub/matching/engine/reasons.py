"""Why somebody was left without a match, and the smallest change that would help."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mentorhub.matching.engine.encode import Encoded
from mentorhub.matching.engine.grid import BLOCKED, RULED_OUT, ColumnGrid
from mentorhub.matching.engine.result import Unmatched
from mentorhub.matching.engine.solving.problem import NOBODY, Problem, Solution, loads

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Barrier:
    """A rule of the template, or a block, and the mentors it keeps from a mentee."""

    rule: int
    bars: Mask


def barriers(grid: ColumnGrid, mentee: int) -> list[Barrier]:
    bars: dict[int, Mask] = {}

    def bar(rule: int, mask: Mask) -> None:
        bars[rule] = bars[rule] | mask if rule in bars else mask

    mine = grid.vetoes.of(mentee)
    for column, rule in zip(grid.vetoes.at[mine], grid.vetoes.source[mine], strict=True):
        bar(int(rule), grid.columns.mask(int(column)))
    for rule, bits, theirs in zip(
        grid.meeting.rules, grid.meeting.mentees, grid.meeting.mentors, strict=True
    ):
        bar(rule, (theirs & bits[mentee]) == 0)
    mine = grid.barred.of(mentee)
    for mentor, rule in zip(grid.barred.at[mine], grid.barred.source[mine], strict=True):
        single = np.zeros(grid.mentors, np.bool_)
        single[mentor] = True
        bar(int(rule), single)
    return [Barrier(rule, mask) for rule, mask in sorted(bars.items())]


def label_of(encoded: Encoded, rule: int) -> str:
    """Completes “no mentor …”."""
    if rule == BLOCKED:
        return "outside the blocks of either side"
    if rule == RULED_OUT:
        return "whom the organizers have not ruled out"
    return encoded.instance.rules[rule].label


def reasons(encoded: Encoded, problem: Problem, solution: Solution) -> tuple[Unmatched, ...]:
    room = loads(solution.match, problem.grid.mentors) < problem.places
    lost = problem.rows[solution.match == NOBODY]
    told: list[Unmatched] = []
    for mentee in lost.tolist():
        reason, relaxation = _reason(encoded, problem, mentee, room)
        told.append(Unmatched(encoded.mentees[mentee].id, reason, relaxation))
    return tuple(told)


def _reason(encoded: Encoded, problem: Problem, mentee: int, room: Mask) -> tuple[str, str]:
    if not len(encoded.mentors):
        return "No mentor takes part in this round.", "Find a first mentor."
    scores = problem.with_least(problem.least * 0).scores(mentee)
    allowed = scores >= 0
    if not allowed.any():
        return _nobody_allowed(encoded, mentee, barriers(encoded.grid, mentee), room)
    if (allowed & room).any():
        free = np.where(allowed & room, scores, -1)
        reason = "The mentors with a free place fit less well than the floor allows."
        return (
            reason,
            f"A floor of {int(free.max()) // 100} in 100 would let {_name(encoded, int(free.argmax()))} in.",
        )
    if room.any():
        return _places_out_of_reach(encoded, mentee, barriers(encoded.grid, mentee), allowed, room)
    best = _name(encoded, int(scores.argmax()))
    several = int(allowed.sum())
    who = (
        "the one mentor within the rules is"
        if several == 1
        else f"all {several} mentors within the rules are"
    )
    reason = f"Every place is taken: {who} full."
    return reason, f"One more place with {best} would do."


def _nobody_allowed(encoded: Encoded, mentee: int, found: list[Barrier], room: Mask) -> tuple[str, str]:
    """The rule to name is the one that alone would open a door; else the one that bars the most."""
    alone = [(one, _without(found, one) & room) for one in found]
    opening = [(one, opened) for one, opened in alone if opened.any()]
    if opening:
        one, opened = max(opening, key=lambda each: int(each[1].sum()))
        reason = f"No mentor {label_of(encoded, one.rule)}."
        return reason, _relaxed(encoded, mentee, one, opened)
    most = max(found, key=lambda one: int(one.bars.sum()))
    if most.bars.all():
        reason = f"No mentor {label_of(encoded, most.rule)}."
    else:
        labels = sorted({label_of(encoded, one.rule) for one in found if one.bars.any()})
        reason = "No mentor fits all the rules together: one " + ", and ".join(labels) + "."
    return reason, "A new mentor who fits these rules would help; relaxing one rule alone would not."


def _places_out_of_reach(
    encoded: Encoded, mentee: int, found: list[Barrier], allowed: Mask, room: Mask
) -> tuple[str, str]:
    opening = [(one, _without(found, one) & room) for one in found]
    opening = [(one, opened) for one, opened in opening if opened.any()]
    best = _best(encoded, mentee, allowed)
    if not opening:
        reason = "No mentor who fits all the rules has a free place."
        return reason, f"One more place with {best} would do."
    one, opened = max(opening, key=lambda each: int(each[1].sum()))
    reason = f"No mentor {label_of(encoded, one.rule)} has a free place."
    return reason, f"One more place with {best} would do, or: {_relaxed(encoded, mentee, one, opened)}"


def _without(found: list[Barrier], dropped: Barrier) -> Mask:
    others = [one.bars for one in found if one is not dropped]
    return ~np.any(others, axis=0) if others else np.ones(len(dropped.bars), np.bool_)


def _best(encoded: Encoded, mentee: int, among: Mask) -> str:
    scores = np.where(among, encoded.grid.raw_row(mentee), -1)
    return _name(encoded, int(scores.argmax()))


def _name(encoded: Encoded, mentor: int) -> str:
    person = encoded.mentors[mentor]
    return person.name or person.id


def _relaxed(encoded: Encoded, mentee: int, barrier: Barrier, opened: Mask) -> str:
    several = int(opened.sum())
    best = _best(encoded, mentee, opened)
    label = label_of(encoded, barrier.rule)
    which = f"{best} has" if several == 1 else f"{several} mentors have"
    tail = "" if several == 1 else f", {best} the best fit"
    return f"Without “{label}”, {which} a free place{tail}."
