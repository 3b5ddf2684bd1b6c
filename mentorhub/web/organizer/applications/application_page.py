"""What an application looks like to those who decide on it."""

from typing import Any

import reflex as rx

from mentorhub.participants.rules import Decision
from mentorhub.web import components as ui
from mentorhub.web.components import overlays as over
from mentorhub.web.components.questions import form_now
from mentorhub.web.organizer.applications.application import Answer, Application, Check
from mentorhub.web.organizer.applications.list import PATH
from mentorhub.web.page import organizer_page, said


def application_page() -> rx.Component:
    return organizer_page(
        Application,
        ui.page_head(
            Application.name,
            rx.cond(Application.next != "", ui.link_button("Next in line", Application.next, arrow=True)),
            above=rx.fragment(
                ui.link("Applications", PATH, quiet=True), " · wants to be a ", Application.called
            ),
            below=rx.el.span(
                ui.tag(Application.state, Application.tone),
                rx.cond(
                    Application.sent_at != "", rx.fragment(" Sent ", ui.time(Application.sent_at, "stamp"))
                ),
                rx.cond(
                    Application.early_career, rx.fragment(" ", ui.tag("Student or early career", "accent"))
                ),
                class_name="flex flex-wrap items-center gap-2 s",
            ),
        ),
        said(Application),
        ui.split(
            _answers(),
            ui.stack(_decision(), _eligibility(), _history()),
            narrow_aside=True,
        ),
        _decline_dialog(),
        current=PATH,
    )


def _decline_dialog() -> rx.Component:
    return over.dialog(
        rx.el.ul(
            rx.el.li(f"{Application.name} gets a mail that there is no place this time, with your words."),
            rx.el.li("They can apply again later, and you can change your mind: they hear of that, too."),
            class_name="effects",
        ),
        ui.form(
            rx.cond(
                Application.ready_words.length() > 0, ui.ready_words(Application.ready_words, into="farewell")
            ),
            ui.text_area(
                "farewell",
                "Your words",
                default=Application.begun,
                help="Kind and plain: what stood in the way, and what would help next time.",
                required=False,
                rows=5,
                maximum=2_000,
                errors=Application.problems,
            ),
            ui.form_foot(
                ui.button("Decline", kind="primary", submit=True),
                ui.button("Not yet", on_click=Application.close),
            ),
            on_submit=Application.decline,
            errors=Application.problems,
        ),
        title=f"Decline {Application.name}?",
        open=Application.declining,
        on_close=Application.close(),
    )


def _answers() -> rx.Component:
    return ui.card(
        rx.el.dl(rx.foreach(Application.answers, _answer), class_name="answers"),
        title="Answers",
    )


def _answer(row: rx.vars.ObjectVar[Answer]) -> rx.Component:
    kept_back = rx.fragment("Not shown to reviewers. Read by: ", row.seen_by)
    return rx.el.div(
        rx.el.dt(row.label),
        rx.el.dd(
            rx.cond(
                row.hidden, ui.private_line(kept_back), rx.el.span(row.text, class_name="whitespace-pre-wrap")
            ),
        ),
    )


def _eligibility() -> rx.Component:
    return ui.card(
        rx.cond(
            Application.checks.length() > 0,
            rx.el.ul(rx.foreach(Application.checks, _rule), class_name="flex flex-col gap-4"),
            rx.el.p("The program asks nothing of this role beyond its form.", class_name="s"),
        ),
        title="May take part?",
        aside=rx.el.span("as of today", class_name="xs"),
    )


def _rule(check: rx.vars.ObjectVar[Check]) -> rx.Component:
    tone = rx.match(check.state, ("met", "good"), ("not met", "bad"), "warn").to(str)
    words = rx.match(check.state, ("met", "Yes"), ("not met", "No"), "Not known")
    return rx.el.li(
        ui.tag(words, tone),
        rx.el.div(
            rx.cond(check.sentence != "", rx.el.p(check.sentence, class_name="font-semibold")),
            rx.foreach(
                check.facts,
                lambda fact: rx.el.p(
                    rx.el.span(fact[0], ": "),
                    rx.el.strong(fact[1]),
                    rx.el.span(" · from ", fact[2], class_name="xs"),
                ),
            ),
            class_name="s min-w-0",
        ),
        class_name="flex gap-3 items-start",
    )


def _decision() -> rx.Component:
    form = ui.form(
        ui.text_area(
            "words",
            rx.Var.create("Your words to ").to(str) + Application.name,
            help="They go by mail with the decision. Needed to ask back, welcome with the others.",
            required=False,
            rows=4,
            maximum=2_000,
            errors=Application.problems,
        ),
        rx.el.div(
            _button("accept", "Accept", "primary"),
            _button("ask_back", "Ask back"),
            _button("waitlist", "Waiting list"),
            rx.cond(
                Application.can.contains("decline"),
                ui.button(
                    "Decline …",
                    on_click=Application.ask_decline(form_now("_e.currentTarget")),
                    describes=Application.name,
                ),
            ),
            class_name="btn-row",
        ),
        on_submit=rx.prevent_default,  # no key sends a decision by accident: each has its button
        label="Decision",
    )
    own = rx.el.p("This is your own application. Somebody else decides on it.", class_name="quiet")
    settled = rx.el.p("Nothing is to be decided here.", class_name="quiet")
    return ui.card(
        rx.cond(Application.mine, own, rx.cond(Application.can.length() > 0, form, settled)),
        title="Decision",
    )


def _button(what: Decision, words: str, kind: Any = "quiet") -> rx.Component:
    return rx.cond(
        Application.can.contains(what),
        ui.button(
            words,
            on_click=Application.decide(what, form_now("_e.currentTarget")),
            kind=kind,
            describes=Application.name,
        ),
    )


def _history() -> rx.Component:
    return ui.card(
        ui.timeline(
            Application.history,
            lambda step: ui.timeline_item(ui.time(step.at, "stamp"), step.what, line=step.words),
        ),
        title="What happened",
    )
