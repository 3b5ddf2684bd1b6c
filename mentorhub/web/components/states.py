"""The other faces of a screen: empty, loading, in trouble; and what it says after something was done."""

import reflex as rx

from mentorhub.web.components.actions import button
from mentorhub.web.components.icons import IconName, icon
from mentorhub.web.components.kinds import Flag, Handler, Node, Text, Tone, attrs, shown

_SIGNS: dict[Tone, IconName] = {
    "good": "done",
    "warn": "warning",
    "bad": "alert",
    "accent": "info",
    "plain": "info",
}


def empty_state(title: Text, line: Node, *actions: rx.Component) -> rx.Component:
    """Nothing here yet: what would be here, and how it comes to be."""
    return rx.el.div(
        rx.el.h2(title, class_name="text-l!"),
        rx.el.p(line, class_name="quiet"),
        rx.el.div(*actions, class_name="btn-row") if actions else rx.fragment(),
        class_name="empty",
    )


def loading_text(lines: int = 3) -> rx.Component:
    widths = ("w-full", "w-11/12", "w-4/5", "w-full", "w-2/3")
    return _loading(*[_bone(f"h-4 {widths[index % 5]}") for index in range(lines)])


def loading_card(lines: int = 3) -> rx.Component:
    return rx.el.div(_bone("h-6 w-1/3 mb-4"), loading_text(lines), class_name="card")


def loading_table(rows: int = 6) -> rx.Component:
    one = [
        rx.el.div(
            _bone("h-10 w-10 rounded-full!"),
            _bone("h-4 w-1/4"),
            _bone("h-4 w-1/3"),
            _bone("h-4 w-16 ml-auto"),
            class_name="flex items-center gap-4 py-2",
        )
        for _ in range(rows)
    ]
    return _loading(*one)


def loading_page() -> rx.Component:
    """The shape of a page that leads with its next thing."""
    return rx.el.div(
        _loading(_bone("h-4 w-40"), _bone("h-9 w-72 max-w-full")),
        loading_card(2),
        loading_card(4),
        class_name="column",
    )


def loaded(ready: Flag, shape: rx.Component, content: rx.Component) -> rx.Component:
    """The content when it is there, its shape until then."""
    return rx.cond(ready, content, shape)


def notice(
    words: Node, *, tone: Tone = "plain", title: Text | None = None, action: rx.Component | None = None
) -> rx.Component:
    """Something to know about this page, in place."""
    return rx.el.div(
        icon(_SIGNS[tone]),
        rx.el.div(
            rx.el.p(title, class_name="notice-title") if title is not None else rx.fragment(),
            rx.el.div(words),
            rx.el.div(action, class_name="mt-2") if action is not None else rx.fragment(),
            class_name="min-w-0 flex-1",
        ),
        class_name=f"notice {tone}",
        custom_attrs=attrs({"role": "alert" if tone == "bad" else None}),
    )


def problem(
    what_happened: Text,
    *,
    kept: Text | None = None,
    what_to_do: Text | None = None,
    error_id: Text | None = None,
    action: rx.Component | None = None,
) -> rx.Component:
    """What happened, what is kept, what to do; the id lets support find it."""
    return rx.el.div(
        icon("alert"),
        rx.el.div(
            rx.el.p(what_happened, class_name="notice-title"),
            _line(kept),
            _line(what_to_do),
            rx.el.div(action, class_name="mt-3") if action is not None else rx.fragment(),
            shown(
                error_id,
                rx.el.p("If you write to us, give this number: ", rx.el.code(error_id), class_name="xs mt-2"),
            )
            if error_id is not None
            else rx.fragment(),
            class_name="min-w-0 flex-1",
        ),
        class_name="notice bad",
        custom_attrs={"role": "alert"},
    )


def toast_area(message: Text, *, on_close: Handler, tone: Tone = "good") -> rx.Component:
    """What was just done, from state. The region always stands, so that a screen reader hears it change."""
    note = rx.el.div(
        icon(_SIGNS[tone]),
        rx.el.span(message, class_name="flex-1"),
        button(
            rx.fragment(icon("x"), rx.el.span("Close", class_name="sr-only")), on_click=on_close, kind="text"
        ),
        class_name=f"notice {tone}",
    )
    return rx.el.div(
        shown(message, note), class_name="toasts", custom_attrs={"role": "status", "aria-live": "polite"}
    )


def _line(words: Text | None) -> rx.Component:
    return rx.fragment() if words is None else shown(words, rx.el.p(words))


def _bone(class_name: str) -> rx.Component:
    return rx.el.div(class_name=f"bone {class_name}")


def _loading(*bones: rx.Component) -> rx.Component:
    """Shows after a moment only, so that what comes quickly does not flicker."""
    return rx.el.div(
        rx.el.span("Loading", class_name="sr-only"),
        *bones,
        class_name="flex flex-col gap-3 appears-late",
        custom_attrs={"role": "status"},
    )
