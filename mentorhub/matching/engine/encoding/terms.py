"""Free text: the telling words a mentee wrote that a mentor wrote too."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from mentorhub.matching.engine.encoding.drafts import Draft, shares
from mentorhub.matching.engine.encoding.values import coded, whole
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
    asked = [terms(_words(person, factor)) for person in mentees]
    offered = [terms(_words(person, factor)) for person in mentors]
    known = {term for person in offered for term in person}
    counts = Counter(term for person in (*asked, *offered) for term in person)
    rarest_first = sorted(known, key=lambda term: (counts[term], term))
    rank = {term: place for place, term in enumerate(rarest_first)}
    telling = [sorted(person & known, key=rank.__getitem__)[:most] for person in asked]
    used = {term for person in telling for term in person}
    mine = coded([tuple(sorted(person)) for person in telling], used)
    theirs = coded([tuple(sorted(person & used)) for person in offered], used)
    return shares(factor.key, mine, theirs, rare_counts_more=True)


def _words(person: Person, factor: Factor) -> str:
    answer = person.answers.get(factor.key)
    if isinstance(answer, tuple | frozenset):
        return " ".join(sorted(answer))
    return answer if isinstance(answer, str) else ""
