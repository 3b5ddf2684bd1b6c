"""Each kind of question as the control that it is answered with."""

from typing import Any

import reflex as rx

from mentorhub.forms.options import YES
from mentorhub.web.components.choices import checkbox, checkbox_group, radio_group
from mentorhub.web.components.fields import (
    date_input,
    error_of,
    labelled_group,
    select,
    text_area,
    text_input,
)
from mentorhub.web.components.kinds import Errors, Handler, shown


def control(asked: Any, errors: Errors, chosen: Handler | None) -> rx.Component:
    """`chosen` hears of each answer that is picked and not typed."""
    about: dict[str, Any] = {"help": asked.help, "errors": errors, "required": asked.required}
    plain = text_input(asked.key, asked.label, default=asked.value, **about)
    return rx.match(
        asked.kind,
        ("long_text", text_area(asked.key, asked.label, default=asked.value, maximum=asked.most, **about)),
        (
            "radio",
            radio_group(
                asked.key, asked.label, asked.options, default=asked.value, on_change=chosen, **about
            ),
        ),
        (
            "yes_no",
            radio_group(
                asked.key,
                asked.label,
                asked.options,
                look="beside",
                default=asked.value,
                on_change=chosen,
                **about,
            ),
        ),
        ("select", _select(asked, chosen, about)),
        (
            "several",
            checkbox_group(
                asked.key, asked.label, asked.options, look="columns", default=asked.picked, **about
            ),
        ),
        ("tick", _tick(asked, chosen, about)),
        ("number", _number(asked, about)),
        (
            "year",
            text_input(asked.key, asked.label, default=asked.value, inputmode="numeric", **about),
        ),
        ("date", date_input(asked.key, asked.label, default=asked.value, **about)),
        ("scale", _scale(asked, errors)),
        ("place", _place(asked, errors)),
        plain,
    )


def _select(asked: Any, chosen: Any, about: dict[str, Any]) -> rx.Component:
    options = asked.options.to(list[tuple[str, str]])
    return select(asked.key, asked.label, options, default=asked.value, on_change=chosen, **about)


def _tick(asked: Any, chosen: Any, about: dict[str, Any]) -> rx.Component:
    return checkbox(asked.key, asked.label, default=asked.value == YES, on_change=chosen, **about)


def _number(asked: Any, about: dict[str, Any]) -> rx.Component:
    label = rx.cond(asked.unit != "", asked.label + " (" + asked.unit + ")", asked.label)
    return text_input(asked.key, label, type="number", default=asked.value, inputmode="numeric", **about)


def _scale(asked: Any, errors: Errors) -> rx.Component:
    """From one end to the other; what the ends mean stands under them and is read with the question."""

    def step(option: Any) -> rx.Component:
        control = rx.el.input(
            type="radio", name=asked.key, value=option[0], default_checked=asked.value == option[0]
        )
        return rx.el.label(control, rx.el.span(option[1]))

    return labelled_group(
        asked.key,
        rx.fragment(
            asked.label,
            rx.el.span(" From ", asked.low, " to ", asked.high, ".", class_name="sr-only"),
        ),
        rx.el.div(rx.foreach(asked.options, step), class_name="scale"),
        rx.el.div(
            rx.el.span(asked.low),
            rx.el.span(asked.high),
            class_name="scale-ends",
            aria_hidden="true",
            custom_attrs={"style": {"--points": asked.options.length()}},
        ),
        help=asked.help,
        error=error_of(asked.key, errors),
        required=asked.required,
    )


def _place(asked: Any, errors: Errors) -> rx.Component:
    """A town, and what it lies in; browsers know one's own."""
    city = text_input(
        asked.key + ".city",
        "Town or city",
        default=asked.city,
        errors=errors,
        autocomplete="address-level2",
    )
    region = text_input(
        asked.key + ".region",
        asked.region_label,
        default=asked.region,
        errors=errors,
        required=False,
        autocomplete="address-level1",
    )
    country = text_input(
        asked.key + ".country",
        "Country",
        default=asked.country,
        errors=errors,
        required=False,
        autocomplete="country-name",
    )
    return labelled_group(
        asked.key,
        asked.label,
        rx.el.div(city, region, shown(asked.ask_country, country), class_name="grid gap-4 sm:grid-cols-2"),
        help=asked.help,
        required=asked.required,
    )
