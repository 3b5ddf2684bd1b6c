"""What two do once they are a pair: write, meet, note, and answer surveys."""

import itertools
from collections.abc import Sequence
from datetime import timedelta
from functools import partial

from mentorhub.demonstration.agenda import Agenda
from mentorhub.demonstration.answers import Writer
from mentorhub.demonstration.crowd import Human
from mentorhub.demonstration.histories import histories
from mentorhub.gathering import Gathering
from mentorhub.meetings import service as meetings
from mentorhub.meetings.forms import MeetingForm
from mentorhub.mentorships import service as mentorships
from mentorhub.mentorships.views import MyPair
from mentorhub.messaging import service as messaging
from mentorhub.participants import service as participants
from mentorhub.programs import calendar_rules
from mentorhub.surveys import service as surveys
from tenants.access import Principal
from tenants.database import unit_of_work
from tenants.kit import clock
from tenants.kit.ids import new_id

FIRST_MEETING = 12
QUIET = {"oldest_pair", "mentor_of_two"}
"""Of the cast: their surveys wait for whoever signs in as them."""


class Pairs:
    def __init__(
        self, agenda: Agenda, writer: Writer, mentors: Sequence[Human], mentees: Sequence[Human]
    ) -> None:
        self.agenda = agenda
        self.stage = agenda.stage
        self.writer = writer
        self.mentors = mentors
        self.mentees = mentees
        self.words = histories(self.stage.setting.slug)
        self._threads = itertools.cycle(self.words.threads)
        self._begun: set[object] = set()

    async def begin(self) -> None:
        """Plans the time together of every pair that is new since the last look."""
        for human in self.mentors:
            mentor = self.stage.principals.get(human.mail)
            if mentor is None:
                continue
            async with unit_of_work(mentor) as db:
                found = await mentorships.mine(db, mentor)
            for pair in found:
                if pair.role == "mentor" and pair.id not in self._begun:
                    self._begun.add(pair.id)
                    await self._plan(mentor, pair)

    async def _plan(self, mentor: Principal, pair: MyPair) -> None:
        mentee = next(each for each in self.stage.principals.values() if each.me == pair.other.person_id)
        began = self._days_ago(pair)
        self._plan_messages(mentor, mentee, pair.gathering, began)
        self._plan_meetings(mentor, mentee, pair, began)
        if self.words.kinds:
            words = self.stage.chance.choice(self.words.kinds)
            self.agenda.add(began - FIRST_MEETING, partial(_describe, mentee, pair, words))

    def _plan_messages(
        self, mentor: Principal, mentee: Principal, gathering: Gathering, began: float
    ) -> None:
        """The first days are lively; the last message of a running pair is not long ago."""
        thread = next(self._threads)
        days_ago = began - 0.6
        for place, line in enumerate(thread):
            by, to = (mentor, mentee) if line.startswith(">") else (mentee, mentor)
            is_last = place == len(thread) - 1
            read = not is_last or self.stage.chance.random() < 0.4
            body = line.removeprefix(">").strip()
            self.agenda.add(days_ago, partial(_write, by, to, gathering, body, read=read))
            left = len(thread) - place
            days_ago -= max(0.3, self.stage.chance.uniform(0.5, 1.6) * (days_ago - 3.5) / left)
            days_ago = max(days_ago, 0.3)

    def _plan_meetings(self, mentor: Principal, mentee: Principal, pair: MyPair, began: float) -> None:
        """Roughly as often as the program asks. The first takes place; later ones may fall out."""
        each = self._days_between()
        first = days_ago = began - FIRST_MEETING
        while days_ago > 4:
            if days_ago == first or self.stage.chance.random() < 0.85:
                by = self.stage.chance.choice((mentor, mentee))
                self.agenda.add(days_ago, partial(self._meet, by, pair))
            days_ago -= each * self.stage.chance.uniform(0.85, 1.15)

    def _days_between(self) -> float:
        today = clock.today(self.stage.setting.zone)
        framework = self.stage.program.template.framework
        due = calendar_rules.next_due(today, framework.rhythm, framework.season)
        return (due - today).days if due is not None else 30

    def _days_ago(self, pair: MyPair) -> float:
        return (self.stage.present.date() - pair.began_on) / timedelta(days=1)

    async def _meet(self, by: Principal, pair: MyPair) -> None:
        template = self.stage.program.template
        chance = self.stage.chance
        place = chance.choice(template.meetings.places)
        form = MeetingForm(
            key=new_id(),
            held_on=max(clock.today(by.zone) - timedelta(days=1), pair.began_on),
            minutes=chance.choice((30, 35, 45, 60, 75)),
            place=place.type,
            place_name="The annual meeting in Seattle" if place.needs_name else "",
            notes=chance.choice(self.words.notes) if chance.random() < 0.7 else "",
        )
        async with unit_of_work(by) as db:
            gathering, allowed = await mentorships.to_log(db, by, pair.id)
            await meetings.log(db, by, gathering, form, allowed)

    async def answer_surveys(self, share: float) -> None:
        """Most of those who were asked, each once; the cast leaves some for whoever signs in as them."""
        template = self.stage.program.template
        for human in (*self.mentors, *self.mentees):
            who = self.stage.principals.get(human.mail)
            quiet = human.member is not None and human.member.part in QUIET
            if who is None or quiet or self.stage.chance.random() > share:
                continue
            async with unit_of_work(who) as db:
                for waiting in await surveys.waiting(db, who):
                    page = await surveys.page(db, who, waiting.wave_id)
                    typed = self.writer.answers(page.questions, human, template.role_keys[-1])
                    problems = await surveys.answer(db, who, waiting.wave_id, typed)
                    if problems:
                        raise ValueError(f"{human.mail}: {problems}")

    async def rest(self) -> None:
        """Whose time together is complete takes a rest, and the next round is for others."""
        for human in self.mentees:
            who = self.stage.principals.get(human.mail)
            if who is None:
                continue
            async with unit_of_work(who) as db:
                over = [pair for pair in await mentorships.mine(db, who) if pair.over == "term"]
                if over:
                    [place] = await participants.of_person(db, who.me, self.stage.program.id)
                    await participants.pause(db, who, place.id)


async def _write(by: Principal, to: Principal, gathering: Gathering, body: str, *, read: bool) -> None:
    async with unit_of_work(by) as db:
        sent = await messaging.send(db, by, gathering, body, new_id())
    if read:
        async with unit_of_work(to) as db:
            await messaging.mark_read(db, to, gathering, sent.number)


async def _describe(mentee: Principal, pair: MyPair, words: str) -> None:
    async with unit_of_work(mentee) as db:
        await mentorships.describe(db, mentee, pair.id, words)
