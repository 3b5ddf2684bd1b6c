"""One table: every page, its title and its one load event."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import reflex as rx

from mentorhub.web.organizer import overview
from mentorhub.web.public import front, platform


@dataclass(frozen=True)
class Page:
    route: str
    view: Callable[[], rx.Component]
    title: str
    load: Any  # the page's load event, marked with who may see the page


PAGES: tuple[Page, ...] = (
    Page("/", front.front_page, "Mentorship programs", front.Front.load),
    Page("/start", platform.sign_up_page, "Start your program", platform.SignUp.load),
    Page("/find", platform.find_page, "Find my organization", platform.Find.load),
    Page("/organizer", overview.overview_page, "Overview", overview.Overview.load),
)


def add_pages(app: rx.App) -> None:
    for page in PAGES:
        app.add_page(page.view, route=page.route, title=page.title, on_load=page.load)
