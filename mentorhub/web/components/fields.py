"""Questions with one answer. Inputs keep what was typed: they start from `default` and are read on submit."""

from collections.abc import Sequence
from typing import Any, Literal, TypeAlias

import reflex as rx

from mentorhub.web.components.icons import icon
from mentorhub.web.components.kinds import Errors, Flag, Handler, Node, Number, Text, attrs, either, shown

InputType: TypeAlias = Literal["text", "email", "tel", "url", "number", "password", "time", "date", "color"]
Options: TypeAlias = Sequence[tuple[str, str]] | rx.Var[list[tuple[str, str]]]


def error_of(name: Text, errors: Errors | None) -> Text | None:
    return None if errors is None else errors[name].to(str)


def field(
    name: Text,
    label: Text,
    control: rx.Component,
    *,
    help: Text | None = None,
    error: Text | None = None,
    required: Flag = True,
) -> rx.Component:
    """A label, its help and its error around one control, tied together for screen readers."""
    return rx.el.div(
        rx.el.label(label, optional_mark(required), html_for=id_of(name), class_name="label"),
        help_line(name, help),
        control,
        error_line(name, error),
        class_name="field",
    )


def text_input(
    name: Text,
    label: Text,
    *,
    type: InputType = "text",
    default: Text | Number | None = None,
    help: Text | None = None,
    errors: Errors | None = None,
    required: Flag = True,
    placeholder: Text | None = None,
    autocomplete: str | None = None,
    inputmode: str | None = None,
    minimum: Text | Number | None = None,
    maximum: Text | Number | None = None,
    disabled: Flag = False,
    on_blur: Handler = None,
) -> rx.Component:
    error = error_of(name, errors)
    control = rx.el.input(
        name=name,
        type=type,
        default_value=default,
        disabled=disabled,
        class_name="input",
        custom_attrs=attrs(
            control_attrs(name, help, error, required)
            | {
                "placeholder": placeholder,
                "autoComplete": autocomplete,
                "inputMode": inputmode,
                "min": minimum,
                "max": maximum,
            }
        ),
        **({"on_blur": on_blur} if on_blur is not None else {}),
    )
    return field(name, label, control, help=help, error=error, required=required)


def date_input(
    name: Text,
    label: Text,
    *,
    default: Text | None = None,
    help: Text | None = None,
    errors: Errors | None = None,
    required: Flag = True,
    minimum: Text | None = None,
    maximum: Text | None = None,
) -> rx.Component:
    return text_input(
        name,
        label,
        type="date",
        default=default,
        help=help,
        errors=errors,
        required=required,
        minimum=minimum,
        maximum=maximum,
    )


def text_area(
    name: Text,
    label: Text,
    *,
    default: Text | None = None,
    help: Text | None = None,
    errors: Errors | None = None,
    required: Flag = True,
    placeholder: Text | None = None,
    rows: int = 5,
    maximum: Number | None = None,
) -> rx.Component:
    error = error_of(name, errors)
    control = rx.el.textarea(
        name=name,
        default_value=default,
        class_name="input",
        custom_attrs=attrs(
            control_attrs(name, help, error, required)
            | {"rows": rows, "maxLength": maximum, "placeholder": placeholder}
        ),
    )
    return field(name, label, control, help=help, error=error, required=required)


def select(
    name: Text,
    label: Text,
    options: Options,
    *,
    default: Text | None = None,
    empty: str | None = "Choose …",
    help: Text | None = None,
    errors: Errors | None = None,
    required: Flag = True,
    on_change: Handler = None,
) -> rx.Component:
    """One of many. `options` are (value, words); `empty` is the first, unchosen line."""
    error = error_of(name, errors)
    control = rx.el.select(
        rx.el.option(empty, value="") if empty is not None else rx.fragment(),
        each_option(options, lambda value, words: rx.el.option(words, value=value)),
        name=name,
        default_value="" if default is None else default,
        class_name="input",
        custom_attrs=attrs(control_attrs(name, help, error, required)),
        **({"on_change": on_change} if on_change is not None else {}),
    )
    return field(name, label, control, help=help, error=error, required=required)


def search_box(
    label: Text,
    *,
    name: str = "search",
    default: Text = "",
    placeholder: Text | None = None,
    on_search: Handler,
    delay: int = 300,
) -> rx.Component:
    """Searches as one types, after a pause; the label is for screen readers."""
    return rx.el.div(
        icon("search"),
        rx.el.input(
            type="search",
            name=name,
            default_value=default,
            placeholder=label if placeholder is None else placeholder,
            on_change=on_search.debounce(delay) if hasattr(on_search, "debounce") else on_search,
            class_name="input",
            custom_attrs={"aria-label": label, "autoComplete": "off"},
        ),
        class_name="search",
    )


def hidden_input(name: Text, value: Text) -> rx.Component:
    return rx.el.input(type="hidden", name=name, value=value, read_only=True)


def id_of(name: Text) -> Text:
    """The id of a field's control, which the summary of problems links to."""
    return f"field-{name}" if isinstance(name, str) else rx.Var.create("field-").to(str) + name


def optional_mark(required: Flag) -> rx.Component:
    mark = rx.el.span(" (optional)", class_name="optional")
    return either(required, rx.fragment(), mark)


def help_line(name: Text, help: Text | None) -> rx.Component:
    if help is None:
        return rx.fragment()
    return shown(help, rx.el.span(help, class_name="help", custom_attrs={"id": id_of(name) + "-help"}))


def error_line(name: Text, error: Text | None) -> rx.Component:
    if error is None:
        return rx.fragment()
    line = rx.el.span(
        icon("alert"), rx.el.span(error), class_name="error", custom_attrs={"id": id_of(name) + "-error"}
    )
    return shown(error, line)


def control_attrs(name: Text, help: Text | None, error: Text | None, required: Flag) -> dict[str, object]:
    return {
        "id": id_of(name),
        "aria-required": None if required is False else required,
        "aria-invalid": None if error is None else either(error, "true", rx.Var("undefined")),
        "aria-describedby": described_by(name, help, error),
    }


def described_by(name: Text, help: Text | None, error: Text | None) -> object:
    """The ids of what is there to read: a description must not point at nothing."""
    base = id_of(name)
    with_help = "" if help is None else base + "-help"
    if error is None:
        return None if isinstance(with_help, str) and not with_help else with_help
    with_error = (
        base + "-error" if isinstance(with_help, str) and not with_help else with_help + " " + base + "-error"
    )
    return either(error, with_error, with_help if help is not None else rx.Var("undefined"))


def each_option(options: Options, make: Any) -> rx.Component:
    if isinstance(options, rx.Var):
        return rx.foreach(options, lambda option: make(option[0], option[1]))
    return rx.fragment(*[make(value, words) for value, words in options])


def labelled_group(
    name: Text,
    label: Node,
    *controls: rx.Component,
    help: Text | None = None,
    error: Text | None = None,
    required: Flag = True,
) -> rx.Component:
    """A question whose answer is several controls: a fieldset with its legend."""
    return rx.el.fieldset(
        rx.el.legend(label, optional_mark(required), class_name="label"),
        help_line(name, help),
        *controls,
        error_line(name, error),
        class_name="field",
        custom_attrs=attrs(
            {"id": id_of(name), "tabIndex": -1, "aria-describedby": described_by(name, help, error)}
        ),
    )
