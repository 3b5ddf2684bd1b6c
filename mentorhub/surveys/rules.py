"""Which answers may join the figures, so that no figure, and no difference of two, tells of a few people.

Answers to a question join in portions, and a portion is never smaller than the smallest group. Everything
that is ever shown is a union of whole portions: two roles taken from the whole, or yesterday's page from
today's, leave whole portions over, or nothing. Where a portion is made of several roles it counts in the
whole and in no role's figures.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Literal

Joins = Literal["role", "whole"]
"""A role's own figures and the whole; or the whole alone."""


def joining(waiting: Mapping[str, int], smallest: int, *, last: bool) -> dict[str, Joins]:
    """For each role whose waiting answers to one question may join now: which figures they join.

    `last`: no more answers will come, so what is left of several roles may make up one portion.
    """
    ready: dict[str, Joins] = {role: "role" for role, number in waiting.items() if number >= smallest}
    left = {role: number for role, number in waiting.items() if 0 < number < smallest}
    if last and sum(left.values()) >= smallest:
        ready |= dict.fromkeys(left, "whole")
    return ready


def all_joining(
    waiting: Iterable[tuple[str, str]], smallest: int, *, last: bool
) -> dict[tuple[str, str], Joins]:
    """The same for all questions at once: (question, role) of each waiting answer."""
    counts: dict[str, Counter[str]] = {}
    for question, role in waiting:
        counts.setdefault(question, Counter())[role] += 1
    return {
        (question, role): joins
        for question, roles in counts.items()
        for role, joins in joining(roles, smallest, last=last).items()
    }
