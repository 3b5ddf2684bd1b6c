"""May this person take part? Rules over facts; each refusal is kind, specific and shows a way out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import assert_never

from dateutil.relativedelta import relativedelta

from mentorhub.forms.display import long_date
from mentorhub.forms.options import label_of
from mentorhub.forms.values import Place
from mentorhub.programs.counting import counted, either
from mentorhub.programs.template import RoleKey, Template
from mentorhub.programs.template.rules import (
    ROSTER_FACTS,
    Age,
    AllOf,
    Answered,
    AnyOf,
    AtLeast,
    DuesPaid,
    Member,
    Moment,
    OneOf,
    Rule,
    YearsSince,
)

Facts = Mapping[str, object]
"""What is known: the roster's facts and typed answers by their keys. `None` and absent both mean unknown."""

_NO_MEMBER = "We do not find you on our list of members, and only members can be {who} here."
_NOT_KNOWN = "We cannot tell yet whether you can take part: something is still to be answered."


@dataclass(frozen=True)
class Refusal:
    kind: str
    sentence: str
    way_out: str
    facts: tuple[str, ...]
    """What it rests on; for the form, where to show it."""
    cannot_tell_yet: bool = False
    """A fact is missing: no refusal, and no yes either."""
    keep_nothing: bool = False
    """Nothing this person wrote may be stored."""


@dataclass(frozen=True)
class _Verdict:
    passed: bool | None
    """None: cannot tell."""
    have: str = ""
    need: str = ""


_PASSED = _Verdict(passed=True)
_CANNOT_TELL = _Verdict(passed=None)


def check(
    template: Template, role: RoleKey, facts: Facts, today: date, *, at: Moment = "application"
) -> list[Refusal]:
    """Every rule not met and every one that cannot be told yet; an empty list is a yes."""
    due = [rule for rule in template.eligibility.of(role) if at in rule.checked_at]
    found = [
        (rule, refusal) for rule in due if (refusal := _refusal(template, rule, facts, today)) is not None
    ]
    if facts.get("member") is False:
        return list(_no_member(template, role, found))
    return [refusal for _, refusal in found]


def _no_member(template: Template, role: RoleKey, found: Sequence[tuple[Rule, Refusal]]) -> Iterator[Refusal]:
    """Who is no member hears it once, with the first way out, and not again as no class and no dues."""
    described = template.role(role)
    said = False
    for rule, refusal in found:
        if not _reads_roster(rule):
            yield refusal
        elif not said:
            said = True
            own_words = rule.kind == "member" or described is None
            who = described.plural if described is not None else ""
            yield refusal if own_words else replace(refusal, sentence=_NO_MEMBER.format(who=who))


def asks_the_roster(template: Template) -> bool:
    """Whether anybody's chance to join rests on what only the list of members says."""
    rules = [rule for role in template.role_keys for rule in template.eligibility.of(role)]
    return template.intake.audience == "members" or any(_reads_roster(rule) for rule in rules)


def _reads_roster(rule: Rule) -> bool:
    match rule:
        case Member() | DuesPaid():
            return True
        case AnyOf():
            return all(_reads_roster(inner) for inner in rule.rules)
        case AllOf():
            return any(_reads_roster(inner) for inner in rule.rules)
        case _:
            return rule.fact in ROSTER_FACTS


def may_join(refusals: Sequence[Refusal]) -> bool | None:
    """Yes, no, or None while something is not known."""
    if any(not refusal.cannot_tell_yet for refusal in refusals):
        return False
    return None if refusals else True


def _refusal(template: Template, rule: Rule, facts: Facts, today: date) -> Refusal | None:
    verdict = _judge(template, rule, facts, today)
    if verdict.passed is True:
        return None
    if verdict.passed is None:
        said = rule.unknown or _NOT_KNOWN
        return Refusal(rule.kind, said, rule.way_out, facts_of(rule), cannot_tell_yet=True)
    words = {"have": verdict.have, "need": verdict.need}
    return Refusal(
        rule.kind,
        _sentence(rule.refusal.format(**words)),
        rule.way_out,
        facts_of(rule),
        keep_nothing=rule.keep_nothing,
    )


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def facts_of(rule: Rule) -> tuple[str, ...]:
    match rule:
        case Member():
            return ("member",)
        case DuesPaid():
            return ("dues_paid_until",)
        case AnyOf() | AllOf():
            return tuple(dict.fromkeys(fact for inner in rule.rules for fact in facts_of(inner)))
        case _:
            return (rule.fact,)


def _judge(template: Template, rule: Rule, facts: Facts, today: date) -> _Verdict:
    match rule:
        case Member():
            member = facts.get("member")
            return _Verdict(passed=bool(member)) if member is not None else _CANNOT_TELL
        case OneOf():
            return _one_of(template, rule, facts)
        case DuesPaid():
            return _dues(rule, facts, today)
        case YearsSince():
            return _years(rule, facts.get(rule.fact), today)
        case Age():
            return _age(rule, facts.get(rule.fact), today)
        case Answered():
            return _answered(facts.get(rule.fact))
        case AtLeast():
            return _at_least(rule, facts.get(rule.fact))
        case AnyOf():
            return _any_of([_judge(template, inner, facts, today) for inner in rule.rules])
        case AllOf():
            return _all_of([_judge(template, inner, facts, today) for inner in rule.rules])
        case _:
            assert_never(rule)


def _one_of(template: Template, rule: OneOf, facts: Facts) -> _Verdict:
    question = template.question(rule.fact)
    lists = template.form.lists
    need = either([label_of(question, value, lists) if question else value for value in rule.values])
    value = facts.get(rule.fact)
    if value in (None, "", ()):
        if facts.get("member") is False and question is None:
            return _Verdict(passed=False, have=f"no {rule.noun}", need=need)
        return _CANNOT_TELL
    held = [str(item) for item in value] if isinstance(value, tuple | list) else [str(value)]
    allowed = {entry.strip().casefold() for entry in rule.values}
    have = either([label_of(question, item, lists) if question else item for item in held])
    return _Verdict(any(item.strip().casefold() in allowed for item in held), have, need)


def _dues(rule: DuesPaid, facts: Facts, today: date) -> _Verdict:
    if facts.get("member") is False:
        return _Verdict(passed=False, have="no membership", need=long_date(today))
    until = facts.get("dues_paid_until")
    if not isinstance(until, date):
        return _PASSED
    ends = until + relativedelta(days=rule.grace_days)
    return _Verdict(ends >= today, have=long_date(until), need=long_date(today))


def _years(rule: YearsSince, value: object, today: date) -> _Verdict:
    if not isinstance(value, int) or isinstance(value, bool):
        return _CANNOT_TELL
    years = today.year - value
    too_many = rule.at_most is not None and years > rule.at_most
    bound = rule.at_most if too_many and rule.at_most is not None else rule.at_least
    return _Verdict(
        years >= rule.at_least and not too_many, counted(max(0, years), "year"), counted(bound, "year")
    )


def _age(rule: Age, value: object, today: date) -> _Verdict:
    if not isinstance(value, date) or value > today:
        return _CANNOT_TELL
    age = relativedelta(today, value).years
    too_old = rule.at_most is not None and age > rule.at_most
    bound = rule.at_most if too_old and rule.at_most is not None else rule.at_least
    return _Verdict(age >= rule.at_least and not too_old, counted(age, "year"), counted(bound, "year"))


def _answered(value: object) -> _Verdict:
    match value:
        case None:
            return _CANNOT_TELL
        case bool():
            return _Verdict(passed=value)
        case str():
            return _Verdict(passed=bool(value.strip()))
        case tuple() | list():
            return _Verdict(passed=bool(value))
        case Place():
            return _Verdict(passed=bool(value.city))
        case _:
            return _PASSED


def _at_least(rule: AtLeast, value: object) -> _Verdict:
    if not isinstance(value, int) or isinstance(value, bool):
        return _CANNOT_TELL
    return _Verdict(value >= rule.number, have=f"{value:,}", need=f"{rule.number:,}")


def _any_of(verdicts: Sequence[_Verdict]) -> _Verdict:
    if any(verdict.passed is True for verdict in verdicts):
        return _PASSED
    if any(verdict.passed is None for verdict in verdicts):
        return _CANNOT_TELL
    return _Verdict(
        passed=False,
        have=either([v.have for v in verdicts if v.have]),
        need=either([v.need for v in verdicts if v.need]),
    )


def _all_of(verdicts: Sequence[_Verdict]) -> _Verdict:
    for verdict in verdicts:
        if verdict.passed is False:
            return verdict
    return _CANNOT_TELL if any(verdict.passed is None for verdict in verdicts) else _PASSED
