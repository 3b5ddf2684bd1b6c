"""A pair's own page: contact, terms, what is due, messages, meetings, help, and a private way out."""

from dataclasses import replace
from typing import Any, Final
from uuid import UUID

import reflex as rx

from mentorhub.consents.views import Settled
from mentorhub.help import service as help_desk
from mentorhub.help.forms import QuestionForm
from mentorhub.help.views import Kind
from mentorhub.meetings import service as meetings
from mentorhub.meetings.forms import MeetingForm
from mentorhub.mentorships import ending, questions
from mentorhub.mentorships import service as mentorships
from mentorhub.mentorships.views import Question
from mentorhub.programs import service as programs
from mentorhub.programs.template import Template
from mentorhub.web.frame import PAIRS
from mentorhub.web.guard import SIGNED_IN, action, actor, page_load
from mentorhub.web.member import pair_cards as cards
from mentorhub.web.member.pair_lead import lead
from mentorhub.web.member.pair_rows import MeetingRow, PairRow, blank, meeting_row, pair_row, total_in_words
from mentorhub.web.member.talking import Talking, conversation
from mentorhub.web.page import member_page
from mentorhub.web.screen import parse, parse_id, show
from tenants.database import unit_of_work
from tenants.kit import clock
from tenants.kit.ids import new_id

NO_PAIR: Final = blank(PairRow)
NO_MEETING: Final = blank(MeetingRow)


class MentorshipPage(Talking, rx.State):
    pair: PairRow = NO_PAIR
    meetings: list[MeetingRow] = []
    together: str = ""
    today: str = ""
    kinds: list[list[str]] = []
    places: dict[str, list[list[str]]] = {}
    clinics: list[str] = []
    named_places: list[str] = []
    usual_minutes: str = ""

    writing_down: bool = False
    editing: MeetingRow = NO_MEETING
    form_key: str = ""
    picked_status: str = "held"
    picked_kind: str = ""
    picked_place: str = ""
    removing: str = ""
    ending: bool = False
    helping: bool = False
    asked_key: str = ""
    match_asked: str = ""
    """The pair after whose end a new match has been asked for."""

    @page_load(SIGNED_IN)
    async def load(self) -> None:
        principal = actor()
        async with unit_of_work(principal) as db:
            page = await mentorships.page(db, principal, self._id())
            rows = await meetings.of(db, principal, page.pair.gathering)
            await self._converse(db, page.pair.gathering)
        today = clock.today(principal.zone)
        show(self, other=page.pair.other.called, today=today.isoformat())
        self.pair = pair_row(page, rows, today)
        self.ending = self.ending and self.pair.running
        self.meetings = [meeting_row(row, page.template, principal.me, self.other) for row in rows]
        self.together = total_in_words(rows)
        self._offer(page.template, page.pair.framework.minutes)
        if self.status != "ready":
            self._ready()

    @action(SIGNED_IN)
    async def write_down(self) -> None:
        """Opens the form for a meeting that has been."""
        self._open_form(replace(NO_MEETING, status="held", held_on=self.today))

    @action(SIGNED_IN)
    async def change(self, meeting_id: str) -> None:
        found = next((row for row in self.meetings if row.id == meeting_id and row.mine), None)
        if found is not None:
            self._open_form(found)

    @action(SIGNED_IN)
    async def close_form(self) -> None:
        self.writing_down, self.acting, self.problems, self.problem = False, "", {}, ""

    @action(SIGNED_IN)
    async def pick_status(self, status: str) -> None:
        self.picked_status = status if status in ("held", "missed", "moved") else "held"

    @action(SIGNED_IN)
    async def pick_kind(self, kind: str) -> None:
        if isinstance(kind, str) and kind in self.places:
            self.picked_kind = kind

    @action(SIGNED_IN)
    async def pick_place(self, place: str) -> None:
        self.picked_place = place if isinstance(place, str) else ""

    @action(SIGNED_IN)
    async def save_meeting(self, form_data: dict[str, Any]) -> Any:
        self.acting = "meeting"
        form = parse(MeetingForm, form_data)
        async with unit_of_work(actor()) as db:
            gathering, allowed = await mentorships.to_log(db, actor(), self._id())
            if self.editing.id:
                which = parse_id(self.editing.id)
                await meetings.change(db, actor(), gathering, which, form, allowed)
            else:
                await meetings.log(db, actor(), gathering, form, allowed)
        self.writing_down, self.acting = False, ""
        self._done(f"Written down. {self.other} sees it, too.")
        return MentorshipPage.load

    @action(SIGNED_IN)
    async def ask_remove(self, meeting_id: str) -> None:
        self.removing = meeting_id if any(row.id == meeting_id and row.mine for row in self.meetings) else ""

    @action(SIGNED_IN)
    async def keep_meeting(self) -> None:
        self.removing = ""

    @action(SIGNED_IN)
    async def remove_meeting(self) -> Any:
        self.acting = ""
        which, self.removing = parse_id(self.removing), ""
        async with unit_of_work(actor()) as db:
            gathering = await mentorships.open_gathering(db, actor(), self._id(), lock=True)
            await meetings.remove(db, actor(), gathering, which)
        self._done("Taken back. It counts no more.")
        return MentorshipPage.load

    @action(SIGNED_IN)
    async def say(self, answer: str) -> Any:
        """The answer to the open question: whether to go on, or to stay in touch."""
        self.acting = ""
        asked: Question = "stay_in_touch" if self.pair.asked == "stay_in_touch" else "renewal"
        async with unit_of_work(actor()) as db:
            settled = await questions.answer(db, actor(), self._id(), asked, yes=answer == "yes")
        self._done(_thanks(asked, settled))
        return MentorshipPage.load

    @action(SIGNED_IN)
    async def name_kind(self, form_data: dict[str, Any]) -> Any:
        self.acting = "kind"
        words = form_data.get("own_kind") if isinstance(form_data, dict) else ""
        async with unit_of_work(actor()) as db:
            await mentorships.describe(db, actor(), self._id(), str(words or ""))
        self.acting = ""
        self._done("Noted, for both of you.")
        return MentorshipPage.load

    @action(SIGNED_IN)
    async def open_end(self) -> None:
        self.ending = True

    @action(SIGNED_IN)
    async def close_end(self) -> None:
        self.ending = False

    @action(SIGNED_IN)
    async def end_it(self) -> Any:
        self.acting, self.ending = "", False
        async with unit_of_work(actor()) as db:
            await ending.end(db, actor(), self._id())
        self._done("It has ended. Nobody is told who asked.")
        return MentorshipPage.load

    @action(SIGNED_IN)
    async def open_help(self) -> None:
        self.helping, self.asked_key = True, str(new_id())

    @action(SIGNED_IN)
    async def close_help(self) -> None:
        self.helping, self.acting, self.problems, self.problem = False, "", {}, ""

    @action(SIGNED_IN)
    async def ask_help(self, form_data: dict[str, Any]) -> None:
        self.acting = "help"
        await self._ask(parse(QuestionForm, form_data), "pair")
        self.helping, self.acting = False, ""
        self._done(f"Sent. You get an answer by mail within {self.pair.answer_days}.")

    @action(SIGNED_IN)
    async def ask_rematch(self) -> None:
        self.acting = ""
        words = f"I would like to be paired with somebody else as a {self._my_role()}."
        await self._ask(QuestionForm(key=self._rematch_key(), body=words), "rematch")
        self.match_asked = str(self._id())
        self._done("")

    async def _ask(self, form: QuestionForm, kind: Kind) -> None:
        async with unit_of_work(actor()) as db:
            page = await mentorships.page(db, actor(), self._id())
            program = await programs.current(db, page.program_id)
            await help_desk.ask(db, actor(), program, form, about=page.pair.gathering, kind=kind)

    def _rematch_key(self) -> UUID:
        """One for each person and pair: asking twice is asking once."""
        return UUID(int=self._id().int ^ actor().me.int)

    def _my_role(self) -> str:
        return "mentee" if self.pair.role == "mentor" else "mentor"

    def _id(self) -> UUID:
        return parse_id(self._param("mentorship_id"))

    def _arrive(self, *, anew: bool) -> None:
        """A link may ask for the form at once, or for the question that comes before an end."""
        super()._arrive(anew=anew)
        self.writing_down = self.helping = False
        self.removing, self.ending = "", bool(self._param("end"))
        if self._param("log"):
            self._open_form(replace(NO_MEETING, status="held", held_on=clock.today(actor().zone).isoformat()))

    def _open_form(self, row: MeetingRow) -> None:
        self.editing, self.form_key, self.writing_down = row, str(new_id()), True
        self.picked_status, self.picked_kind = row.status, row.kind or self.picked_kind
        self.picked_place = row.place
        self.acting, self.problems, self.problem, self.notice = "", {}, "", ""

    def _offer(self, template: Template, minutes: int | None) -> None:
        """What the form offers is what the program allows."""
        kinds, everywhere = template.meetings.kinds, template.meetings.places
        places = {
            kind.key: [[p.type, p.label] for p in everywhere if not kind.places or p.type in kind.places]
            for kind in kinds
        }
        show(
            self,
            kinds=[[kind.key, kind.label] for kind in kinds],
            places=places,
            named_places=[place.type for place in everywhere if place.needs_name],
            clinics=[kind.key for kind in kinds if kind.clinic_hours is not None],
            usual_minutes=str(minutes or ""),
        )
        if self.picked_kind not in places:
            self.picked_kind = kinds[0].key


def _thanks(asked: Question, settled: Settled | None) -> str:
    """To whoever gave the answer, which may have been the last one that was awaited."""
    match asked, settled:
        case "renewal", "agreed":
            return "Thank you. You both said yes: it goes on."
        case "stay_in_touch", "agreed":
            return "Thank you. You both said yes: contact is open again."
        case _:
            return "Thank you. Your answer is noted."


def mentorship_page() -> rx.Component:
    state = MentorshipPage
    return member_page(
        state,
        cards.head(state),
        cards.what_was_said(state),
        lead(state),
        cards.writing(state),
        cards.columns(
            conversation(state, notice=state.pair.notice, can_write=state.pair.can_write),
            state,
        ),
        cards.foot(state),
        cards.dialogs(state),
        current=PAIRS,
    )
