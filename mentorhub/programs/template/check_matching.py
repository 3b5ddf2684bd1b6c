"""Faults within matching: factors that read what nobody is asked."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mentorhub.forms.options import options_of, values_of
from mentorhub.programs.errors import Located
from mentorhub.programs.template.matching import Factor
from mentorhub.programs.template.rules import ROSTER_FACTS

if TYPE_CHECKING:
    from mentorhub.forms.questions import AnyQuestion
    from mentorhub.programs.template.document import Template
    from mentorhub.programs.template.pairing import CircleShape

READS: dict[str, tuple[str, ...]] = {
    "tags": ("several", "topics"),
    "family": ("choice", "several", "topics"),
    "equal": ("choice", "yes_no", "mode", "short_text", "number", "scale"),
    "region": ("place",),
    "experience_gap": ("year", "number"),
    "stage": ("choice",),
    "languages": ("several", "topics"),
    "availability": ("several", "topics"),
    "text": ("short_text", "long_text"),
    "agreement": ("choice", "several", "topics", "yes_no", "mode", "scale"),
}
"""Which kinds of question a factor can read. A ranking reads the wishes, which are no question."""

_ROSTER_READS = {"family": {"specialty"}, "equal": ROSTER_FACTS, "region": {"city", "region"}}
_SORTED = ("committee", "staff", "automatic")


def faults(template: "Template") -> Iterator[Located]:
    matching = template.matching
    seen: set[str] = set()
    for index, factor in enumerate(matching.factors):
        here = f"matching.factors[{index}]"
        if factor.key in seen:
            yield Located(f"{here}.key", f"Two factors are called “{factor.key}”; rename one.")
        seen.add(factor.key)
        if factor.kind != "ranking":
            yield from _reads(template, factor, "mentor", here)
            yield from _reads(template, factor, "mentee", here)
        yield from _params(template, factor, here)
    if template.pairing.kind in _SORTED and sum(factor.weight for factor in matching.factors) <= 0:
        yield Located(
            "matching.factors", "No factor has a weight, so every pair is as good as any other; give one."
        )
    yield from _rules(template)
    yield from _capacity(template)


def _asked(template: "Template", role: str, key: str) -> "AnyQuestion | None":
    return next((q for q in template.questions_for(role) if q.key == key), None)


def _reads(template: "Template", factor: Factor, side: str, here: str) -> Iterator[Located]:
    key: str = getattr(factor, side)
    role = side if side in template.role_keys else "peer"
    question = _asked(template, role, key)
    if question is None:
        if key in _ROSTER_READS.get(factor.kind, ()):
            return
        if key in ROSTER_FACTS:
            yield Located(f"{here}.{side}", f"The roster's “{key}” cannot be read as {factor.kind}.")
        else:
            yield Located(f"{here}.{side}", f"“{key}” is asked of no {role}; ask it or correct the name.")
        return
    if question.private:
        yield Located(f"{here}.{side}", f"“{key}” is private: it is counted and decides nothing.")
    if question.kind not in READS[factor.kind]:
        kinds = ", ".join(READS[factor.kind])
        yield Located(
            f"{here}.{side}", f"“{key}” is a {question.kind} question; {factor.kind} reads {kinds}."
        )


def _params(template: "Template", factor: Factor, here: str) -> Iterator[Located]:
    match factor.kind:
        case "family":
            question = _asked(template, "mentee", factor.mentee)
            if question is not None and not any(o.family for o in options_of(question, template.form.lists)):
                yield Located(
                    f"{here}.mentee", f"No option of “{factor.mentee}” belongs to a family; use equal."
                )
        case "region":
            params = factor.params
            if params.only_in_person:
                for side, key in (("mentor", params.mentor_mode), ("mentee", params.mentee_mode)):
                    question = None if key is None else _asked(template, side, key)
                    if question is None or question.kind != "mode":
                        yield Located(
                            f"{here}.params.{side}_mode",
                            f"Distance counts only in person, so a {side} must be asked the mode; name it.",
                        )
        case "stage":
            for side, key in (("mentor", factor.mentor), ("mentee", factor.mentee)):
                question = _asked(template, side, key)
                known = () if question is None else values_of(question, template.form.lists)
                for stage in factor.params.order:
                    if known and stage not in known:
                        yield Located(f"{here}.params.order", f"“{stage}” is no answer to “{key}”.")
        case _:
            pass


def _rules(template: "Template") -> Iterator[Located]:
    for index, rule in enumerate(template.matching.rules):
        for side, key in (("mentor", rule.mentor), ("mentee", rule.mentee)):
            role = side if side in template.role_keys else "peer"
            if key is not None and key not in ROSTER_FACTS and _asked(template, role, key) is None:
                yield Located(f"matching.rules[{index}].{side}", f"“{key}” is asked of no {role}.")


def _capacity(template: "Template") -> Iterator[Located]:
    capacity = template.matching.mentor_capacity
    if capacity.default > capacity.maximum:
        yield Located("matching.mentor_capacity.default", "The default is larger than the maximum.")
    if capacity.question is None:
        return
    question = _asked(template, "mentor", capacity.question)
    if question is None or question.kind != "number":
        yield Located(
            "matching.mentor_capacity.question",
            f"No number question “{capacity.question}” is asked of a mentor.",
        )
    elif question.minimum < 1:
        yield Located(
            "matching.mentor_capacity.question",
            f"“{capacity.question}” must ask for at least 1 as its minimum.",
        )


def circle(template: "Template", shape: "CircleShape") -> Iterator[Located]:
    for name, key in (("shared", shape.shared), ("availability", shape.availability)):
        if key is None:
            continue
        question = _asked(template, "peer", key)
        if question is None or question.kind not in ("several", "topics"):
            yield Located(f"pairing.circle.{name}", f"No question with several answers is called “{key}”.")
    for index, key in enumerate(shape.mix):
        if key not in ROSTER_FACTS and _asked(template, "peer", key) is None:
            yield Located(f"pairing.circle.mix[{index}]", f"“{key}” is neither on the roster nor asked.")
