"""The organizer's first page: the one next thing, what is set up, and where the program stands."""

from dataclasses import dataclass

import reflex as rx

from mentorhub.insights import service as insights
from mentorhub.insights.next_step import NextStep, also_waiting, next_step
from mentorhub.insights.views import Overview as Figures
from mentorhub.permissions import INSIGHTS_READ
from mentorhub.programs import service as programs
from mentorhub.web import components as ui
from mentorhub.web.frame import Frame
from mentorhub.web.guard import actor, page_load
from mentorhub.web.page import organizer_page
from mentorhub.web.screen import Screen
from tenants.database import unit_of_work


@dataclass(frozen=True)
class Step:
    """A line of the checklist of setting up."""

    title: str
    line: str
    done: bool
    button: str
    href: str


@dataclass(frozen=True)
class Number:
    value: str
    meaning: str


class Overview(Screen, rx.State):
    title: str = ""
    next: NextStep = NextStep("", "", "", "")
    also: list[NextStep] = []
    steps: list[Step] = []
    setting_up: bool = False
    numbers: list[Number] = []

    @page_load(INSIGHTS_READ)
    async def load(self) -> None:
        person = actor()
        async with unit_of_work(person) as db:
            lines = await programs.all_of(db, person)
            seen = await insights.overview(db, person)
        is_open = any(line.status == "open" for line in lines)
        self.title = lines[0].name if len(lines) == 1 else "Your programs"
        self.next = next_step(seen, program_open=is_open, members_needed=True)
        self.also = also_waiting(seen, self.next)
        self.steps = _steps(seen, has_program=bool(lines), is_open=is_open)
        self.setting_up = any(not step.done for step in self.steps)
        self.numbers = _numbers(seen)
        self._ready()


def _steps(seen: Figures, *, has_program: bool, is_open: bool) -> list[Step]:
    return [
        Step(
            "Choose a program",
            "You start from a real one and change what you like.",
            has_program,
            "Choose",
            "/organizer/program",
        ),
        Step(
            "Bring your roster",
            f"{seen.members} people are on it." if seen.members else "Any spreadsheet saved as CSV.",
            seen.members > 0,
            "Import",
            "/organizer/people/import",
        ),
        Step(
            "Open applications", "Your public page shows how to join.", is_open, "Open", "/organizer/program"
        ),
        Step(
            "Invite people",
            f"{seen.invited} invited, {seen.joined} have signed in."
            if seen.invited
            else "By mail, with a personal link.",
            seen.invited > 0,
            "Invite",
            "/organizer/people",
        ),
        Step(
            "Accept the first applications",
            f"{seen.applied} have applied." if seen.applied else "They come to you here.",
            seen.mentors + seen.mentees + seen.peers > 0,
            "Read",
            "/organizer/applications",
        ),
        Step(
            "Make the first pairs",
            "The best assignment there is, and you decide.",
            seen.pairs + seen.pairs_ended > 0,
            "Pair",
            "/organizer/rounds",
        ),
    ]


def _numbers(seen: Figures) -> list[Number]:
    if not seen.applied:
        return []
    found = [
        Number(str(seen.applied), "have applied"),
        Number(f"{seen.mentors} and {seen.mentees}", "mentors and mentees take part"),
        Number(str(seen.pairs), "pairs are running"),
    ]
    if seen.pairs:
        found.append(Number(f"{seen.pairs_met} of {seen.pairs}", "pairs have met"))
    return found


def overview_page() -> rx.Component:
    step = Overview.next
    return organizer_page(
        Overview,
        ui.page_head(Overview.title, above=Frame.organization),
        rx.cond(
            Frame.may_review,
            ui.next_card(
                step.sentence,
                ui.link_button(step.button, step.href, kind="primary"),
                lines=(step.line,),
            ),
        ),
        rx.cond(
            Overview.numbers.length() > 0,
            ui.card(
                ui.stats(rx.foreach(Overview.numbers, lambda number: ui.stat(number.value, number.meaning)))
            ),
        ),
        rx.cond(Frame.may_review & (Overview.also.length() > 0), _also()),
        rx.cond(
            Overview.setting_up,
            ui.card(
                ui.checklist(
                    rx.foreach(
                        Overview.steps,
                        lambda line: ui.checklist_item(
                            line.title,
                            done=line.done,
                            line=line.line,
                            action=rx.cond(
                                Frame.may_review, ui.link_button(line.button, line.href, kind="quiet")
                            ),
                        ),
                    )
                ),
                title="Setting up",
            ),
        ),
        current="/organizer",
    )


def _also() -> rx.Component:
    return rx.el.section(
        ui.eyebrow("Also"),
        rx.el.div(
            rx.foreach(Overview.also, lambda one: ui.link_card(one.sentence, one.line, one.href)),
            class_name="grid gap-3 mt-3 sm:grid-cols-2 lg:grid-cols-3",
        ),
    )
