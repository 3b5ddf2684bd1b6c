"""One application: what was answered, how the rules came out, and the decision."""

from dataclasses import dataclass, field
from typing import Any

import reflex as rx

from mentorhub.participants import service as participants
from mentorhub.participants.rules import DECIDABLE, Decision
from mentorhub.participants.views import EligibilityRow, ReviewView, StepView
from mentorhub.permissions import APPLICATIONS_REVIEW
from mentorhub.web.components.questions import read_typed
from mentorhub.web.guard import action, actor, page_load
from mentorhub.web.organizer.applications.list import PATH
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
    declining: bool = False
    ready_words: list[tuple[str, str]] = []
    begun: str = ""  # what was typed before it became a no

    @page_load(APPLICATIONS_REVIEW)
    async def load(self) -> None:
        application_id = parse_id(self._param("application_id"))
        if str(application_id) != self.id:
            self.notice, self.declining, self.begun = "", False, ""
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
        self.ready_words = list(view.decline_words)
        self.words, self.mine, self.early_career = view.words, view.mine, view.early_career is True
        self.answers = [Answer(row.label, row.text, row.hidden, row.seen_by) for row in view.answers]
        self.checks = [_check(row) for row in view.eligibility]
        self.history = [_happened(step) for step in reversed(view.steps)]
        self.can = (
            [] if view.mine else [what for what, statuses in DECIDABLE.items() if view.status in statuses]
        )

    @action(APPLICATIONS_REVIEW)
    async def ask_decline(self, entries: Any) -> None:
        """A no deserves a second look, and words that somebody has thought about."""
        words = read_typed(entries).get("words", "")
        self.begun = words if isinstance(words, str) else ""
        self.declining, self.problem, self.problems = True, "", {}

    @action(APPLICATIONS_REVIEW)
    async def close(self) -> None:
        self.declining, self.problem, self.problems = False, "", {}

    @action(APPLICATIONS_REVIEW)
    async def decline(self, form_data: dict[str, Any]) -> Any:
        words = form_data.get("farewell", "")
        async with unit_of_work(actor()) as db:
            await participants.decline(
                db, actor(), parse_id(self.id), words if isinstance(words, str) else ""
            )
        self.declining = False
        self._done(DONE["decline"].format(name=self.name))
        return Application.load

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
        self.declining = False
        self._done(DONE[decision].format(name=self.name))
        return Application.load


def _check(row: EligibilityRow) -> Check:
    state = {True: "met", False: "not met", None: "not known"}[row.met]
    return Check(state, row.sentence, [(fact.label, fact.value, fact.source) for fact in row.facts])


def _happened(step: StepView) -> Happened:
    who = step.by or "The program"
    return Happened(f"{who} {STEPS[step.what]}", step.at.isoformat(), step.words)
