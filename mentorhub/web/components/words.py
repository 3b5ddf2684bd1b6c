"""Text in its places: times, what organizations wrote, what only a screen reader needs."""

from typing import Literal, TypeAlias

import reflex as rx

from mentorhub.web.components.kinds import Node, Text, browser_function

TimeShape: TypeAlias = Literal["day", "short-day", "weekday", "time", "moment", "stamp", "ago"]


def time(iso: Text, shape: TimeShape = "moment", *, zone: Text | None = None) -> rx.Component:
    """A moment (ISO with offset) in the viewer's zone or in `zone`; a date (YYYY-MM-DD) as it is.

    day "4 March 2027", weekday "Thursday 4 March", moment "Thursday 4 March at 18:30",
    stamp "4 Mar 2027, 18:30".
    """
    words = (
        browser_function("formatTime").to(rx.vars.FunctionVar).call(iso, shape, "" if zone is None else zone)
    )
    return rx.el.time(words.to(str), date_time=iso)


def mail_address(address: rx.Var[str]) -> rx.Component:
    """On two lines where one is too short for it: before the @, and not within a word."""
    parts = address.split("@")
    return rx.el.span(parts[0], rx.el.wbr(), "@", parts[1], class_name="wrap-anywhere")


def written(html: Text) -> rx.Component:
    """What an organization wrote, as HTML that nh3 cleaned on the server. Nothing else goes in here."""
    return rx.html(html, class_name="prose")


def visually_hidden(words: Node) -> rx.Component:
    return rx.el.span(words, class_name="sr-only")


def skip_link() -> rx.Component:
    to_content = {"onClick": browser_function("goToContent")}
    return rx.el.a("Skip to the content", href="#main", class_name="skip", custom_attrs=to_content)
