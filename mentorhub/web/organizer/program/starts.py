"""The programs to start from: for a first one, or to begin a draft again."""

import reflex as rx

from mentorhub.web import components as ui
from mentorhub.web.frame import Frame
from mentorhub.web.organizer.program.program import ProgramPage, Start
from mentorhub.web.page import said


def choose() -> rx.Component:
    def one(start: rx.Var[Start]) -> rx.Component:
        return _start_card(start, ui.button("Start from this", on_click=ProgramPage.choose(start.key)))

    return rx.fragment(
        ui.page_head(
            "Choose a program to start from",
            above=Frame.organization,
            below="Real programs, each with its texts, questions and rules. You change what you like.",
        ),
        said(ProgramPage),
        rx.el.div(rx.foreach(ProgramPage.starts, one), class_name="grid gap-5 lg:grid-cols-2"),
    )


def start_again() -> rx.Component:
    def one(start: rx.Var[Start]) -> rx.Component:
        ask = ProgramPage.ask(rx.Var.create("start:").to(str) + start.key)
        return _start_card(start, ui.button("Start from this", on_click=ask, describes=start.name))

    return rx.el.details(
        rx.el.summary("Start again from another program", class_name="font-semibold cursor-pointer py-3"),
        rx.el.div(rx.foreach(ProgramPage.starts, one), class_name="grid gap-5 lg:grid-cols-2 mt-3"),
    )


def _start_card(start: rx.Var[Start], act: rx.Component) -> rx.Component:
    return ui.card(
        rx.el.p(start.text), rx.el.p(start.how, class_name="s"), ui.button_row(act), title=start.name
    )
