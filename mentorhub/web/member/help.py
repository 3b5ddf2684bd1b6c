"""Ask the people who run the program, and read what they answered."""

from dataclasses import dataclass
from typing import Any

import reflex as rx

from mentorhub.help import service as help_desk
from mentorhub.help.forms import QuestionForm
from mentorhub.help.views import HelpView
from mentorhub.programs import service as programs
from mentorhub.programs.counting import counted
from mentorhub.web import components as ui
from mentorhub.web.frame import Frame
from mentorhub.web.guard import SIGNED_IN, action, actor, page_load
from mentorhub.web.page import member_page, said
from mentorhub.web.screen import Screen, parse, parse_id
from tenants.database import unit_of_work
from tenants.kit.ids import new_id


@dataclass(frozen=True)
class Asked:
    id: str
    body: str
    at: str
    by: str
    """Promised until then."""
    who: str
    answer: str
    answered_at: str


class Help(Screen, rx.State):
    program_id: str = ""
    promise: str = ""
    asked: list[Asked] = []
    sent: int = 0
    key: str = ""

    @page_load(SIGNED_IN)
    async def load(self) -> None:
        me = actor()
        async with unit_of_work(me) as db:
            rows = await help_desk.asked_by_me(db, me)
            lines = await programs.all_of(db, me)
            program = await programs.current(db, lines[0].id) if lines else None
        self.asked = [_asked(row) for row in rows]
        self.program_id = str(program.id) if program else ""
        days = program.template.about.contact.answer_within_days if program else 0
        self.promise = counted(days, "day")
        self.key = self.key or str(new_id())
        if self.status != "ready":
            self._ready()

    @action(SIGNED_IN)
    async def ask(self, form_data: dict[str, Any]) -> Any:
        form = parse(QuestionForm, form_data)
        async with unit_of_work(actor()) as db:
            program = await programs.current(db, parse_id(self.program_id))
            await help_desk.ask(db, actor(), program, form)
        self.sent += 1
        self.key = str(new_id())
        self._done(f"Sent. You get an answer by mail within {self.promise}, and it stands here, too.")
        return Help.load


def _asked(row: HelpView) -> Asked:
    return Asked(
        id=str(row.id),
        body=row.body,
        at=row.asked_at.isoformat(),
        by=row.answer_by.isoformat(),
        who=row.answered_by_name or row.owner_name,
        answer=row.answer,
        answered_at=row.answered_at.isoformat() if row.answered_at else "",
    )


def help_page() -> rx.Component:
    return member_page(
        Help,
        ui.page_head("Help", below="Ask anything about the program, your pair or this site."),
        said(Help, of_fields=False),
        rx.cond(Help.program_id != "", _form(), _by_mail()),
        rx.cond(
            (Help.program_id != "") & (Frame.contact_mail != ""),
            rx.el.p("Or write to ", ui.mail_link(Frame.contact_mail), ".", class_name="page-foot"),
        ),
        rx.cond(
            Help.asked.length() > 0,
            ui.card(
                rx.el.ul(rx.foreach(Help.asked, _question), class_name="list-none p-0 m-0"),
                title="What you asked",
            ),
        ),
        current="/help",
    )


def _form() -> rx.Component:
    return ui.card(
        ui.form(
            ui.hidden_input("key", Help.key),
            ui.text_area(
                "body",
                "What would help?",
                help="The people who run the program read this. "
                "They cannot read your messages or notes, so say what they need to know.",
                rows=5,
                maximum=4000,
                errors=Help.problems,
            ),
            ui.form_foot(
                ui.button("Send", submit=True, kind="primary"),
                note=f"You get an answer by mail within {Help.promise}.",
            ),
            on_submit=Help.ask,
            errors=Help.problems,
            accepted=Help.sent,
        ),
        title="Ask a question",
    )


def _by_mail() -> rx.Component:
    return ui.empty_state(
        "Write to the office",
        rx.fragment("Your organization answers at ", ui.mail_link(Frame.contact_mail), "."),
    )


def _question(row: Any) -> rx.Component:
    waits = rx.fragment(
        rx.cond(row.who != "", rx.fragment(row.who, " answers"), "You get an answer"),
        " by ",
        ui.time(row.by, "weekday"),
    )
    answered = rx.fragment(
        rx.el.p(row.answer, class_name="mt-2 whitespace-pre-wrap break-words"),
        rx.el.p(row.who, ", ", ui.time(row.answered_at, "stamp"), class_name="xs mt-1"),
    )
    return rx.el.li(
        rx.el.div(
            rx.el.span(ui.time(row.at, "stamp"), class_name="xs"),
            rx.cond(row.answer != "", ui.tag("Answered", "good"), ui.tag("Waits", "warn")),
            class_name="flex items-center justify-between gap-4",
        ),
        rx.el.p(row.body, class_name="s mt-1 whitespace-pre-wrap break-words"),
        rx.cond(row.answer != "", answered, rx.el.p(waits, class_name="xs mt-2")),
        class_name="py-4 border-t border-line first:border-t-0",
        key=row.id,
    )
