"""The sendings of surveys, who answered in numbers, and one to send by hand."""

from dataclasses import dataclass
from typing import Any, Final

import reflex as rx

from mentorhub.permissions import SURVEYS_READ, SURVEYS_SEND
from mentorhub.programs import service as programs
from mentorhub.programs.counting import counted
from mentorhub.surveys import service as surveys
from mentorhub.surveys.views import Reason, WaveRow
from mentorhub.web import components as ui
from mentorhub.web.components import overlays as over
from mentorhub.web.frame import Frame
from mentorhub.web.guard import action, actor, page_load
from mentorhub.web.page import organizer_page, said
from mentorhub.web.screen import Screen, parse_id
from tenants.database import unit_of_work
from tenants.kit.errors import NotFound
from tenants.kit.ids import new_id

WHY: Final[dict[Reason, str]] = {
    "pair": "Follows each pair",
    "schedule": "By the calendar",
    "by_hand": "Sent by hand",
}


@dataclass(frozen=True)
class Wave:
    id: str
    title: str
    why: str
    opened_on: str
    closes_on: str
    is_open: bool
    asked: int
    answered: int
    rate: str


@dataclass(frozen=True)
class CanSend:
    key: str
    title: str
    people: str
    usually: str


class SurveyList(Screen, rx.State):
    rows: list[Wave] = []
    to_send: list[CanSend] = []
    asking: bool = False
    """Whether the question before a sending is open; what follows is what it says."""
    key: str = ""
    title: str = ""
    people: str = ""
    minutes: str = ""
    closes_on: str = ""
    _program_id: str = ""
    _sending: str = ""

    @page_load(SURVEYS_READ)
    async def load(self) -> None:
        me = actor()
        async with unit_of_work(me) as db:
            found = await surveys.waves(db, me)
            program = await programs.shown(db, self._param("program"))
        self.rows = [wave_of(row) for row in found]
        can_send = program is not None and me.may(SURVEYS_SEND)
        sendable = surveys.sendable(me, program.template) if program is not None and can_send else []
        self.to_send = [CanSend(each.key, each.title, each.to, each.usually) for each in sendable]
        self._program_id = str(program.id) if program is not None else ""
        if self.status != "ready":
            self._ready()

    @action(SURVEYS_SEND)
    async def ask(self, key: str) -> None:
        """Before it goes out: to how many, and who they are by role."""
        if not isinstance(key, str):
            raise NotFound
        async with unit_of_work(actor()) as db:
            seen = await surveys.preview(db, actor(), parse_id(self._program_id), key)
        self.key, self.title, self.people = seen.key, seen.title, seen.people
        self.minutes, self.closes_on = counted(seen.minutes, "minute"), seen.closes_on.isoformat()
        self._sending, self.asking = str(new_id()), True
        self._done("")

    @action(SURVEYS_SEND)
    async def close(self) -> None:
        self.asking = False

    @action(SURVEYS_SEND)
    async def send(self) -> Any:
        self.asking = False
        async with unit_of_work(actor()) as db:
            await surveys.send(db, actor(), parse_id(self._program_id), self.key, parse_id(self._sending))
        self._done(f"“{self.title}” is on its way to {self.people}.")
        return SurveyList.load


def wave_of(row: WaveRow) -> Wave:
    return Wave(
        id=str(row.id),
        title=row.title,
        why=WHY[row.why],
        opened_on=row.opened_on.isoformat(),
        closes_on=row.closes_on.isoformat(),
        is_open=row.is_open,
        asked=row.asked,
        answered=row.answered,
        rate=f"{round(100 * row.answered / row.asked)} %" if row.asked else "–",
    )


def surveys_page() -> rx.Component:
    return organizer_page(
        SurveyList,
        ui.page_head("Surveys", below="What people say, in numbers. Nobody's name is kept with an answer."),
        said(SurveyList),
        rx.cond(SurveyList.rows.length() > 0, _waves(), _none()),
        rx.cond(SurveyList.to_send.length() > 0, _send()),
        _question(),
        current="/organizer/surveys",
    )


def _none() -> rx.Component:
    return ui.empty_state(
        "No survey has gone out yet",
        rx.fragment(
            "Those of your program go out by themselves: when a pair has met, at the end of its time, or by "
            "the calendar, as the program says.",
            rx.cond(SurveyList.to_send.length() > 0, " You can send one by hand below.", ""),
        ),
        rx.cond(
            Frame.may_edit_program,
            ui.link_button("See which your program has", "/organizer/program#surveys"),
        ),
    )


def _waves() -> rx.Component:
    def cells(row: Any) -> list[rx.Component]:
        path = rx.Var.create("/organizer/surveys/").to(str) + row.id
        return [
            ui.two_lines(ui.link(row.title, path), row.why),
            rx.fragment(ui.time(row.opened_on, "day")),
            rx.cond(
                row.is_open,
                ui.tag(rx.fragment("Open until ", ui.time(row.closes_on, "short-day")), "good"),
                ui.tag("Closed"),
            ),
            rx.fragment(row.answered, " of ", row.asked),
            rx.el.strong(row.rate),
        ]

    return ui.card(
        ui.data_table(
            [
                ui.Column("Survey", title=True),
                "Sent",
                "State",
                ui.Column("Answered", number=True),
                ui.Column("Rate", number=True),
            ],
            SurveyList.rows,
            cells,
            caption="Surveys that were sent, the latest first",
            key=lambda row: row.id,
        )
    )


def _send() -> rx.Component:
    def one(each: Any) -> rx.Component:
        line = rx.fragment("To ", each.people, ". ", each.usually)
        return rx.el.li(
            ui.two_lines(each.title, line),
            ui.button("Send now …", on_click=SurveyList.ask(each.key), describes=each.title),
            class_name="py-4 border-t border-line first:border-t-0 flex flex-col gap-3 "
            "sm:flex-row sm:items-center sm:justify-between",
            key=each.key,
        )

    return ui.card(
        rx.el.ul(rx.foreach(SurveyList.to_send, one), class_name="list-none p-0 m-0"),
        title="Send one by hand",
    )


def _question() -> rx.Component:
    return over.confirm_dialog(
        title=rx.Var.create("Send “").to(str) + SurveyList.title + "” now?",
        effects=(
            rx.fragment("It goes to ", rx.el.strong(SurveyList.people), ", by mail and on their own page."),
            rx.fragment(
                "It takes them about ",
                SurveyList.minutes,
                " and is open until ",
                ui.time(SurveyList.closes_on, "day"),
                ".",
            ),
            "Who does not answer is reminded, and not any more once they have.",
            "You see how many answered, and never who said what.",
        ),
        confirm=rx.Var.create("Send to ").to(str) + SurveyList.people,
        cancel="Not now",
        on_confirm=SurveyList.send,
        on_cancel=SurveyList.close,
        open=SurveyList.asking,
        on_close=SurveyList.close,
        final=False,
    )
