"""What was answered in one sending: figures with their base, none of a group too small."""

from dataclasses import dataclass
from typing import Any, Final

import reflex as rx

from mentorhub.permissions import SURVEYS_READ
from mentorhub.programs.counting import both, counted
from mentorhub.surveys import service as surveys
from mentorhub.surveys.views import EVERYBODY, Figures, QuestionReport
from mentorhub.web import components as ui
from mentorhub.web.guard import actor, page_load
from mentorhub.web.organizer.surveys.list import Wave, wave_of
from mentorhub.web.page import organizer_page
from mentorhub.web.screen import Screen, parse_id
from tenants.database import unit_of_work

NOTHING: Final = Wave("", "", "", "", "", is_open=False, asked=0, answered=0, rate="")


@dataclass(frozen=True)
class Group:
    label: str
    base: str
    mean: str
    kept: str
    bars: list[tuple[str, int, int, str]]


@dataclass(frozen=True)
class Question:
    key: str
    label: str
    ends: str
    whole: list[Group]
    """Everybody together: one, or none where that is one role only, or too few."""
    roles: list[Group]
    apart: str
    """Such as "Mentors and mentees apart": what opens on demand; empty where the roles stand open."""
    texts: list[str]


class SurveyReport(Screen, rx.State):
    wave: Wave = NOTHING
    fewest: str = ""
    rates: list[tuple[str, int, int]] = []
    questions: list[Question] = []

    @page_load(SURVEYS_READ)
    async def load(self) -> None:
        wave_id = parse_id(self._param("wave_id"))
        async with unit_of_work(actor()) as db:
            found = await surveys.report(db, actor(), wave_id)
        self.wave = wave_of(found.wave)
        self.fewest = counted(found.smallest_group, "person").split()[0]
        self.rates = [(rate.words, rate.answered, rate.asked) for rate in found.rates]
        self.questions = [_question(each) for each in found.questions]
        if self.status != "ready":
            self._ready()


def _question(each: QuestionReport) -> Question:
    whole = [_group(group) for group in each.groups if group.label == EVERYBODY]
    roles = [_group(group) for group in each.groups if group.label != EVERYBODY]
    names = both([group.label if not index else group.label.lower() for index, group in enumerate(roles)])
    apart = f"{names} apart" if whole and not each.in_words else ""
    return Question(each.key, each.label, each.ends, whole, roles, apart, list(each.texts))


def _group(group: Figures) -> Group:
    bars = [(bar.label, bar.count, bar.total, bar.words) for bar in group.bars]
    return Group(group.label, group.base, group.mean, group.kept, bars)


def report_page() -> rx.Component:
    wave = SurveyReport.wave
    state = rx.cond(
        wave.is_open,
        rx.fragment("open until ", ui.time(wave.closes_on, "day")),
        rx.fragment("closed on ", ui.time(wave.closes_on, "day")),
    )
    return organizer_page(
        SurveyReport,
        ui.page_head(
            wave.title,
            above=ui.link("All surveys", "/organizer/surveys", quiet=True),
            below=rx.fragment(wave.why, ", since ", ui.time(wave.opened_on, "day"), "; ", state),
        ),
        ui.card(
            ui.stats(
                ui.stat(wave.rate, rx.fragment("answered: ", wave.answered, " of ", wave.asked, " asked")),
                rx.foreach(
                    SurveyReport.rates,
                    lambda rate: ui.stat(rx.fragment(rate[1], " of ", rate[2]), rate[0]),
                ),
            ),
            rx.el.p(
                "Answers are added ",
                SurveyReport.fewest,
                " or more at a time, by role, so that neither a small group nor the latest answer can be "
                "made out, not even by taking one figure from another. Who did not answer is in no figure.",
                class_name="s mt-4",
            ),
        ),
        rx.cond(
            wave.answered > 0,
            rx.fragment(rx.foreach(SurveyReport.questions, _card)),
            ui.empty_state(
                "Nobody has answered yet",
                "Figures stand here as soon as enough people have. Reminders go out by themselves.",
            ),
        ),
        current="/organizer/surveys",
    )


def _card(question: Any) -> rx.Component:
    return ui.card(
        rx.cond(question.ends != "", rx.el.p(question.ends, class_name="s")),
        rx.el.div(rx.foreach(question.whole, _one), class_name="mt-4 empty:hidden"),
        rx.cond(
            question.apart != "",
            rx.el.details(
                rx.el.summary(question.apart, class_name="s cursor-pointer py-2"),
                _roles(question),
                class_name="mt-4",
            ),
            rx.cond(question.whole.length() > 0, "", _roles(question)),
        ),
        rx.cond(question.texts.length() > 0, _texts(question)),
        title=question.label,
    )


def _roles(question: Any) -> rx.Component:
    return rx.el.div(rx.foreach(question.roles, _one), class_name="flex flex-col gap-6 mt-4")


def _one(group: Any) -> rx.Component:
    bars = rx.cond(
        group.bars.length() > 0,
        ui.chart(
            rx.foreach(
                group.bars,
                lambda bar: ui.chart_row(bar[0], bar[1], bar[2], value_text=bar[3]),
            ),
            label=group.label,
        ),
    )
    shown = rx.el.section(
        rx.el.div(
            rx.el.h3(group.label, class_name="text-m"),
            rx.el.span(
                rx.cond(group.mean != "", rx.fragment(rx.el.strong(group.mean), " · "), ""),
                group.base,
                class_name="s",
            ),
            class_name="flex flex-wrap items-baseline justify-between gap-x-4 mb-3",
        ),
        bars,
    )
    return rx.cond(
        group.kept != "", ui.chart(ui.chart_row_kept(group.label, group.kept), label=group.label), shown
    )


def _texts(question: Any) -> rx.Component:
    return rx.el.div(
        ui.private_line(
            "In no order, and without names. Leave them where they are: words can give people away."
        ),
        rx.el.ul(
            rx.foreach(
                question.texts,
                lambda text: rx.el.li(
                    text,
                    class_name="py-3 border-t border-line first:border-t-0 whitespace-pre-wrap break-words",
                ),
            ),
            class_name="list-none p-0 m-0 mt-2",
        ),
        class_name="mt-4",
    )
