"""A person in one line, from the answers that matching reads: "Trauma · 19 years · Denver"."""

from datetime import date

from mentorhub.forms.options import label_of
from mentorhub.matching import reading
from mentorhub.matching.instance import Snapshot
from mentorhub.programs.template import Template
from mentorhub.programs.template.matching import Factor

MOST = 3
_SHORT = 32


def line(template: Template, member: Snapshot, today: date) -> str:
    said: list[str] = []
    for factor in sorted(template.matching.factors, key=lambda each: -each.weight):
        words = _words(template, factor, member, today)
        if words and words not in said and len(words) <= _SHORT:
            said.append(words)
    return " · ".join(said[:MOST])


def _words(template: Template, factor: Factor, member: Snapshot, today: date) -> str:
    key = factor.mentor if member.role == "mentor" else factor.mentee
    value = member.says(key)
    match factor.kind:
        case "family" | "equal" | "agreement" | "stage" if isinstance(value, str) and value:
            question = template.question(key)
            return label_of(question, value, template.form.lists) if question is not None else value
        case "experience_gap":
            years = reading.years(template.question(key), key, value, today)
            return "" if years is None or years < 1 else "1 year" if years == 1 else f"{years} years"
        case "region":
            return reading.place(value, "city") or ""
        case _:
            return ""


def short(name: str) -> str:
    """How colleagues speak of somebody: the last word of the name."""
    return name.rsplit(maxsplit=1)[-1] if name.split() else name


def pair(mentee: str, mentor: str) -> str:
    """Such as "Okafor with Reyes"."""
    return f"{short(mentee)} with {short(mentor)}"
