"""A page: its frame, and its content once it is there, or what to say in its place."""

from typing import Any

import reflex as rx

from mentorhub.web.components.actions import button_row, link_button
from mentorhub.web.components.kinds import Node, browser_function
from mentorhub.web.components.states import loading_page, notice, problem
from mentorhub.web.components.surfaces import TAKES_LOST_FOCUS, page_head
from mentorhub.web.frame import ENTRIES, Frame
from mentorhub.web.shell import (
    app_shell,
    narrow_shell,
    organizer_shell,
    platform_shell,
    public_shell,
    room_shell,
)

State = Any  # a state class that mixes in Screen; its attributes are Vars here


def member_page(state: State, *content: Node, current: str) -> rx.Component:
    return app_shell(
        _content(state, content),
        organization=Frame.organization,
        entries=ENTRIES,
        current=current,
        home="/home",
    )


def organizer_page(state: State, *content: Node, current: str) -> rx.Component:
    return organizer_shell(
        _content(state, content), organization=Frame.organization, entries=ENTRIES, current=current
    )


def public_page(state: State, *content: Node, foot: Node | None = None) -> rx.Component:
    return public_shell(
        _content(state, content), organization=Frame.organization, signed_in=Frame.signed_in, foot=foot
    )


def form_page(
    state: State, *content: Node, progress: rx.Component | None = None, leave: rx.Component | None = None
) -> rx.Component:
    """A long form: narrow, with nothing beside it."""
    return narrow_shell(
        _content(state, content), organization=Frame.organization, progress=progress, leave=leave
    )


def platform_page(state: State, *content: Node, foot: Node | None = None) -> rx.Component:
    return platform_shell(_content(state, content), foot=foot)


def room_page(state: State, *content: Node, back: str, back_href: str) -> rx.Component:
    """For work that needs the whole width."""
    return room_shell(
        _content(state, content), organization=Frame.organization, back=back, back_href=back_href
    )


def said(state: State, *, of_fields: bool = True) -> rx.Component:
    """What an act had to say: what was done, or what went wrong. Stands where the act was, and is there
    beforehand, empty, so that a screen reader hears it change. `of_fields=False` where a form on the page
    sums up the problems of its fields itself.
    """
    wrong = state.problem != ""
    if not of_fields:
        wrong &= state.problems.length() == 0
    words = rx.el.div(
        notice(state.notice, tone="good"),
        key=state.notice,
        class_name="arrived",
        custom_attrs=TAKES_LOST_FOCUS,
    )
    done = rx.cond(state.notice != "", words)
    return rx.fragment(
        rx.el.div(done, class_name="contents", custom_attrs={"role": "status"}),
        rx.cond(wrong, notice(state.problem, tone="bad")),
    )


def _content(state: State, content: tuple[Node, ...]) -> rx.Component:
    return rx.match(
        state.status,
        ("ready", rx.fragment(*content)),
        ("missing", _missing()),
        ("refused", _refused(state)),
        ("failed", _failed(state)),
        loading_page(),
    )


def _missing() -> rx.Component:
    return _instead("Not found", "There is nothing at this address, or it is not yours to see.")


def _refused(state: State) -> rx.Component:
    return _instead("This is for others in your organization", state.problem)


def _failed(state: State) -> rx.Component:
    again = rx.el.button(
        "Load it again",
        type="button",
        class_name="btn quiet",
        custom_attrs={"onClick": browser_function("reloadPage")},
    )
    return rx.fragment(page_head("This page did not load"), problem(state.problem, action=again))


def _instead(title: str, line: Node) -> rx.Component:
    """What stands in the place of a page."""
    back = rx.cond(
        Frame.signed_in,
        link_button("Go to your page", "/home"),
        link_button("See the first page", "/"),
    )
    return rx.fragment(page_head(title, below=line), button_row(back))
