"""An instance made ready: people in the order of their ids, factors as columns, rules as vetoes.

Ordering by id is what makes the answer the same whatever order the people came in.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter

import numpy as np
import numpy.typing as npt

from mentorhub.matching.engine.encoding import factors as reading
from mentorhub.matching.engine.encoding import rules as forbidding
from mentorhub.matching.engine.encoding.columns import ColumnBook, Index, Ints, apportion
from mentorhub.matching.engine.encoding.drafts import Draft, Entries, PairPoints, Written
from mentorhub.matching.engine.encoding.rules import Reading, Vetoes
from mentorhub.matching.engine.errors import MatchingError
from mentorhub.matching.engine.grid import BLOCKED, RULED_OUT, ColumnGrid, Listing, Meeting, Patches, listing
from mentorhub.matching.engine.instance import FULL_SCORE, Factor, IdPair, Instance, Person


@dataclass(frozen=True, slots=True)
class Ordered:
    instance: Instance
    mentees: tuple[Person, ...]
    mentors: tuple[Person, ...]
    mentee_at: dict[str, int]
    mentor_at: dict[str, int]


@dataclass(frozen=True, slots=True)
class Encoded(Ordered):
    factors: tuple[Factor, ...]
    weights: Ints  # by mentee and factor, in basis points: each row adds up to 10,000
    grid: ColumnGrid
    drafts: tuple[Draft, ...]


def encode(instance: Instance, like: Encoded | None = None) -> Encoded:
    """`like`: an earlier reading, whose counts of everybody together (how rare a word is) stay in force."""
    check_people(instance)
    people = _ordered(instance)
    factors = tuple(factor for factor in instance.factors if factor.weight > 0)
    earlier = (None,) * len(factors) if like is None else like.drafts
    drafts = tuple(
        reading.read(factor, people.mentees, people.mentors, draft)
        for factor, draft in zip(factors, earlier, strict=True)
    )
    applies = np.zeros((len(people.mentees), len(factors)), np.bool_)
    for at, draft in enumerate(drafts):
        applies[:, at] = draft.applies
    weights = weigh(factors, applies)
    book = ColumnBook(len(people.mentors))
    written = [draft.write(weights[:, at], book) for at, draft in enumerate(drafts)]
    vetoes = Vetoes()
    for at, rule in enumerate(instance.rules):
        forbidding.read(Reading(at, rule, people.mentees, people.mentors, book, vetoes))
    _single_vetoes(people, vetoes)
    grid = _grid(len(people.mentees), len(people.mentors), book, written, vetoes)
    return Encoded(
        instance,
        people.mentees,
        people.mentors,
        people.mentee_at,
        people.mentor_at,
        factors,
        weights,
        grid,
        drafts,
    )


def _ordered(instance: Instance) -> Ordered:
    mentees = tuple(sorted(instance.mentees, key=attrgetter("id")))
    mentors = tuple(sorted(instance.mentors, key=attrgetter("id")))
    return Ordered(
        instance,
        mentees,
        mentors,
        {person.id: row for row, person in enumerate(mentees)},
        {person.id: row for row, person in enumerate(mentors)},
    )


def check_people(instance: Instance) -> None:
    for people, kind in ((instance.mentors, "mentor"), (instance.mentees, "mentee")):
        if len({person.id for person in people}) < len(people):
            most = Counter(person.id for person in people).most_common(1)
            raise MatchingError(f"The {kind} “{most[0][0]}” is listed {most[0][1]} times.")
    for person in instance.mentors:
        if person.capacity < 0:
            raise MatchingError(f"The mentor “{person.id}” has a negative number of places.")
    for factor in instance.factors:
        if factor.weight < 0:
            raise MatchingError(f"The weight of “{factor.label}” is negative.")
    keys = Counter(factor.key for factor in instance.factors).most_common(1)
    if keys and keys[0][1] > 1:
        raise MatchingError(f"Two factors have the key “{keys[0][0]}”.")


def weigh(factors: Sequence[Factor], applies: npt.NDArray[np.bool_]) -> Ints:
    """A factor that a mentee left open does not count for her: the others share its weight."""
    weights = np.zeros(applies.shape, np.int64)
    patterns, which = np.unique(applies, axis=0, return_inverse=True)
    shares = np.array([factor.weight for factor in factors], np.int64)
    for at, pattern in enumerate(patterns):
        used = np.flatnonzero(pattern)
        if len(used) == 0:
            continue
        split = apportion(np.zeros(len(used), np.int64), shares[used], np.array([FULL_SCORE]))
        row = np.zeros(len(factors), np.int64)
        row[used] = split
        weights[which.reshape(-1) == at] = row
    return weights


def _single_vetoes(people: Ordered, vetoes: Vetoes) -> None:
    instance, mentor_at = people.instance, people.mentor_at
    blocked = [
        *((p.id, other) for p in people.mentees for other in p.blocks),
        *((other, p.id) for p in people.mentors for other in p.blocks),
        *((p.id, p.id) for p in people.mentees if p.id in mentor_at),  # nobody mentors themselves
    ]
    for rule, pairs in ((BLOCKED, blocked), (RULED_OUT, list(instance.forbidden))):
        vetoes.pairs.append((rule, *_places(pairs, people.mentee_at, mentor_at)))


def _places(
    pairs: Iterable[IdPair], mentee_at: dict[str, int], mentor_at: dict[str, int]
) -> tuple[Ints, Ints]:
    known = [(mentee_at[a], mentor_at[b]) for a, b in pairs if a in mentee_at and b in mentor_at]
    flat = np.array(known, np.int64).reshape(len(known), 2)
    return flat[:, 0], flat[:, 1]


def _grid(
    mentees: int, mentors: int, book: ColumnBook, written: Sequence[Written], vetoes: Vetoes
) -> ColumnGrid:
    columns, where = book.seal()
    points = [(at, w.rows, w.columns, w.points) for at, w in enumerate(written) if isinstance(w, Entries)]
    extras = [(at, w.rows, w.mentors, w.points) for at, w in enumerate(written) if isinstance(w, PairPoints)]
    forbids = [(rule, rows[at >= 0], at[at >= 0], at[at >= 0] * 0) for rule, rows, at in vetoes.columns]
    barred = [(rule, rows, at, at * 0) for rule, rows, at in vetoes.pairs]
    rules = tuple(rule for rule, _, _ in vetoes.meet)
    bits = np.zeros((0, mentees), np.uint64), np.zeros((0, mentors), np.uint64)
    if vetoes.meet:
        bits = (
            np.stack([mine for _, mine, _ in vetoes.meet]),
            np.stack([theirs for _, _, theirs in vetoes.meet]),
        )
    return ColumnGrid(
        mentees,
        mentors,
        columns,
        _listing(points, mentees, where),
        _listing(extras, mentees),
        _listing(forbids, mentees, where),
        _listing(barred, mentees),
        Meeting(rules, *bits),
        Patches.none(mentees, mentors),
    )


def _listing(
    pieces: Sequence[tuple[int, Ints, Ints, Ints]], mentees: int, where: Index | None = None
) -> Listing:
    if not pieces:
        empty = np.zeros(0, np.int64)
        return listing(empty, empty, empty, empty, mentees)
    rows = np.concatenate([piece[1] for piece in pieces])
    at = np.concatenate([piece[2] for piece in pieces])
    if where is not None and len(at):
        at = where[at].astype(np.int64)
    worth = np.concatenate([piece[3] for piece in pieces])
    source = np.concatenate([np.full(len(piece[1]), piece[0], np.int64) for piece in pieces])
    return listing(rows, at, worth, source, mentees)
