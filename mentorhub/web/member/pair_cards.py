"""The cards of a pair's page. Each takes the page's state."""

from typing import Any

import reflex as rx

from mentorhub.web import components as ui
from mentorhub.web.components import overlays as over
from mentorhub.web.member.meeting_cards import WRITE_DOWN, meeting_form, meetings_card
from mentorhub.web.member.talking import errors_of
from mentorhub.web.page import said

State = Any
ASK_HELP = "ask-for-help"
CONTACT = "py-2.5"  # a line each, large enough for a thumb


def head(state: State) -> rx.Component:
    pair = state.pair
    role = rx.cond(pair.role == "mentor", "Your mentor", "Your mentee")
    until = rx.cond(
        pair.until != "",
        rx.fragment(rx.cond(pair.running, ", until ", " to "), ui.time(pair.until, "day")),
    )
    since = rx.cond(pair.running, " since ", " from ")
    return ui.page_head(
        f"You and {pair.other}",
        above=pair.program,
        below=rx.fragment(role, since, ui.time(pair.since, "day"), until),
    )


def what_was_said(state: State) -> rx.Component:
    """Problems of a form stand in the form."""
    return rx.cond(state.acting == "", said(state), rx.cond(state.notice != "", said(state)))


def writing(state: State) -> rx.Component:
    title = rx.cond(state.editing.id != "", "Change this meeting", "Write down a meeting")
    form = ui.card(meeting_form(state), title=title)
    return rx.cond(state.writing_down, ui.asked_for(form, back=WRITE_DOWN, key=state.form_key))


def columns(conversation: rx.Component, state: State) -> rx.Component:
    return ui.split(
        ui.stack(conversation, meetings_card(state)),
        ui.stack(_contact(state), _terms(state), _first_meeting(state), _own_kind(state)),
    )


def _contact(state: State) -> rx.Component:
    pair = state.pair
    open_ = rx.el.div(
        ui.mail_link(pair.mail, class_name=CONTACT),
        rx.cond(pair.phone != "", rx.el.a(pair.phone, href=f"tel:{pair.phone}", class_name=CONTACT)),
        class_name="flex flex-col mt-2",
    )
    to_decide = (pair.asked == "stay_in_touch") | (pair.waits_for_other == "stay_in_touch")
    closed = rx.cond(to_decide, "Contact is closed. It opens when you both say yes.", "Contact is closed.")
    return ui.card(
        ui.person(pair.other_name, rx.cond(pair.role == "mentor", "Your mentor", "Your mentee")),
        rx.cond(pair.mail != "", open_, rx.el.p(closed, class_name="s mt-3")),
        title="Contact",
    )


def _terms(state: State) -> rx.Component:
    pair = state.pair
    return ui.card(
        rx.el.ul(
            rx.foreach(pair.terms, lambda words: rx.el.li(words, class_name="s")),
            class_name="flex flex-col gap-1 list-none p-0 m-0",
        ),
        rx.cond(
            pair.asked_again != "",
            rx.el.p(
                "You are both asked again on ", ui.time(pair.asked_again, "day"), ".", class_name="s mt-3"
            ),
        ),
        rx.cond(pair.running & (pair.note != ""), rx.el.p(pair.note, class_name="xs mt-3")),
        title=rx.cond(pair.running, "How you work together", "How you worked together"),
    )


def _first_meeting(state: State) -> rx.Component:
    points = state.pair.first_meeting
    return rx.cond(
        state.pair.running & (points.length() > 0),
        ui.card(
            rx.el.ul(
                rx.foreach(points, lambda words: rx.el.li(words, class_name="s")),
                class_name="flex flex-col gap-2 pl-5 m-0 list-disc",
            ),
            title="For your first meeting",
        ),
    )


def _own_kind(state: State) -> rx.Component:
    pair = state.pair
    return rx.cond(
        pair.may_name_kind & pair.running,
        ui.card(
            rx.el.p("What kind of mentorship is yours? It is up to the two of you.", class_name="s"),
            ui.form(
                ui.text_input(
                    "own_kind",
                    "In your words",
                    default=pair.own_kind,
                    required=False,
                    maximum=200,
                    errors=errors_of(state, "kind"),
                ),
                ui.form_foot(ui.button("Note it", submit=True)),
                on_submit=state.name_kind,
            ),
            title="Your kind of mentorship",
        ),
    )


def foot(state: State) -> rx.Component:
    pair = state.pair
    asking = ui.card(
        ui.form(
            ui.hidden_input("key", state.asked_key),
            ui.text_area(
                "body",
                "What would help?",
                help=f"The people who run the program read this, and {pair.other} does not. "
                f"You get an answer by mail within {pair.answer_days}.",
                rows=4,
                maximum=4000,
                errors=errors_of(state, "help"),
            ),
            ui.form_foot(
                ui.button("Send", submit=True, kind="primary"),
                ui.button("Cancel", on_click=state.close_help, kind="text"),
            ),
            on_submit=state.ask_help,
            errors=errors_of(state, "help"),
        ),
        title="Ask for help",
    )
    end = rx.fragment(
        "Not the right fit? ",
        rx.el.button(
            "End this mentorship privately",
            type="button",
            on_click=state.open_end,
            class_name="link-quiet underline underline-offset-3 cursor-pointer",
        ),
        ". Nobody is told who asked.",
    )
    return rx.fragment(
        rx.cond(
            state.helping,
            ui.asked_for(asking, back=ASK_HELP, key=state.asked_key),
            rx.el.p(
                "Stuck, or something does not feel right? ",
                rx.el.button(
                    "Ask for help",
                    type="button",
                    on_click=state.open_help,
                    id=ASK_HELP,
                    class_name="link-quiet underline underline-offset-3 cursor-pointer",
                ),
                f". You get an answer within {pair.answer_days}.",
                class_name="page-foot",
            ),
        ),
        rx.cond(pair.running, rx.el.p(end, class_name="page-foot")),
    )


def dialogs(state: State) -> rx.Component:
    pair = state.pair
    return rx.fragment(
        over.confirm_dialog(
            title=f"End your mentorship with {pair.other}?",
            effects=(
                "It ends at once, for both of you, and both places are free again.",
                f"{pair.other} hears that it has ended, in neutral words, the same as you.",
                "Nobody is told who asked: not the other, not the people who run the program.",
                "What you wrote to each other stays readable to you both. Contact closes.",
                pair.leave,
            ),
            confirm="End it",
            on_confirm=state.end_it,
            on_cancel=state.close_end,
            open=state.ending,
            on_close=state.close_end(),
        ),
        over.confirm_dialog(
            title="Take this meeting back?",
            effects=(
                f"It disappears for you and for {pair.other}, notes included.",
                "It is not counted any more, and what is due follows the meeting before it.",
            ),
            confirm="Take it back",
            on_confirm=state.remove_meeting,
            on_cancel=state.keep_meeting,
            open=state.removing != "",
            on_close=state.keep_meeting(),
        ),
    )
