"""Numbers with their meaning beside them. A value is always written out; a bar only helps."""

from typing import TypeAlias

import reflex as rx

from mentorhub.web.components.kinds import Node, Number, Text, attrs, browser_function

Fact: TypeAlias = tuple[Text, Text]


def fact_strip(*facts: Fact) -> rx.Component:
    """(what is true, what it means) side by side between two lines."""
    return rx.el.dl(*[_pair(value, meaning) for value, meaning in facts], class_name="facts")


def stat(value: Node, meaning: Node) -> rx.Component:
    """A number with its base ("9 in 10", "call it a good match (71 answers)"); stands inside `stats`."""
    return rx.el.div(
        rx.el.dt(meaning),
        rx.el.dd(value, class_name="figure"),
        class_name="stat",
    )


def stats(*children: rx.Component) -> rx.Component:
    return rx.el.dl(*children, class_name="stats")


def progress_bar(label: Text, done: Number, total: Number, *, value_text: Text | None = None) -> rx.Component:
    """How far long work is: "Reading the file", rows read, rows in all."""
    written = value_text if value_text is not None else _of(done, total)
    return rx.el.div(
        rx.el.div(
            rx.el.span(label),
            rx.el.span(written, class_name="s tabular"),
            class_name="flex justify-between gap-4",
        ),
        rx.el.div(
            _fill(done, total),
            class_name="bar",
            custom_attrs=attrs(
                {
                    "role": "progressbar",
                    "aria-label": label,
                    "aria-valuemin": 0,
                    "aria-valuemax": total,
                    "aria-valuenow": done,
                    "aria-valuetext": written,
                }
            ),
        ),
        class_name="flex flex-col gap-2",
    )


def waiting_bar(label: Text) -> rx.Component:
    """Work whose length is not known."""
    return rx.el.div(
        rx.el.span(label, class_name="s"),
        rx.el.div(
            rx.el.span(), class_name="bar waiting", custom_attrs={"role": "progressbar", "aria-label": label}
        ),
        class_name="flex flex-col gap-2",
    )


def meter(label: Text, points: Number, weight: Number) -> rx.Component:
    """One factor of a match: its points of the most it can give."""
    return rx.el.div(
        rx.el.span(label),
        rx.el.div(_fill(points, weight), class_name="bar", aria_hidden="true"),
        rx.el.output(_slash(points, weight)),
        class_name="meter",
    )


def chart(*rows: rx.Component, label: Text) -> rx.Component:
    """Rows of chart_row, as a list that reads aloud as well as it looks."""
    return rx.el.ul(*rows, class_name="chart", custom_attrs={"aria-label": label})


def chart_row(label: Text, value: Number, total: Number, *, value_text: Text | None = None) -> rx.Component:
    written = value_text if value_text is not None else _of(value, total)
    return rx.el.li(
        rx.el.span(label),
        rx.el.div(_fill(value, total), class_name="bar", aria_hidden="true"),
        rx.el.output(written),
    )


def chart_row_kept(label: Text, why: Text) -> rx.Component:
    """A group too small to show: says so in place of a bar."""
    return rx.el.li(rx.el.span(label), rx.el.span(why, class_name="kept"))


def _pair(value: Text, meaning: Text) -> rx.Component:
    return rx.el.div(rx.el.dt(meaning), rx.el.dd(value, class_name="figure"))


def _fill(part: Number, whole: Number) -> rx.Component:
    share = rx.Var(
        f"((({_js(whole)}) > 0 ? Math.min(100, 100 * ({_js(part)}) / ({_js(whole)})) : 0) + '%')",
        _var_data=rx.vars.VarData.merge(
            rx.Var.create(part)._get_all_var_data(), rx.Var.create(whole)._get_all_var_data()
        ),
    ).to(str)
    return rx.el.span(custom_attrs={"style": rx.Var.create({"--part": share})})


def _js(number: Number) -> str:
    return str(rx.Var.create(number))


def _of(part: Number, whole: Number) -> Text:
    return browser_function("ofTotal").to(rx.vars.FunctionVar).call(part, whole).to(str)


def _slash(part: Number, whole: Number) -> Text:
    return f"{part}/{whole}"
