"""A conversation between the people in it."""

from collections.abc import Sequence
from typing import Any

import reflex as rx

from mentorhub.web.components.actions import button
from mentorhub.web.components.fields import hidden_input, id_of
from mentorhub.web.components.forms import form
from mentorhub.web.components.kinds import Errors, Flag, Handler, Node, Text, browser_function, either


def thread(items: rx.Var[Any], draw: Any, *, label: Text) -> rx.Component:
    """Messages, oldest first; stays at the newest unless its reader scrolled up. New ones are announced."""
    return rx.el.div(
        rx.foreach(items, draw),
        class_name="thread max-h-[60dvh] overflow-y-auto",
        custom_attrs={
            "role": "log",
            "aria-label": label,
            "tabIndex": 0,
            "ref": browser_function("stayAtEnd"),
        },
    )


def bubble(body: Text, *, mine: Flag, author: Text, foot: Node | None = None) -> rx.Component:
    """One message. Whose it is is told by side, by colour and, to screen readers, by name."""
    return rx.fragment(
        rx.el.div(
            rx.el.span(either(mine, "You: ", rx.fragment(author, ": ")), class_name="sr-only"),
            body,
            class_name=either(mine, "bubble mine", "bubble"),
        ),
        rx.el.div(foot, class_name=either(mine, "bubble-foot mine", "bubble-foot"))
        if foot is not None
        else rx.fragment(),
    )


def composer(
    label: Text,
    *,
    on_submit: Handler,
    accepted: rx.Var[int],
    busy: Flag = False,
    errors: Errors | None = None,
    name: str = "body",
    maximum: int = 8000,
    hidden: Sequence[tuple[str, Text]] = (),
) -> rx.Component:
    """One growing line and a send button; Enter sends, Shift+Enter breaks the line.

    `accepted` counts the messages that were taken: only then is the line emptied.
    """
    return form(
        *[hidden_input(field, value) for field, value in hidden],
        rx.el.div(
            rx.el.label(label, html_for=id_of(name), class_name="sr-only"),
            rx.el.textarea(
                name=name,
                class_name="input min-h-[44px]! resize-none!",
                custom_attrs={
                    "id": id_of(name),
                    "rows": 1,
                    "placeholder": label,
                    "maxLength": maximum,
                    "autoFocus": accepted > 0,
                    "onKeyDown": browser_function("sendOnEnter"),
                },
            ),
            button("Send", submit=True, busy=busy),
            class_name="flex items-end gap-3",
        ),
        on_submit=on_submit,
        busy=busy,
        errors=errors,
        accepted=accepted,
        class_name="flex flex-col gap-3",
    )
