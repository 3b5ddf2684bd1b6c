"""All pairs, as those who oversee see them: dates and numbers, nothing that was said."""

from dataclasses import dataclass
from typing import Any, Final

import reflex as rx

from mentorhub.mentorships import oversight, rules
from mentorhub.mentorships.views import OverviewRow
from mentorhub.permissions import MENTORSHIPS_OVERSEE
from mentorhub.web import components as ui
from mentorhub.web.frame import Frame
from mentorhub.web.guard import action, actor, page_load
from mentorhub.web.member.pair_rows import hours
from mentorhub.web.page import organizer_page
from mentorhub.web.screen import Screen
from tenants.database import unit_of_work

STATES: Final = {
    "fine": ("On track", "good"),
    "soon": ("Due soon", "accent"),
    "late": ("Late", "warn"),
    "quiet": ("Quiet", "plain"),
    "ended": ("Ended", "plain"),
}
SHOWN: Final = (("running", "Running"), ("look", "Late or quiet"), ("ended", "Ended"))


@dataclass(frozen=True)
class Row:
    id: str
    mentor: str
    mentor_page: str
    mentee: str
    mentee_page: str
    since: str
    until: str
    contact: str
    due: str
    meetings: str
    together: str
    state: str
    tone: str
    ended: bool
    look: bool


class Mentorships(Screen, rx.State):
    rows: list[Row] = []
    running: int = 0
    ended: int = 0
    late: int = 0
    meetings: int = 0
    hours: str = ""
    in_person: str = ""
    more: bool = False
    shown: str = "running"
    _all: list[Row] = []

    @page_load(MENTORSHIPS_OVERSEE)
    async def load(self) -> None:
        async with unit_of_work(actor()) as db:
            seen = await oversight.overview(db, actor())
        self._all = [_row(row) for row in seen.rows]
        self.running, self.ended, self.more = seen.running, seen.ended, seen.more
        self.late = sum(row.look for row in self._all)
        self.meetings = sum(row.meetings for row in seen.rows)
        self.hours = hours(sum(row.minutes for row in seen.rows))
        in_person = sum(row.in_person for row in seen.rows)
        self.in_person = f"{round(100 * in_person / self.meetings)} %" if self.meetings else "–"
        self._show()
        self._ready()

    @action(MENTORSHIPS_OVERSEE)
    async def show(self, which: str) -> None:
        if which in [key for key, _ in SHOWN]:
            self.shown = which
        self._show()

    def _show(self) -> None:
        match self.shown:
            case "ended":
                self.rows = [row for row in self._all if row.ended]
            case "look":
                self.rows = [row for row in self._all if row.look]
            case _:
                self.rows = [row for row in self._all if not row.ended]


def _row(row: OverviewRow) -> Row:
    words, tone = STATES[row.state]
    until = row.ended_on or row.ends_on
    return Row(
        id=str(row.id),
        mentor=row.mentor,
        mentor_page=f"/organizer/people/{row.mentor_id}",
        mentee=row.mentee,
        mentee_page=f"/organizer/people/{row.mentee_id}",
        since=row.began_on.isoformat(),
        until=until.isoformat() if until else "",
        contact=row.last_contact_on.isoformat() if row.last_contact_on else "",
        due=row.due_on.isoformat() if row.due_on and row.state != "ended" else "",
        meetings=str(row.meetings) if row.meetings else "None yet",
        together=_together(row),
        state=rules.ended_words(row.end_reason) if row.state == "ended" else words,
        tone=tone,
        ended=row.state == "ended",
        look=row.state in ("late", "quiet"),
    )


def _together(row: OverviewRow) -> str:
    if not row.meetings:
        return ""
    in_person = f", {row.in_person} in person" if row.in_person else ""
    return f"{hours(row.minutes)}{in_person}"


def mentorships_page() -> rx.Component:
    return organizer_page(
        Mentorships,
        ui.page_head(
            "Pairs",
            below=ui.private_line("You see dates and numbers. What the two write is theirs alone."),
        ),
        rx.cond(Mentorships.running + Mentorships.ended > 0, _all(), _none()),
        current="/organizer/mentorships",
    )


def _none() -> rx.Component:
    return ui.empty_state(
        "No pairs yet",
        "A pair stands here from the moment a proposal is final.",
        ui.link_button("Go to pairing", "/organizer/rounds", kind="primary"),
    )


def _all() -> rx.Component:
    return rx.fragment(
        ui.card(
            ui.stats(
                ui.stat(Mentorships.running.to_string(), "running"),
                ui.stat(Mentorships.late.to_string(), "late or quiet"),
                ui.stat(
                    Mentorships.meetings.to_string(),
                    rx.fragment("meetings, ", Mentorships.hours, " together"),
                ),
                ui.stat(Mentorships.in_person, "of meetings in person"),
                ui.stat(Mentorships.ended.to_string(), "ended"),
            )
        ),
        ui.card(
            ui.radio_group(
                "shown",
                "Which pairs?",
                list(SHOWN),
                look="beside",
                default=Mentorships.shown,
                on_change=Mentorships.show,
            ),
            rx.cond(
                Mentorships.rows.length() > 0,
                ui.data_table(
                    [
                        "Mentor",
                        "Mentee",
                        "Together",
                        "Last contact",
                        "Next due",
                        "Meetings",
                        ui.Column("State", shrink=True),
                    ],
                    Mentorships.rows,
                    _cells,
                    caption="Pairs and when they were last in touch",
                    key=lambda row: row.id,
                ),
                rx.el.p("None of them.", class_name="quiet py-4"),
            ),
            rx.cond(
                Mentorships.more, rx.el.p("The first 300 are shown, what is due first.", class_name="xs")
            ),
        ),
    )


def _name(name: Any, page: Any) -> rx.Component:
    """Why somebody was removed stands on their page, for those who may read it."""
    return rx.el.div(
        rx.cond(Frame.may_see_people, ui.link(name, page), name),
        class_name="person-name",
    )


def _cells(row: Any) -> list[ui.Node]:
    until = rx.cond(row.until != "", rx.fragment("to ", ui.time(row.until, "short-day")), "no end date")
    return [
        _name(row.mentor, row.mentor_page),
        _name(row.mentee, row.mentee_page),
        ui.two_lines(ui.time(row.since, "short-day"), until),
        rx.cond(row.contact != "", ui.time(row.contact, "short-day"), rx.el.span("None yet", class_name="s")),
        rx.cond(row.due != "", ui.time(row.due, "short-day"), rx.el.span("–", class_name="s")),
        ui.two_lines(row.meetings, row.together),
        ui.tag(row.state, row.tone),
    ]
