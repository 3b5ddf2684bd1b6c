"""Who waits for a decision, longest first; and what became of the others."""

from dataclasses import dataclass

import reflex as rx

from mentorhub.participants import service as participants
from mentorhub.participants.views import QueueRow, QueueView
from mentorhub.permissions import APPLICATIONS_REVIEW
from mentorhub.programs import service as programs
from mentorhub.programs.template import Template
from mentorhub.web import components as ui
from mentorhub.web.frame import Frame
from mentorhub.web.guard import actor, page_load
from mentorhub.web.page import organizer_page
from mentorhub.web.screen import Screen
from tenants.database import unit_of_work

PATH = "/organizer/applications"
STATES: tuple[tuple[str, str, str], ...] = (
    ("waiting", "submitted", "Waiting"),
    ("asked_back", "asked_back", "Asked back"),
    ("waitlisted", "waitlisted", "Waiting list"),
    ("accepted", "accepted", "Accepted"),
    ("declined", "declined", "Declined"),
    ("withdrawn", "withdrawn", "Withdrawn"),
)
EMPTY = {
    "waiting": "Nobody waits for a decision. Whoever applies stands here, and this page shows it at once.",
    "asked_back": "Nobody owes you an answer.",
    "waitlisted": "Nobody is on the waiting list.",
    "accepted": "Nobody has been accepted yet.",
    "declined": "Nobody was declined.",
    "withdrawn": "Nobody has withdrawn.",
}


@dataclass(frozen=True)
class Row:
    id: str
    name: str
    line: str
    called: str
    since: str
    again: bool
    href: str


@dataclass(frozen=True)
class Filter:
    """A state or a role as a link, with how many there are."""

    words: str
    count: int
    href: str
    current: bool


class Applications(Screen, rx.State):
    rows: list[Row] = []
    states: list[Filter] = []
    roles: list[Filter] = []
    shown: str = "waiting"
    waiting: int = 0
    longest: str = ""  # who has waited longest
    longest_since: str = ""
    first: str = ""
    nobody: str = ""
    anybody: bool = False
    more: bool = False
    program_name: str = ""
    address: str = ""

    @page_load(APPLICATIONS_REVIEW)
    async def load(self) -> None:
        asked, role = self._param("shown"), self._param("role")
        self.shown = asked if asked in EMPTY else "waiting"
        async with unit_of_work(actor()) as db:
            program = await programs.shown(db)
            if program is None:
                self.program_name, self.address, self.rows, self.anybody = "", "", [], False
            else:
                wanted = role if role in program.template.role_keys else ""
                found = await participants.queue(db, actor(), program, shown=self.shown, role=wanted or None)
                self.program_name, self.address = program.name, f"/?program={program.slug}"
                self._fill(program.template, found, wanted)
        self._ready()

    def _fill(self, template: Template, found: QueueView, role: str) -> None:
        called = {each.key: each.name for each in template.roles.roles}
        plural = {each.key: each.plural for each in template.roles.roles}
        self.rows = [_row(row, called[row.role]) for row in found.rows]
        self.more, self.nobody = found.more, EMPTY[self.shown]
        self.anybody = any(number for (status, _), number in found.counts.items() if status != "draft")
        self.waiting = found.count("submitted")
        self.states = [
            Filter(words, found.count(status, role or None), _href(key, role), key == self.shown)
            for key, status, words in STATES
        ]
        everybody = Filter(
            "Everybody", sum(self._here(found, key) for key in called), _href(self.shown, ""), not role
        )
        self.roles = [everybody] + [
            Filter(plural[key].capitalize(), self._here(found, key), _href(self.shown, key), key == role)
            for key in called
        ]
        longest = found.rows[0] if self.shown == "waiting" and found.rows else None
        self.longest = longest.name if longest else ""
        self.first = f"{PATH}/{longest.id}" if longest else ""
        self.longest_since = longest.waiting_since.isoformat() if longest else ""

    def _here(self, found: QueueView, role: str) -> int:
        status = next(status for key, status, _ in STATES if key == self.shown)
        return found.count(status, role)


def _row(row: QueueRow, called: str) -> Row:
    return Row(
        str(row.id),
        row.name,
        row.line,
        called[:1].upper() + called[1:],
        row.waiting_since.isoformat(),
        row.again,
        f"{PATH}/{row.id}",
    )


def _href(shown: str, role: str) -> str:
    chosen = [f"shown={shown}"] if shown != "waiting" else []
    chosen += [f"role={role}"] if role else []
    return PATH + ("?" + "&".join(chosen) if chosen else "")


def applications_page() -> rx.Component:
    return organizer_page(
        Applications,
        ui.page_head("Applications", above=Applications.program_name),
        rx.cond(Applications.anybody, _queue(), _nobody_yet()),
        current=PATH,
    )


def _queue() -> rx.Component:
    return rx.fragment(
        rx.cond(Applications.longest != "", _next()),
        rx.el.nav(
            rx.el.ul(rx.foreach(Applications.states, _filter), class_name="filters"),
            custom_attrs={"aria-label": "By state"},
        ),
        rx.cond(
            Applications.roles.length() > 2,
            rx.el.nav(
                rx.el.ul(rx.foreach(Applications.roles, _filter), class_name="filters quieter"),
                custom_attrs={"aria-label": "By role"},
            ),
        ),
        rx.cond(
            Applications.rows.length() > 0,
            ui.card(_table()),
            ui.empty_state("Nobody here", Applications.nobody),
        ),
        rx.cond(
            Applications.more,
            rx.el.p(
                "These are the 200 that wait longest. Decide on some, and the next ones move up.",
                class_name="s",
            ),
        ),
    )


def _next() -> rx.Component:
    since = ui.time(Applications.longest_since, "ago")
    many = rx.cond(
        Applications.waiting == 1,
        "One application waits for you",
        f"{Applications.waiting} applications wait for you",
    )
    return ui.next_card(
        many,
        ui.link_button("Read the first", Applications.first, kind="primary", arrow=True),
        lines=(rx.fragment(Applications.longest, " waits longest. Sent ", since, "."),),
    )


def _filter(each: rx.vars.ObjectVar[Filter]) -> rx.Component:
    return rx.el.li(
        ui.area_link(
            each.words,
            rx.el.span(each.count, class_name="count"),
            href=each.href,
            class_name="filter",
            current=each.current,
        )
    )


def _table() -> rx.Component:
    return ui.data_table(
        [ui.Column("Applicant", title=True), "Wants to be", ui.Column("Waiting", shrink=True)],
        Applications.rows,
        lambda row: [
            rx.el.div(
                rx.el.div(
                    ui.link(row.name, row.href),
                    rx.cond(row.again, rx.fragment(" ", ui.tag("Sent again", "accent"))),
                    class_name="person-name",
                ),
                rx.el.div(row.line, class_name="s"),
            ),
            row.called,
            rx.el.span(ui.time(row.since, "ago"), class_name="s"),
        ],
        caption="Applications, who waits longest first",
        key=lambda row: row.id,
        on_open=lambda row: rx.redirect(row.href),
    )


def _nobody_yet() -> rx.Component:
    return rx.cond(Applications.address == "", _not_open_yet(), _share())


def _not_open_yet() -> rx.Component:
    return ui.empty_state(
        "Nobody can apply yet",
        rx.cond(
            Frame.may_edit_program,
            "Your program is a draft. Read its page, change what you like, and open applications there.",
            "The program is a draft. Somebody who edits it opens applications on its page.",
        ),
        rx.cond(
            Frame.may_edit_program,
            ui.link_button("Go to the program page", "/organizer/program", kind="primary"),
        ),
    )


def _share() -> rx.Component:
    return ui.empty_state(
        "Nobody has applied yet",
        "Share the program's page: it says what the program is, who can take part, and opens the form. "
        "Whoever applies stands here at once.",
        ui.link_button("See the page that people see", Applications.address, kind="primary"),
        ui.link_button("Invite members from the roster", "/organizer/people"),
    )
