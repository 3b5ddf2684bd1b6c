"""What opens over a page. The only module that knows Base UI: its parts bring keyboard, focus and labels.

A dialog is the browser's own: Base UI's would add a twelfth to the weight of every page that asks something.
"""

from collections.abc import Sequence

import reflex as rx
from reflex.event import EventHandler, no_args_event_spec
from reflex_components_internal.components.base.menu import menu as base_menu
from reflex_components_internal.components.base.tabs import tabs as base_tabs
from reflex_components_internal.components.base.tooltip import tooltip as base_tooltip

from mentorhub.web.components.actions import ButtonKind, button
from mentorhub.web.components.icons import IconName, icon
from mentorhub.web.components.kinds import Flag, Handler, Node, Text, Tone, attrs


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


def menu_item(
    words: Node,
    *,
    on_click: Handler = None,
    href: Text | None = None,
    tone: Tone = "plain",
    lead: IconName | None = None,
) -> rx.Component:
    children = [icon(lead) if lead else rx.fragment(), words]
    class_name = f"menu-item {tone}"
    if href is not None:
        return base_menu.item(*children, unstyled=True, class_name=class_name, render_=rx.el.a(href=href))
    return base_menu.item(
        *children, unstyled=True, class_name=class_name, **({"on_click": on_click} if on_click else {})
    )


def menu(
    label: Node, *items: rx.Component, kind: ButtonKind = "quiet", accessible_label: Text | None = None
) -> rx.Component:
    """A button that opens a few actions. With a sign in place of words, give `accessible_label`."""
    return base_menu.root(
        base_menu.trigger(
            label,
            unstyled=True,
            class_name=f"btn {kind}",
            custom_attrs=attrs({"aria-label": accessible_label}),
        ),
        base_menu.portal(
            base_menu.positioner(
                base_menu.popup(*items, unstyled=True, class_name="menu"),
                unstyled=True,
                class_name="z-45",
                side_offset=6,
                align="end",
            ),
            unstyled=True,
        ),
    )


def tooltip(trigger: rx.Component, words: Text) -> rx.Component:
    """A word more for those who hover or focus; never the only place where something is said."""
    return base_tooltip.provider(
        base_tooltip.root(
            base_tooltip.trigger(render_=trigger),
            base_tooltip.portal(
                base_tooltip.positioner(
                    base_tooltip.popup(words, unstyled=True, class_name="tooltip"),
                    unstyled=True,
                    class_name="z-46",
                    side_offset=6,
                ),
                unstyled=True,
            ),
        )
    )


def tabs(
    panels: Sequence[tuple[str, Text, rx.Component]],
    *,
    value: Text | None = None,
    on_change: Handler = None,
    default: str | None = None,
) -> rx.Component:
    """(key, words, panel) each. Steered by `value` and `on_change`, or by itself from `default`."""
    steering = (
        {"value": value, "on_value_change": on_change}
        if value is not None
        else {"default_value": default or panels[0][0]}
    )
    return base_tabs.root(
        base_tabs.list(
            *[base_tabs.tab(words, value=key, unstyled=True, class_name="tab") for key, words, _ in panels],
            unstyled=True,
            class_name="tabs",
        ),
        *[
            base_tabs.panel(panel, value=key, unstyled=True, class_name="tab-panel")
            for key, _, panel in panels
        ],
        unstyled=True,
        class_name="",
        **steering,
    )
