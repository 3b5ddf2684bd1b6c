"""An organization's own questions as form fields: for applications, surveys and agreements.

The rows are plain data and stay as they are while somebody types; what changes (which questions apply, what
is not right) comes in Vars of its own, so that no answer sends the whole form back.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

import reflex as rx
from reflex.utils.imports import ImportVar

from mentorhub.forms.lists import Lists
from mentorhub.forms.options import NO, YES, options_of
from mentorhub.forms.questions import AnyQuestion
from mentorhub.web.components.kinds import Errors, Flag, Handler, Text, either, shown
from mentorhub.web.components.question_controls import control
from mentorhub.web.components.states import notice
from mentorhub.web.components.surfaces import private_line

Typed = dict[str, str | list[str]]
Row = TypeVar("Row")
ListOf = rx.vars.ArrayVar[list[Row]]
Heard = Callable[[rx.Var[Any]], Handler]
"""Makes the event that a change sends, from the form as it then stands."""
MOST_RADIOS = 7
MOST_FIELDS = 600


@dataclass(frozen=True)
class Asked:
    """One question as the screen needs it, with what was typed so far."""

    key: str
    kind: str
    label: str
    help: str
    seen_by: str
    required: bool
    options: list[tuple[str, str, str]] = field(default_factory=list)
    unit: str = ""
    low: str = ""
    high: str = ""
    most: int = 0
    region_label: str = ""
    ask_country: bool = False
    value: str = ""
    picked: list[str] = field(default_factory=list)
    city: str = ""
    region: str = ""
    country: str = ""


def asked_rows(questions: Iterable[AnyQuestion], lists: Lists, typed: Mapping[str, object]) -> list[Asked]:
    return [_row(question, lists, typed) for question in questions]


def _row(question: AnyQuestion, lists: Lists, typed: Mapping[str, object]) -> Asked:
    value = typed.get(question.key)
    several = [value] if isinstance(value, str) else value if isinstance(value, list) else []
    said = several[0] if several else _default(question)
    return Asked(
        key=question.key,
        kind=_look(question, lists),
        label=question.label,
        help=question.help,
        seen_by=question.seen_by,
        required=question.required,
        options=_options(question, lists),
        unit=getattr(question, "unit", ""),
        low=getattr(question, "low", "Not at all likely" if question.kind == "nps" else ""),
        high=getattr(question, "high", "Very likely" if question.kind == "nps" else ""),
        most=getattr(question, "max_length", 0),
        region_label=getattr(question, "region_label", ""),
        ask_country=getattr(question, "ask_country", False),
        value=said,
        picked=several,
        city=_part(typed, question.key, "city"),
        region=_part(typed, question.key, "region"),
        country=_part(typed, question.key, "country"),
    )


def _look(question: AnyQuestion, lists: Lists) -> str:
    """Kinds that are drawn alike share a name."""
    match question.kind:
        case "choice" if len(options_of(question, lists)) > MOST_RADIOS:
            return "select"
        case "choice" | "mode":
            return "radio"
        case "topics":
            return "several"
        case "nps":
            return "scale"
        case other:
            return other


def _options(question: AnyQuestion, lists: Lists) -> list[tuple[str, str, str]]:
    match question.kind:
        case "yes_no":
            return [(YES, "Yes", ""), (NO, "No", "")]
        case "scale":
            return [(str(step), str(step), "") for step in range(1, question.steps + 1)]
        case "nps":
            return [(str(step), str(step), "") for step in range(11)]
        case _:
            return [(option.value, option.label, option.help) for option in options_of(question, lists)]


def _default(question: AnyQuestion) -> str:
    default = getattr(question, "default", None)
    return "" if default is None else str(default)


def _part(typed: Mapping[str, object], key: str, part: str) -> str:
    value = typed.get(f"{key}.{part}", "")
    return value if isinstance(value, str) else ""


def form_now(form: str) -> rx.Var[Any]:
    """The form as it stands in the browser: its fields in order, kept in the tab at the same time.

    `form` is the browser's expression for the form or for something in it.
    """
    return _browser("formNow", f"formNow({form})")


def kept_form() -> rx.Var[Any]:
    """What this tab kept of the form on the page, or null: for the event of something that is mounted."""
    return _browser("keptForm", "keptForm()")


def forgets(name: str | rx.Var[str]) -> dict[str, object]:
    """Attributes of an element that, when it appears, drops what the tab kept of a form."""
    return {"data-forget": name, "ref": _browser("forgetNamed", "forgetNamed")}


def keeps(name: str | rx.Var[str]) -> dict[str, object]:
    """Attributes of what holds a form: typing is kept in the tab, through a reload and through signing in."""
    return {"data-keep": name, "ref": _browser("keepTyping", "keepTyping")}


def read_typed(entries: object) -> Typed:
    """What a browser says that a form holds. Hostile: anything but pairs of texts is dropped."""
    pairs = entries.multi_items() if hasattr(entries, "multi_items") else entries
    if not isinstance(pairs, list | tuple):
        return {}
    typed: Typed = {}
    for pair in pairs[:MOST_FIELDS]:
        if not (isinstance(pair, list | tuple) and len(pair) == 2 and all(isinstance(x, str) for x in pair)):
            continue
        name, value = pair
        before = typed.get(name)
        if before is None:
            typed[name] = value
        else:
            typed[name] = [*([before] if isinstance(before, str) else before), value]
    return typed


def question_fields(
    rows: ListOf[Asked],
    *,
    errors: Errors,
    applies: ListOf[str] | None = None,
    refusals: Any = None,
    ways_out: Any = None,
    on_decide: Heard | None = None,
) -> rx.Component:
    """`applies` names the questions that are asked just now; the others keep their answer out of sight.

    `refusals` and `ways_out` are Vars of sentences by question: a rule not met, and what can be done.
    """
    chosen = (lambda _: on_decide(form_now("_e.target"))) if on_decide is not None else None

    def one(asked: Any) -> rx.Component:
        visible: Flag = True if applies is None else applies.contains(asked.key)
        said = rx.fragment()
        if refusals is not None and ways_out is not None:
            why = refusals[asked.key].to(str)
            told = shown(why, _refusal(why, ways_out[asked.key].to(str)))
            said = rx.el.div(told, class_name="contents", custom_attrs={"aria-live": "polite"})
        return rx.el.div(
            control(asked, errors, chosen),
            said,
            private_line(rx.fragment(rx.el.span("Who reads this: ", class_name="sr-only"), asked.seen_by)),
            class_name="question",
            hidden=either(visible, False, True),
            key=asked.key,
        )

    return cast("rx.Component", rx.foreach(rows, one))


def _refusal(why: Text, way_out: Text) -> rx.Component:
    return notice(rx.fragment(rx.el.p(why, class_name="font-semibold"), rx.el.p(way_out)), tone="warn")


def _browser(tag: str, expression: str) -> rx.Var[Any]:
    """A function of assets/js/keeping.js, compiled into the page: nothing is evaluated at run time."""
    imports = {"$/public/js/keeping.js": [ImportVar(tag=tag)]}
    return rx.Var(_js_expr=expression, _var_data=rx.vars.VarData(imports=imports))


__all__ = [
    "Asked",
    "Typed",
    "asked_rows",
    "forgets",
    "form_now",
    "keeps",
    "kept_form",
    "question_fields",
    "read_typed",
]
