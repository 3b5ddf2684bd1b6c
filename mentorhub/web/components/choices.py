"""Questions answered by choosing: radios, checkboxes, a scale."""

from collections.abc import Sequence
from typing import Any, Literal, TypeAlias

import reflex as rx

from mentorhub.web.components.fields import (
    Options,
    control_attrs,
    each_option,
    error_line,
    error_of,
    labelled_group,
)
from mentorhub.web.components.kinds import Errors, Flag, Handler, Node, Text, attrs, shown

Look: TypeAlias = Literal["plain", "cards", "beside", "columns"]
Choices: TypeAlias = Options | Sequence[tuple[str, str, str]] | rx.Var[list[tuple[str, str, str]]]


def radio_group(
    name: Text,
    label: Text,
    options: Choices,
    *,
    look: Look = "plain",
    default: Text | None = None,
    help: Text | None = None,
    errors: Errors | None = None,
    required: Flag = True,
    on_change: Handler = None,
) -> rx.Component:
    """One of a few. An option is (value, words) or, as a card, (value, words, a line of explanation)."""
    chosen = {} if on_change is None else {"on_change": on_change}

    def one(value: Text, words: Text, line: Text | None) -> rx.Component:
        checked = False if default is None else default == value
        control = rx.el.input(type="radio", name=name, value=value, default_checked=checked, **chosen)
        return _choice(control, words, line)

    group = rx.el.div(_each(options, one), class_name=f"choices {look}")
    return labelled_group(name, label, group, help=help, error=error_of(name, errors), required=required)


def checkbox_group(
    name: Text,
    label: Text,
    options: Choices,
    *,
    look: Look = "plain",
    default: Sequence[str] | rx.Var[list[str]] = (),
    help: Text | None = None,
    errors: Errors | None = None,
    required: Flag = True,
) -> rx.Component:
    """Any of several; the handler reads them with `form_data.getlist(name)`."""

    def one(value: Text, words: Text, line: Text | None) -> rx.Component:
        checked = default.contains(value) if isinstance(default, rx.Var) else _is_in(value, default)
        control = rx.el.input(type="checkbox", name=name, value=value, default_checked=checked)
        return _choice(control, words, line)

    group = rx.el.div(_each(options, one), class_name=f"choices {look}")
    return labelled_group(name, label, group, help=help, error=error_of(name, errors), required=required)


def checkbox(
    name: Text,
    label: Node,
    *,
    default: Flag = False,
    value: str = "yes",
    help: Text | None = None,
    errors: Errors | None = None,
    required: Flag = False,
    on_change: Handler = None,
) -> rx.Component:
    """One statement to tick; the label may hold a link."""
    error = error_of(name, errors)
    control = rx.el.input(
        type="checkbox",
        name=name,
        value=value,
        default_checked=default,
        custom_attrs=attrs(control_attrs(name, None, error, required)),
        **({} if on_change is None else {"on_change": on_change}),
    )
    return rx.el.div(_choice(control, label, help), error_line(name, error), class_name="field")


def scale(
    name: Text,
    label: Text,
    *,
    low: Text,
    high: Text,
    points: int = 5,
    default: Text | None = None,
    help: Text | None = None,
    errors: Errors | None = None,
    required: Flag = True,
) -> rx.Component:
    """From 1 to `points`; what the ends mean is said in words and read with the first and the last."""

    def one(number: int) -> rx.Component:
        meaning = {1: low, points: high}.get(number)
        return rx.el.label(
            rx.el.input(
                type="radio",
                name=name,
                value=str(number),
                default_checked=False if default is None else default == str(number),
            ),
            rx.el.span(
                str(number),
                rx.el.span(" ", meaning, class_name="sr-only") if meaning is not None else rx.fragment(),
            ),
        )

    return labelled_group(
        name,
        label,
        rx.el.div(*[one(number) for number in range(1, points + 1)], class_name="scale"),
        rx.el.div(rx.el.span(low), rx.el.span(high), class_name="scale-ends", aria_hidden="true"),
        help=help,
        error=error_of(name, errors),
        required=required,
    )


def _choice(control: rx.Component, words: Node, line: Text | None) -> rx.Component:
    explanation = rx.fragment() if line is None else shown(line, rx.el.span(line, class_name="help"))
    return rx.el.label(
        control, rx.el.span(rx.el.span(words), explanation, class_name="choice-text"), class_name="choice"
    )


def _each(options: Choices, one: Any) -> rx.Component:
    if isinstance(options, rx.Var):
        return rx.foreach(options, lambda option: one(option[0], option[1], _third(option)))
    return rx.fragment(
        *[one(option[0], option[1], option[2] if len(option) > 2 else None) for option in options]
    )


def _third(option: Any) -> rx.Var[str]:
    return rx.Var(f"({option!s}[2] ?? '')", _var_data=option._get_all_var_data()).to(str)


def _is_in(value: Text, values: Sequence[str]) -> Flag:
    if isinstance(value, rx.Var):
        return rx.Var.create(list(values)).to(list[str]).contains(value)
    return value in values


__all__ = ["Choices", "Look", "checkbox", "checkbox_group", "each_option", "radio_group", "scale"]
