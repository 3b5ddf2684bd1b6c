"""The committee's room: the pool, the pairs and why, what a change would cost, sending, and the answers."""

import asyncio
from typing import Any, Final
from uuid import UUID

import reflex as rx

from mentorhub.matching import by_hand, pairing, record, room, rounds, sending
from mentorhub.matching.engine import Assignment
from mentorhub.matching.forms import ChangeForm, NoteForm
from mentorhub.matching.pairing import Task
from mentorhub.permissions import ROUNDS_RUN, ROUNDS_VIEW
from mentorhub.programs.counting import counted
from mentorhub.web.guard import action, actor, page_load
from mentorhub.web.organizer.rounds.runs import forget, running, watch
from mentorhub.web.organizer.rounds.screen import RoundScreen
from mentorhub.web.organizer.rounds.words import choice, sent_words, will_happen
from mentorhub.web.screen import parse, parse_id
from tenants.access import Principal
from tenants.database import unit_of_work
from tenants.kit.errors import Invalid, NotFound

MOST_CHOICES = 300
QUESTIONS: Final = {"ban": "Never pair {0}?", "pair": "Pair {0} by hand?"}


class RoundRoom(RoundScreen, rx.State):
    @page_load(ROUNDS_VIEW)
    async def load(self) -> Any:
        person = actor()
        async with unit_of_work(person) as db:
            seen = await room.room(db, person, self._id())
        self._show(seen)
        self.may_run = person.may(ROUNDS_RUN)
        self.status = "ready"
        return RoundRoom.look_closer if self.selected.id else None

    @action(ROUNDS_VIEW)
    async def look_closer(self) -> None:
        """What the engine and the colleagues say about the chosen pair; the table does not wait for it."""
        if not self.selected.id:
            return
        async with unit_of_work(actor()) as db:
            try:
                found = await room.panel(db, actor(), parse_id(self.selected.id))
            except NotFound:  # gone with a colleague's change; the next load chooses another
                return
        self.alternatives, self.decisions = list(found.alternatives), list(found.decisions)
        self.looking = False

    @action(ROUNDS_VIEW)
    async def choose(self, proposal_id: str) -> Any:
        found = next((row for row in self.rows if row.id == proposal_id), None)
        if found is None or found.id == self.selected.id:
            return None
        self.alternatives, self.decisions, self.looking = [], [], True
        self.problem, self.notice, self._chosen = "", "", found.id
        return RoundRoom.load

    @action(ROUNDS_VIEW)
    async def go_to(self, page: int) -> Any:
        self.page = page if isinstance(page, int) else 1
        self._chosen = ""
        return RoundRoom.load

    @action(ROUNDS_VIEW)
    async def turn_order(self) -> Any:
        self.weakest_first, self.page, self._chosen = not self.weakest_first, 1, ""
        return RoundRoom.load

    @action(ROUNDS_VIEW)
    async def open_record(self) -> None:
        async with unit_of_work(actor()) as db:
            self.record = await record.record(db, actor(), self._id())

    @action(ROUNDS_VIEW)
    async def close_notice(self) -> None:
        self.notice = ""

    @action(ROUNDS_RUN, background=True)
    async def find(self) -> Any:
        """Has the best pairs found. The page can be left meanwhile; the result is kept all the same."""
        principal = actor()
        async with self:
            round_id = self._id()
            self.problem = self.notice = ""
        async with unit_of_work(principal) as db:
            task = await pairing.begin(db, principal, round_id)
        async with self:
            self.computing = self.mine = True
            self.doing, self.done, self.of = "Reading what everybody said", 0, 0
        try:
            found = await self._watched(task)
            await _keep(principal, task, found)
        except BaseException:
            await _give_up(principal, task)
            async with self:
                self.computing = self.mine = False
            raise
        finally:
            forget(round_id)
        async with self:
            self.computing = self.mine = False
            self._done(f"{counted(len(found.pairs), 'pair').capitalize()} found. Nothing is sent yet.")
        return RoundRoom.load

    @action(ROUNDS_RUN)
    async def stop(self) -> None:
        async with unit_of_work(actor()) as db:
            await rounds.open_round(db, actor(), self._id())  # runs are known by the round alone
        run = running(self._id())
        if run is not None:
            run.cancelled = True
            self.doing = "Stopping"

    @action(ROUNDS_RUN)
    async def freeze_again(self) -> Any:
        async with unit_of_work(actor()) as db:
            await rounds.freeze_again(db, actor(), self._id())
        self._done("Taken again: everybody who is free now is in the pool.")
        return RoundRoom.load

    @action(ROUNDS_RUN)
    async def keep_together(self) -> Any:
        return await self._change(self._form("keep"), f"{self.selected.short} stay together.")

    @action(ROUNDS_RUN)
    async def let_part(self) -> Any:
        async with unit_of_work(actor()) as db:
            await by_hand.release(db, actor(), parse_id(self.selected.id))
        self._done("The next matching may part them again.")
        return RoundRoom.load

    @action(ROUNDS_RUN)
    async def unpair(self) -> Any:
        async with unit_of_work(actor()) as db:
            await by_hand.unpair(db, actor(), parse_id(self.selected.id))
        self._done(f"{self.selected.mentee} and {self.selected.mentor} are both free again.")
        return RoundRoom.load

    @action(ROUNDS_RUN)
    async def ask_never(self) -> None:
        await self._ask(self._form("ban"), self.selected.short)

    @action(ROUNDS_RUN)
    async def ask_instead(self, mentee_id: str, mentor_id: str, names: str) -> None:
        """One of the next best, or a mentor chosen by hand."""
        form = parse(ChangeForm, {"kind": "pair", "mentee_id": mentee_id, "mentor_id": mentor_id})
        await self._ask(form, str(names)[:120])

    @action(ROUNDS_RUN)
    async def choose_mentor_for(self, member_id: str) -> None:
        """Opens the list of mentors for somebody."""
        async with unit_of_work(actor()) as db:
            seen = await room.room(db, actor(), self._id())
        person = next((each for each in seen.mentees if each.id == member_id), None)
        if person is None:
            raise NotFound
        ordered = sorted(seen.mentors, key=lambda each: (each.free == 0, each.name))
        self.choices = [[each.id, choice(each)] for each in ordered[:MOST_CHOICES]]
        self.choosing, self.choosing_for, self.problem = person.id, person.name, ""

    @action(ROUNDS_RUN)
    async def choose_mentor(self, form_data: dict[str, Any]) -> None:
        chosen = str(form_data.get("mentor", "")) if isinstance(form_data, dict) else ""
        name = next((words for value, words in self.choices if value == chosen), None)
        if name is None:
            raise Invalid("Choose a mentor.", field="mentor")
        raw = {"kind": "pair", "mentee_id": self.choosing, "mentor_id": chosen}
        mentor = name.split(" · ")[0]
        names = f"{self.choosing_for} with {mentor}"
        self.choosing = ""
        await self._ask(parse(ChangeForm, raw), names)

    @action(ROUNDS_RUN)
    async def decide(self, form_data: dict[str, Any]) -> Any:
        words = form_data.get("words", "") if isinstance(form_data, dict) else ""
        form = parse(ChangeForm, {**self._asked, "words": words})
        said = "They will not be paired in this round." if form.kind == "ban" else "Paired by hand."
        result = await self._change(form, f"{said} The rest is matched again around it.")
        self.asking = ""
        return result

    @action(ROUNDS_RUN)
    async def allow_again(self, mentee_id: str, mentor_id: str) -> Any:
        """Somebody was ruled out, and that is taken back."""
        async with unit_of_work(actor()) as db:
            await by_hand.allow(db, actor(), self._id(), parse_id(mentee_id), parse_id(mentor_id))
        self._done("They can be paired in this round again. Pair the rest again to see what changes.")
        return [RoundRoom.open_record, RoundRoom.load]

    @action(ROUNDS_RUN)
    async def leave_it(self) -> None:
        """Closes whatever was being decided on."""
        self.asking = self.choosing = ""
        self.sending = self.closing = False
        self.problem, self.problems = "", {}

    @action(ROUNDS_RUN)
    async def write_note(self, form_data: dict[str, Any]) -> Any:
        raw = form_data if isinstance(form_data, dict) else {}
        form = parse(NoteForm, {"words": raw.get("body", "")})
        async with unit_of_work(actor()) as db:
            await room.note(db, actor(), parse_id(self.selected.id), form)
        self.noted += 1
        return RoundRoom.load

    @action(ROUNDS_RUN)
    async def ask_send(self) -> None:
        async with unit_of_work(actor()) as db:
            seen = await room.room(db, actor(), self._id())
        self.will_happen, self.sending, self.problem = will_happen(seen), True, ""

    @action(ROUNDS_RUN)
    async def send(self) -> Any:
        async with unit_of_work(actor()) as db:
            sent = await sending.send(db, actor(), self._id())
        self.sending = False
        self._done(sent_words(sent))
        return RoundRoom.load

    @action(ROUNDS_RUN)
    async def take_back(self) -> Any:
        async with unit_of_work(actor()) as db:
            await sending.take_back(db, actor(), parse_id(self.selected.id))
        self._done("Taken back. Both were told that it will not come about, and nothing more.")
        return RoundRoom.load

    @action(ROUNDS_RUN)
    async def ask_close(self) -> None:
        self.closing, self.problem = True, ""

    @action(ROUNDS_RUN)
    async def close(self) -> Any:
        async with unit_of_work(actor()) as db:
            told = await sending.close(db, actor(), self._id())
        self.closing = False
        self._done(
            f"Closed. {counted(told, 'person').capitalize()} told what comes next." if told else "Closed."
        )
        return RoundRoom.load

    def _id(self) -> UUID:
        return parse_id(self._param("round_id"))

    def _form(self, kind: str) -> ChangeForm:
        raw = {"kind": kind, "mentee_id": self.selected.mentee_id, "mentor_id": self.selected.mentor_id}
        return parse(ChangeForm, raw)

    async def _ask(self, form: ChangeForm, names: str) -> None:
        """Shows what a change would do, before it is decided."""
        async with unit_of_work(actor()) as db:
            seen = await by_hand.preview(db, actor(), self._id(), form)
        self._asked = {
            "kind": form.kind,
            "mentee_id": str(form.mentee_id),
            "mentor_id": str(form.mentor_id),
        }
        self.asking, self.question = form.kind, QUESTIONS[form.kind].format(names)
        self._weigh(seen)

    async def _change(self, form: ChangeForm, done: str) -> Any:
        async with unit_of_work(actor()) as db:
            await by_hand.change(db, actor(), self._id(), form)
        self._done(done)
        return RoundRoom.load

    async def _watched(self, task: Task) -> Assignment:
        run = watch(task.round_id)
        work = asyncio.create_task(pairing.solve(task, run.at, lambda: run.cancelled))
        while not work.done():
            await asyncio.wait({work}, timeout=0.4)
            async with self:
                self._follow(run)
        return await work


async def _keep(principal: Principal, task: Task, found: Assignment) -> None:
    async with unit_of_work(principal) as db:
        await pairing.keep(db, principal, task, found)


async def _give_up(principal: Principal, task: Task) -> None:
    async with unit_of_work(principal) as db:
        await pairing.give_up(db, principal, task)
