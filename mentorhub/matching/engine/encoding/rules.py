"""Hard rules, read from the facts into vetoes. None of them costs points; a broken one forbids the pair."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from mentorhub.matching.engine.encoding.columns import ColumnBook, Ints
from mentorhub.matching.engine.encoding.values import coded, read_numbers, whole, words
from mentorhub.matching.engine.instance import HardRule, Person, RuleKind

People = Sequence[Person]
Masks = npt.NDArray[np.uint64]
MASK_BITS = 64
MOST_SETS = 40
"""Up to so many different sets of values, a column for each is quicker than comparing bits."""


@dataclass(slots=True)
class Vetoes:
    """What the rules forbid, by rule: whole columns of mentors, single pairs, and sets that must meet."""

    columns: list[tuple[int, Ints, Ints]] = field(default_factory=list)  # rule, mentee rows, columns
    pairs: list[tuple[int, Ints, Ints]] = field(default_factory=list)  # rule, mentee rows, mentors
    meet: list[tuple[int, Masks, Masks]] = field(default_factory=list)  # rule, mentees' bits, mentors' bits


@dataclass(frozen=True, slots=True)
class Reading:
    """One rule, the people it is read for, and where its vetoes go."""

    at: int
    rule: HardRule
    mentees: People
    mentors: People
    book: ColumnBook
    into: Vetoes

    def column(self, value: Hashable, mentors: npt.NDArray[np.integer]) -> int:
        return self.book.add(("rule", self.at, value), mentors)

    def everyone(self) -> int:
        return self.book.add("everyone", np.arange(len(self.mentors)))

    def forbid(self, rows: Ints, columns: Ints) -> None:
        self.into.columns.append((self.at, rows, columns))

    def forbid_all(self, rows: list[int], column: int) -> None:
        self.forbid(np.array(rows, np.int64), np.full(len(rows), column, np.int64))


def read(reading: Reading) -> None:
    READERS[reading.rule.kind](reading)


def _facts(people: People, key: str) -> list[tuple[str, ...]]:
    return [words(person.facts.get(key)) for person in people]


def _holding(it: Reading, mine: list[tuple[str, ...]], theirs: list[tuple[str, ...]]) -> None:
    """Nobody meets a mentor who holds a value that the mentee holds too."""
    asked = coded(mine)
    known = frozenset(asked.values)
    offered = coded([tuple(word for word in person if word in known) for person in theirs], known)
    members = offered.members()
    numbers = np.full(len(asked.values), -1, np.int64)
    for code in np.unique(offered.codes).tolist():
        numbers[code] = it.column(code, members[code])
    it.forbid(asked.rows, numbers[asked.codes])


def _different(it: Reading) -> None:
    _holding(it, _facts(it.mentees, it.rule.key), _facts(it.mentors, it.rule.key))


def _avoid(it: Reading) -> None:
    avoided = str(it.rule.params.get("avoid", f"avoid_{it.rule.key}"))
    _holding(it, _facts(it.mentees, avoided), _facts(it.mentors, it.rule.key))


def _common(it: Reading) -> None:
    """At least one value in common. Who gave none meets anybody, unless `strict`."""
    mine, theirs = _facts(it.mentees, it.rule.key), _facts(it.mentors, it.rule.key)
    strict = bool(it.rule.params.get("strict", False))
    values = sorted({word for side in (mine, theirs) for person in side for word in person})
    if len(values) < MASK_BITS and len(set(mine)) > MOST_SETS:
        bit = {value: 1 << place for place, value in enumerate(values)}
        open_to_all = 0 if strict else 2**MASK_BITS - 1
        it.into.meet.append((it.at, _bits(mine, bit, open_to_all), _bits(theirs, bit, open_to_all)))
        return
    sets = coded([("\n".join(person),) if person else () for person in mine])
    held = [frozenset(person) for person in theirs]
    numbers = []
    for code, joined in enumerate(sets.values):
        asked = frozenset(joined.split("\n"))
        apart = [row for row, has in enumerate(held) if not (asked & has) and (has or strict)]
        numbers.append(it.column(code, np.array(apart, np.int64)))
    it.forbid(sets.rows, np.array(numbers, np.int64)[sets.codes])
    if strict:
        it.forbid_all([row for row, person in enumerate(mine) if not person], it.everyone())


def _bits(people: list[tuple[str, ...]], bit: dict[str, int], open_to_all: int) -> Masks:
    masks = (sum(bit[word] for word in person) if person else open_to_all for person in people)
    return np.fromiter(masks, np.uint64, len(people))


def _not_supervisor(it: Reading) -> None:
    """Nobody is mentored by the person who judges them, nor by one they judge."""
    mentor_at = {person.id.casefold(): row for row, person in enumerate(it.mentors)}
    mentee_at = {person.id.casefold(): row for row, person in enumerate(it.mentees)}
    key = it.rule.key or "supervisor"
    above = enumerate(_facts(it.mentees, key))
    below = enumerate(_facts(it.mentors, key))
    pairs = [(row, mentor_at[name]) for row, judges in above for name in judges if name in mentor_at]
    pairs += [(mentee_at[name], row) for row, judges in below for name in judges if name in mentee_at]
    flat = np.array(pairs, np.int64).reshape(len(pairs), 2)
    it.into.pairs.append((it.at, flat[:, 0], flat[:, 1]))


def _requires(it: Reading) -> None:
    """Where the mentee's fact `when` holds (a minor), only mentors whose fact `key` holds (cleared)."""
    when = str(it.rule.params.get("when", ""))
    asking = [row for row, person in enumerate(it.mentees) if not when or _true(person, when)]
    lacking = [row for row, person in enumerate(it.mentors) if not _true(person, it.rule.key)]
    it.forbid_all(asking, it.column("lacking", np.array(lacking, np.int64)))


def _eligible(it: Reading) -> None:
    out = [row for row, person in enumerate(it.mentors) if _false(person, it.rule.key)]
    it.forbid_all(list(range(len(it.mentees))), it.column("out", np.array(out, np.int64)))
    it.forbid_all(
        [row for row, person in enumerate(it.mentees) if _false(person, it.rule.key)], it.everyone()
    )


def _true(person: Person, key: str) -> bool:
    return words(person.facts.get(key)) not in {(), ("no",), ("false",), ("0",)}


def _false(person: Person, key: str) -> bool:
    return words(person.facts.get(key)) in {("no",), ("false",), ("0",)}


def _within(it: Reading) -> None:
    """Clocks go round: with `wraps` 24, 23 hours apart are one hour apart."""
    most = whole(it.rule.params, "most", 3)
    wraps = whole(it.rule.params, "wraps", 0)

    def apart(mine: float, theirs: float) -> bool:
        between = abs(mine - theirs)
        return (min(between, wraps - between) if wraps else between) > most

    _by_number(it, apart)


def _ahead(it: Reading) -> None:
    least = whole(it.rule.params, "least", 1)
    _by_number(it, lambda mine, theirs: theirs - mine < least)


def _by_number(it: Reading, breaks: Callable[[float, float], bool]) -> None:
    mine, theirs = (
        read_numbers(people, it.rule.key, it.rule.key, facts=True) for people in (it.mentees, it.mentors)
    )
    known = sorted({value for value in theirs if value is not None})
    holders = {value: [row for row, other in enumerate(theirs) if other == value] for value in known}
    rows_by_value: dict[float, list[int]] = {}
    for row, value in enumerate(mine):
        if value is not None:
            rows_by_value.setdefault(value, []).append(row)
    for value, rows in sorted(rows_by_value.items()):
        out = [row for other in known if breaks(value, other) for row in holders[other]]
        it.forbid_all(rows, it.column(value, np.array(sorted(out), np.int64)))


READERS: dict[RuleKind, Callable[[Reading], None]] = {
    RuleKind.DIFFERENT: _different,
    RuleKind.COMMON: _common,
    RuleKind.NOT_SUPERVISOR: _not_supervisor,
    RuleKind.REQUIRES: _requires,
    RuleKind.AVOID: _avoid,
    RuleKind.WITHIN: _within,
    RuleKind.AHEAD: _ahead,
    RuleKind.ELIGIBLE: _eligible,
}
