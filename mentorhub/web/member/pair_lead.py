"""What leads a pair's page: a question that waits, the next meeting, or that it is over and what then."""

from typing import Any

import reflex as rx

from mentorhub.web import components as ui
from mentorhub.web.member.meeting_cards import write_down

State = Any


def lead(state: State) -> rx.Component:
    pair = state.pair
    return rx.cond(
        pair.asked != "",
        rx.cond(pair.asked == "renewal", _go_on(state), _stay_in_touch(state)),
        rx.cond(pair.running, _due(state), _over(state)),
    )


def _due(state: State) -> rx.Component:
    pair = state.pair
    act = write_down(state, primary=True)
    how = rx.cond(pair.month != "", pair.month, pair.terms[0])
    line = rx.cond(pair.met != "", rx.fragment(pair.met, " ", how, "."), how)
    yes = f"You said yes to going on. Nothing changes while {pair.other} has not answered."
    return rx.fragment(
        rx.cond(
            state.together != "",
            ui.next_card(pair.due, act, lines=(line, state.together)),
            ui.next_card(pair.due, act, lines=(line,)),
        ),
        rx.cond(pair.waits_for_other != "", ui.notice(yes)),
    )


def _go_on(state: State) -> rx.Component:
    pair = state.pair
    return ui.next_card(
        f"Would you like to go on with {pair.other}?",
        _answers(state, "Yes, go on", "No, let it end"),
        lines=(
            rx.fragment("You have been a pair since ", ui.time(pair.since, "day"), "."),
            (
                "It goes on when you both say yes, and as long as nobody has answered. "
                "If one of you says no, it ends, and nobody is told who said so."
            ),
        ),
        eyebrow_text="A question to both of you",
    )


def _stay_in_touch(state: State) -> rx.Component:
    return ui.next_card(
        f"Would you like to stay in touch with {state.pair.other}?",
        _answers(state, "Yes, stay in touch", "No, thank you"),
        lines=(
            "Your mentorship has reached its end. Thank you both.",
            "Contact and messages stay open when you both say yes. Nobody is told who said no.",
        ),
        eyebrow_text="A question to both of you",
    )


def _answers(state: State, yes: str, no: str) -> rx.Component:
    return ui.button_row(
        ui.button(yes, on_click=state.say("yes"), kind="primary"),
        ui.button(no, on_click=state.say("no")),
    )


def _over(state: State) -> rx.Component:
    pair = state.pair
    return rx.cond(
        pair.over == "early",
        _early(state),
        rx.cond(
            pair.in_touch,
            _in_touch(state),
            rx.cond(pair.waits_for_other != "", _waits(state), _complete(state)),
        ),
    )


def _early(state: State) -> rx.Component:
    pair = state.pair
    asked = ui.next_card(
        "We know that you would like a new match",
        lines=(f"You get an answer by mail within {pair.answer_days}. You need not do anything more.",),
        eyebrow_text="Sent",
    )
    ask = ui.next_card(
        "This mentorship has ended",
        ui.button("Ask for a new match", on_click=state.ask_rematch, kind="primary"),
        lines=(
            "What you wrote stays readable to you both. Contact is closed.",
            f"If you ask for a new match, the people who run the program know, and {pair.other} does not.",
        ),
        eyebrow_text="It is over",
    )
    return rx.cond(state.match_asked == pair.id, asked, ask)


def _in_touch(state: State) -> rx.Component:
    other = state.pair.other
    return ui.next_card(
        f"You and {other} stay in touch",
        lines=(
            "Your mentorship is complete, and you both said yes to staying in touch.",
            "Write to each other whenever you like, here or by mail.",
        ),
        eyebrow_text="It is complete",
    )


def _waits(state: State) -> rx.Component:
    other = state.pair.other
    return ui.next_card(
        f"Waits for {other}",
        lines=(
            f"You said yes to staying in touch. Contact and messages open when {other} says yes, too.",
            "Your mentorship has reached its end. What you wrote stays readable to you both.",
        ),
        eyebrow_text="Your answer is in",
    )


def _complete(state: State) -> rx.Component:
    pair = state.pair
    look_on = ui.link_button("See where you stand", "/application", kind="primary")
    kept = "What you wrote stays readable to you both."
    title = f"Your mentorship with {pair.other} is complete"
    return rx.cond(
        state.together != "",
        ui.next_card(
            title,
            look_on,
            lines=(pair.ended_words, rx.fragment(state.together, ". ", kept)),
            eyebrow_text="It is complete",
        ),
        ui.next_card(title, look_on, lines=(pair.ended_words, kept), eyebrow_text="It is complete"),
    )
