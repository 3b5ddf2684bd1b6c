"""Faults within eligibility: rules over facts that nobody states."""

from collections.abc import Iterator, Sequence
from string import Formatter
from typing import TYPE_CHECKING

from mentorhub.forms.options import answers_possible
from mentorhub.programs.errors import Located
from mentorhub.programs.template.rules import ROSTER_FACTS, Age, AllOf, AnyOf, Rule, YearsSince

if TYPE_CHECKING:
    from mentorhub.programs.template.document import Template
    from mentorhub.programs.template.vocabulary import RoleKey

_PLACEHOLDERS = {"have", "need"}
_YEARS_ON_ROSTER = {"joined_year", "started_practice_year"}
_NEEDS_KIND = {"years_since": "year", "age": "date", "at_least": "number"}


def faults(template: "Template") -> Iterator[Located]:
    seen: set[str] = set()
    for index, entry in enumerate(template.eligibility.by_role):
        path = f"eligibility.by_role[{index}]"
        if entry.role not in template.role_keys:
            yield Located(f"{path}.role", f"Nobody is a {entry.role} in this program.")
        if entry.role in seen:
            yield Located(f"{path}.role", f"The rules for {entry.role} stand here twice; join them.")
        seen.add(entry.role)
        for number, rule in enumerate(entry.rules):
            for name, said in (("refusal", rule.refusal), ("way_out", rule.way_out)):
                if not said:
                    yield Located(
                        f"{path}.rules[{number}].{name}",
                        "A person who is refused must be told; write a sentence.",
                    )
        yield from _rules(template, entry.role, entry.rules, f"{path}.rules")


def _rules(template: "Template", role: "RoleKey", rules: Sequence[Rule], path: str) -> Iterator[Located]:
    for index, rule in enumerate(rules):
        here = f"{path}[{index}]"
        yield from _sentence(rule.refusal, f"{here}.refusal")
        if isinstance(rule, AnyOf | AllOf):
            yield from _rules(template, role, rule.rules, f"{here}.rules")
            continue
        if isinstance(rule, YearsSince | Age) and rule.at_most is not None and rule.at_most < rule.at_least:
            yield Located(here, "at_most is smaller than at_least; nobody could pass.")
        yield from _fact(template, role, rule, here)


def _sentence(text: str, path: str) -> Iterator[Located]:
    try:
        fields = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        yield Located(path, "A curly bracket is open or closed alone; use {have} and {need} only.")
        return
    for name in sorted(fields - _PLACEHOLDERS):
        yield Located(path, f"“{{{name}}}” cannot be filled in; use {{have}} and {{need}} only.")


def _fact(template: "Template", role: "RoleKey", rule: Rule, here: str) -> Iterator[Located]:
    fact = getattr(rule, "fact", None)
    if fact is None:
        return
    question = next((q for q in template.questions_for(role) if q.key == fact), None)
    if question is None and fact not in ROSTER_FACTS:
        yield Located(
            f"{here}.fact", f"“{fact}” is neither on the roster nor asked of a {role}; add the question."
        )
        return
    if rule.kind in _NEEDS_KIND:
        kind = _NEEDS_KIND[rule.kind]
        on_roster = rule.kind == "years_since" and question is None and fact in _YEARS_ON_ROSTER
        if not on_roster and (question is None or question.kind != kind):
            yield Located(f"{here}.fact", f"This rule needs a {kind} question, and “{fact}” is none.")
    if rule.kind == "one_of" and question is not None:
        possible = answers_possible(question, template.form.lists)
        for value in rule.values:
            if possible is not None and value not in possible:
                yield Located(f"{here}.values", f"“{value}” is no answer to “{fact}”.")


def refuses_younger_than(template: "Template", fact: str, age: int) -> bool:
    """Whoever is asked for a date of birth must be old enough."""
    asked = [role for role in template.role_keys if any(q.key == fact for q in template.questions_for(role))]
    return bool(asked) and all(
        any(
            rule.kind == "age" and rule.fact == fact and rule.at_least >= age
            for rule in template.eligibility.of(role)
        )
        for role in asked
    )
