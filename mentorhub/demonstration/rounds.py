"""Rounds of pairing: some closed with their pairs, one out for answers, one still in the room."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from mentorhub.demonstration.agenda import Agenda
from mentorhub.demonstration.applying import Applicant
from mentorhub.demonstration.crowd import Human
from mentorhub.demonstration.histories import histories
from mentorhub.demonstration.stage import Stage
from mentorhub.matching import by_hand, pairing, proposals, room, rounds, sending
from mentorhub.matching.forms import ChangeForm, DeclineForm, NoteForm, RoundForm
from mentorhub.matching.views import Room
from tenants.access import Principal, Role
from tenants.database import unit_of_work


@dataclass(frozen=True, slots=True)
class Wish:
    """Who is to be paired: by name, mentee of the cast and mentor; any mentor where none is named."""

    mentee: str
    mentor: str = ""


class Rounds:
    """The rounds of one organization, put into its agenda."""

    def __init__(self, agenda: Agenda, applicants: Sequence[Applicant]) -> None:
        self.agenda = agenda
        self.stage: Stage = agenda.stage
        taking_part = [each for each in applicants if each.outcome == "accepted"]
        self.mentors = [each.human for each in taking_part if each.role == "mentor"]
        self.mentees = [each.human for each in taking_part if each.role == "mentee"]
        self.words = histories(self.stage.setting.slug)
        self.asks = bool(self.stage.program.template.pairing.acceptance.parties)

    @property
    def by(self) -> Principal:
        return self.stage.staff.get(Role.COMMITTEE, self.stage.coordinator)

    def closed(self, days_ago: float, name: str, wishes: Sequence[Wish], *, declined: bool) -> None:
        """Sent after two days, answered within a week, closed after ten days."""
        self.agenda.add(
            days_ago, partial(self._hold, days_ago, name, wishes, to_the_end=True, declined=declined)
        )

    def out(self, days_ago: float, name: str, wishes: Sequence[Wish]) -> None:
        """Sent, and some of the answers are there."""
        held = partial(self._hold, days_ago, name, wishes, to_the_end=False, declined=False)
        self.agenda.add(days_ago, held)

    def in_the_room(self, days_ago: float, name: str) -> None:
        self.agenda.add(days_ago, partial(self._in_the_room, name))

    async def _hold(
        self, days_ago: float, name: str, wishes: Sequence[Wish], *, to_the_end: bool, declined: bool
    ) -> None:
        round_id = await self._paired(name, wishes)
        sent = days_ago - min(2, days_ago * 0.2)
        self.agenda.add(sent, partial(self._send, round_id))
        if self.asks and to_the_end:
            self.agenda.add(sent - 2, partial(self._mentors_answer, declined=declined))
            self.agenda.add(sent - 5, self._all_mentees_answer)
        elif self.asks:
            self.agenda.add(sent - 1, partial(self._mentors_answer, declined=False))
            self.agenda.add(sent - 2, self._one_mentee_answers)
        if to_the_end:
            self.agenda.add(sent - 8, partial(self._close, round_id))

    async def _paired(self, name: str, wishes: Sequence[Wish]) -> UUID:
        by = self.by
        async with unit_of_work(by) as db:
            round_id = await rounds.start(db, by, self.stage.program.id, RoundForm(name=name))
        async with unit_of_work(by) as db:
            task = await pairing.begin(db, by, round_id)
        found = await pairing.solve(task)
        async with unit_of_work(by) as db:
            await pairing.keep(db, by, task, found)
        for wish in wishes:
            await self._grant(round_id, wish)
        return round_id

    async def _grant(self, round_id: UUID, wish: Wish) -> None:
        """By hand, with the reason that a committee would write down; kept where they are paired already."""
        seen = await self._room(round_id)
        mentee = next(each.id for each in seen.mentees if each.name == wish.mentee)
        mentor = self._mentor_for(seen, mentee, wish.mentor)
        together = any((each.mentee_id, each.mentor_id) == (mentee, mentor) for each in seen.pairs)
        form = ChangeForm(
            kind="keep" if together else "pair",
            mentee_id=UUID(mentee),
            mentor_id=UUID(mentor),
            words=self.words.by_hand,
        )
        async with unit_of_work(self.by) as db:
            await by_hand.change(db, self.by, round_id, form)

    @staticmethod
    def _mentor_for(seen: Room, mentee: str, name: str) -> str:
        """Unnamed: the one they are paired with already, or else the one of the weakest pair."""
        if name:
            return next(each.id for each in seen.mentors if each.name == name)
        return min(seen.pairs, key=lambda pair: (pair.mentee_id != mentee, pair.fit)).mentor_id

    async def _in_the_room(self, name: str) -> None:
        """One pair kept together with a word to the colleagues; nothing has been sent."""
        round_id = await self._paired(name, ())
        seen = await self._room(round_id)
        if not seen.pairs:
            raise ValueError(f"Nobody is paired in {name}.")
        best = max(seen.pairs, key=lambda pair: pair.fit)
        keep = ChangeForm(kind="keep", mentee_id=UUID(best.mentee_id), mentor_id=UUID(best.mentor_id))
        async with unit_of_work(self.by) as db:
            await by_hand.change(db, self.by, round_id, keep)
            words = NoteForm(words="I would send this one whatever else changes.")
            await room.note(db, self.by, UUID(best.id), words)

    async def _room(self, round_id: UUID) -> Room:
        async with unit_of_work(self.by) as db:
            return await room.room(db, self.by, round_id)

    async def _send(self, round_id: UUID) -> None:
        async with unit_of_work(self.by) as db:
            await sending.send(db, self.by, round_id)

    async def _close(self, round_id: UUID) -> None:
        async with unit_of_work(self.by) as db:
            await sending.close(db, self.by, round_id)

    async def _mentors_answer(self, *, declined: bool) -> None:
        """Everybody says yes; where wanted, one says no, who is not of the cast, to one who is not."""
        cast = {human.name for human in self.mentees if human.member}
        for human in self.mentors:
            if human.mail not in self.stage.principals:
                continue  # applies later
            who = await self.stage.principal_of(human)
            async with unit_of_work(who) as db:
                cards = await proposals.awaiting(db, who)
                for card in cards:
                    if declined and human.member is None and card.other not in cast:
                        declined = False
                        await proposals.decline(db, who, card.id, DeclineForm(words=self.words.decline))
                    else:
                        await proposals.accept(db, who, card.id)

    async def _all_mentees_answer(self) -> None:
        for human in self.mentees:
            await self._says_yes(human)

    async def _says_yes(self, human: Human) -> bool:
        """To whatever waits for their answer; whether anything did."""
        if human.mail not in self.stage.principals:
            return False  # applies later
        who = await self.stage.principal_of(human)
        async with unit_of_work(who) as db:
            cards = await proposals.awaiting(db, who)
            for card in cards:
                await proposals.accept(db, who, card.id)
        return bool(cards)

    async def _one_mentee_answers(self) -> None:
        for human in self.mentees:
            waits = human.member is not None and human.member.part == "proposal_waits"
            if not waits and await self._says_yes(human):
                return
