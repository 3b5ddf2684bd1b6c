"""What a factor says about two people, in words: `for` where it brings them together, `against` where not."""

from collections.abc import Callable, Mapping

from mentorhub.matching.engine.encoding.places import kilometres
from mentorhub.matching.engine.encoding.terms import terms
from mentorhub.matching.engine.encoding.values import number, words
from mentorhub.matching.engine.instance import Factor, FactorKind, Person, Place
from mentorhub.matching.engine.result import Part

ORDINALS = ("first", "second", "third", "fourth", "fifth")


def phrase(factor: Factor, part: Part, mentee: Person, mentor: Person) -> str:
    """A few words, without capital or full stop; empty where there is nothing to say."""
    return PHRASES[factor.kind](factor, part, mentee, mentor)


def listed(items: list[str]) -> str:
    if len(items) < 2:
        return "".join(items)
    return ", ".join(items[:-1]) + " and " + items[-1]


def _said(factor: Factor, person: Person) -> dict[str, str]:
    """The person's values as they wrote them, or as the factor labels them."""
    labels = factor.params.get("labels", {})
    named = (
        {str(key).casefold(): str(text) for key, text in labels.items()}
        if isinstance(labels, Mapping)
        else {}
    )
    answer = person.answers.get(factor.key)
    written = (
        answer if isinstance(answer, tuple | frozenset) else (answer,) if isinstance(answer, str) else ()
    )
    shown = {text.strip().casefold(): text.strip() for text in sorted(written)}
    return {value: named.get(value, shown.get(value, value)) for value in words(answer)}


def _shared(factor: Factor, mentee: Person, mentor: Person) -> tuple[list[str], list[str]]:
    """What both have, and what only the mentee has."""
    mine, theirs = _said(factor, mentee), _said(factor, mentor)
    return [mine[v] for v in mine if v in theirs], [mine[v] for v in mine if v not in theirs]


def _named(factor: Factor, part: Part, mentee: Person, mentor: Person) -> str:
    both, missing = _shared(factor, mentee, mentor)
    if both and part.points * 4 <= part.weight:
        return f"only {listed(both)} in common on {factor.label.lower()}"
    if both:
        return f"both name {listed(both)}"
    return f"nothing in common on {factor.label.lower()}: {listed(missing)} asked for"


def _same(factor: Factor, part: Part, mentee: Person, mentor: Person) -> str:
    both, missing = _shared(factor, mentee, mentor)
    if both:
        return f"both {listed(both)}"
    theirs = listed(list(_said(factor, mentor).values())) or "not said"
    if part.points:
        return f"{listed(missing)} near {theirs}"
    return f"{factor.label.lower()} {listed(missing)} against {theirs}"


def _distance(factor: Factor, part: Part, mentee: Person, mentor: Person) -> str:  # noqa: ARG001 - all phrases are asked alike
    here, there = mentee.answers.get(factor.key), mentor.answers.get(factor.key)
    if mentor.in_person is False and factor.params.get("only_in_person", True):
        return "in person wanted, and the mentor meets only remotely"
    if not isinstance(here, Place) or not isinstance(there, Place):
        return "the mentor’s place is not known"
    return f"{kilometres(here, there):,} km apart"


def _gap(factor: Factor, part: Part, mentee: Person, mentor: Person) -> str:  # noqa: ARG001 - all phrases are asked alike
    mine = number(mentee.answers.get(factor.key), factor.label)
    theirs = number(mentor.answers.get(factor.key), factor.label)
    if mine is None or theirs is None:
        return "the mentor’s years are not known"
    gap = round(theirs - mine)
    years = "year" if abs(gap) == 1 else "years"
    return f"the mentor {abs(gap)} {years} {'ahead' if gap >= 0 else 'behind'}"


def _stage(factor: Factor, part: Part, mentee: Person, mentor: Person) -> str:  # noqa: ARG001 - all phrases are asked alike
    mine, theirs = listed(list(_said(factor, mentee).values())), listed(list(_said(factor, mentor).values()))
    return f"{theirs or 'stage not said'} to {mine}"


def _languages(factor: Factor, part: Part, mentee: Person, mentor: Person) -> str:  # noqa: ARG001 - all phrases are asked alike
    both, _ = _shared(factor, mentee, mentor)
    return f"both speak {listed(both)}" if both else "no language in common"


def _availability(factor: Factor, part: Part, mentee: Person, mentor: Person) -> str:  # noqa: ARG001 - all phrases are asked alike
    both, _ = _shared(factor, mentee, mentor)
    return f"both free {listed(both)}" if both else "no free hour in common"


def _timezone(factor: Factor, part: Part, mentee: Person, mentor: Person) -> str:  # noqa: ARG001 - all phrases are asked alike
    mine = number(mentee.answers.get(factor.key), factor.label)
    theirs = number(mentor.answers.get(factor.key), factor.label)
    if mine is None or theirs is None:
        return "the mentor’s time zone is not known"
    apart = abs(mine - theirs)
    apart = min(apart, 24 - apart)
    return "the same clock" if apart == 0 else f"clocks {apart:g} {'hour' if apart == 1 else 'hours'} apart"


def _text(factor: Factor, part: Part, mentee: Person, mentor: Person) -> str:  # noqa: ARG001 - all phrases are asked alike
    mine, theirs = (str(person.answers.get(factor.key, "")) for person in (mentee, mentor))
    both = sorted(terms(mine) & terms(theirs))
    return (
        f"both write of {listed(both[:4])}"
        if both
        else f"no telling word in common in {factor.label.lower()}"
    )


def _ranking(factor: Factor, part: Part, mentee: Person, mentor: Person) -> str:  # noqa: ARG001 - all phrases are asked alike
    said = []
    for person, other, whose in ((mentee, mentor, "mentee’s"), (mentor, mentee, "mentor’s")):
        if other.id in person.ranking:
            rank = person.ranking.index(other.id)
            said.append(f"the {whose} {ORDINALS[rank] if rank < len(ORDINALS) else 'later'} choice")
    return listed(said) or "not among the people either chose"


def _agreement(factor: Factor, part: Part, mentee: Person, mentor: Person) -> str:
    if part.points == part.weight:
        return f"the same answer on {factor.label.lower()}"
    if part.points * 2 >= part.weight:
        return f"near answers on {factor.label.lower()}"
    if not words(mentor.answers.get(factor.key)):
        return f"the mentor did not answer {factor.label.lower()}"
    return f"different answers on {factor.label.lower()}" if mentee.answers else ""


PHRASES: dict[FactorKind, Callable[[Factor, Part, Person, Person], str]] = {
    FactorKind.TAGS: _named,
    FactorKind.FAMILIES: _same,
    FactorKind.EQUAL: _same,
    FactorKind.DISTANCE: _distance,
    FactorKind.REGION: _same,
    FactorKind.GAP: _gap,
    FactorKind.STAGE: _stage,
    FactorKind.LANGUAGES: _languages,
    FactorKind.AVAILABILITY: _availability,
    FactorKind.TIMEZONE: _timezone,
    FactorKind.TEXT: _text,
    FactorKind.RANKING: _ranking,
    FactorKind.AGREEMENT: _agreement,
}
