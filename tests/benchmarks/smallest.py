"""The smallest Reflex page, as an application of its own; built and served as the product is."""

import reflex as rx

from tests.benchmarks.counter import Counter


def index() -> rx.Component:
    return rx.el.main(
        rx.el.h1(Counter.headline), rx.el.button(Counter.number, on_click=Counter.add, type="button")
    )


app = rx.App(theme=None, reset_style=False, toaster=None)
app.add_page(index, route="/", title="Smallest", on_load=Counter.load)
