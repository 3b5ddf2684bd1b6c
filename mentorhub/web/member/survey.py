"""A survey, for somebody who was asked: short, calm, once."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import reflex as rx
from reflex_base.utils.form import FormData

from mentorhub.forms.questions import AnyQuestion
from mentorhub.programs.counting import counted
from mentorhub.surveys import service as surveys
from mentorhub.surveys.views import SurveyPage
from mentorhub.web import components as ui
from mentorhub.web.components.questions import (
    Asked,
    asked_rows,
    forgets,
    keeps,
    kept_form,
    question_fields,
    read_typed,
)
from mentorhub.web.guard import SIGNED_IN, action, actor, page_load
from mentorhub.web.page import form_page
from mentorhub.web.screen import FormProblems, Screen, parse_id
from tenants.database import unit_of_work

IN_WORDS = ("short_text", "long_text")


class Survey(Screen, rx.State):
    stage: str = ""
    """open, sent, answered or late: what the page shows."""
    title: str = ""
    intro: str = ""
    minutes: str = ""
    closes_on: str = ""
    seen_by: str = ""
    fewest: str = ""
    rows: list[Asked] = []
    keep_name: str = ""
    filled: int = 0  # grows when the fields start afresh from what the tab kept

    @page_load(SIGNED_IN)
    async def load(self) -> None:
        wave_id = self._wave_id()
        async with unit_of_work(actor()) as db:
            page = await surveys.page(db, actor(), wave_id)
        before, self.keep_name = self.keep_name, f"survey:{wave_id}"
        same = before == self.keep_name
        if not (same and self.stage == "sent"):
            self.stage = page.state
        if not same:
            self._describe(page)
        self._ready()

    def _describe(self, page: SurveyPage) -> None:
        self.title, self.intro = page.title, page.intro
        self.minutes = counted(page.minutes, "minute")
        self.closes_on = page.closes_on.isoformat()
        self.fewest = counted(page.smallest_group, "person").split()[0]
        self.seen_by = seen_by(page.questions)
        self.rows = asked_rows(page.questions, page.lists, {})

    @action(SIGNED_IN)
    async def restore(self, kept: Any) -> None:
        """What this tab kept of it, before the page was loaded again."""
        typed = read_typed(kept)
        if not typed or self.stage != "open":
            return
        async with unit_of_work(actor()) as db:
            page = await surveys.page(db, actor(), self._wave_id())
        rows = asked_rows(page.questions, page.lists, typed)
        if rows != self.rows:
            self.rows, self.filled = rows, self.filled + 1

    @action(SIGNED_IN)
    async def send(self, form: FormData[str, str]) -> None:
        async with unit_of_work(actor()) as db:
            problems = await surveys.answer(db, actor(), self._wave_id(), read_typed(form))
        if problems:
            raise FormProblems(problems)
        self.stage, self.rows = "sent", []
        self._done("")

    def _wave_id(self) -> UUID:
        return parse_id(self._param("wave_id"))


def seen_by(questions: Sequence[AnyQuestion]) -> str:
    """Who reads the answers, said once; and who reads words, where those are others or see more."""
    numbers = list(dict.fromkeys(each.seen_by for each in questions if each.kind not in IN_WORDS))
    words = [each.seen_by for each in questions if each.kind in IN_WORDS and each.seen_by not in numbers]
    said = "Who sees this: " + " ".join(map(_small, numbers)) if numbers else ""
    if words:
        said += " What you write in words: " + " ".join(dict.fromkeys(map(_small, words)))
    return said.strip()


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]


def survey_page() -> rx.Component:
    return form_page(
        Survey,
        rx.match(
            Survey.stage,
            ("open", _open()),
            ("sent", _sent()),
            ("answered", _answered()),
            ("late", _late()),
            rx.fragment(),
        ),
        leave=rx.cond(
            Survey.stage == "open",
            ui.link_button("Not now", "/home", kind="text"),
            ui.link_button("Your page", "/home", kind="text"),
        ),
    )


def _open() -> rx.Component:
    until = rx.fragment("About ", Survey.minutes, " · open until ", ui.time(Survey.closes_on, "day"))
    fields = ui.form(
        rx.cond(
            (Survey.problem != "") & (Survey.problems.length() == 0), ui.notice(Survey.problem, tone="warn")
        ),
        question_fields(Survey.rows, errors=Survey.problems),
        ui.form_foot(
            ui.button("Send my answers", kind="primary", submit=True),
            note="They carry no name, so they cannot be changed afterwards.",
        ),
        on_submit=Survey.send,
        errors=Survey.problems,
        accepted=Survey.filled,
        label=Survey.title,
        class_name="form questions",
    )
    return rx.fragment(
        rx.el.div(on_mount=Survey.restore(kept_form()), custom_attrs={"data-keep": Survey.keep_name}),
        ui.page_head(Survey.title, above=until, below=Survey.intro),
        ui.private_line(
            rx.fragment(
                Survey.seen_by, " Nothing is shown of fewer than ", Survey.fewest, " people together."
            )
        ),
        rx.el.div(fields, custom_attrs=keeps(Survey.keep_name), class_name="[&_.private]:hidden"),
    )


def _sent() -> rx.Component:
    return rx.fragment(
        rx.el.div(custom_attrs=forgets(Survey.keep_name)),
        ui.page_head("Thank you", above=Survey.title, below="Your answers are in, without your name."),
        rx.el.p(
            "They count with those of others, and are shown as soon as there are enough of them that "
            "nobody can be made out.",
            class_name="quiet",
        ),
        _back(),
    )


def _answered() -> rx.Component:
    return rx.fragment(
        rx.el.div(custom_attrs=forgets(Survey.keep_name)),
        ui.page_head("You have answered this one", above=Survey.title, below="Thank you. Once is enough."),
        rx.el.p(
            "Your answers carry no name. So nobody can find them again to show or to change them, "
            "not even you.",
            class_name="quiet",
        ),
        _back(),
    )


def _late() -> rx.Component:
    return rx.fragment(
        ui.page_head(
            "This survey has closed",
            above=Survey.title,
            below=rx.fragment("It was open until ", ui.time(Survey.closes_on, "day"), "."),
        ),
        rx.el.p("If there is something we should know, tell us at any time.", class_name="quiet"),
        ui.button_row(
            ui.link_button("Tell us", "/help", kind="primary"), ui.link_button("Back to your page", "/home")
        ),
    )


def _back() -> rx.Component:
    return ui.button_row(ui.link_button("Back to your page", "/home", kind="primary"))
