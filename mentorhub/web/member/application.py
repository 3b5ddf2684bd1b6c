"""Where my application stands, in my words, and what I can do about it."""

from dataclasses import dataclass
from typing import Literal

import reflex as rx

from mentorhub.participants import service as participants
from mentorhub.participants.views import ApplicationView
from mentorhub.programs import service as programs
from mentorhub.programs.views import ProgramView
from mentorhub.web import components as ui
from mentorhub.web.components import overlays as over
from mentorhub.web.guard import SIGNED_IN, action, actor, page_load
from mentorhub.web.page import member_page, said
from mentorhub.web.screen import Screen, parse_id
from tenants.access import Principal
from tenants.database import Session, unit_of_work
from tenants.kit.errors import NotFound

Asking = Literal["", "withdraw", "leave"]


@dataclass(frozen=True)
class Mine:
    """One application as its writer sees it."""

    id: str
    participant_id: str
    role: str
    called: str
    status: str
    title: str
    line: str
    words: str
    since: str
    can_edit: bool
    can_withdraw: bool
    can_begin_anew: bool
    takes_part: str
    edit: str
    refusals: list[str]


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
        self.program_name, self.leave_line = program.name, program.template.closing.leave
        self.rows = [_mine(program, each) for each in await participants.mine(db, me, program.id)]

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
    async def leave(self) -> None:
        subject, self.asking = parse_id(self.asked_id), ""
        async with unit_of_work(actor()) as db:
            await participants.leave(db, actor(), subject)
            await self._look(db, actor())
        self._done("You have left the program. Thank you for having been part of it.")

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


def _mine(program: ProgramView, view: ApplicationView) -> Mine:
    described = program.template.role(view.role)
    called = described.name if described is not None else view.role
    title, line = _standing(program, view, called)
    ended = view.status == "accepted" and view.takes_part == "left"
    again = view.status == "withdrawn" or (ended and program.template.closing.may_apply_again)
    return Mine(
        id=str(view.id),
        participant_id=str(view.participant_id or ""),
        role=view.role,
        called=called,
        status=view.status,
        title=title,
        line=line,
        words=view.words,
        since=(view.decided_at or view.submitted_at or view.saved_at).isoformat(),
        can_edit=view.can_be_edited,
        can_withdraw=view.status in ("draft", "submitted", "waitlisted", "asked_back"),
        can_begin_anew=again,
        takes_part=view.takes_part or "",
        edit=f"/apply/{view.role}?program={program.slug}",
        refusals=list(view.refusals) if view.can_be_edited else [],
    )


def _standing(program: ProgramView, view: ApplicationView, called: str) -> tuple[str, str]:
    by = program.template.pairing.by
    match view.status, view.takes_part:
        case "draft", _:
            return "Not sent yet", "Your answers are kept. Go on whenever you like."
        case "submitted", _:
            return (
                "We are reading it",
                f"You wrote to us as a {called}. We write to you as soon as it is decided.",
            )
        case "asked_back", _:
            return (
                "We have a question for you",
                "Your answers are all there. Change what you like and send it again.",
            )
        case "waitlisted", _:
            place = f"You are number {view.place_in_line} in line. " if view.place_in_line else ""
            return (
                "You are on the waiting list",
                f"{place}We write as soon as there is a place; you need do nothing.",
            )
        case "declined", _:
            return "We could not offer you a place this time", "Thank you for the time you put into it."
        case "withdrawn", _:
            return "Withdrawn", "Your answers are kept, should you like to come back."
        case _, "paused":
            return (
                f"You take part as a {called}, and pause",
                "Nobody new is proposed to you. What runs goes on.",
            )
        case _, "left":
            return "You have left the program", "Thank you for having been part of it."
        case _, "removed":
            return "You do not take part any more", "The office can tell you more."
        case _:
            return (
                f"You take part as a {called}",
                f"{by} will look for somebody for you. You hear from us either way.",
            )


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
            rx.el.span(ui.time(row.since, "day"), class_name="xs"),
            class_name="flex justify-between gap-4",
        ),
        rx.el.h2(row.title),
        rx.el.p(row.line, class_name="quiet"),
        rx.cond(
            row.words != "",
            rx.el.blockquote(row.words, class_name="prose border-l-2 border-accent-line pl-4"),
        ),
        rx.foreach(row.refusals, lambda why: ui.notice(why, tone="warn")),
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
        on_open_change=lambda _open, _details: MyApplications.close,
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
        on_open_change=lambda _open, _details: MyApplications.close,
    )
