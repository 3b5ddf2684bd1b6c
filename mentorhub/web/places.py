"""With how many mentees a mentor works at a time: asked of themselves, or of those who oversee the pairs."""

import reflex as rx
from pydantic import BaseModel, ConfigDict

from mentorhub.web import components as ui
from mentorhub.web.components import overlays as over


class PlacesForm(BaseModel):
    model_config = ConfigDict(extra="ignore")

    capacity: int


def places_dialog(
    *,
    title: ui.Text,
    words: ui.Text,
    now: rx.Var[int],
    most: rx.Var[int],
    errors: ui.Errors,
    asked: ui.Flag,
    on_save: ui.Handler,
    on_close: ui.Handler,
) -> rx.Component:
    form = ui.form(
        ui.text_input(
            "capacity",
            "Mentees at a time",
            type="number",
            inputmode="numeric",
            default=now.to_string(),
            minimum=1,
            maximum=most,
            help=words,
            errors=errors,
        ),
        ui.form_foot(
            ui.button("Save", kind="primary", submit=True),
            ui.button("Keep as it is", on_click=on_close),
        ),
        on_submit=on_save,
        errors=errors,
    )
    return over.dialog(form, title=title, open=asked, on_close=on_close)
