"""What makes a public page: its opening, its two columns of reasons, a voice."""

from collections.abc import Sequence

import reflex as rx

from mentorhub.web.components.kinds import Node, Text
from mentorhub.web.components.surfaces import eyebrow


def hero(
    title: Text,
    *,
    lead: Node,
    above: Text | None = None,
    below: Node | None = None,
    paths: Sequence[rx.Component] = (),
    links: Sequence[rx.Component] = (),
) -> rx.Component:
    """Who it is for, what it is, and the ways in beside it."""
    return rx.el.section(
        rx.el.div(
            eyebrow(above) if above is not None else rx.fragment(),
            rx.el.h1(title, class_name="hero-title"),
            rx.el.div(lead, class_name="lead"),
            rx.el.p(below, class_name="s") if below is not None else rx.fragment(),
            class_name="hero-text",
        ),
        rx.el.div(
            *paths,
            rx.el.p(*links, class_name="hero-links") if links else rx.fragment(),
            class_name="hero-paths",
        ),
        class_name="hero",
    )


def two_columns(*children: rx.Component) -> rx.Component:
    return rx.el.div(*children, class_name="two-columns")


def prose_section(title: Text, *content: Node, small: Node | None = None) -> rx.Component:
    return rx.el.section(
        rx.el.h2(title),
        rx.el.div(*content, class_name="prose quiet"),
        rx.el.p(small, class_name="s") if small is not None else rx.fragment(),
        class_name="flex flex-col gap-3",
    )


def quotation(words: Text, who: Node) -> rx.Component:
    """A voice; the quotation marks are ours."""
    return rx.el.figure(
        rx.el.blockquote("\u201c", words, "\u201d", class_name="figure"),
        rx.el.figcaption(who, class_name="xs font-medium"),
        class_name="quotation",
    )
