"""The frames around a page. Each is a function of plain values and Vars; none loads anything."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import reflex as rx

from mentorhub.web.components.actions import area_link, link_button
from mentorhub.web.components.forms import plain_form
from mentorhub.web.components.kinds import Flag, Node, Number, Text, both, either, shown
from mentorhub.web.components.surfaces import brand_mark
from mentorhub.web.components.words import skip_link, visually_hidden


@dataclass(frozen=True)
class Entry:
    """A line of the navigation. On the phone those that are `phone` stand in the bar at the bottom, at most
    three of them for any one reader; the others are behind More.
    """

    words: Text
    href: Text
    place: str = ""  # what a page calls it as `current`, where the href is not known beforehand
    count: Number | None = None
    counted: Text = "new"  # what the count counts, for screen readers
    phone: Flag = False
    visible: Flag = True
    page_load: bool = False
    posts: bool = False  # an act on a plain route, not a place

    def is_at(self, current: str) -> bool:
        return current == (self.place or self.href)


@dataclass(frozen=True)
class Group:
    words: Text
    entries: tuple[Entry, ...]


HELP = Entry("Help", "/help")
ACCOUNT = Entry("Your account", "/account")
SIGN_OUT = Entry("Sign out", "/sign-out", posts=True)
FOOT = (HELP, ACCOUNT, SIGN_OUT)


def app_shell(
    *content: Node,
    organization: Text,
    entries: Sequence[Entry | Group],
    current: str,
    logo: Text | None = None,
    home: str = "/",
    foot: Sequence[Entry] = FOOT,
    wide: bool = False,
    notices: rx.Component | None = None,
) -> rx.Component:
    """For people who are signed in. `current` is the entry that this page belongs to: its href or place."""
    return rx.fragment(
        skip_link(),
        rx.el.div(
            _side(organization, logo, home, entries, foot, current=current),
            rx.el.main(
                rx.el.div(*content, class_name="column wide" if wide else "column"),
                class_name="main",
                custom_attrs={"id": "main", "tabIndex": -1},
            ),
            class_name="shell",
        ),
        _bottom_bar(entries, foot, current),
        notices if notices is not None else rx.fragment(),
    )


def organizer_shell(
    *content: Node,
    organization: Text,
    entries: Sequence[Entry | Group],
    current: str,
    logo: Text | None = None,
    home: str = "/organizer",
    foot: Sequence[Entry] = FOOT,
    notices: rx.Component | None = None,
) -> rx.Component:
    """The same frame with room for tables."""
    return app_shell(
        *content,
        organization=organization,
        entries=entries,
        current=current,
        logo=logo,
        home=home,
        foot=foot,
        wide=True,
        notices=notices,
    )


def room_shell(
    *content: Node,
    organization: Text,
    back: Text,
    back_href: str,
    logo: Text | None = None,
    notices: rx.Component | None = None,
) -> rx.Component:
    """For work that needs the whole width: nothing beside it but the way back."""
    return rx.fragment(
        skip_link(),
        rx.el.header(
            _name(organization, logo, back_href),
            link_button(back, back_href, kind="text", lead="arrow-left"),
            class_name="room-top",
        ),
        rx.el.main(
            rx.el.div(*content, class_name="column wide"),
            class_name="room",
            custom_attrs={"id": "main", "tabIndex": -1},
        ),
        notices if notices is not None else rx.fragment(),
    )


def public_shell(
    *content: Node,
    organization: Text,
    logo: Text | None = None,
    signed_in: Flag = False,
    home: str = "/home",
    sign_in: str = "/sign-in",
    foot: Node | None = None,
) -> rx.Component:
    """What an organization shows to everybody."""
    door = either(
        signed_in,
        link_button("Your page", home, kind="text"),
        link_button("Sign in", sign_in, kind="text", page_load=True),
    )
    return _open_page(_name(organization, logo, "/"), door, content, foot)


def platform_shell(
    *content: Node, foot: Node | None = None, door: rx.Component | None = None
) -> rx.Component:
    """MentorHub's own site on the bare host."""
    name = area_link(
        rx.el.span("M", class_name="mark", aria_hidden="true"),
        rx.el.span("MentorHub"),
        href="/",
        class_name="top-name",
    )
    return _open_page(name, door if door is not None else rx.fragment(), content, foot)


def narrow_shell(
    *content: Node,
    organization: Text,
    logo: Text | None = None,
    home: str = "/",
    progress: rx.Component | None = None,
    leave: rx.Component | None = None,
) -> rx.Component:
    """For a form that takes a while: nothing beside it but where it stands and the way out."""
    return rx.fragment(
        skip_link(),
        rx.el.div(
            rx.el.header(
                _name(organization, logo, home),
                leave if leave is not None else rx.fragment(),
                class_name="top",
            ),
            rx.el.main(
                progress if progress is not None else rx.fragment(),
                *content,
                class_name="narrow-main",
                custom_attrs={"id": "main", "tabIndex": -1},
            ),
            class_name="narrow",
        ),
    )


def _open_page(
    name: rx.Component, door: rx.Component, content: Sequence[Node], foot: Node | None
) -> rx.Component:
    return rx.fragment(
        skip_link(),
        rx.el.header(rx.el.div(name, door, class_name="wrap top")),
        rx.el.main(*content, class_name="wrap public-main", custom_attrs={"id": "main", "tabIndex": -1}),
        rx.el.footer(rx.el.div(foot, class_name="wrap bottom-line")) if foot is not None else rx.fragment(),
    )


def _name(organization: Text, logo: Text | None, home: str) -> rx.Component:
    return area_link(
        brand_mark(organization, logo), rx.el.span(organization), href=home, class_name="top-name"
    )


def _side(
    organization: Text,
    logo: Text | None,
    home: str,
    entries: Sequence[Entry | Group],
    foot: Sequence[Entry],
    *,
    current: str,
) -> rx.Component:
    return rx.el.nav(
        area_link(
            brand_mark(organization, logo), rx.el.span(organization), href=home, class_name="side-name"
        ),
        rx.el.ul(*[_line(item, current) for item in entries]),
        rx.el.ul(*[_line(entry, current) for entry in foot], class_name="foot"),
        class_name="side",
        custom_attrs={"aria-label": "Main"},
    )


def _line(item: Entry | Group, current: str) -> rx.Component:
    if isinstance(item, Entry):
        return shown(item.visible, rx.el.li(_entry(item, current)))
    inner = rx.el.ul(*[_line(entry, current) for entry in item.entries])
    visible = any_visible(item.entries)
    return shown(visible, rx.el.li(rx.el.div(item.words, class_name="side-group"), inner))


def any_visible(entries: Sequence[Entry]) -> Flag:
    """A heading stands only over something."""
    if any(entry.visible is True for entry in entries):
        return True
    decided = [entry.visible for entry in entries if isinstance(entry.visible, rx.Var)]
    if not decided:
        return False
    visible = decided[0]
    for one in decided[1:]:
        visible = visible | one
    return visible


def _entry(entry: Entry, current: str, class_name: str = "entry") -> rx.Component:
    if entry.posts:
        return plain_form(rx.el.button(entry.words, type="submit", class_name=class_name), action=entry.href)
    return area_link(
        rx.el.span(entry.words),
        _count(entry),
        href=entry.href,
        class_name=class_name,
        page_load=entry.page_load,
        current=entry.is_at(current),
    )


def _count(entry: Entry) -> rx.Component:
    if entry.count is None:
        return rx.fragment()
    badge = rx.el.span(entry.count, visually_hidden(rx.fragment(" ", entry.counted)), class_name="count")
    return shown(entry.count > 0, badge)


def _bottom_bar(entries: Sequence[Entry | Group], foot: Sequence[Entry], current: str) -> rx.Component:
    flat = [entry for item in entries for entry in (item.entries if isinstance(item, Group) else (item,))]
    front = [entry for entry in flat if entry.phone is not False]
    rest = [replace(entry, visible=both(entry.visible, _behind(entry))) for entry in flat]
    behind = any_visible([entry for entry in (*rest, *foot) if entry.is_at(current)])
    more = rx.el.details(
        rx.el.summary(
            "More", class_name="item", custom_attrs={"aria-current": either(behind, "page", "false")}
        ),
        rx.el.ul(*[_line(entry, current) for entry in (*rest, *foot)], class_name="sheet"),
    )
    return rx.el.nav(
        rx.el.ul(*[_tab(entry, current) for entry in front], rx.el.li(more)),
        class_name="bottom",
        custom_attrs={"aria-label": "Main, at the bottom"},
    )


def _tab(entry: Entry, current: str) -> rx.Component:
    return shown(both(entry.visible, entry.phone), rx.el.li(_entry(entry, current, "item")))


def _behind(entry: Entry) -> Flag:
    return ~entry.phone if isinstance(entry.phone, rx.Var) else not entry.phone
