"""What holds a page's content: heads, cards, the one next thing."""

from typing import Literal, TypeAlias

import reflex as rx

from mentorhub.web.components.actions import area_link
from mentorhub.web.components.icons import icon
from mentorhub.web.components.kinds import Flag, Node, Text, Tone, browser_function, either

Heading: TypeAlias = Literal[2, 3, 4]
TAKES_LOST_FOCUS = {"tabIndex": -1, "ref": browser_function("focusIfLost")}
"""For what an act brings: it has the focus where the act took away the button that had it."""


def asked_for(content: rx.Component, *, back: str, key: Text) -> rx.Component:
    """What a button has opened in the page takes the focus. Closed, it gives it back: to what opened it, or
    to what stands under the id `back` by then.
    """
    focus = {"tabIndex": -1, "data-back": back, "ref": browser_function("takeFocusWhileThere")}
    return rx.el.div(content, key=key, class_name="arrived", custom_attrs=focus)


def page_head(
    title: Text, *actions: rx.Component, above: Node | None = None, below: Node | None = None
) -> rx.Component:
    """A page's only h1. `above` is a greeting, a way back or the steps; `below` a sentence."""
    # Another title is another page, though it came without a load. A title of several parts cannot be a key.
    key = {"key": title} if isinstance(title, str | rx.Var) else {}
    return rx.el.header(
        rx.el.div(
            rx.el.div(above, class_name="s") if above is not None else rx.fragment(),
            rx.el.h1(title),
            rx.el.div(below, class_name="quiet") if below is not None else rx.fragment(),
            class_name="page-head-text",
        ),
        rx.el.div(*actions, class_name="btn-row") if actions else rx.fragment(),
        class_name="page-head",
        custom_attrs=TAKES_LOST_FOCUS,
        **key,
    )


def card(
    *children: Node,
    title: Text | None = None,
    aside: Node | None = None,
    level: Heading = 2,
    class_name: str = "",
) -> rx.Component:
    """A surface; with a title it becomes a section that a screen reader can jump to."""
    if title is None:
        return rx.el.div(
            rx.el.div(*children, class_name="card-body"), class_name=f"card {class_name}".strip()
        )
    return rx.el.section(
        rx.el.div(
            heading(title, level), aside if aside is not None else rx.fragment(), class_name="card-head"
        ),
        rx.el.div(*children, class_name="card-body"),
        class_name=f"card {class_name}".strip(),
    )


def heading(words: Text, level: Heading = 2) -> rx.Component:
    """Looks like a card's title whatever its level in the outline."""
    element = {2: rx.el.h2, 3: rx.el.h3, 4: rx.el.h4}[level]
    return element(words, class_name="text-l! leading-[1.3]!")


def next_card(
    title: Text,
    action: rx.Component | None = None,
    *,
    lines: tuple[Node, ...] = (),
    eyebrow_text: Text = "Next",
) -> rx.Component:
    """The one thing to do or know now, in a sentence from the reader's world, with the one primary button.

    The first line sits under the title; the others follow below the button on a phone.
    """
    return rx.el.section(
        eyebrow(eyebrow_text),
        rx.el.div(
            rx.el.div(
                rx.el.h2(title),
                rx.el.p(lines[0], class_name="s") if lines else rx.fragment(),
                class_name="next-text",
            ),
            action if action is not None else rx.fragment(),
            class_name="next-body",
        ),
        *[rx.el.p(line, class_name="s mt-3") for line in lines[1:]],
        class_name="card next",
        custom_attrs=TAKES_LOST_FOCUS,
    )


def link_card(title: Text, line: Text, href: Text, *, page_load: bool = False) -> rx.Component:
    """A card that goes somewhere: a sign-up path, a program to pick."""
    return area_link(
        rx.el.span(
            rx.el.span(
                rx.el.span(title, class_name="figure text-l block"), rx.el.span(line, class_name="s block")
            ),
            icon("arrow-right"),
            class_name="flex items-start justify-between gap-4",
        ),
        href=href,
        class_name="card py-5!",
        page_load=page_load,
    )


def tag(words: Node, tone: Tone | rx.Var[str] = "plain") -> rx.Component:
    """A state in two or three words; the words carry it, the colour only helps."""
    if isinstance(tone, rx.Var):
        return rx.el.span(rx.el.span(words), class_name=rx.Var.create("tag ").to(str) + tone)
    return rx.el.span(rx.el.span(words), class_name=f"tag {tone}")


def eyebrow(words: Text) -> rx.Component:
    return rx.el.p(words, class_name="eyebrow")


def private_line(who: Text) -> rx.Component:
    """Who can read what stands beside it: "Only you and Dr. Reyes can read these"."""
    return rx.el.span(icon("lock"), who, class_name="private")


def avatar(
    name: Text, *, size: Literal["small", "medium", "large"] = "medium", initials: Text | None = None
) -> rx.Component:
    """Initials beside a name that is written out: hidden from screen readers."""
    shown_initials = initials if initials is not None else _initials(name)
    return rx.el.span(shown_initials, class_name=f"avatar {size}", aria_hidden="true")


def person(name: Text, line: Node | None = None, *, href: Text | None = None) -> rx.Component:
    written = rx.el.span(name) if href is None else area_link(name, href=href, class_name="")
    return rx.el.div(
        avatar(name),
        rx.el.div(
            rx.el.div(written, class_name="person-name"),
            rx.el.div(line, class_name="s") if line is not None else rx.fragment(),
        ),
        class_name="person",
    )


def brand_mark(name: Text, logo: Text | None = None) -> rx.Component:
    """An organization's logo, or the first letter of its name on its colour."""
    first = name[:1].upper() if isinstance(name, str) else rx.cond(name, name[0].to(str).upper(), "")
    letter = rx.el.span(first, class_name="mark", aria_hidden="true")
    if logo is None:
        return letter
    return either(_present(logo), rx.el.img(src=logo, alt="", class_name="mark"), letter)


def branded(
    *children: Node, light: Text, dark: Text, on_light: Text, on_dark: Text, class_name: str = ""
) -> rx.Component:
    """A part of the page in another colour than the organization's own: a preview of a choice of colour."""
    colours = {"--brand": light, "--brand-dark": dark, "--on-brand": on_light, "--on-brand-dark": on_dark}
    # As one var: what a plain dictionary holds is not seen as belonging to a state.
    style = rx.Var.create(colours)
    return rx.el.div(*children, class_name=f"branded {class_name}".strip(), custom_attrs={"style": style})


def split(main: rx.Component, aside: rx.Component, *, narrow_aside: bool = False) -> rx.Component:
    """Two columns at a desk, one on a phone."""
    return rx.el.div(main, aside, class_name="split aside" if narrow_aside else "split")


def stack(*children: Node) -> rx.Component:
    return rx.el.div(*children, class_name="stack")


def _present(text: Text) -> Flag:
    return text != "" if isinstance(text, rx.Var) else bool(text)


def _initials(name: Text) -> Text:
    return browser_function("initials").to(rx.vars.FunctionVar).call(name).to(str)


def two_lines(first: Node, second: Node) -> rx.Component:
    """A name and what places it, as a table's cell."""
    return rx.el.div(rx.el.div(first, class_name="person-name"), rx.el.div(second, class_name="s"))
