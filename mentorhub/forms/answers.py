"""From what a browser sent to typed answers, or to one clear sentence per field. Never raises on input."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dateutil.relativedelta import relativedelta

from mentorhub.forms.lists import Lists
from mentorhub.forms.options import NO, YES
from mentorhub.forms.questions import AnyQuestion, When
from mentorhub.forms.readers import Refused, brief, given, is_empty, read
from mentorhub.forms.values import Answers, AnswerValue, Place

__all__ = [
    "AnswerValue",
    "Answers",
    "Checked",
    "FieldProblem",
    "Place",
    "check_answers",
    "from_json",
    "is_asked",
    "to_json",
]


@dataclass(frozen=True)
class FieldProblem:
    key: str
    field: str
    """The name of the input: the key, or a part of it such as `place.city`."""
    sentence: str


@dataclass(frozen=True)
class Checked:
    answers: dict[str, AnswerValue]
    problems: tuple[FieldProblem, ...]
    asked: tuple[AnyQuestion, ...]
    """The questions that apply, given these answers."""
    typed: dict[str, str | list[str]]
    """Everything as it was typed, by name of the input, to be shown again."""

    @property
    def ok(self) -> bool:
        return not self.problems


def check_answers(
    questions: Sequence[AnyQuestion],
    raw: Mapping[str, object],
    lists: Lists,
    *,
    today: date,
    stage_question: str | None = None,
    draft: bool = False,
) -> Checked:
    """Read each question that is asked; a draft may leave required ones open."""
    answers: dict[str, AnswerValue] = {}
    problems: list[FieldProblem] = []
    asked: list[AnyQuestion] = []
    for question in questions:
        if not is_asked(question, answers, today=today, stage_question=stage_question):
            continue
        asked.append(question)
        value = given(question, raw)
        if is_empty(question, value):
            if question.required and not draft:
                problems.append(FieldProblem(question.key, _first_field(question), _missing(question)))
            continue
        try:
            answers[question.key] = read(question, value, lists, today)
        except Refused as refused:
            problems.append(FieldProblem(question.key, refused.field or question.key, refused.sentence))
    return Checked(answers, tuple(problems), tuple(asked), _typed(raw))


def is_asked(
    question: AnyQuestion, answers: Answers, *, today: date, stage_question: str | None = None
) -> bool:
    """Whether a question applies, given the answers to those before it."""
    if question.stages and stage_question is not None and answers.get(stage_question) not in question.stages:
        return False
    return question.when is None or _met(question.when, answers.get(question.when.question), today)


def _met(when: When, answer: AnswerValue | None, today: date) -> bool:
    if when.younger_than is not None:
        return isinstance(answer, date) and relativedelta(today, answer).years < when.younger_than
    if isinstance(answer, bool):
        return (YES if answer else NO) in when.any_of
    if answer is None:
        return False
    chosen = answer if isinstance(answer, tuple) else (answer,)
    return any(value in when.any_of for value in chosen)


def to_json(answers: Answers) -> dict[str, Any]:
    """As it is stored."""
    return {key: _plain(value) for key, value in answers.items()}


def from_json(questions: Sequence[AnyQuestion], stored: Mapping[str, Any]) -> dict[str, AnswerValue]:
    """As it was stored, without asking whether it would be accepted today; unknown keys are left out."""
    kinds = {question.key: question.kind for question in questions}
    return {key: _typed_again(kinds[key], value) for key, value in stored.items() if key in kinds}


def _plain(value: AnswerValue) -> Any:  # noqa: ANN401 - JSON
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Place):
        return value.model_dump()
    return list(value) if isinstance(value, tuple) else value


def _typed_again(kind: str, value: Any) -> AnswerValue:  # noqa: ANN401 - JSON
    match kind:
        case "date":
            return date.fromisoformat(value)
        case "place":
            return Place.model_validate(value)
        case "several" | "topics":
            return tuple(value)
        case _:
            plain: AnswerValue = value
            return plain


def _missing(question: AnyQuestion) -> str:
    match question.kind:
        case "tick":
            return f"Please tick “{question.label}” to go on."
        case "choice" | "mode" | "yes_no" | "scale" | "nps":
            return f"Please choose an answer to “{question.label}”."
        case "several" | "topics":
            many = "one" if question.at_least == 1 else str(question.at_least)
            return f"Please choose at least {many} for “{question.label}”."
        case "place":
            return f"Please write the town or city for “{question.label}”."
        case "date":
            return f"Please give a date for “{question.label}”."
        case _:
            return f"Please answer “{question.label}”."


def _first_field(question: AnyQuestion) -> str:
    return f"{question.key}.city" if question.kind == "place" else question.key


def _typed(raw: Mapping[str, object]) -> dict[str, str | list[str]]:
    kept: dict[str, str | list[str]] = {}
    for name, value in raw.items():
        if isinstance(value, str):
            kept[name] = value
        elif isinstance(value, bool | int | float | date):
            kept[name] = brief(value)
        elif isinstance(value, list | tuple):
            kept[name] = [item for item in value if isinstance(item, str)]
        elif isinstance(value, Mapping):
            kept |= {f"{name}.{part}": text for part, text in value.items() if isinstance(text, str)}
        elif isinstance(value, Place):
            kept |= {f"{name}.{part}": text for part, text in value.model_dump().items()}
    return kept
