"""An address where nothing is. It is served as a file, so it knows nobody's name."""

import reflex as rx

from mentorhub.web import components as ui


def nowhere_page() -> rx.Component:
    return rx.el.main(
        ui.page_head(
            "There is nothing at this address",
            below="A letter may be missing, or the page has moved. What you did elsewhere is kept.",
        ),
        ui.button_row(
            ui.link_button("Go to your page", "/home", kind="primary", page_load=True),
            ui.link_button("See the first page", "/", page_load=True),
        ),
        class_name="narrow narrow-main pt-16",
        custom_attrs={"id": "main", "tabIndex": -1},
    )
