"""The rounds of pairing: what is under way, what was, and how to start one."""

from typing import Any

import reflex as rx

from mentorhub.matching import rounds
from mentorhub.matching.forms import RoundForm
from mentorhub.matching.views import RoundRow
from mentorhub.permissions import ROUNDS_RUN, ROUNDS_VIEW
from mentorhub.programs import service as programs
from mentorhub.web import components as ui
from mentorhub.web.frame import Frame
from mentorhub.web.guard import action, actor, page_load
from mentorhub.web.page import organizer_page, said
from mentorhub.web.screen import Screen, parse
from tenants.database import unit_of_work
from tenants.kit import clock
from tenants.kit.errors import Conflict

PATH = "/organizer/rounds"
STEPS = ("Pool", "Pairing", "Proposals sent", "Answers")
LONGEST_NAME = 80


class Rounds(Screen, rx.State):
    rows: list[RoundRow] = []
    current: RoundRow = RoundRow("", "", "", 0, "", "")  # the one to go on with; no id where there is none
    program: str = ""  # empty where nothing has been opened yet
    circles: bool = False
    suggestion: str = ""  # a name for the next round
    may_run: bool = False
    starting: bool = False

    @page_load(ROUNDS_VIEW)
    async def load(self) -> None:
        person = actor()
        async with unit_of_work(person) as db:
            self.rows = await rounds.listed(db, person)
            program = await programs.shown(db)
        self.program = program.name if program is not None else ""
        self.circles = program is not None and program.template.pairing.kind == "circles"
        self.may_run = person.may(ROUNDS_RUN)
        self.suggestion = f"{clock.today(person.zone):%B} pairing"
        under_way = [row for row in self.rows if row.state != "closed"]
        self.current = under_way[0] if under_way else RoundRow("", "", "", 0, "", "")
        self._ready()

    @action(ROUNDS_RUN)
    async def open_start(self) -> None:
        self.starting = True

    @action(ROUNDS_RUN)
    async def close_start(self) -> None:
        self.starting, self.problem, self.problems = False, "", {}

    @action(ROUNDS_RUN)
    async def start(self, form_data: dict[str, Any]) -> Any:
        form = parse(RoundForm, form_data)
        async with unit_of_work(actor()) as db:
            program = await programs.shown(db)
            if program is None:
                raise Conflict("Choose a program first; then there is somebody to pair.")
            round_id = await rounds.start(db, actor(), program.id, form)
        self.starting = False
        return rx.redirect(f"{PATH}/{round_id}")


def rounds_page() -> rx.Component:
    return organizer_page(
        Rounds,
        ui.page_head(
            "Pairing",
            rx.cond(
                Rounds.may_run & (Rounds.rows.length() > 0) & ~Rounds.starting,
                ui.button("Start another round", on_click=Rounds.open_start, lead="plus"),
            ),
            above=Rounds.program,
        ),
        said(Rounds),
        rx.cond(Rounds.starting, _start_card("Start a round")),
        rx.cond(
            Rounds.rows.length() > 0,
            rx.fragment(rx.cond(Rounds.current.id != "", _next()), _table()),
            rx.cond(
                Rounds.starting,
                rx.fragment(),
                rx.cond(
                    Rounds.program == "",
                    _no_program_yet(),
                    rx.cond(Rounds.circles, _circles(), _nothing_yet()),
                ),
            ),
        ),
        current=PATH,
    )


def _next() -> rx.Component:
    words = rx.match(
        Rounds.current.state,
        ("pool", f"{Rounds.current.name}: find the best pairs"),
        ("pairing", f"{Rounds.current.name}: look at the pairs and send them"),
        f"{Rounds.current.name}: see who has answered",
    )
    return ui.next_card(
        words,
        ui.link_button("Open the room", f"{PATH}/{Rounds.current.id}", kind="primary", arrow=True),
        lines=(Rounds.current.line,),
    )


def _table() -> rx.Component:
    return ui.card(
        ui.data_table(
            [ui.Column("Round", title=True), "Where it stands", ui.Column("Began", shrink=True)],
            Rounds.rows,
            lambda row: [
                ui.link(row.name, f"{PATH}/{row.id}"),
                rx.el.div(_state(row), rx.el.div(row.line, class_name="s mt-1")),
                rx.el.span(ui.time(row.began, "short-day"), class_name="s"),
            ],
            caption="Rounds, latest first",
            key=lambda row: row.id,
            on_open=lambda row: rx.redirect(f"{PATH}/{row.id}"),
        )
    )


def _state(row: rx.vars.ObjectVar[RoundRow]) -> rx.Component:
    return rx.cond(
        row.state == "closed",
        ui.tag("Closed"),
        rx.match(
            row.step,
            (0, ui.tag(STEPS[0], "accent")),
            (1, ui.tag(STEPS[1], "accent")),
            (2, ui.tag(STEPS[2], "warn")),
            ui.tag(STEPS[3], "good"),
        ),
    )


def _no_program_yet() -> rx.Component:
    return ui.empty_state(
        "There is nobody to pair before applications are open",
        "People apply on your public page, you accept them, and a round pairs everybody who is free.",
        rx.cond(
            Frame.may_edit_program,
            ui.link_button("Go to the program page", "/organizer/program", kind="primary"),
        ),
    )


def _circles() -> rx.Component:
    return ui.empty_state(
        "Circles are not formed on this page yet",
        "Rounds make pairs of a mentor and a mentee, and your program is one of circles. Applications, "
        "people and help requests work as they are; put the circles together outside for now.",
        ui.link_button("Look at the applications", "/organizer/applications", kind="primary"),
    )


def _nothing_yet() -> rx.Component:
    return ui.empty_state(
        "Nobody has been paired yet",
        "A round takes everybody who is accepted and free, finds the assignment that is best for all "
        "together, and shows you why. Nothing is sent before you say so.",
        rx.cond(
            Rounds.may_run,
            ui.button("Start the first round", on_click=Rounds.open_start, kind="primary"),
        ),
        ui.link_button("Look at the applications", "/organizer/applications"),
    )


def _start_card(title: str) -> rx.Component:
    return ui.card(
        ui.form(
            ui.text_input(
                "name",
                "What is it called?",
                default=Rounds.suggestion,
                errors=Rounds.problems,
                maximum=LONGEST_NAME,
                help="Only those who pair see this name.",
            ),
            ui.form_foot(
                ui.button("Start with everybody who is free now", kind="primary", submit=True),
                ui.button("Not now", kind="text", on_click=Rounds.close_start),
                note="Nobody is told anything yet.",
            ),
            on_submit=Rounds.start,
            errors=Rounds.problems,
        ),
        title=title,
    )
