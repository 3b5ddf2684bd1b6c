"""The conversation of a pair, wherever it stands: its state, which two pages mix in, and its view."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import reflex as rx

from mentorhub.gathering import Gathering
from mentorhub.mentorships import service as mentorships
from mentorhub.messaging import service as messaging
from mentorhub.messaging.forms import MessageForm
from mentorhub.messaging.views import MessagePage, MessageView
from mentorhub.web import components as ui
from mentorhub.web.components.kinds import browser_function
from mentorhub.web.guard import SIGNED_IN, action, actor
from mentorhub.web.screen import Screen, parse, parse_id, show
from tenants.database import Session, unit_of_work
from tenants.kit import clock
from tenants.kit.errors import Problem
from tenants.kit.ids import new_id

PAUSE = timedelta(minutes=20)


@dataclass(frozen=True)
class Line:
    """A message on the screen. `foot` is what stands under it: nothing, its time, or that it was read."""

    id: str
    number: int
    body: str
    mine: bool
    at: str
    today: bool
    foot: str = ""
    foot_at: str = ""


class Talking(Screen, mixin=True):
    """Mixed into a page that shows one conversation; its `_converse` is part of the page's load."""

    conversation_id: str = ""
    other: str = ""
    lines: list[Line] = []
    older: int = 0
    unread: int = 0
    sent: int = 0
    message_key: str = ""
    acting: str = ""
    """Which form the problems belong to; none: the page itself."""
    _standing: tuple[object, ...] = ()
    """The conversation as the lines show it: which, up to what, how far it was read, for which day where."""

    def _tell(self, problem: Problem) -> None:
        super()._tell(problem)
        if self.acting and not self.problems:
            self.problems = {"form": problem.sentence}

    async def _converse(self, db: Session, gathering: Gathering) -> None:
        """The newest messages; older ones that were fetched stay where they join on."""
        if self.conversation_id != str(gathering.id):
            self.conversation_id, self.message_key, self.lines = str(gathering.id), str(new_id()), []
        page = await messaging.latest(db, actor(), gathering)
        show(self, unread=page.unread)
        newest = page.messages[-1].number if page.messages else 0
        zone = actor().zone
        standing = (gathering.id, newest, page.read_number, page.read_at, zone, clock.today(zone))
        if self._standing == standing and self.lines:
            return  # the page was loaded for something else: messages never change
        self._standing = standing
        fresh = _lines(page.messages)
        first = fresh[0].number if fresh else 0
        shown: list[Line] = self.get_value("lines")
        kept = [line for line in shown if line.number < first]
        if not kept or not any(line.number >= first for line in shown):
            kept, self.older = [], page.older or 0
        lines = _with_feet([*kept, *fresh], page)
        if lines != shown:  # else the whole conversation would go to the screen with each change of anything
            self.lines = lines

    @action(SIGNED_IN)
    async def send(self, form_data: dict[str, Any]) -> None:
        self.acting = "message"
        form = parse(MessageForm, form_data)
        async with unit_of_work(actor()) as db:
            gathering = await mentorships.open_gathering(db, actor(), parse_id(self.conversation_id))
            sent = await messaging.send(db, actor(), gathering, form.body, form.key)
        self.problem, self.problems = "", {}
        self.sent += 1
        self.message_key = str(new_id())
        if not any(line.number >= sent.number for line in self.lines):
            [line] = _lines([sent])
            last = [replace(each, foot="") if each.foot in ("sent", "read") else each for each in self.lines]
            self.lines = [*last, replace(line, foot="sent", foot_at=line.at)]

    @action(SIGNED_IN)
    async def show_older(self) -> None:
        if not self.older:
            return
        async with unit_of_work(actor()) as db:
            gathering = await mentorships.gathering(db, actor(), parse_id(self.conversation_id))
            page = await messaging.latest(db, actor(), gathering, self.older)
        before = _lines(page.messages)
        known = {line.number for line in self.lines}
        joined = [*(line for line in before if line.number not in known), *self.lines]
        self.lines, self.older = _with_feet(joined, page), page.older or 0

    @action(SIGNED_IN)
    async def seen(self) -> None:
        """Sent by the page once somebody has it in front of them."""
        if not self.lines:
            return
        async with unit_of_work(actor()) as db:
            gathering = await mentorships.gathering(db, actor(), parse_id(self.conversation_id))
            await messaging.mark_read(db, actor(), gathering, self.lines[-1].number)
        self.unread = 0


def _lines(messages: Sequence[MessageView]) -> list[Line]:
    """As the acting person reads them."""
    me, zone = actor().me, ZoneInfo(actor().zone)
    today = clock.today(zone)
    return [
        Line(
            id=str(message.id),
            number=message.number,
            body=message.body,
            mine=message.sender_id == me,
            at=message.sent_at.isoformat(),
            today=message.sent_at.astimezone(zone).date() == today,
        )
        for message in messages
    ]


def _with_feet(lines: list[Line], page: MessagePage) -> list[Line]:
    """A time where somebody paused or the other answered; under one's own last words, if they were read."""
    last_own = next((line.id for line in reversed(lines) if line.mine), "")
    footed = []
    for line, following in zip(lines, [*lines[1:], None], strict=False):
        foot, foot_at = "", ""
        if line.id == last_own:
            read = line.number <= page.read_number and page.read_at is not None
            foot = "read" if read else "sent"
            foot_at = page.read_at.isoformat() if read and page.read_at else line.at
        elif following is None or following.mine != line.mine or _pause(line, following):
            foot, foot_at = "time", line.at
        footed.append(
            line
            if (line.foot, line.foot_at) == (foot, foot_at)
            else replace(line, foot=foot, foot_at=foot_at)
        )
    return footed


def _pause(line: Line, following: Line) -> bool:
    return datetime.fromisoformat(following.at) - datetime.fromisoformat(line.at) > PAUSE


def errors_of(state: Any, form: str) -> rx.Var[dict[str, str]]:
    """The problems of this form; of several on a page only one was sent last."""
    return rx.cond(state.acting == form, state.problems, rx.Var.create({})).to(dict[str, str])


def conversation(state: Any, *, notice: rx.Var[str] | None = None, can_write: Any = True) -> rx.Component:
    """A card with the messages, who can read them, and the line to write in."""
    name = state.other
    return ui.card(
        rx.cond(
            state.older > 0,
            rx.el.div(
                ui.button("Show earlier messages", on_click=state.show_older, kind="text"),
                class_name="flex justify-center",
            ),
        ),
        rx.cond(
            state.lines.length() > 0,
            ui.thread(state.lines, lambda line: _bubble(line, name), label=f"Messages with {name}"),
            rx.el.p(
                rx.cond(
                    can_write,
                    "Nothing written yet. A good first line: two dates that suit you.",
                    "Nothing was written.",
                ),
                class_name="quiet py-4",
            ),
        ),
        rx.cond(state.unread > 0, _seen_mark(state)),
        rx.cond(can_write, _write(state, name, notice), _closed()),
        title="Messages",
        aside=ui.private_line(f"Only you and {name} can read these"),
    )


def _bubble(line: Any, name: Any) -> rx.Component:
    when = rx.cond(line.today, ui.time(line.foot_at, "time"), ui.time(line.foot_at, "stamp"))
    foot = rx.match(
        line.foot,
        ("read", rx.fragment("Read ", when)),
        ("sent", rx.fragment("Sent ", when)),
        ("time", when),
        rx.fragment(),
    )
    return rx.fragment(ui.bubble(line.body, mine=line.mine, author=name, foot=foot), key=line.id)


def _seen_mark(state: Any) -> rx.Component:
    """Not for people: the page presses it when it is in front of somebody."""
    return rx.el.button(
        "Mark as read",
        type="button",
        on_click=state.seen,
        class_name="sr-only",
        key=state.lines.length().to_string(),
        custom_attrs={"ref": browser_function("pressWhenSeen"), "tabIndex": -1, "aria-hidden": "true"},
    )


def _write(state: Any, name: Any, notice: rx.Var[str] | None) -> rx.Component:
    said = rx.fragment() if notice is None else rx.cond(notice != "", rx.el.p(notice, class_name="xs"))
    return rx.el.div(
        ui.composer(
            f"Write to {name}",
            on_submit=state.send,
            accepted=state.sent,
            errors=errors_of(state, "message"),
            hidden=(("key", state.message_key),),
        ),
        said,
        key=state.message_key,
        class_name="flex flex-col gap-2",
        custom_attrs={
            "ref": browser_function("keepDraft"),
            "data-keep": state.conversation_id,
            "data-key": state.message_key,
        },
    )


def _closed() -> rx.Component:
    return rx.el.p("This mentorship has ended. What you wrote stays readable to you both.", class_name="s")
