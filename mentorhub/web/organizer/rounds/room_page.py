"""The room, drawn: where the round is, its figures, its pairs, and those who wait."""

import reflex as rx

from mentorhub.matching.views import DecisionRow, PairRow, PersonRow
from mentorhub.web import components as ui
from mentorhub.web.organizer.rounds.dialogs import dialogs
from mentorhub.web.organizer.rounds.list import PATH, STEPS
from mentorhub.web.organizer.rounds.panel import panel
from mentorhub.web.organizer.rounds.pool import left_out, pool
from mentorhub.web.organizer.rounds.room import RoundRoom
from mentorhub.web.page import room_page

Pair = rx.vars.ObjectVar[PairRow]
Person = rx.vars.ObjectVar[PersonRow]


def round_page() -> rx.Component:
    return room_page(
        RoundRoom,
        ui.page_head(
            RoundRoom.name,
            *_actions(),
            above=rx.match(
                RoundRoom.step,
                *[(at, ui.steps(STEPS, name)) for at, name in enumerate(STEPS)],
                ui.steps(STEPS, STEPS[0]),
            ),
        ),
        _said(),
        rx.cond(RoundRoom.computing, _computing()),
        rx.match(RoundRoom.state, ("pool", pool()), _pairs()),
        _record(),
        dialogs(),
        back="All rounds",
        back_href=PATH,
    )


def _actions() -> list[rx.Component]:
    """One primary button: what comes next in this round."""
    free = RoundRoom.may_run & ~RoundRoom.computing
    again = rx.cond(
        (RoundRoom.state == "pairing") | ((RoundRoom.waiting.length() > 0) & (RoundRoom.free_places > 0)),
        ui.button("Pair the rest again", on_click=RoundRoom.find),
    )
    proposals = rx.cond(RoundRoom.to_send == 1, "Send one proposal", f"Send {RoundRoom.to_send} proposals")
    send = rx.cond(RoundRoom.to_send > 0, ui.button(proposals, kind="primary", on_click=RoundRoom.ask_send))
    close = rx.cond(
        (RoundRoom.state == "sent") & (RoundRoom.still_open == 0) & (RoundRoom.to_send == 0),
        ui.button("Close the round", on_click=RoundRoom.ask_close),
    )
    pool = rx.fragment(
        ui.button("Take the pool again", on_click=RoundRoom.freeze_again),
        ui.button("Find the best pairs", kind="primary", on_click=RoundRoom.find),
    )
    return [
        rx.cond(
            free,
            rx.match(
                RoundRoom.state,
                ("pool", pool),
                ("closed", rx.fragment()),
                rx.fragment(again, close, send),
            ),
        )
    ]


def _said() -> rx.Component:
    return rx.fragment(
        rx.cond(RoundRoom.problem != "", ui.notice(RoundRoom.problem, tone="bad")),
        ui.toast_area(RoundRoom.notice, on_close=RoundRoom.close_notice),
    )


def _computing() -> rx.Component:
    known = ui.progress_bar(RoundRoom.doing, RoundRoom.done, RoundRoom.of)
    mine = rx.el.div(
        rx.el.div(rx.cond(RoundRoom.of > 0, known, ui.waiting_bar(RoundRoom.doing)), class_name="flex-1"),
        ui.button("Stop", on_click=RoundRoom.stop),
        class_name="flex items-center gap-6",
    )
    return ui.card(
        rx.cond(RoundRoom.mine, mine, ui.waiting_bar("A colleague is having the pairs found")),
        rx.el.p("You can leave this page; the result will be here.", class_name="xs mt-2"),
    )


def _pairs() -> rx.Component:
    return rx.fragment(
        _figures(),
        rx.cond(
            RoundRoom.rows.length() > 0,
            ui.split(_table(), panel(), narrow_aside=True),
            ui.empty_state(
                "No pairs",
                "Nobody in this pool can be paired with anybody under the rules. The reasons stand below.",
            ),
        ),
        _waiting(),
        left_out(),
    )


def _figures() -> rx.Component:
    figures = RoundRoom.figures
    best = rx.match(
        figures.proof,
        (
            "optimal",
            ui.stat("Best possible", rx.cond(figures.price > 0, _fair(), _highest())),
        ),
        ("bound", ui.stat("Nearly best", f"at most {figures.gap} points below the best possible")),
        ui.stat("Changed by hand", "pair the rest again to have the best around it"),
    )
    return ui.card(
        ui.stats(
            ui.stat(f"{figures.paired} of {figures.mentees}", "paired"),
            ui.stat(figures.average, "average fit of 100"),
            ui.stat(figures.weakest, "weakest pair"),
            best,
            rx.cond(
                RoundRoom.state == "pairing",
                ui.stat(
                    rx.fragment(RoundRoom.waiting.length() + RoundRoom.more_waiting, " waiting"),
                    rx.cond(
                        RoundRoom.waiting.length() > 0,
                        rx.el.a("why, and what would help", href="#waiting"),
                        "everybody has somebody",
                    ),
                ),
                rx.fragment(
                    ui.stat(RoundRoom.paired_now, "said yes, both of them"),
                    ui.stat(RoundRoom.still_open, "wait for an answer"),
                ),
            ),
        )
    )


def _highest() -> rx.Component:
    return rx.cond(
        RoundRoom.figures.by_hand > 0,
        "no other assignment scores higher that keeps what you decided by hand",
        "no other assignment scores higher; proof kept",
    )


def _fair() -> rx.Component:
    """The aim puts those first who would be worst off."""
    return rx.fragment(
        rx.cond(
            RoundRoom.figures.aim == "share",
            "nobody further from their own best match than need be",
            "the weakest pair as strong as can be",
        ),
        f", which costs the whole {RoundRoom.figures.price}",
        rx.cond(RoundRoom.figures.by_hand > 0, "; what you decided by hand is kept", "; proof kept"),
    )


def _table() -> rx.Component:
    order = ui.button(
        rx.cond(RoundRoom.weakest_first, "By name", "Weakest first"),
        kind="text",
        on_click=RoundRoom.turn_order,
    )
    return ui.card(
        ui.data_table(
            ["Mentee", "Mentor", ui.Column("Fit", number=True), "Why", ui.Column("State", hidden=True)],
            RoundRoom.rows,
            _cells,
            caption="Pairs in this round",
            key=lambda row: row.id,
            chosen=lambda row: row.id == RoundRoom.selected.id,
            on_open=lambda row: RoundRoom.choose(row.id),
        ),
        rx.el.div(
            order,
            ui.pager(RoundRoom.page, RoundRoom.pages, on_page=RoundRoom.go_to),
            class_name="flex items-center justify-between gap-4 flex-wrap",
        ),
    )


def _cells(row: Pair) -> list[ui.Node]:
    name = rx.el.a(
        row.mentee,
        href="#why",
        on_click=RoundRoom.choose(row.id),
        class_name="no-underline! hover:underline! text-ink!",
    )
    return [
        ui.two_lines(name, row.mentee_line),
        ui.two_lines(row.mentor, row.mentor_line),
        rx.el.span(row.fit, class_name="figure"),
        rx.el.span(row.why, class_name="s"),
        rx.cond(
            row.party | (row.standing != "") | row.by_hand | row.locked,
            rx.el.div(_mark(row), class_name="lg:min-w-32"),
        ),
    ]


def _mark(row: Pair) -> rx.Component:
    """Where a pair stands; the reader's own says only that it is theirs."""
    return rx.fragment(
        rx.cond(
            row.party,
            ui.tag("You are one of them", "warn"),
            rx.cond(
                row.standing != "",
                ui.tag(row.standing, rx.Var.create(row.tone).to(str)),
                rx.cond(
                    row.by_hand,
                    ui.tag("By hand", "accent"),
                    rx.cond(row.locked, ui.tag("Kept together", "accent")),
                ),
            ),
        ),
    )


def _waiting() -> rx.Component:
    def line(each: Person) -> rx.Component:
        return rx.el.li(
            rx.el.div(
                ui.two_lines(each.name, each.line),
                rx.el.p(each.reason, class_name="mt-1"),
                rx.el.p(each.help, class_name="s"),
                class_name="min-w-0 flex-1",
            ),
            rx.cond(each.told, ui.tag("Has been told")),
            rx.cond(
                RoundRoom.may_run & (RoundRoom.state != "closed"),
                ui.button("Pair by hand", on_click=RoundRoom.choose_mentor_for(each.id), describes=each.name),
            ),
            class_name="flex flex-wrap items-start justify-between gap-4 py-4 border-t border-line "
            "first:border-t-0",
        )

    return rx.cond(
        RoundRoom.waiting.length() > 0,
        rx.el.div(
            ui.card(
                rx.el.ul(rx.foreach(RoundRoom.waiting, line)),
                rx.cond(
                    RoundRoom.more_waiting > 0,
                    rx.el.p(f"And {RoundRoom.more_waiting} more.", class_name="s"),
                ),
                title="Waiting for a mentor",
            ),
            custom_attrs={"id": "waiting"},
        ),
    )


def _record() -> rx.Component:
    def line(each: rx.vars.ObjectVar[DecisionRow]) -> rx.Component:
        return ui.timeline_item(
            ui.time(each.at, "stamp"),
            rx.fragment(
                rx.cond(each.pair != "", rx.fragment(each.pair, ": ")), rx.el.strong(each.who), " ", each.what
            ),
            line=rx.fragment(
                each.words,
                rx.cond(
                    each.lasts & RoundRoom.may_run & (RoundRoom.state != "closed"),
                    rx.el.div(
                        ui.button(
                            "Let them be paired again",
                            on_click=RoundRoom.allow_again(each.mentee_id, each.mentor_id),
                            describes=each.pair,
                        ),
                        class_name="mt-2",
                    ),
                ),
            ),
        )

    return rx.el.details(
        rx.el.summary(
            "What was decided here, by whom and why; and who was ruled out",
            on_click=RoundRoom.open_record,
            class_name="s cursor-pointer py-2",
        ),
        rx.cond(
            RoundRoom.record.length() > 0,
            rx.el.div(ui.timeline(RoundRoom.record, line), class_name="mt-4"),
            rx.el.p("Nothing that you may see.", class_name="s mt-2"),
        ),
    )
