"""A proposal, for each of the two: who it is, why you two, what you agree to, and yes or no."""

from typing import Any, Final

import reflex as rx

from mentorhub.matching import proposals
from mentorhub.matching.forms import DeclineForm
from mentorhub.matching.views import ProposalPage, Reason, Shown
from mentorhub.web import components as ui
from mentorhub.web.components import overlays as over
from mentorhub.web.guard import SIGNED_IN, action, actor, page_load
from mentorhub.web.page import member_page
from mentorhub.web.screen import Screen, parse, parse_id
from tenants.database import unit_of_work

NONE: Final = ProposalPage("", "", "", "", "", "", "", "", (), (), (), "", "", True, "", "")
LONGEST_WORDS = 400
HEARS = "Whoever else was asked hears that it will not come about, and nothing more."
"""Where they are asked in order, the second is never told of what the first declined."""


class Proposal(Screen, rx.State):
    page: ProposalPage = NONE
    reasons: list[Reason] = []
    about: list[Shown] = []
    terms: list[Shown] = []
    ready_words: list[tuple[str, str]] = []
    declining: bool = False

    @page_load(SIGNED_IN)
    async def load(self) -> None:
        async with unit_of_work(actor()) as db:
            found = await proposals.page(db, actor(), self._id())
        self.page = found
        self.reasons, self.about, self.terms = list(found.reasons), list(found.shown), list(found.terms)
        self.ready_words = list(found.ready_words)
        self.status = "ready"

    @action(SIGNED_IN)
    async def accept(self) -> Any:
        async with unit_of_work(actor()) as db:
            await proposals.accept(db, actor(), self._id())
        self._done("")
        return Proposal.load

    @action(SIGNED_IN)
    async def ask_decline(self) -> None:
        self.declining, self.problem, self.problems = True, "", {}

    @action(SIGNED_IN)
    async def keep_thinking(self) -> None:
        self.declining = False

    @action(SIGNED_IN)
    async def decline(self, form_data: dict[str, Any]) -> Any:
        form = parse(DeclineForm, form_data)
        self.declining = False
        async with unit_of_work(actor()) as db:
            await proposals.decline(db, actor(), self._id(), form)
        self._done("")
        return Proposal.load

    def _id(self) -> Any:
        return parse_id(self._param("proposal_id"))


PAGE = Proposal.page


def proposal_page() -> rx.Component:
    return member_page(
        Proposal,
        ui.page_head(
            rx.cond(PAGE.state == "over", "A proposal", rx.fragment("You and ", PAGE.other)),
            above=PAGE.program,
        ),
        rx.cond(Proposal.problem != "", ui.notice(Proposal.problem, tone="bad")),
        rx.match(
            PAGE.state,
            ("waiting", _asked()),
            ("answered", _answered()),
            ("final", _final()),
            ("declined", _declined()),
            _over(),
        ),
        rx.cond((PAGE.state == "waiting") | (PAGE.state == "answered") | (PAGE.state == "final"), _both()),
        _decline_dialog(),
        current="/home",
    )


def _asked() -> rx.Component:
    return ui.next_card(
        rx.cond(
            PAGE.other_role == "mentor",
            rx.fragment("Would you like ", PAGE.other, " as your mentor?"),
            rx.fragment("Would you like to mentor ", PAGE.other, "?"),
        ),
        ui.button_row(
            ui.button("Accept", on_click=Proposal.accept, kind="primary"),
            ui.button("Decline", on_click=Proposal.ask_decline),
        ),
        lines=(
            rx.cond(PAGE.other_line != "", PAGE.other_line, rx.fragment("Proposed by: ", PAGE.paired_by)),
            rx.fragment(
                rx.cond(
                    PAGE.until != "",
                    rx.fragment("The proposal stands until ", ui.time(PAGE.until, "weekday"), ". "),
                ),
                "If you decline, nobody is told why.",
            ),
        ),
        eyebrow_text="Your answer",
    )


def _answered() -> rx.Component:
    return ui.next_card(
        rx.fragment("Waits for ", PAGE.other),
        lines=(
            rx.fragment(
                "You said yes. You get a mail as soon as ",
                PAGE.other,
                " has answered, and this page shows it.",
            ),
            rx.cond(
                PAGE.until != "",
                rx.fragment("The proposal stands until ", ui.time(PAGE.until, "weekday"), "."),
            ),
        ),
        eyebrow_text="Your answer is in",
    )


def _final() -> rx.Component:
    return ui.next_card(
        "You have both said yes",
        ui.link_button(
            "Open your page together", f"/mentorship/{PAGE.mentorship_id}", kind="primary", arrow=True
        ),
        lines=(
            rx.cond(
                PAGE.contact != "",
                rx.fragment("Write to ", ui.mail_link(PAGE.contact), " or on your page."),
            ),
        ),
        eyebrow_text="It is final",
    )


def _declined() -> rx.Component:
    return ui.next_card(
        "You said no, and that is fine",
        ui.link_button("Go to your page", "/home"),
        lines=(
            HEARS,
            rx.fragment("You stay on the list. ", PAGE.paired_by, " will look for somebody else for you."),
        ),
        eyebrow_text="Your answer is in",
    )


def _over() -> rx.Component:
    return ui.next_card(
        "This pairing will not come about",
        ui.link_button("Go to your page", "/home"),
        lines=(
            "That happens, and it says nothing about you.",
            rx.fragment("You stay on the list. ", PAGE.paired_by, " will look for somebody else for you."),
        ),
        eyebrow_text="No answer needed",
    )


def _both() -> rx.Component:
    return ui.split(
        ui.stack(
            rx.cond(
                Proposal.reasons.length() > 0,
                ui.card(
                    rx.el.ul(rx.foreach(Proposal.reasons, _reason), class_name="flex flex-col gap-4"),
                    title="Why you two",
                    aside=rx.el.span("What counts most stands first", class_name="xs"),
                ),
            ),
            rx.cond(
                Proposal.about.length() > 0,
                ui.card(
                    _list(Proposal.about),
                    title=rx.fragment("About ", PAGE.other),
                    aside=rx.el.span("From the application", class_name="xs"),
                ),
            ),
        ),
        ui.stack(
            ui.card(
                _list(Proposal.terms),
                rx.el.p(PAGE.agrees_to, class_name="s mt-4"),
                title="What you agree to",
            ),
            rx.cond(
                PAGE.contact_hidden,
                ui.card(
                    ui.private_line("Mail addresses are shown to you both once you have both said yes"),
                ),
            ),
        ),
    )


def _reason(reason: rx.vars.ObjectVar[Reason]) -> rx.Component:
    return rx.el.li(
        rx.el.span(ui.icon("check"), class_name="text-accent-strong shrink-0 mt-1"),
        rx.el.div(
            rx.el.p(reason.words),
            rx.el.p(f"{reason.factor} · counts for {reason.counts} of 100", class_name="xs"),
            class_name="min-w-0",
        ),
        class_name="flex gap-3 items-start",
    )


def _list(rows: rx.Var[list[Shown]]) -> rx.Component:
    def line(each: rx.vars.ObjectVar[Shown]) -> rx.Component:
        return rx.el.div(
            rx.el.dt(each.label, class_name="s"),
            rx.el.dd(each.text, class_name="m-0 whitespace-pre-line"),
            class_name="flex flex-col gap-1",
        )

    return rx.el.dl(rx.foreach(rows, line), class_name="flex flex-col gap-4")


def _decline_dialog() -> rx.Component:
    return over.dialog(
        ui.form(
            rx.cond(Proposal.ready_words.length() > 0, ui.ready_words(Proposal.ready_words, into="words")),
            ui.text_area(
                "words",
                "Anything that would help us find somebody better for you?",
                required=False,
                rows=3,
                maximum=LONGEST_WORDS,
                errors=Proposal.problems,
                help="Only those who pair read this.",
            ),
            rx.el.div(
                ui.button("Back", on_click=Proposal.keep_thinking),
                ui.button("Decline", kind="danger final", submit=True),
                class_name="btn-row",
            ),
            on_submit=Proposal.decline,
        ),
        title="Decline this pairing?",
        description=HEARS,
        open=Proposal.declining,
        on_close=Proposal.keep_thinking(),
    )
