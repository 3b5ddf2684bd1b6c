"""What the room asks before something is decided or sent: what will happen, and to whom."""

import reflex as rx

from mentorhub.web import components as ui
from mentorhub.web.components import overlays as over
from mentorhub.web.organizer.rounds.room import RoundRoom


def dialogs() -> rx.Component:
    return rx.fragment(_change(), _choose(), _send(), _close())


def _effects(lines: rx.Var[list[str]]) -> rx.Component:
    return rx.el.ul(rx.foreach(lines, rx.el.li), class_name="effects")


def _change() -> rx.Component:
    rules = rx.cond(
        RoundRoom.broken.length() > 0,
        ui.notice(
            rx.el.ul(rx.foreach(RoundRoom.broken, rx.el.li)),
            tone="warn",
            title="This breaks a rule of your program",
        ),
    )
    why = ui.form(
        ui.text_input(
            "words",
            "Why?",
            errors=RoundRoom.problems,
            maximum=400,
            help="One line, for your colleagues and for the record. The two never see it.",
        ),
        rx.el.div(
            ui.button("Leave it as it is", on_click=RoundRoom.leave_it),
            ui.button(
                rx.cond(RoundRoom.asking == "ban", "Never pair them", "Pair them"),
                kind="primary",
                submit=True,
            ),
            class_name="btn-row",
        ),
        on_submit=RoundRoom.decide,
    )
    return over.dialog(
        rx.cond(
            RoundRoom.possible,
            rx.fragment(
                rx.el.p(RoundRoom.cost, ".", class_name="figure text-l"),
                rules,
                _effects(RoundRoom.effects),
                why,
            ),
            rx.fragment(
                ui.notice(_effects(RoundRoom.effects), tone="bad", title="This cannot be"),
                rx.el.div(ui.button("Back", on_click=RoundRoom.leave_it), class_name="btn-row"),
            ),
        ),
        title=RoundRoom.question,
        open=RoundRoom.asking != "",
        on_close=RoundRoom.leave_it(),
    )


def _choose() -> rx.Component:
    return over.dialog(
        ui.form(
            ui.select("mentor", "Mentor", RoundRoom.choices, errors=RoundRoom.problems),
            ui.form_foot(
                ui.button("See what it would change", kind="primary", submit=True),
                ui.button("Back", kind="text", on_click=RoundRoom.leave_it),
            ),
            on_submit=RoundRoom.choose_mentor,
        ),
        title=f"A mentor for {RoundRoom.choosing_for}",
        description="Those with a free place stand first.",
        open=RoundRoom.choosing != "",
        on_close=RoundRoom.leave_it(),
    )


def _send() -> rx.Component:
    return over.dialog(
        _effects(RoundRoom.will_happen),
        rx.cond(RoundRoom.problem != "", ui.notice(RoundRoom.problem, tone="bad")),
        rx.el.div(
            ui.button("Not yet", on_click=RoundRoom.leave_it),
            ui.button("Send them now", kind="primary", on_click=RoundRoom.send),
            class_name="btn-row",
        ),
        title=rx.cond(RoundRoom.to_send == 1, "Send one proposal?", f"Send {RoundRoom.to_send} proposals?"),
        open=RoundRoom.sending,
        on_close=RoundRoom.leave_it(),
    )


def _close() -> rx.Component:
    return over.dialog(
        rx.el.ul(
            rx.el.li("Nobody can be paired in it any more. Those in a pair stay in it."),
            rx.el.li("Mentees without a mentor who have not been told yet get a mail with what comes next."),
            rx.el.li("Everybody who is free comes into the next round by themselves."),
            class_name="effects",
        ),
        rx.el.div(
            ui.button("Keep it open", on_click=RoundRoom.leave_it),
            ui.button("Close the round", kind="primary", on_click=RoundRoom.close),
            class_name="btn-row",
        ),
        title="Close this round?",
        open=RoundRoom.closing,
        on_close=RoundRoom.leave_it(),
    )
