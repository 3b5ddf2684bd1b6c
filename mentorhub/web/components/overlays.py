"""What opens over a page, by the browser's own modal dialog: keyboard, focus and names come with it."""

from collections.abc import Sequence

import reflex as rx
from reflex.event import EventHandler, no_args_event_spec

from mentorhub.web.components.actions import button
from mentorhub.web.components.kinds import Flag, Handler, Node, Text


class _Dialog(rx.Component):
    library = "$/public/js/dialog.js"
    tag = "Dialog"

    open: rx.Var[bool]
    on_close: EventHandler[no_args_event_spec]


def dialog(
    *children: Node,
    title: Text,
    open: Flag,
    on_close: Handler,
    description: Node | None = None,
    wide: bool = False,
) -> rx.Component:
    """Steered by state: `open` is a var; `on_close` is for Escape and a click outside."""
    words = (
        rx.el.div(description, data_description="", class_name="quiet") if description is not None else None
    )
    return _Dialog.create(
        rx.el.h2(title),
        words or rx.fragment(),
        *children,
        open=open,
        on_close=on_close,
        class_name="dialog wide" if wide else "dialog",
    )


def confirm_dialog(
    *,
    title: Text,
    effects: Sequence[Node],
    confirm: Text,
    on_confirm: Handler,
    open: Flag,
    on_close: Handler,
    on_cancel: Handler,
    cancel: Text = "Keep as it is",
    busy: Flag = False,
    final: bool = True,
    children: Sequence[rx.Component] = (),
) -> rx.Component:
    """Before something hard to undo: what will happen, and to whom, one line each.

    The focus starts on the way back.
    """
    return dialog(
        rx.el.ul(*[rx.el.li(effect) for effect in effects], class_name="effects"),
        *children,
        rx.el.div(
            button(cancel, on_click=on_cancel),
            button(confirm, on_click=on_confirm, kind="danger final" if final else "primary", busy=busy),
            class_name="btn-row",
        ),
        title=title,
        open=open,
        on_close=on_close,
    )
