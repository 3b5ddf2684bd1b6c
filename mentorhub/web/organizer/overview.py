"""The organizer's first page: the one next thing, what is set up, and where the program stands."""

from dataclasses import dataclass

import reflex as rx

from mentorhub.insights import service as insights
from mentorhub.insights.next_step import NextStep, also_waiting, next_step
from mentorhub.insights.views import Overview as Figures
from mentorhub.permissions import INSIGHTS_READ
from mentorhub.programs import service as programs
from mentorhub.programs.eligibility import asks_the_roster
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
    optional: bool = False


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
            template = (await programs.current(db, lines[0].id)).template if lines else None
        by_roster = template is None or asks_the_roster(template)
        is_open = any(line.status == "open" for line in lines)
        self.title = lines[0].name if len(lines) == 1 else "Your programs"
        self.next = next_step(seen, program_open=is_open, members_needed=by_roster)
        self.also = also_waiting(seen, self.next)
        self.steps = _steps(seen, has_program=bool(lines), is_open=is_open, by_roster=by_roster)
        self.setting_up = any(not step.done and not step.optional for step in self.steps)
        self.numbers = _numbers(seen)
        self._ready()


def _steps(seen: Figures, *, has_program: bool, is_open: bool, by_roster: bool) -> list[Step]:
    return [
        Step(
            "Choose a program",
            "You start from a real one and change what you like.",
            has_program,
            "Choose",
            "/organizer/program",
        ),
        _roster(seen, by_roster=by_roster),
        Step(
            "Read your program page, then open applications",
            "Your public page shows how to join.",
            is_open,
            "Open",
            "/organizer/program",
        ),
        Step(
            "Invite people",
            f"{seen.invited} invited, {seen.joined} have signed in."
            if seen.invited
            else "By mail, with a personal link. Or share the address of your public page.",
            seen.invited > 0 or seen.applied > 0,
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


def _roster(seen: Figures, *, by_roster: bool) -> Step:
    many = "One person is on it." if seen.members == 1 else f"{seen.members:,} people are on it."
    return Step(
        "Bring your roster" if by_roster or seen.members else "Bring a list of people, if you have one",
        many
        if seen.members
        else "Any spreadsheet saved as CSV."
        if by_roster
        else "Your program is open to everybody. A list makes inviting easier.",
        seen.members > 0,
        "Import",
        "/organizer/people/import",
        optional=not by_roster,
    )


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
