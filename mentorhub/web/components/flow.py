"""Things in their order: steps, a checklist, a history."""

from collections.abc import Sequence
from typing import Any

import reflex as rx

from mentorhub.web.components.icons import icon
from mentorhub.web.components.kinds import Flag, Node, Text, either


def steps(names: Sequence[str], current: str | rx.Var[str]) -> rx.Component:
    """Where a process stands: Pool · Pairing · Proposals sent · Answers."""
    items = [
        rx.el.li(name, custom_attrs={"aria-current": either(current == name, "step", rx.Var("undefined"))})
        for name in names
    ]
    return rx.el.ol(*items, class_name="steps", custom_attrs={"aria-label": "Steps"})


def checklist(*items: Node) -> rx.Component:
    return rx.el.ul(*items, class_name="checklist")


def checklist_item(
    title: Node, *, done: Flag, line: Text | None = None, action: rx.Component | None = None
) -> rx.Component:
    """What is left to do shows its action; what is done is quiet and says so."""
    ticked = rx.el.span(icon("check"), rx.el.span("Done: ", class_name="sr-only"), class_name="tick done")
    return rx.el.li(
        either(done, ticked, rx.el.span(class_name="tick")),
        rx.el.div(
            rx.el.div(title, class_name=either(done, "done-text", "font-semibold")),
            rx.el.div(line, class_name="s") if line is not None else rx.fragment(),
        ),
        either(done, rx.fragment(), action) if action is not None else rx.fragment(),
    )


def timeline(items: Any, make: Any = None) -> rx.Component:
    """What happened, newest first: a list Var with a function to draw one, or the drawn items."""
    drawn = rx.foreach(items, make) if isinstance(items, rx.Var) else rx.fragment(*items)
    return rx.el.ol(drawn, class_name="timeline")


def timeline_item(when: Node, what: Node, *, line: Node | None = None) -> rx.Component:
    return rx.el.li(
        rx.el.div(what),
        rx.el.div(line, class_name="s") if line is not None else rx.fragment(),
        rx.el.div(when, class_name="xs"),
    )


def progress_note(step: int, total: int, name: Text) -> rx.Component:
    """Where a long form stands: "Step 2 of 4 · Your practice"."""
    return rx.el.div(
        rx.el.p(f"Step {step} of {total} · ", name, class_name="s"),
        rx.el.div(
            rx.el.span(custom_attrs={"style": {"--part": f"{100 * step / total:.0f}%"}}),
            class_name="bar",
            aria_hidden="true",
        ),
        class_name="flex flex-col gap-2",
    )
