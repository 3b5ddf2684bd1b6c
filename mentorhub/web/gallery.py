"""Every component in every state, for development and for the tests of the components."""

from collections.abc import Callable

import reflex as rx

from mentorhub.web import components as ui
from mentorhub.web import gallery_parts as parts
from mentorhub.web import gallery_pictures as pictures

PAGES: dict[str, Callable[[], rx.Component]] = {
    "home": pictures.home,
    "public": pictures.public,
    "room": pictures.room,
    "apply": pictures.apply,
    "actions": parts.actions,
    "fields": parts.fields,
    "figures": parts.figures,
    "tables": parts.tables,
    "states": parts.states,
    "overlays": parts.overlays,
}


def index() -> rx.Component:
    links = [rx.el.li(ui.link(name.capitalize(), f"/gallery/{name}")) for name in PAGES]
    return rx.el.main(rx.el.h1("Gallery"), rx.el.ul(*links, class_name="prose"), class_name="narrow")


def add_to(app: rx.App) -> None:
    app.add_page(index, route="/gallery", title="Gallery")
    for name, page in PAGES.items():
        app.add_page(page, route=f"/gallery/{name}", title=name.capitalize())
