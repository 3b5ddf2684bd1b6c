"""The cards of a pair's page. Each takes the page's state."""

from typing import Any

import reflex as rx

from mentorhub.web import components as ui
from mentorhub.web.components import overlays as over
from mentorhub.web.member.meeting_cards import meeting_form, meetings_card
from mentorhub.web.member.talking import errors_of
from mentorhub.web.page import said

State = Any
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
    return rx.cond(state.writing_down, ui.card(meeting_form(state), title="Write down a meeting"))


def lead(state: State) -> rx.Component:
    """The one next thing: a question that waits, that it is over, or the next meeting."""
    return rx.cond(
        state.pair.asked != "",
        _question(state),
        rx.cond(state.pair.running, _due(state), _over(state)),
    )


def _due(state: State) -> rx.Component:
    pair = state.pair
    act = rx.cond(
        state.writing_down,
        rx.fragment(),
        ui.button("Write down a meeting", on_click=state.write_down, kind="primary"),
    )
    how = rx.cond(pair.month != "", pair.month, pair.terms[0])
    line = rx.cond(pair.met != "", rx.fragment(pair.met, " ", how, "."), how)
    return rx.fragment(
        rx.cond(
            state.together != "",
            ui.next_card(pair.due, act, lines=(line, state.together)),
            ui.next_card(pair.due, act, lines=(line,)),
        ),
        _waits(state),
    )


def _waits(state: State) -> rx.Component:
    return rx.cond(
        state.pair.waits_for_other != "",
        ui.notice(f"Your answer is noted. It goes on while we wait for {state.pair.other}."),
    )


def _question(state: State) -> rx.Component:
    pair = state.pair
    renew = ui.next_card(
        f"Would you like to go on with {pair.other}?",
        ui.button_row(
            ui.button("Yes, go on", on_click=state.say("yes"), kind="primary"),
            ui.button("No, let it end", on_click=state.say("no")),
        ),
        lines=(
            rx.fragment("You have been a pair since ", ui.time(pair.since, "day"), "."),
            (
                "It goes on when you both say yes, and as long as nobody has answered. "
                "If one of you says no, it ends, and nobody is told who said so."
            ),
        ),
        eyebrow_text="A question to both of you",
    )
    stay = ui.next_card(
        f"Would you like to stay in touch with {pair.other}?",
        ui.button_row(
            ui.button("Yes, stay in touch", on_click=state.say("yes"), kind="primary"),
            ui.button("No, thank you", on_click=state.say("no")),
        ),
        lines=(
            "Your mentorship has reached its end. Thank you both.",
            "Contact and messages stay open when you both say yes. Nobody is told who said no.",
        ),
        eyebrow_text="A question to both of you",
    )
    return rx.cond(pair.asked == "renewal", renew, stay)


def _over(state: State) -> rx.Component:
    pair = state.pair
    again = ui.card(
        rx.el.p("Would you like to be paired with somebody else?", class_name="quiet"),
        ui.button_row(
            ui.button("Tell us", on_click=state.ask_rematch, describes="that you would like a new match")
        ),
        title="This mentorship has ended",
    )
    kept = ui.notice(
        rx.cond(
            pair.in_touch,
            "Your mentorship is over, and you both chose to stay in touch. Write whenever you like.",
            "Your mentorship has reached its end. What you wrote stays readable to you both.",
        ),
        tone="good",
    )
    return rx.fragment(rx.cond(pair.over == "term", kept, again), _waits_in_touch(state))


def _waits_in_touch(state: State) -> rx.Component:
    return rx.cond(
        state.pair.waits_for_other == "stay_in_touch",
        ui.notice(f"Your yes is noted. Contact opens when {state.pair.other} says yes, too."),
    )


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
    return ui.card(
        ui.person(pair.other_name, rx.cond(pair.role == "mentor", "Your mentor", "Your mentee")),
        rx.cond(pair.mail != "", open_, rx.el.p("Contact is closed.", class_name="s mt-3")),
        title="Contact",
    )


def _terms(state: State) -> rx.Component:
    pair = state.pair
    return ui.card(
        rx.el.ul(
            rx.foreach(pair.terms, lambda words: rx.el.li(words, class_name="s")),
            class_name="flex flex-col gap-1 list-none p-0 m-0",
        ),
        rx.cond(pair.note != "", rx.el.p(pair.note, class_name="xs mt-3")),
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
            asking,
            rx.el.p(
                "Stuck, or something does not feel right? ",
                rx.el.button(
                    "Ask for help",
                    type="button",
                    on_click=state.open_help,
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
