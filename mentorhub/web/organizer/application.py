"""One application: what was answered, how the rules came out, and the decision."""

from dataclasses import dataclass, field
from typing import Any

import reflex as rx

from mentorhub.participants import service as participants
from mentorhub.participants.rules import DECIDABLE, Decision
from mentorhub.participants.views import EligibilityRow, ReviewView, StepView
from mentorhub.permissions import APPLICATIONS_REVIEW
from mentorhub.web import components as ui
from mentorhub.web.components.questions import form_now, read_typed
from mentorhub.web.guard import action, actor, page_load
from mentorhub.web.organizer.applications import PATH
from mentorhub.web.page import organizer_page, said
from mentorhub.web.screen import Screen, parse_id
from tenants.database import unit_of_work
from tenants.kit.errors import NotFound

SAYS = {
    "submitted": ("Waits for a decision", "warn"),
    "asked_back": ("Asked back", "accent"),
    "waitlisted": ("On the waiting list", "plain"),
    "accepted": ("Accepted", "good"),
    "declined": ("Declined", "plain"),
    "withdrawn": ("Withdrawn", "plain"),
    "draft": ("Begun anew, not sent", "plain"),
}
STEPS = {
    "sent": "sent the application",
    "sent_again": "sent it again",
    "accepted": "accepted it",
    "asked_back": "asked back",
    "declined": "declined it",
    "waitlisted": "put it on the waiting list",
    "withdrawn": "withdrew it",
    "reopened": "began anew",
}
DONE: dict[Decision, str] = {
    "accept": "Accepted. {name} gets a mail now and is in the next pairing.",
    "ask_back": "Asked back. {name} gets your words by mail and can change the answers.",
    "decline": "Declined. {name} gets a mail with your words.",
    "waitlist": "On the waiting list. {name} gets a mail and keeps the place in line.",
}


@dataclass(frozen=True)
class Answer:
    label: str
    text: str
    hidden: bool
    seen_by: str


@dataclass(frozen=True)
class Check:
    """A rule as its reader judges it: met, not met, or not known; and by what."""

    state: str
    sentence: str
    facts: list[tuple[str, str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Happened:
    what: str
    at: str
    words: str


class Application(Screen, rx.State):
    id: str = ""
    name: str = ""
    called: str = ""
    state: str = ""
    tone: str = "plain"
    sent_at: str = ""
    words: str = ""
    answers: list[Answer] = []
    checks: list[Check] = []
    history: list[Happened] = []
    can: list[str] = []
    mine: bool = False
    early_career: bool = False
    next: str = ""

    @page_load(APPLICATIONS_REVIEW)
    async def load(self) -> None:
        application_id = parse_id(self._param("application_id"))
        if str(application_id) != self.id:
            self.notice = ""
        async with unit_of_work(actor()) as db:
            view = await participants.application(db, actor(), application_id)
            after = await participants.next_waiting(db, actor(), view.program_id, view.id)
        self._fill(view)
        self.next = f"{PATH}/{after}" if after else ""
        self._ready()

    def _fill(self, view: ReviewView) -> None:
        self.id, self.name = str(view.id), view.name
        self.called = view.called
        self.state, self.tone = SAYS[view.status]
        self.sent_at = view.submitted_at.isoformat() if view.submitted_at else ""
        self.words, self.mine, self.early_career = view.words, view.mine, view.early_career is True
        self.answers = [Answer(row.label, row.text, row.hidden, row.seen_by) for row in view.answers]
        self.checks = [_check(row) for row in view.eligibility]
        self.history = [_happened(step) for step in reversed(view.steps)]
        self.can = (
            [] if view.mine else [what for what, statuses in DECIDABLE.items() if view.status in statuses]
        )

    @action(APPLICATIONS_REVIEW)
    async def decide(self, what: str, entries: Any) -> Any:
        """The words come with the decision, so that both arrive or neither does."""
        decision = next((each for each in DONE if each == what), None)
        if decision is None:
            raise NotFound
        words = read_typed(entries).get("words", "")
        act = getattr(participants, decision)
        async with unit_of_work(actor()) as db:
            await act(db, actor(), parse_id(self.id), words if isinstance(words, str) else "")
        self._done(DONE[decision].format(name=self.name))
        return Application.load


def _check(row: EligibilityRow) -> Check:
    state = {True: "met", False: "not met", None: "not known"}[row.met]
    return Check(state, row.sentence, [(fact.label, fact.value, fact.source) for fact in row.facts])


def _happened(step: StepView) -> Happened:
    who = step.by or "The program"
    return Happened(f"{who} {STEPS[step.what]}", step.at.isoformat(), step.words)


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
            ui.stack(_answers(), _history()),
            ui.stack(_decision(), _eligibility()),
            narrow_aside=True,
        ),
        current=PATH,
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
            _button("decline", "Decline"),
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
