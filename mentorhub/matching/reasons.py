"""Why two people fit, in the template's own words. The engine counts points; here they are said.

Two readers: those who pair see everything; the two themselves see only what the template shows each of the
other, and of the rest the factor's name without what lies behind it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from mentorhub.forms.options import label_of
from mentorhub.matching import reading
from mentorhub.matching.engine import Part
from mentorhub.matching.instance import Snapshot
from mentorhub.matching.views import Reason
from mentorhub.programs.counting import both, counted
from mentorhub.programs.template import Template
from mentorhub.programs.template.matching import Factor

MOST_NAMED = 3
UNSAID = "You fit well here."
"""To the two, where what lies behind it is not theirs to know."""
SPEAKS_FOR, SPEAKS_AGAINST = 60, 25
"""Percent of a factor's points from which it speaks for a pair, and below which it speaks against."""


@dataclass(frozen=True, slots=True)
class Reasons:
    sentence: str
    """One line for a table: the strongest three."""
    speaks_for: tuple[str, ...]
    speaks_against: tuple[str, ...]
    for_the_two: tuple[Reason, ...]
    """What the two may read, the strongest first."""


def speak(
    template: Template, parts: Sequence[Part], mentee: Snapshot, mentor: Snapshot, today: date
) -> Reasons:
    factors = {factor.key: factor for factor in template.matching.factors}
    spoken = _in_order(parts)
    pro = [part for part in spoken if part.points * 100 >= part.weight * SPEAKS_FOR]
    con = [part for part in spoken if _speaks_against(part)]
    said = {part.key: _for(template, factors[part.key], mentee, mentor, today) for part in pro}
    strongest = [said[part.key] for part in pro[:MOST_NAMED]]
    if not strongest:
        partly = [part for part in spoken if part not in con][:2]
        strongest = [f"Partly: {part.label[0].lower()}{part.label[1:]}" for part in partly]
    shown = set(template.pairing.proposal_shows)
    return Reasons(
        sentence=_capital("; ".join(strongest)) or "Nothing speaks against it, and little for it",
        speaks_for=tuple(_capital(said[part.key]) for part in pro),
        speaks_against=tuple(
            _capital(_against(template, factors[part.key], mentee, mentor, today)) for part in reversed(con)
        ),
        for_the_two=tuple(
            Reason(
                _to_them(template, factors[part.key], mentee, mentor, today)
                if _may_be_said(factors[part.key], shown)
                else UNSAID,
                part.label,
                percent(part.weight),
            )
            for part in pro
        ),
    )


def percent(basis_points: int) -> int:
    return round(basis_points / 100)


def _to_them(template: Template, factor: Factor, mentee: Snapshot, mentor: Snapshot, today: date) -> str:
    """To both of them, in the same words: neither is the one who is ahead, or the one who asks."""
    mine, theirs = mentee.says(factor.mentee), mentor.says(factor.mentor)
    shared = _shared(mine, theirs)
    match factor.kind:
        case "languages" if shared:
            return f"You both speak {both([_label(template, factor.mentee, each) for each in shared])}."
        case "tags" | "agreement" if isinstance(mine, list) and shared:
            return f"You both named {_quoted(template, factor, shared)}."
        case "availability" if shared:
            return f"You are both free at {counted(len(shared), 'time')} in the week."
        case "family" | "equal" | "agreement" | "stage":
            return _chosen(template, factor, mine, theirs)
        case "region":
            where = reading.place(theirs, factor.params.part)
            together = where and where == reading.place(mine, factor.params.part)
            return f"You are both in {where}." if together else "You are not far from each other."
        case "experience_gap":
            ahead = _ahead(template, factor, mine, theirs, today)
            return f"You are {counted(abs(ahead), 'year')} apart in experience." if ahead else UNSAID
        case "ranking":
            return "One of you asked for the other."
        case "text":
            return "What you both wrote goes well together."
        case _:
            return UNSAID


def _quoted(template: Template, factor: Factor, values: Sequence[str]) -> str:
    """Labels as they stand in the form; some have commas of their own."""
    labels = [f"“{_label(template, factor.mentee, value)}”" for value in values[:MOST_NAMED]]
    more = len(values) - MOST_NAMED
    return both([*labels, f"{more} more"] if more > 0 else labels)


def _chosen(template: Template, factor: Factor, mine: Any, theirs: Any) -> str:  # noqa: ANN401 - stored JSON
    asked, offered = _words(mine), _words(theirs)
    shared = _shared(mine, theirs)
    if shared:
        return f"You both chose “{_label(template, factor.mentee, shared[0])}”."
    if asked and offered:
        one, other = _label(template, factor.mentee, asked[0]), _label(template, factor.mentor, offered[0])
        return f"“{one}” and “{other}” go well together."
    return UNSAID


def against_by_factor(parts: Sequence[Part], against: Sequence[str]) -> dict[str, str]:
    """What `speak` said against a pair, by the factor that it is about. Empty where the two do not belong
    together, as after a change of the template's words.
    """
    con = [part.key for part in _in_order(parts) if _speaks_against(part)]
    return dict(zip(reversed(con), against, strict=True)) if len(con) == len(against) else {}


def _in_order(parts: Sequence[Part]) -> list[Part]:
    return sorted((part for part in parts if part.weight), key=lambda part: (-part.points, part.key))


def _speaks_against(part: Part) -> bool:
    return part.points * 100 < part.weight * SPEAKS_AGAINST


def _may_be_said(factor: Factor, shown: set[str]) -> bool:
    return factor.kind == "ranking" or {factor.mentor, factor.mentee} <= shown


def _for(template: Template, factor: Factor, mentee: Snapshot, mentor: Snapshot, today: date) -> str:
    mine, theirs = mentee.says(factor.mentee), mentor.says(factor.mentor)
    match factor.kind:
        case "tags" | "languages" | "agreement" if isinstance(mine, list):
            return _listed(template, factor, _shared(mine, theirs)) or factor.label
        case "availability":
            return counted(len(_shared(mine, theirs)), "common time")
        case "family" | "equal" | "agreement" | "stage":
            return _same(template, factor, mine, theirs)
        case "region":
            where = reading.place(theirs, factor.params.part)
            return f"both in {where}" if where else factor.label
        case "experience_gap":
            ahead = _ahead(template, factor, mine, theirs, today)
            return f"{counted(ahead, 'year')} ahead" if ahead is not None else factor.label
        case "ranking":
            return "one wished for the other"
        case "text":
            return f"{factor.label[:1].lower()}{factor.label[1:]} that meet"
        case _:
            return factor.label


def _against(template: Template, factor: Factor, mentee: Snapshot, mentor: Snapshot, today: date) -> str:
    mine, theirs = mentee.says(factor.mentee), mentor.says(factor.mentor)
    match factor.kind:
        case "region":
            here, there = (reading.place(said, factor.params.part) for said in (mine, theirs))
            return f"{here} and {there}" if here and there else f"{factor.label}: not known"
        case "experience_gap":
            ahead = _ahead(template, factor, mine, theirs, today)
            if ahead is None:
                return f"{factor.label}: not known"
            if ahead <= 0:
                return "not ahead in years"
            return f"{'only ' if ahead < factor.params.ideal_from else ''}{counted(ahead, 'year')} ahead"
        case "family" | "equal" | "agreement" | "stage" if isinstance(mine, str) and isinstance(theirs, str):
            return f"{_label(template, factor.mentee, mine)} and {_label(template, factor.mentor, theirs)}"
        case "ranking":
            return "neither wished for the other"
        case _:
            return f"{factor.label}: little in common"


def _same(template: Template, factor: Factor, mine: Any, theirs: Any) -> str:  # noqa: ANN401 - stored JSON
    asked, offered = _words(mine), _words(theirs)
    shared = [word for word in asked if word in offered]
    if shared:
        return f"both {_lower(_label(template, factor.mentee, shared[0]))}"
    if asked and offered:
        return (
            f"{_label(template, factor.mentee, asked[0])} and {_label(template, factor.mentor, offered[0])}"
        )
    return factor.label


def _listed(template: Template, factor: Factor, values: Sequence[str]) -> str:
    labels = [_label(template, factor.mentee, value) for value in values]
    if len(labels) > MOST_NAMED:
        labels = [*labels[:MOST_NAMED], f"{len(labels) - MOST_NAMED} more"]
    return both([label if at == 0 else _lower(label) for at, label in enumerate(labels)]) if labels else ""


def _shared(mine: Any, theirs: Any) -> list[str]:  # noqa: ANN401 - stored JSON
    offered = set(_words(theirs))
    return [word for word in _words(mine) if word in offered]


def _words(said: Any) -> list[str]:  # noqa: ANN401 - stored JSON
    if isinstance(said, list | tuple):
        return [str(each) for each in said]
    return [] if said in (None, "") else [str(said)]


def _ahead(template: Template, factor: Factor, mine: Any, theirs: Any, today: date) -> int | None:  # noqa: ANN401 - answers of any kind
    own = reading.years(template.question(factor.mentee), factor.mentee, mine, today)
    other = reading.years(template.question(factor.mentor), factor.mentor, theirs, today)
    return None if own is None or other is None else other - own


def _label(template: Template, key: str, value: str) -> str:
    question = template.question(key)
    return label_of(question, value, template.form.lists) if question is not None else value


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _lower(text: str) -> str:
    """In the middle of a sentence, unless it is a name or an abbreviation."""
    first = text.split(" ", 1)[0]
    return text if first[1:] != first[1:].lower() else text[:1].lower() + text[1:]
