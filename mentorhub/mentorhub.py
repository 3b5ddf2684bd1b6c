"""The application, as far as it goes: the gallery of components."""

import reflex as rx

from mentorhub.web import gallery, theme

app = rx.App(
    theme=None,
    reset_style=False,
    toaster=None,
    stylesheets=theme.STYLESHEETS,
    head_components=theme.head_components(),
    app_wraps=theme.app_wraps(),
    html_lang="en",
)
gallery.add_to(app)
