"""What the program page asks before applications open or close, or a draft starts again."""

import reflex as rx

from mentorhub.web import components as ui
from mentorhub.web.components import overlays as over
from mentorhub.web.organizer.program.program import ProgramPage


def dialogs() -> rx.Component:
    what = ProgramPage.confirming

    def dialog(
        title: ui.Text, effects: tuple[ui.Node, ...], confirm: str, asked: rx.Var[bool]
    ) -> rx.Component:
        return over.confirm_dialog(
            title=title,
            effects=effects,
            confirm=confirm,
            on_confirm=ProgramPage.confirm,
            on_cancel=ProgramPage.keep,
            open=asked,
            on_close=ProgramPage.keep(),
            final=False,
        )

    return rx.fragment(
        dialog(
            "Open applications?",
            (
                "Your public page is there for everybody, with the ways to sign up.",
                "Applications come to you under Applications. Nobody gets a mail just now.",
                "You can close them again at any time.",
            ),
            "Open applications",
            what == "open",
        ),
        dialog(
            "Close applications?",
            (
                "Nobody new can apply, and your public page says so.",
                "Applications that you have already stay on your list.",
                "Running pairs go on as they are. Nobody gets a mail.",
            ),
            "Close applications",
            what == "close",
        ),
        dialog(
            rx.Var.create("Start again from “").to(str) + ProgramPage.confirmed_name + "”?",
            (
                "Its texts, questions and rules take the place of yours, as a new version.",
                "What you changed so far stays in the versions, and is not copied over.",
            ),
            "Start from this program",
            what.startswith("start:"),
        ),
    )
