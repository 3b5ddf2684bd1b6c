"""All conversations of a person, the latest first."""

from dataclasses import dataclass

import reflex as rx

from mentorhub.mentorships import service as mentorships
from mentorhub.mentorships.views import MyPair
from mentorhub.messaging import service as messaging
from mentorhub.messaging.views import ConversationLine
from mentorhub.web import components as ui
from mentorhub.web.guard import SIGNED_IN, actor, page_load
from mentorhub.web.member.pairs import over_in_words
from mentorhub.web.page import member_page
from mentorhub.web.screen import Screen
from tenants.database import unit_of_work

PREVIEW = 140


@dataclass(frozen=True)
class ConversationRow:
    id: str
    name: str
    role: str
    last: str
    at: str
    unread: int
    over: str
    """Empty while the pair runs."""


class Messages(Screen, rx.State):
    rows: list[ConversationRow] = []

    @page_load(SIGNED_IN)
    async def load(self) -> None:
        me = actor()
        async with unit_of_work(me) as db:
            pairs = await mentorships.mine(db, me)
            lines = await messaging.lines(db, me, [pair.gathering for pair in pairs])
        by_id = {pair.id: pair for pair in pairs}
        written = {line.gathering_id for line in lines}
        self.rows = [
            *(_row(by_id[line.gathering_id], line, mine=line.last_sender_id == me.me) for line in lines),
            *(_silent(pair) for pair in pairs if pair.id not in written and pair.status == "running"),
        ]
        self._ready()


def _row(pair: MyPair, line: ConversationLine, *, mine: bool) -> ConversationRow:
    words = " ".join(line.last_body.split())
    cut = words if len(words) <= PREVIEW else f"{words[:PREVIEW].rstrip()} …"
    return ConversationRow(
        id=str(pair.id),
        name=pair.other.name,
        role="Your mentor" if pair.role == "mentee" else "Your mentee",
        last=f"You: {cut}" if mine else cut,
        at=line.last_at.isoformat(),
        unread=line.unread,
        over="" if pair.status == "running" else over_in_words(pair),
    )


def _silent(pair: MyPair) -> ConversationRow:
    role = "Your mentor" if pair.role == "mentee" else "Your mentee"
    return ConversationRow(str(pair.id), pair.other.name, role, "Nothing written yet", "", 0, "")


def messages_page() -> rx.Component:
    return member_page(
        Messages,
        ui.page_head(
            "Messages", below=ui.private_line("Only you and the person you write to can read these")
        ),
        rx.cond(
            Messages.rows.length() > 0,
            ui.card(
                rx.el.ul(rx.foreach(Messages.rows, _line), class_name="list-none p-0 -my-4"),
            ),
            ui.empty_state(
                "No conversations yet",
                "As soon as you are paired with somebody, you can write to each other here.",
                ui.link_button("Go to your page", "/home", kind="quiet"),
            ),
        ),
        current="/messages",
    )


def _line(row: ui.Node) -> rx.Component:
    path = rx.Var.create("/mentorship/").to(str) + row.id
    content = rx.el.div(
        ui.avatar(row.name),
        rx.el.div(
            rx.el.div(
                rx.el.span(row.name, class_name="person-name"),
                rx.cond(row.at != "", rx.el.span(ui.time(row.at, "ago"), class_name="xs shrink-0")),
                class_name="flex items-baseline justify-between gap-4",
            ),
            rx.el.div(
                rx.el.span(row.last, class_name="s truncate"),
                rx.el.span(
                    rx.cond(
                        row.unread > 0,
                        ui.tag(rx.fragment(row.unread.to_string(), " new"), "accent"),
                        rx.cond(row.over != "", ui.tag(row.over)),
                    ),
                    class_name="shrink-0 whitespace-nowrap",
                ),
                class_name="flex items-center justify-between gap-4",
            ),
            class_name="min-w-0 flex-1",
        ),
        class_name="flex items-center gap-4",
    )
    return rx.el.li(
        ui.area_link(content, href=path, class_name="block py-4 no-underline text-inherit"),
        class_name="border-t border-line first:border-t-0",
        key=row.id,
    )
