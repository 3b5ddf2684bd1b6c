"""The meetings of a pair: the list, and the form to write one down."""

from typing import Any

import reflex as rx

from mentorhub.web import components as ui
from mentorhub.web.member.talking import errors_of

State = Any
WRITE_DOWN = "write-down"


def write_down(state: State, *, primary: bool) -> rx.Component:
    """Away while the form is open."""
    button = ui.button(
        "Write down a meeting",
        on_click=state.write_down,
        kind="primary" if primary else "quiet",
        id=WRITE_DOWN,
    )
    return rx.cond(state.writing_down, rx.fragment(), button)


def meetings_card(state: State) -> rx.Component:
    return ui.card(
        rx.cond(state.pair.running & (state.pair.asked != ""), _beside_a_question(state)),
        rx.cond(
            state.meetings.length() > 0,
            rx.el.ol(
                rx.foreach(state.meetings, lambda row: _row(state, row)),
                class_name="list-none p-0 m-0 flex flex-col",
            ),
            rx.el.p(
                rx.cond(
                    state.pair.can_write,
                    "No meeting yet. Write down the first one once you have met; one line is enough.",
                    "No meeting was written down.",
                ),
                class_name="quiet py-2",
            ),
        ),
        title="Meetings",
        aside=ui.private_line(f"Notes are for you and {state.pair.other} only"),
    )


def _beside_a_question(state: State) -> rx.Component:
    """What is due leads the page; where a question to both leads it, it stands here."""
    return rx.el.div(
        rx.el.p(state.pair.due, class_name="s"),
        write_down(state, primary=False),
        class_name="flex flex-wrap gap-3 items-center justify-between pb-3",
    )


def _row(state: State, row: Any) -> rx.Component:
    state_tag = rx.match(
        row.status,
        ("missed", ui.tag("Missed", "warn")),
        (
            "moved",
            ui.tag(rx.fragment("Moved to ", ui.time(row.moved_to, "short-day")), "accent"),
        ),
        rx.el.span(row.minutes.to_string() + " min", class_name="s tabular-nums whitespace-nowrap"),
    )
    line = rx.cond(row.status == "held", f"{row.kind_label} · {row.where}", row.kind_label)
    acts = rx.cond(
        row.mine & state.pair.can_write,
        rx.el.div(
            ui.button("Change", on_click=state.change(row.id), kind="text", describes=row.held_on),
            ui.button("Take back", on_click=state.ask_remove(row.id), kind="text", describes=row.held_on),
            class_name="flex -ml-2",
        ),
        rx.el.span("Written down by ", row.by, class_name="xs"),
    )
    return rx.el.li(
        rx.el.div(
            rx.el.div(
                rx.el.div(ui.time(row.held_on, "day"), class_name="person-name"),
                rx.el.div(line, class_name="s"),
            ),
            state_tag,
            class_name="flex justify-between items-start gap-4",
        ),
        rx.cond(row.notes != "", rx.el.p(row.notes, class_name="mt-2 whitespace-pre-wrap break-words")),
        rx.el.div(acts, class_name="mt-1"),
        class_name="py-3 border-t border-line first:border-t-0",
        key=row.id,
    )


def meeting_form(state: State) -> rx.Component:
    """Fields start from the meeting that is changed, or from an empty one of today."""
    row, problems = state.editing, errors_of(state, "meeting")
    return ui.form(
        ui.hidden_input("key", state.form_key),
        ui.radio_group(
            "status",
            "What happened?",
            [("held", "We met"), ("missed", "Missed"), ("moved", "Moved")],
            look="beside",
            default=row.status,
            on_change=state.pick_status,
            errors=problems,
        ),
        rx.cond(
            state.kinds.length() > 1,
            ui.select(
                "kind",
                "What kind of meeting?",
                state.kinds,
                default=state.picked_kind,
                empty=None,
                on_change=state.pick_kind,
                errors=problems,
            ),
        ),
        rx.el.div(
            ui.date_input(
                "held_on",
                rx.cond(state.picked_status == "held", "Which day?", "For which day was it meant?"),
                default=row.held_on,
                errors=problems,
            ),
            rx.cond(
                state.picked_status == "held",
                ui.text_input(
                    "minutes",
                    "How many minutes?",
                    inputmode="numeric",
                    default=rx.cond(row.minutes > 0, row.minutes.to_string(), state.usual_minutes),
                    errors=problems,
                ),
            ),
            rx.cond(
                state.picked_status == "moved",
                ui.date_input("moved_to", "Moved to", default=row.moved_to, errors=problems),
            ),
            class_name="grid gap-4 sm:grid-cols-2 max-w-[620px]",
        ),
        ui.select(
            "place",
            "How or where?",
            state.places[state.picked_kind].to(list[list[str]]),
            default=row.place,
            help=state.pair.place_rule,
            on_change=state.pick_place,
            errors=problems,
        ),
        rx.cond(
            state.named_places.contains(state.picked_place) & (state.picked_status == "held"),
            ui.text_input("place_name", "Which one?", default=row.place_name, maximum=160, errors=problems),
        ),
        rx.cond(
            state.clinics.contains(state.picked_kind) & (state.picked_status == "held"),
            rx.fragment(
                ui.text_input(
                    "starts_at", "When did it begin?", type="time", default=row.starts_at, errors=problems
                ),
                ui.checkbox(
                    "staff_present",
                    "Staff and patients were present",
                    default=row.staff_present,
                    errors=problems,
                ),
            ),
        ),
        ui.text_area(
            "notes",
            "Notes",
            default=row.notes,
            required=False,
            rows=3,
            maximum=5000,
            help=f"Only you and {state.pair.other} can read them.",
            errors=problems,
        ),
        ui.form_foot(
            ui.button("Save", submit=True, kind="primary"),
            ui.button("Cancel", on_click=state.close_form, kind="text"),
        ),
        on_submit=state.save_meeting,
        errors=problems,
        accepted=state.form_key,
    )
