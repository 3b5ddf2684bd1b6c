"""From answers to figures with their base. Reads only what has joined (see rules); no other answer counts."""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mentorhub.forms.lists import Lists
from mentorhub.forms.options import options_of
from mentorhub.forms.questions import AnyQuestion
from mentorhub.programs.counting import counted
from mentorhub.surveys.views import EVERYBODY, Bar, Figures, QuestionReport, Rate

_RANGES = ((0, 0), (1, 2), (3, 5), (6, 10), (11, 20), (21, 50))
"""Numbers are shown in ranges: a number that only one person has would be that person's."""
IN_WORDS = ("long_text", "short_text")
_PROMOTER, _DETRACTOR = 9, 6


@dataclass(frozen=True)
class Response:
    role: str
    answers: Mapping[str, Any]
    shown: Mapping[str, str]


def question_report(
    question: AnyQuestion, lists: Lists, rates: Sequence[Rate], responses: Sequence[Response], smallest: int
) -> QuestionReport:
    asked = [rate for rate in rates if not question.roles or rate.role in question.roles]
    joined = [response for response in responses if question.key in response.shown]
    groups = [_of_role(question, lists, rate, responses, smallest) for rate in asked]
    alone = [group for group in groups if not group.kept]
    in_roles = sum(response.shown[question.key] == "role" for response in joined)
    if len(alone) > 1 or len(joined) > in_roles:
        values = [response.answers[question.key] for response in joined]
        later = sum(question.key in response.answers for response in responses) - len(joined)
        total = sum(rate.asked for rate in asked)
        groups.insert(0, _figures(question, lists, EVERYBODY, values, total, later=later))
    return QuestionReport(
        key=question.key,
        label=question.label,
        ends=_ends(question),
        in_words=question.kind in IN_WORDS,
        groups=tuple(groups),
        texts=_shuffled(question, [response.answers[question.key] for response in joined]),
    )


def _of_role(
    question: AnyQuestion, lists: Lists, rate: Rate, responses: Sequence[Response], smallest: int
) -> Figures:
    key = question.key
    mine = [each for each in responses if each.role == rate.role and key in each.answers]
    joined = [each.answers[key] for each in mine if each.shown.get(key) == "role"]
    if joined:
        return _figures(question, lists, rate.words, joined, rate.asked, later=len(mine) - len(joined))
    if rate.asked < smallest:
        why = f"Only {counted(rate.asked, 'person')} asked".replace("persons", "people")
    elif len(mine) < smallest:
        why = f"Fewer than {smallest} answers"
    else:
        why = "Not enough answers"
    return Figures(label=rate.words, base="", kept=f"{why}: not shown, so that nobody can be made out.")


def _figures(
    question: AnyQuestion, lists: Lists, label: str, values: Sequence[Any], asked: int, *, later: int = 0
) -> Figures:
    base = f"{len(values):,} {'answer' if len(values) == 1 else 'answers'} of {asked:,} asked"
    if later:
        base += f"; {later} more not added yet"
    return Figures(label, base, mean=_mean(question, values), bars=_bars(question, lists, values))


def _bars(question: AnyQuestion, lists: Lists, values: Sequence[Any]) -> tuple[Bar, ...]:
    number = len(values)
    return tuple(
        Bar(label, count, number, _share(count, number)) for label, count in _counted(question, lists, values)
    )


def _counted(question: AnyQuestion, lists: Lists, values: Sequence[Any]) -> list[tuple[str, int]]:
    counts: Counter[Any] = Counter(
        item for value in values for item in (value if isinstance(value, list) else [value])
    )
    match question.kind:
        case "scale":
            return [(str(step), counts[step]) for step in range(1, question.steps + 1)]
        case "nps":
            return [
                ("9 or 10", sum(counts[step] for step in (9, 10))),
                ("7 or 8", sum(counts[step] for step in (7, 8))),
                ("0 to 6", sum(counts[step] for step in range(7))),
            ]
        case "yes_no" | "tick":
            return [("Yes", counts[True]), ("No", counts[False])]
        case "choice" | "several" | "topics" | "mode":
            return [(option.label, counts[option.value]) for option in options_of(question, lists)]
        case "number":
            return _ranges([int(value) for value in values])
        case _:
            return []


def _ranges(numbers: Sequence[int]) -> list[tuple[str, int]]:
    rows = [
        (str(low) if low == high else f"{low} to {high}", sum(low <= each <= high for each in numbers))
        for low, high in _RANGES
    ]
    beyond = _RANGES[-1][1]
    rows.append((f"More than {beyond}", sum(each > beyond for each in numbers)))
    while len(rows) > 1 and not rows[-1][1]:
        rows.pop()
    return rows


def _mean(question: AnyQuestion, values: Sequence[Any]) -> str:
    """Only where the answers are amounts of something."""
    match question.kind:
        case "scale":
            return f"{sum(values) / len(values):.1f} of {question.steps} on average"
        case "number":
            return f"{sum(values) / len(values):.1f} on average"
        case "nps":
            high = sum(value >= _PROMOTER for value in values)
            low = sum(value <= _DETRACTOR for value in values)
            return f"Score {round(100 * (high - low) / len(values)):+d}, from -100 to +100"
        case _:
            return ""


def _ends(question: AnyQuestion) -> str:
    if question.kind == "scale":
        return f"From 1, {_small(question.low)}, to {question.steps}, {_small(question.high)}"
    if question.kind == "nps":
        return "From 0, not at all likely, to 10, very likely"
    return ""


def _shuffled(question: AnyQuestion, texts: Sequence[Any]) -> tuple[str, ...]:
    """In an order that tells neither who wrote first nor which two texts of two questions belong together."""
    if question.kind not in IN_WORDS:
        return ()

    def order(text: str) -> str:
        return hashlib.sha256(f"{question.key} {text}".encode()).hexdigest()

    return tuple(sorted(texts, key=order))


def _share(count: int, number: int) -> str:
    return f"{count:,} ({round(100 * count / number)} %)" if number else "0"


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]
