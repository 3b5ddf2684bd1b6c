"""What every page needs from `rx.App`: stylesheets, head, and what wraps a page."""

from collections.abc import Callable
from typing import Any

import reflex as rx
from reflex_base.vars.function import ArgsFunctionOperation
from reflex_components_core.base.error_boundary import error_boundary
from reflex_components_core.core.banner import has_connection_errors

from mentorhub.web.components.actions import button, button_row
from mentorhub.web.components.kinds import browser_function
from mentorhub.web.components.states import problem

STYLESHEETS = [
    f"/styles/{name}.css"
    for name in ("theme", "tokens", "base", "forms", "parts", "tables", "applying", "shell")
]
FONTS = ("/fonts/inter-latin.woff2", "/fonts/source-serif-4-latin.woff2")
BRAND_STYLESHEET = "/brand.css"


def head_components() -> list[rx.Component]:
    """The fonts ahead of the styles that ask for them, and the sheet with the organization's colour."""
    fonts = [
        rx.el.link(
            rel="preload",
            href=font,
            cross_origin="anonymous",
            custom_attrs={"as": "font", "type": "font/woff2"},
        )
        for font in FONTS
    ]
    return [
        *fonts,
        rx.el.link(rel="icon", href="/icon.svg", type="image/svg+xml"),
        rx.el.link(rel="stylesheet", href=BRAND_STYLESHEET),
        rx.el.meta(name="color-scheme", content="light dark"),
        rx.el.meta(name="format-detection", content="telephone=no"),
    ]


def app_wraps() -> dict[tuple[int, str], Callable[[bool], rx.Component | None]]:
    """Reflex's own overlay and error page bring a toast library and speak to developers; these do not."""
    return {
        (55, "ErrorBoundary"): lambda stateful: _boundary(stateful=stateful),
        (5, "Overlay"): lambda stateful: offline_note() if stateful else None,
    }


def offline_note() -> rx.Component:
    """Shown while the connection is away; what was typed stays in the page."""
    return rx.cond(
        has_connection_errors,
        rx.el.div(
            "No connection at the moment. What you typed is kept; we keep trying.",
            class_name="offline",
            role="status",
        ),
    )


def _boundary(*, stateful: bool) -> rx.Component:
    reload_page = rx.call_function(browser_function("reloadPage"))
    page = rx.el.main(
        problem(
            "This page ran into a fault of ours.",
            kept="What you had saved is kept.",
            what_to_do="Load the page again. If it happens twice, tell your program's office what you did.",
            action=button_row(button("Load the page again", on_click=reload_page, kind="primary")),
        ),
        class_name="narrow",
    )
    quiet: dict[str, Any] = {} if stateful else {"on_error": rx.noop()}
    fallback = ArgsFunctionOperation.create(("event_args",), rx.Var.create(page))
    return error_boundary(fallback_render=fallback, **quiet)
