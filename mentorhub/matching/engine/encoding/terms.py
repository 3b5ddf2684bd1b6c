"""Free text: the telling words a mentee wrote that a mentor wrote too."""

import re
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from mentorhub.matching.engine.encoding.columns import Ints
from mentorhub.matching.engine.encoding.drafts import Draft, Meaning, Read, shares
from mentorhub.matching.engine.encoding.values import Coded, whole
from mentorhub.matching.engine.instance import Factor, Person

REMEMBERED = 2**16
WORD = re.compile(r"[^\W\d_]{4,}")
SAYS_NOTHING = frozenset(
    """about after again also always another back been before being both could does doing done each
    even every find from gain give goal goals going good great have having help helping here
    hope hoping into just keep know learn learning like look looking lots make many mentee
    mentees mentor mentors mentoring mentorship more most much need only other others over
    people program really same share should since some someone such support take than that
    their them then there these they thing things this those through time together very want
    well were what when where which while will with within without work working would year
    years your""".split()  # noqa: SIM905 - a list of words reads best as words
)


@lru_cache(maxsize=REMEMBERED)
def stem(word: str) -> str:
    """Close enough that “grants” meets “grant” and “studies” meets “study”; empty for what says nothing."""
    if word in SAYS_NOTHING:
        return ""
    if word.endswith("ies") and len(word) > 5:
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word


def terms(text: str) -> frozenset[str]:
    return frozenset(map(stem, WORD.findall(text.casefold()))) - {""}


def text(factor: Factor, mentees: Sequence[Person], mentors: Sequence[Person]) -> Draft:
    """A mentee's `terms` rarest words among those any mentor used: words nobody shares decide nothing."""
    most = whole(factor.params, "terms", 8)
    found = [_found(factor, mentees), _found(factor, mentors)]
    values = sorted({term for flat, _ in found for term in flat} - {""})
    number = {term: at for at, term in enumerate(values)} | {"": -1}
    asked, offered = (_distinct(flat, rows, number) for flat, rows in found)
    counts = np.bincount(np.concatenate([asked[1], offered[1]]), minlength=len(values))
    rank = np.empty(len(values), np.int64)
    rank[np.lexsort((np.arange(len(values)), counts))] = np.arange(len(values))
    known, told = np.unique(offered[1], return_inverse=True)
    shared = np.isin(asked[1], known)
    rows, codes = _rarest(asked[0][shared], asked[1][shared], rank, most)
    names = tuple(values[at] for at in known.tolist())
    mine = Coded(rows, np.searchsorted(known, codes), names, len(mentees))
    theirs = Coded(offered[0], told.reshape(-1), names, len(mentors))
    return shares(factor.key, Read(_meaning(factor, names, rank[known], most), mine, theirs))


def _meaning(factor: Factor, known: tuple[str, ...], rank: Ints, most: int) -> Meaning:
    """For somebody who writes anew: the words that counted and their order stay as they were."""
    order = dict(zip(known, rank.tolist(), strict=True))

    def offered(person: Person) -> tuple[str, ...]:
        return tuple(sorted(terms(_words(person, factor)) & order.keys()))

    def asked(person: Person) -> tuple[str, ...]:
        return tuple(sorted(sorted(offered(person), key=order.__getitem__)[:most]))

    return Meaning(asked, offered)


def _found(factor: Factor, people: Sequence[Person]) -> tuple[list[str], Ints]:
    """Everybody's stems one after another, and whose each is."""
    each = [WORD.findall(_words(person, factor).casefold()) for person in people]
    rows = np.repeat(np.arange(len(people)), np.fromiter(map(len, each), np.int64, len(each)))
    return [stem(word) for said in each for word in said], rows


def _distinct(flat: list[str], rows: Ints, number: dict[str, int]) -> tuple[Ints, Ints]:
    """By person and stem, each once."""
    codes = np.fromiter(map(number.__getitem__, flat), np.int64, len(flat))
    said = codes >= 0
    pairs = np.unique(rows[said] * len(number) + codes[said])
    return pairs // len(number), pairs % len(number)


def _rarest(rows: Ints, codes: Ints, rank: Ints, most: int) -> tuple[Ints, Ints]:
    """Of each person's stems so many of the first in `rank`."""
    order = np.argsort(rows * len(rank) + rank[codes])
    place = np.arange(len(rows)) - np.searchsorted(rows, rows)
    kept = np.sort(order[place < most])
    return rows[kept], codes[kept]


def _words(person: Person, factor: Factor) -> str:
    answer = person.answers.get(factor.key)
    if isinstance(answer, str):
        return answer
    return " ".join(sorted(answer)) if isinstance(answer, (tuple, frozenset)) else ""
