"""All pairs of a person: those that run, and those that are over."""

from dataclasses import dataclass
from typing import Any

import reflex as rx

from mentorhub.mentorships import service as mentorships
from mentorhub.mentorships.views import MyPair
from mentorhub.web import components as ui
from mentorhub.web.frame import PAIRS
from mentorhub.web.guard import SIGNED_IN, actor, page_load
from mentorhub.web.member.pair_rows import due_tone
from mentorhub.web.page import member_page
from mentorhub.web.screen import Screen
from tenants.database import unit_of_work


@dataclass(frozen=True)
class PairLine:
    """A pair in the list of somebody who has several, or whose pairs are over."""

    id: str
    name: str
    line: str
    due: str
    tone: str
    running: bool
    asked: bool
    """A question about it waits for an answer."""
    since: str
    until: str


class Pairs(Screen, rx.State):
    running: list[PairLine] = []
    ended: list[PairLine] = []

    @page_load(SIGNED_IN)
    async def load(self) -> None:
        async with unit_of_work(actor()) as db:
            lines = [pair_line(pair) for pair in await mentorships.mine(db, actor())]
        self.running = [line for line in lines if line.running]
        self.ended = [line for line in lines if not line.running]
        self._ready()


def pair_line(pair: MyPair) -> PairLine:
    until = pair.ended_on or pair.ends_on
    return PairLine(
        id=str(pair.id),
        name=pair.other.name,
        line="Your mentor" if pair.role == "mentee" else "Your mentee",
        due=pair.due.sentence if pair.status == "running" else over_in_words(pair),
        tone=due_tone(pair) if pair.status == "running" else "plain",
        running=pair.status == "running",
        asked=pair.asked is not None,
        since=pair.began_on.isoformat(),
        until=until.isoformat() if until else "",
    )


def over_in_words(pair: MyPair) -> str:
    return "In touch" if pair.in_touch else "Has ended"


def pairs_page() -> rx.Component:
    return member_page(
        Pairs,
        ui.page_head("Your pairs", below="Each has a page of its own: messages, meetings and what is next."),
        rx.cond(
            Pairs.running.length() + Pairs.ended.length() > 0,
            rx.fragment(
                rx.cond(Pairs.running.length() > 0, pairs_card(Pairs.running, "Now")),
                rx.cond(Pairs.ended.length() > 0, pairs_card(Pairs.ended, "Earlier")),
            ),
            ui.empty_state(
                "No pairs yet",
                "As soon as you are paired with somebody, you find them here.",
                ui.link_button("Go to your page", "/home"),
            ),
        ),
        current=PAIRS,
    )


def pairs_card(rows: rx.Var[list[PairLine]], title: ui.Text) -> rx.Component:
    return ui.card(rx.el.ul(rx.foreach(rows, _row), class_name="list-none p-0 -my-4"), title=title)


def _row(pair: Any) -> rx.Component:
    path = rx.Var.create("/mentorship/").to(str) + pair.id
    when = rx.fragment(
        pair.line,
        rx.cond(pair.running, " since ", ", "),
        ui.time(pair.since, "day"),
        rx.cond(pair.running, "", rx.fragment(" to ", ui.time(pair.until, "day"))),
    )
    return rx.el.li(
        ui.person(pair.name, when, href=path),
        rx.cond(
            pair.asked,
            ui.tag("Waits for your answer", "warn"),
            rx.cond(
                pair.running,
                rx.el.span(pair.due, class_name="s sm:text-right sm:max-w-[45%]"),
                ui.tag(pair.due),
            ),
        ),
        class_name="py-4 border-t border-line first:border-t-0 flex flex-col gap-2 "
        "items-start sm:flex-row sm:items-center sm:justify-between",
        key=pair.id,
    )
