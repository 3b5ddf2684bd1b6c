"""Faults within questions: conditions, lists, roles and stages that lead nowhere."""

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from mentorhub.forms.lists import Lists
from mentorhub.forms.options import answers_possible, values_of
from mentorhub.forms.questions import AnyQuestion
from mentorhub.programs.errors import Located

if TYPE_CHECKING:
    from mentorhub.programs.template.document import Template

PROTECTED = frozenset(
    {"member", "member_class", "standing", "dues_paid_until", "joined_year", "wishes", "duties_acknowledged"}
)
"""Facts that the roster or the program itself states: an applicant must not be able to answer them."""


def faults(template: "Template") -> Iterator[Located]:
    form = template.form
    allowed = stages(template)
    yield from sequence(form.questions, form.lists, template.role_keys, allowed, "form.questions")
    for index, question in enumerate(form.questions):
        if question.key in PROTECTED:
            yield Located(
                f"form.questions[{index}].key",
                f"“{question.key}” is a fact that the roster states; call the question something else.",
            )
    if form.stage_question is not None:
        asked = template.question(form.stage_question)
        if asked is None or asked.kind != "choice":
            yield Located(
                "form.stage_question", f"There is no choice question called “{form.stage_question}”."
            )
    for index, stage in enumerate(template.eligibility.early_career):
        if stage not in allowed:
            yield Located(
                f"eligibility.early_career[{index}]", f"“{stage}” is no answer to the stage question."
            )
    for index, notice in enumerate(form.notices):
        for role in notice.roles:
            if role not in template.role_keys:
                yield Located(f"form.notices[{index}].roles", f"Nobody is a {role} in this program.")


def stages(template: "Template") -> frozenset[str]:
    """Every career stage that somebody can name."""
    key = template.form.stage_question
    return frozenset(
        value
        for question in template.form.questions
        if question.key == key and question.kind == "choice"
        for value in values_of(question, template.form.lists)
    )


def sequence(
    questions: Sequence[AnyQuestion],
    lists: Lists,
    roles: Collection[str],
    stages: Collection[str],
    path: str,
) -> Iterator[Located]:
    """Check questions that are asked one after another."""
    before: dict[str, AnyQuestion] = {}
    for index, question in enumerate(questions):
        here = f"{path}[{index}]"
        if question.key in before:
            yield Located(f"{here}.key", f"Two questions are called “{question.key}”; rename one.")
        for role in question.roles:
            if role not in roles:
                yield Located(f"{here}.roles", f"Nobody is a {role} in this program.")
        for stage in question.stages:
            if stage not in stages:
                yield Located(f"{here}.stages", f"“{stage}” is no answer to the stage question.")
        yield from _options(question, lists, here)
        yield from _when(question, before, lists, here)
        before[question.key] = question


def _options(question: AnyQuestion, lists: Lists, here: str) -> Iterator[Located]:
    source = getattr(question, "options_from", None)
    if source is not None and source not in lists:
        yield Located(f"{here}.options_from", f"There is no list “{source}” in form.lists.")
        return
    if question.kind in ("several", "topics"):
        offered = len(values_of(question, lists))
        if question.at_least > offered:
            yield Located(f"{here}.at_least", f"Only {offered} can be chosen; nobody could answer.")


def _when(
    question: AnyQuestion, before: dict[str, AnyQuestion], lists: Lists, here: str
) -> Iterator[Located]:
    if question.when is None:
        return
    asked = before.get(question.when.question)
    if asked is None:
        yield Located(
            f"{here}.when.question",
            f"“{question.when.question}” is not asked before this; move it up or correct the name.",
        )
        return
    possible = answers_possible(asked, lists)
    if question.when.younger_than is not None:
        if asked.kind != "date":
            yield Located(f"{here}.when.question", f"“{asked.key}” is no question about a date of birth.")
    elif possible is None:
        yield Located(f"{here}.when.question", f"A condition cannot rest on a {asked.kind} question.")
    if asked.roles and not set(question.roles or ()) <= set(asked.roles):
        yield Located(f"{here}.when.question", f"Not everybody who is asked this is asked “{asked.key}”.")
    if asked.roles and not question.roles:
        yield Located(f"{here}.when.question", f"“{asked.key}” is asked of {', '.join(asked.roles)} only.")
    for value in question.when.any_of:
        if possible is not None and value not in possible:
            yield Located(f"{here}.when.any_of", f"“{value}” is no answer to “{asked.key}”.")


def options_exist(
    template: "Template", key: str | None, values: Sequence[str], path: str
) -> Iterator[Located]:
    if key is None:
        if values:
            yield Located(path, "Name the question that these are answers to.")
        return
    question = template.question(key)
    possible = None if question is None else answers_possible(question, template.form.lists)
    if possible is None:
        yield Located(path, f"There is no choice question called “{key}”.")
        return
    for value in values:
        if value not in possible:
            yield Located(path, f"“{value}” is no answer to “{key}”.")
