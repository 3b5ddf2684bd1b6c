"""Who may take part, in words: a template's rules as their organizer would tell them to a colleague."""

from collections.abc import Sequence
from typing import assert_never

from mentorhub.forms.options import label_of
from mentorhub.programs.counting import both, counted, either
from mentorhub.programs.template import RoleKey, Template
from mentorhub.programs.template.rules import (
    Age,
    AllOf,
    Answered,
    AnyOf,
    AtLeast,
    DuesPaid,
    Member,
    OneOf,
    Rule,
    YearsSince,
)

_ROSTER_YEARS = {
    "joined_year": "they joined",
    "started_practice_year": "they began to practise",
}


def rules_of(template: Template, role: RoleKey) -> str:
    """Such as "dues paid, and at least eight years since they started"; empty where everybody may."""
    said = [rule_words(template, rule) for rule in template.eligibility.of(role)]
    return both(said) if len(said) < 3 else f"{'; '.join(said[:-1])}; and {said[-1]}"


def rule_words(template: Template, rule: Rule) -> str:
    match rule:
        case Member():
            return "on the roster"
        case OneOf():
            return _one_of(template, rule)
        case DuesPaid():
            grace = f", {counted(rule.grace_days, 'day')} of grace" if rule.grace_days else ""
            return f"dues paid{grace}"
        case YearsSince():
            since = _ROSTER_YEARS.get(rule.fact) or f"the year given for “{_asked(template, rule.fact)}”"
            return f"{_between(rule.at_least, rule.at_most)} since {since}"
        case Age():
            return f"{_between(rule.at_least, rule.at_most)} of age"
        case Answered():
            return f"an answer to “{_asked(template, rule.fact)}”"
        case AtLeast():
            return f"at least {rule.number:,} for “{_asked(template, rule.fact)}”"
        case AnyOf():
            return either([rule_words(template, inner) for inner in rule.rules])
        case AllOf():
            return both([rule_words(template, inner) for inner in rule.rules])
        case _:
            assert_never(rule)


_IN_GOOD_STANDING = frozenset({"active", "current", "good"})
"""What rosters write for it; the standing itself is always one of ours."""


def _one_of(template: Template, rule: OneOf) -> str:
    if rule.fact == "standing" and {value.lower() for value in rule.values} <= _IN_GOOD_STANDING:
        return "in good standing"
    if template.question(rule.fact) is None:
        return f"{rule.noun}: {either(_without_short_forms(rule.values))}"
    return f"{rule.noun}: {either([_value(template, rule.fact, value) for value in rule.values])}"


def _without_short_forms(values: Sequence[str]) -> list[str]:
    """A template also lists what a roster may write for the same: "Active" for "Active member", "RFS"."""
    return [value for value in values if not any(_is_short_for(value, other) for other in values)]


def _is_short_for(value: str, other: str) -> bool:
    initials = "".join(word[0] for word in other.split() if word[0].isupper())
    return other.lower().startswith(f"{value.lower()} ") or (len(initials) > 1 and value == initials)


def _between(least: int, most: int | None) -> str:
    if most is None:
        return f"at least {counted(least, 'year')}"
    return (
        f"{counted(least, 'year')} to {counted(most, 'year')}"
        if least
        else f"at most {counted(most, 'year')}"
    )


def _asked(template: Template, fact: str) -> str:
    question = template.question(fact)
    return question.label if question is not None else fact.replace("_", " ")


def _value(template: Template, fact: str, value: str) -> str:
    question = template.question(fact)
    return lowered(label_of(question, value, template.form.lists)) if question is not None else value


def lowered(label: str) -> str:
    """A label within a sentence: "A student" begins small, "RFS" does not."""
    return label[:1].lower() + label[1:] if label[1:2].islower() or label[1:2] == " " else label
