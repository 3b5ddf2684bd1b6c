"""Instead of the form: it is sent, closed, for others, or not for a child."""

import reflex as rx

from mentorhub.web import components as ui
from mentorhub.web.components.questions import forgets
from mentorhub.web.frame import Frame
from mentorhub.web.public.apply import Apply
from mentorhub.web.public.program_facts import Block


def duties_card(block: rx.vars.ObjectVar[Block]) -> rx.Component:
    return ui.card(
        rx.el.p(block.intro, class_name="quiet"),
        rx.el.div(rx.el.ul(rx.foreach(block.points, rx.el.li)), class_name="prose"),
        rx.cond(block.note != "", rx.el.p(block.note, class_name="s")),
        title=block.title,
    )


def _next(*lines: rx.Component) -> rx.Component:
    return ui.card(rx.el.div(rx.el.ol(*lines), class_name="prose"), title="What happens next")


def sent() -> rx.Component:
    return rx.fragment(
        _forget(),
        ui.page_head("Your application is with us", above=Apply.program_name, below=Apply.sent_line),
        _next(rx.foreach(Apply.steps, rx.el.li)),
        ui.button_row(
            ui.link_button("See my application", "/application", kind="primary"),
            ui.link_button("Go to my page", "/home"),
        ),
    )


def mailed() -> rx.Component:
    return rx.fragment(
        _forget(),
        ui.page_head("One last step: look at your mail", above=Apply.program_name),
        ui.notice(
            rx.fragment(
                "We have sent a link to ",
                rx.el.strong(Apply.sent_to),
                ". Open it and press the button, and your application is sent. It works for three days. "
                "Nothing there? Please look in the spam folder too.",
            ),
            tone="good",
        ),
        _next(
            rx.el.li("Use the link in the mail. It confirms your address and signs you in."),
            rx.foreach(Apply.steps, rx.el.li),
        ),
    )


def _forget() -> rx.Component:
    return rx.el.div(custom_attrs=forgets(Apply.keep_name))


def over() -> rx.Component:
    return rx.fragment(
        ui.page_head("You have applied already", above=Apply.program_name),
        rx.el.p("Your application shows where it stands and what you can do with it.", class_name="quiet"),
        ui.button_row(ui.link_button("See my application", "/application", kind="primary")),
    )


def sign_in() -> rx.Component:
    return rx.fragment(
        ui.page_head(Apply.title, above=Apply.program_name, below=Apply.intro),
        ui.notice(
            "The program is for members. Sign in with the address that we have for you, and the form opens.",
            title="Please sign in first",
            tone="accent",
        ),
        rx.foreach(Apply.duties, duties_card),
        ui.button_row(
            ui.link_button("Sign in and apply", Apply.sign_in, kind="primary", page_load=True),
            ui.link_button("Ask a question", "/#contact"),
        ),
    )


def members() -> rx.Component:
    return rx.fragment(
        ui.page_head("This program is for members", above=Apply.program_name),
        rx.el.p(
            "We do not find you on our list of members. If you are one, write to us with the address you are "
            "signed in with, and we put it right; it takes a day or two.",
            class_name="quiet",
        ),
        ui.button_row(
            rx.el.a(
                "Write to the office",
                href=rx.Var.create("mailto:").to(str) + Frame.contact_mail,
                class_name="btn primary",
            ),
        ),
    )


def closed() -> rx.Component:
    return rx.fragment(
        ui.page_head("Applications are closed just now", above=Apply.program_name, below=Apply.closed),
        rx.el.p("What you have written here before is kept.", class_name="quiet"),
        ui.button_row(ui.link_button("Back to the program", "/")),
    )


def too_young() -> rx.Component:
    """A kind sentence, and nothing is kept."""
    return rx.fragment(
        _forget(),
        ui.page_head("Thank you for asking", above=Apply.program_name),
        rx.foreach(Apply.refusals, lambda entry: rx.el.p(entry[1])),
        rx.foreach(Apply.ways_out, lambda entry: rx.el.p(entry[1], class_name="quiet")),
        ui.button_row(
            ui.link_button("Back to the program", "/"),
            ui.button("I mistyped my date of birth", on_click=Apply.again, kind="text"),
        ),
    )
