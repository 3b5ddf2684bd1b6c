"""The questions that wait for an answer, and those that have one."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import reflex as rx

from mentorhub.help import service as help_desk
from mentorhub.help.forms import AnswerForm
from mentorhub.help.views import HelpView
from mentorhub.permissions import HELP_ANSWER
from mentorhub.programs.counting import counted
from mentorhub.web import components as ui
from mentorhub.web.guard import action, actor, page_load
from mentorhub.web.page import organizer_page, said
from mentorhub.web.screen import Screen, parse, parse_id
from tenants.database import unit_of_work
from tenants.kit import clock

KINDS: Final = {
    "pair": "About their pair",
    "rematch": "Would like a new match",
    "question": "A question",
    "visitor": "From the public page",
}


@dataclass(frozen=True)
class Row:
    id: str
    kind: str
    name: str
    mail: str
    body: str
    asked_at: str
    answer_by: str
    overdue: bool
    owner: str
    mine: bool
    answer: str
    answered_by: str
    answered_at: str
    took: str


class HelpList(Screen, rx.State):
    waiting: list[Row] = []
    answered: list[Row] = []
    overdue: int = 0
    in_time: str = ""
    answering: str = ""

    @page_load(HELP_ANSWER)
    async def load(self) -> None:
        me = actor()
        async with unit_of_work(me) as db:
            found = await help_desk.worklist(db, me)
        self.waiting = [_row(each, me.person_id == each.owner_id) for each in found.waiting]
        self.answered = [_row(each, mine=False) for each in found.answered]
        self.overdue = sum(row.overdue for row in self.waiting)
        on_time = sum(each.in_time for each in found.answered)
        self.in_time = f"{on_time} of {len(found.answered)}" if found.answered else "–"
        if self.status != "ready":
            self._ready()

    @action(HELP_ANSWER)
    async def take(self, request_id: str) -> Any:
        async with unit_of_work(actor()) as db:
            await help_desk.take(db, actor(), parse_id(request_id))
        self.answering = request_id
        self._done("Yours. Write the answer when you are ready.")
        return HelpList.load

    @action(HELP_ANSWER)
    async def take_over(self, request_id: str) -> Any:
        async with unit_of_work(actor()) as db:
            await help_desk.take(db, actor(), parse_id(request_id), over=True)
        self.answering = request_id
        self._done("Yours now.")
        return HelpList.load

    @action(HELP_ANSWER)
    async def begin(self, request_id: str) -> None:
        self.answering = str(parse_id(request_id))
        self.problem, self.problems, self.notice = "", {}, ""

    @action(HELP_ANSWER)
    async def stop(self) -> None:
        self.answering, self.problem, self.problems = "", "", {}

    @action(HELP_ANSWER)
    async def answer(self, form_data: dict[str, Any]) -> Any:
        form = parse(AnswerForm, form_data)
        async with unit_of_work(actor()) as db:
            done = await help_desk.answer(db, actor(), parse_id(self.answering), form)
        self.answering = ""
        self._done(f"Answered. {done.name} gets it by mail now.")
        return HelpList.load


def _row(each: HelpView, mine: bool) -> Row:  # noqa: FBT001 - one fact about the row
    return Row(
        id=str(each.id),
        kind=KINDS[each.kind],
        name=each.name,
        mail=each.mail,
        body=each.body,
        asked_at=each.asked_at.isoformat(),
        answer_by=each.answer_by.isoformat(),
        overdue=each.answered_at is None and each.answer_by < clock.now(),
        owner=each.owner_name,
        mine=mine,
        answer=each.answer,
        answered_by=each.answered_by_name,
        answered_at=each.answered_at.isoformat() if each.answered_at else "",
        took=_took(each.asked_at, each.answered_at) if each.answered_at else "",
    )


def _took(asked: datetime, answered: datetime) -> str:
    """Such as "after five hours", "after two days"."""
    seconds = int((answered - asked).total_seconds())
    if seconds < 3600:
        return "within the hour"
    if seconds < 2 * 86400:
        return f"after {counted(seconds // 3600, 'hour')}"
    return f"after {counted(seconds // 86400, 'day')}"


def help_list_page() -> rx.Component:
    return organizer_page(
        HelpList,
        ui.page_head("Help requests", below="Each has somebody who answers it, and a day by which."),
        said(HelpList),
        rx.cond(HelpList.waiting.length() + HelpList.answered.length() > 0, _lists(), _none()),
        current="/organizer/help",
    )


def _none() -> rx.Component:
    return ui.empty_state(
        "Nobody has asked for help yet",
        "Questions from pairs, members and visitors of your public page land here, each with the day by "
        "which you have promised an answer. You get a mail when one comes.",
    )


def _lists() -> rx.Component:
    return rx.fragment(
        ui.card(
            ui.stats(
                ui.stat(HelpList.waiting.length().to_string(), "waiting"),
                ui.stat(HelpList.overdue.to_string(), "past the promised day"),
                ui.stat(HelpList.in_time, "answered in time"),
            )
        ),
        rx.cond(
            HelpList.waiting.length() > 0,
            rx.el.div(rx.foreach(HelpList.waiting, _waiting), class_name="flex flex-col gap-4"),
            ui.notice("Nothing waits. Well done.", tone="good"),
        ),
        rx.cond(
            HelpList.answered.length() > 0,
            ui.card(
                rx.el.ul(rx.foreach(HelpList.answered, _answered), class_name="list-none p-0 m-0"),
                title="Answered",
            ),
        ),
    )


def _waiting(row: Any) -> rx.Component:
    due = rx.cond(
        row.overdue,
        ui.tag(rx.fragment("Was promised by ", ui.time(row.answer_by, "short-day")), "warn"),
        ui.tag(rx.fragment("Answer by ", ui.time(row.answer_by, "weekday"))),
    )
    acts = rx.cond(
        row.mine,
        ui.button("Answer", on_click=HelpList.begin(row.id), describes=row.name),
        rx.cond(
            row.owner != "",
            ui.button("Take over", on_click=HelpList.take_over(row.id), kind="text", describes=row.name),
            ui.button("Take it", on_click=HelpList.take(row.id), describes=row.name),
        ),
    )
    return rx.el.article(
        rx.el.div(
            ui.person(row.name, rx.fragment(row.kind, " · ", ui.time(row.asked_at, "ago"))),
            due,
            class_name="flex flex-wrap items-start justify-between gap-4",
        ),
        rx.el.p(row.body, class_name="mt-4 whitespace-pre-wrap break-words"),
        rx.cond(
            HelpList.answering == row.id,
            _answer_form(row),
            rx.el.div(
                rx.cond(row.owner != "", rx.el.span(row.owner, " answers this", class_name="s"), ""),
                acts,
                class_name="mt-4 flex items-center justify-between gap-4",
            ),
        ),
        class_name="card",
        key=row.id,
    )


def _answer_form(row: Any) -> rx.Component:
    return rx.el.div(
        ui.form(
            ui.text_area(
                "answer",
                "Your answer",
                help="It goes out by mail, with the question below it.",
                rows=5,
                maximum=4000,
                errors=HelpList.problems,
            ),
            ui.form_foot(
                ui.button("Send the answer", submit=True, kind="primary"),
                ui.button("Not now", on_click=HelpList.stop, kind="text"),
                note=rx.Var.create("To ").to(str) + row.mail,
            ),
            on_submit=HelpList.answer,
            errors=HelpList.problems,
        ),
        class_name="mt-4",
    )


def _answered(row: Any) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.span(row.name, class_name="person-name"),
            rx.el.span(row.answered_by, " answered ", row.took, class_name="xs"),
            class_name="flex flex-wrap items-baseline justify-between gap-4",
        ),
        rx.el.p(row.body, class_name="s mt-1 whitespace-pre-wrap break-words"),
        rx.el.p(row.answer, class_name="mt-2 whitespace-pre-wrap break-words"),
        class_name="py-4 border-t border-line first:border-t-0",
        key=row.id,
    )
