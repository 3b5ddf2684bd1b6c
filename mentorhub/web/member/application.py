"""Where my application stands, in my words, and what I can do about it."""

from typing import Any, Literal

import reflex as rx

from mentorhub.participants import service as participants
from mentorhub.programs import service as programs
from mentorhub.web import components as ui
from mentorhub.web.components import overlays as over
from mentorhub.web.frame import PAIRS, Frame
from mentorhub.web.guard import SIGNED_IN, action, actor, page_load
from mentorhub.web.member.application_words import Answer, Mine, row_of
from mentorhub.web.member.places import places
from mentorhub.web.page import member_page, said
from mentorhub.web.screen import Screen, parse_id
from tenants.access import Principal
from tenants.database import Session, unit_of_work
from tenants.kit import clock
from tenants.kit.errors import NotFound

Asking = Literal["", "withdraw", "leave"]


class MyApplications(Screen, rx.State):
    rows: list[Mine] = []
    program_name: str = ""
    leave_line: str = ""
    asking: str = ""  # withdraw or leave: what the open question is about
    asked_id: str = ""

    @page_load(SIGNED_IN)
    async def load(self) -> None:
        async with unit_of_work(actor()) as db:
            await self._look(db, actor())
        self._ready()

    async def _look(self, db: Session, me: Principal) -> None:
        program = await programs.shown(db)
        if program is None:
            self.rows = []
            return
        frame = await self.get_state(Frame)
        paired = "several people" if frame.pair_path == PAIRS else frame.pair
        self.program_name, self.leave_line = program.name, program.template.closing.leave
        self.rows = [
            row_of(program, each, paired, clock.today(me.zone))
            for each in await participants.mine(db, me, program.id)
        ]

    @action(SIGNED_IN)
    async def ask(self, what: str, subject: str) -> None:
        """Open the question that comes before something that cannot simply be undone."""
        if what not in ("withdraw", "leave"):
            raise NotFound
        self.asking, self.asked_id = what, str(parse_id(subject))

    @action(SIGNED_IN)
    async def close(self) -> None:
        self.asking = ""

    @action(SIGNED_IN)
    async def withdraw(self) -> None:
        subject, self.asking = parse_id(self.asked_id), ""
        async with unit_of_work(actor()) as db:
            await participants.withdraw(db, actor(), subject)
            await self._look(db, actor())
        self._done("Withdrawn. Your answers stay here, should you like to apply again.")

    @action(SIGNED_IN)
    async def leave(self) -> Any:
        subject, self.asking = parse_id(self.asked_id), ""
        async with unit_of_work(actor()) as db:
            await participants.leave(db, actor(), subject)
        self._done("You have left the program. Thank you for having been part of it.")
        return MyApplications.load

    @action(SIGNED_IN)
    async def pause(self, participant_id: str) -> None:
        subject = parse_id(participant_id)
        async with unit_of_work(actor()) as db:
            await participants.pause(db, actor(), subject)
            await self._look(db, actor())
        self._done("Paused. Nobody new is proposed to you until you say so.")

    @action(SIGNED_IN)
    async def resume(self, participant_id: str) -> None:
        subject = parse_id(participant_id)
        async with unit_of_work(actor()) as db:
            await participants.resume(db, actor(), subject)
            await self._look(db, actor())
        self._done("Welcome back. You are in the next pairing.")

    @action(SIGNED_IN)
    async def begin_anew(self, role: str) -> rx.event.EventSpec | None:
        async with unit_of_work(actor()) as db:
            program = await programs.shown(db)
            if program is None:
                raise NotFound
            wanted = participants.role_in(program, role)
            await participants.begin_anew(db, actor(), program, wanted)
        return rx.redirect(f"/apply/{wanted}?program={program.slug}")


def application_page() -> rx.Component:
    return member_page(
        MyApplications,
        ui.page_head("Your application", above=MyApplications.program_name),
        said(MyApplications),
        rx.cond(
            MyApplications.rows.length() > 0,
            rx.el.div(rx.foreach(MyApplications.rows, _card), class_name="stack"),
            ui.empty_state(
                "You have not applied yet",
                "The program's page says what it is and who can take part. Applying takes a few minutes.",
                ui.link_button("See the program", "/", kind="primary"),
            ),
        ),
        _withdraw_question(),
        _leave_question(),
        current="/application",
    )


def _card(row: rx.vars.ObjectVar[Mine]) -> rx.Component:
    return rx.el.section(
        rx.el.div(
            ui.eyebrow(rx.Var.create("As a ").to(str) + row.called),
            rx.el.span(row.since_what, " ", ui.time(row.since, "day"), class_name="xs"),
            class_name="flex justify-between gap-4",
        ),
        rx.el.h2(row.title),
        rx.el.p(row.line, class_name="quiet"),
        rx.cond(
            row.words != "",
            rx.el.blockquote(row.words, class_name="prose border-l-2 border-accent-line pl-4"),
        ),
        rx.foreach(row.refusals, lambda why: ui.notice(why, tone="warn")),
        rx.cond(row.answers.length() > 0, _answers(row)),
        rx.cond(
            (row.role == "mentor") & ((row.takes_part == "active") | (row.takes_part == "paused")),
            places(row.participant_id),
        ),
        ui.button_row(
            rx.cond(
                row.can_edit,
                rx.cond(
                    row.status == "asked_back",
                    ui.link_button("Answer and send again", row.edit, kind="primary"),
                    ui.link_button("Go on with it", row.edit, kind="primary"),
                ),
            ),
            rx.cond(
                row.can_begin_anew, ui.button("Apply again", on_click=MyApplications.begin_anew(row.role))
            ),
            rx.cond(
                row.takes_part == "active",
                ui.button("Pause", on_click=MyApplications.pause(row.participant_id)),
            ),
            rx.cond(
                row.takes_part == "paused",
                ui.button("Go on", on_click=MyApplications.resume(row.participant_id), kind="primary"),
            ),
            rx.cond(
                (row.takes_part == "active") | (row.takes_part == "paused"),
                ui.button(
                    "Leave the program",
                    on_click=MyApplications.ask("leave", row.participant_id),
                    kind="text",
                ),
            ),
            rx.cond(
                row.can_withdraw,
                ui.button("Withdraw it", on_click=MyApplications.ask("withdraw", row.id), kind="text"),
            ),
        ),
        class_name="card flex flex-col gap-3",
    )


def _answers(row: rx.vars.ObjectVar[Mine]) -> rx.Component:
    def one(answer: rx.vars.ObjectVar[Answer]) -> rx.Component:
        return rx.el.div(
            rx.el.dt(answer.label, class_name="s"),
            rx.el.dd(answer.text, class_name="m-0 whitespace-pre-line [overflow-wrap:anywhere]"),
            class_name="flex flex-col gap-1",
        )

    return rx.el.details(
        rx.el.summary("What you wrote", class_name="unfold"),
        rx.el.dl(rx.foreach(row.answers, one), class_name="flex flex-col gap-4 pt-2 pb-4"),
        class_name="border-y border-line",
    )


def _withdraw_question() -> rx.Component:
    return over.confirm_dialog(
        title="Withdraw your application?",
        effects=(
            "Nobody decides on it any more, and your place in line is given up.",
            "Your answers stay here, and you can apply again at any time.",
        ),
        confirm="Withdraw it",
        on_confirm=MyApplications.withdraw,
        on_cancel=MyApplications.close,
        open=MyApplications.asking == "withdraw",
        on_close=MyApplications.close,
    )


def _leave_question() -> rx.Component:
    return over.confirm_dialog(
        title="Leave the program?",
        effects=(
            MyApplications.leave_line,
            "You are in no further pairing. A mentorship that runs is ended on its own page.",
        ),
        confirm="Leave",
        on_confirm=MyApplications.leave,
        on_cancel=MyApplications.close,
        open=MyApplications.asking == "leave",
        on_close=MyApplications.close,
    )
