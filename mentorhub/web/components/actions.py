"""Things to press: one primary per screen, everything else quieter."""

from typing import Literal, TypeAlias

import reflex as rx
from reflex_components_core.react_router.dom import ReactRouterLink

from mentorhub.web.components.icons import IconName, icon
from mentorhub.web.components.kinds import Flag, Handler, Node, Text, any_of, attrs, either

ButtonKind: TypeAlias = Literal["primary", "quiet", "text", "danger", "danger final"]


def button(
    label: Node,
    *,
    on_click: Handler = None,
    kind: ButtonKind = "quiet",
    submit: bool = False,
    busy: Flag = False,
    busy_label: Text | None = None,
    disabled: Flag = False,
    lead: IconName | None = None,
    wide: bool = False,
    describes: Text | None = None,
    value: tuple[str, Text] | None = None,
    id: str | None = None,
) -> rx.Component:
    """Acts on this page.

    `describes` names what it acts on when the label alone would repeat ("Remove" in each row); `value` is
    the name and value a submit button adds to its form.
    """
    during = busy_label if busy_label is not None else label
    content = either(busy, rx.fragment(rx.el.span(class_name="spin", aria_hidden="true"), during), label)
    return rx.el.button(
        icon(lead) if lead and busy is False else rx.fragment(),
        content,
        rx.el.span(" ", describes, class_name="sr-only") if describes is not None else rx.fragment(),
        type="submit" if submit else "button",
        disabled=any_of(disabled, busy),
        class_name=f"btn {kind}{' wide' if wide else ''}",
        custom_attrs=attrs(
            {
                "aria-busy": busy if busy is not False else None,
                "name": value and value[0],
                "value": value and value[1],
                "id": id,
            }
        ),
        **({"on_click": on_click} if on_click is not None else {}),
    )


def link_button(
    label: Node,
    href: Text,
    *,
    kind: ButtonKind = "quiet",
    lead: IconName | None = None,
    arrow: bool = False,
    page_load: bool = False,
    wide: bool = False,
) -> rx.Component:
    """Goes somewhere. `page_load` for plain routes (sign-in, files), which the page router does not know."""
    children = [icon(lead) if lead else rx.fragment(), label, icon("arrow-right") if arrow else rx.fragment()]
    return _anchor(
        *children, href=href, page_load=page_load, class_name=f"btn {kind}{' wide' if wide else ''}"
    )


def link(
    label: Node, href: Text, *, quiet: bool = False, page_load: bool = False, current: Flag = False
) -> rx.Component:
    return _anchor(
        label, href=href, page_load=page_load, class_name="link-quiet" if quiet else "", current=current
    )


def area_link(
    *children: Node, href: Text, class_name: str, page_load: bool = False, current: Flag = False
) -> rx.Component:
    """A whole card, row or entry as one link."""
    return _anchor(*children, href=href, page_load=page_load, class_name=class_name, current=current)


def outside_link(label: Node, href: Text) -> rx.Component:
    """To another site: opens beside ours and says so."""
    return rx.el.a(
        label,
        rx.el.span(" (opens in a new tab)", class_name="sr-only"),
        href=href,
        target="_blank",
        rel="noopener noreferrer",
    )


def mail_link(address: rx.Var[str], *, class_name: str = "") -> rx.Component:
    """A mail address to write to; where the line is too short for it, it breaks before the @."""
    parts = address.split("@")
    return rx.el.a(
        parts[0],
        rx.el.wbr(),
        "@",
        parts[1],
        href=rx.Var.create("mailto:").to(str) + address,
        class_name=f"[overflow-wrap:anywhere] {class_name}".strip(),
    )


def button_row(*buttons: rx.Component) -> rx.Component:
    return rx.el.div(*buttons, class_name="btn-row")


def _anchor(
    *children: Node, href: Text, page_load: bool, class_name: str, current: Flag = False
) -> rx.Component:
    state = attrs(
        {"aria-current": None if current is False else either(current, "page", rx.Var("undefined"))}
    )
    if page_load:
        # A plain `a` becomes a link of the page router too, which knows no plain route and shows nothing.
        state = {**state, "reloadDocument": True}
    return ReactRouterLink.create(*children, to=href, class_name=class_name, custom_attrs=state)
