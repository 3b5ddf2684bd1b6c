"""What every page's state has in common: is it there yet, what went wrong, what to tell."""

from typing import Any, TypeVar
from urllib.parse import unquote
from uuid import UUID

import reflex as rx
from pydantic import BaseModel, ValidationError

from tenants.kit import ids
from tenants.kit.errors import Invalid, NotAllowed, NotFound, Problem

Form = TypeVar("Form", bound=BaseModel)


def show(state: rx.State, **values: object) -> None:
    """Puts on the screen what is not there yet. What stays as it is does not go to the browser again."""
    for name, value in values.items():
        if state.get_value(name) != value:
            setattr(state, name, value)


class Screen(rx.State, mixin=True):
    """Mixed into each page's state. Holds only what is on the screen; the database is the truth."""

    status: str = "loading"  # loading | ready | missing | refused | failed
    problem: str = ""  # one sentence about the whole page or form
    problems: dict[str, str] = {}  # field -> sentence
    notice: str = ""  # what just happened, in one sentence

    def _arrive(self, *, anew: bool) -> None:  # noqa: ARG002 - for pages that keep more than one visit
        """Somebody has just come to the page; `anew` by a full load, not by a link within the pages."""
        self.notice, self.problem, self.problems = "", "", {}

    def _ready(self) -> None:
        show(self, status="ready", problem="", problems={})

    def _params(self) -> dict[str, str]:
        """What this page's address says: the parts of its path that its route names, and its query."""
        url = self.router.url
        parts = zip(self.router.route_id.split("/"), url.path.split("/"), strict=False)
        in_path = {name[1:-1]: unquote(part) for name, part in parts if name.startswith("[")}
        return {**url.query_parameters, **in_path}

    def _param(self, name: str) -> str:
        return self._params().get(name, "")

    def _tell(self, problem: Problem) -> None:
        """A problem with an act: said beside it, the page and what was typed stay."""
        self.notice = ""
        self.problems = problems_of(problem)
        self.problem = problem.sentence

    def _close(self, problem: Problem) -> None:
        """A problem with the page itself: it shows that in place of its content."""
        if isinstance(problem, NotFound):
            self.status = "missing"
        elif isinstance(problem, NotAllowed):
            self.status = "refused"
        else:
            self.status = "failed"
        self.problem = problem.sentence

    def _done(self, sentence: str) -> None:
        self.notice, self.problem, self.problems = sentence, "", {}


class FormProblems(Invalid):
    """Several fields are not right; each has its own sentence."""

    default = "Please look at the fields marked below. Nothing you typed is lost."

    def __init__(self, problems: dict[str, str]) -> None:
        super().__init__()
        self.problems = problems


def problems_of(problem: Problem) -> dict[str, str]:
    if isinstance(problem, FormProblems):
        return dict(problem.problems)
    return {problem.field: problem.sentence} if problem.field else {}


def parse(form: type[Form], raw: Any) -> Form:
    """A browser's payload as a checked form.

    Raises:
        FormProblems: with a sentence for each field that is not right.
    """
    try:
        return form.model_validate(raw)
    except ValidationError as error:
        raise FormProblems({_field(detail["loc"]): _sentence(detail) for detail in error.errors()}) from None


def parse_id(raw: object) -> UUID:
    """An id from a browser; one that is none belongs to nothing.

    Raises:
        NotFound: when it is not an id.
    """
    found = ids.parse_id(raw)
    if found is None:
        raise NotFound
    return found


def _field(location: tuple[int | str, ...]) -> str:
    return str(location[0]) if location else "form"


def _sentence(detail: Any) -> str:
    """Validators of ours raise ValueError with a sentence; pydantic's own messages are put in plain words."""
    kind, context = detail["type"], detail.get("ctx", {})
    if detail.get("input") in ("", None) and kind != "value_error":
        return "Please fill this in."
    if kind == "value_error" and "reason" in context:  # pydantic's word for a mail address that is none
        return "Please give a whole mail address, such as name@example.org."
    if kind == "value_error":
        return str(detail["msg"]).removeprefix("Value error, ")
    if kind in ("missing", "string_too_short") and context.get("min_length", 1) == 1:
        return "Please fill this in."
    if kind == "string_too_long":
        return f"Please shorten this to {context['max_length']} characters."
    if kind == "string_too_short":
        return f"Please write at least {context['min_length']} characters."
    if kind.startswith(("int", "float", "decimal")):
        return "Please give a number."
    if kind.startswith(("date", "time")):
        return "Please give a date, such as 2026-03-14."
    return "Please check this field."
