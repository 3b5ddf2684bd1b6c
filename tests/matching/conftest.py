"""A program with people in its pool, a round over them, and whatever the room's people do there."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from uuid import UUID

import pytest

from mentorhub.matching import by_hand, pairing, proposals, room, rounds, sending, subscriptions
from mentorhub.matching.forms import ChangeForm, DeclineForm, RoundForm
from mentorhub.matching.views import PairRow, Preview, ProposalPage, Room, Sent
from mentorhub.participants import service as participants
from mentorhub.participants.views import ParticipantView
from mentorhub.programs import service as programs
from mentorhub.programs.template import RoleKey, Template
from mentorhub.programs.views import ProgramView
from tenants.access import Principal
from tenants.database import unit_of_work
from tenants.kit.ids import new_id
from tenants.outbox import service as outbox
from tenants.outbox.views import MailView
from tests.participants.conftest import filled, on_roster
from tests.support.cast import Cast, cast, join

__all__ = ["cast"]

subscriptions.subscribe_all()

CARDIAC = {"specialization": "adult-cardiac"}
THORACIC = {"specialization": "general-thoracic"}
CLASSES = {"wtsa": "Active", "wsrs": "RFS", "wpsr": "Member", "alaska": "Member"}


@dataclass
class Setting:
    """One program, as it is run in a test."""

    cast: Cast
    key: str
    program: ProgramView
    people: dict[str, Principal] = field(default_factory=dict)
    parts: dict[str, ParticipantView] = field(default_factory=dict)
    round_id: UUID = field(default_factory=new_id)

    async def joins(self, who: Principal, role: RoleKey, **answers: str | list[str]) -> ParticipantView:
        """On the roster, applied, accepted. Known by their given name from now on."""
        given = who.name.split()[0].lower()
        if given not in self.people:
            await on_roster(who, CLASSES[self.key])
        typed = filled(self.program.template, role, **answers)
        async with unit_of_work(who) as db:
            sent = await participants.submit(db, who, self.program, role, typed)
        assert sent.application is not None, (sent.problems, sent.refusals)
        assert sent.sent, (sent.problems, sent.refusals)
        async with unit_of_work(self.cast.olivia) as db:
            await participants.accept(db, self.cast.olivia, sent.application.id)
            found = [each for each in await participants.of_person(db, who.me) if each.role == role]
        self.people[given], self.parts[given] = who, found[0]
        return found[0]

    async def newcomer(self, name: str, role: RoleKey, **answers: str | list[str]) -> Principal:
        who = await join(self.cast.a, name)
        await self.joins(who, role, **answers)
        return who

    async def starts(self, name: str = "January pairing") -> UUID:
        async with unit_of_work(self.cast.dana) as db:
            self.round_id = await rounds.start(db, self.cast.dana, self.program.id, RoundForm(name=name))
        return self.round_id

    async def matches(self, who: Principal | None = None) -> None:
        who = who or self.cast.dana
        async with unit_of_work(who) as db:
            task = await pairing.begin(db, who, self.round_id)
        found = await pairing.solve(task)
        async with unit_of_work(who) as db:
            await pairing.keep(db, who, task, found)

    async def room(self, who: Principal | None = None) -> Room:
        who = who or self.cast.dana
        async with unit_of_work(who) as db:
            return await room.room(db, who, self.round_id)

    async def pairs(self, who: Principal | None = None) -> dict[str, PairRow]:
        """What stands, by the mentee's given name."""
        return {row.mentee.split()[0].lower(): row for row in (await self.room(who)).pairs if row.live}

    async def together(self) -> dict[str, str]:
        return {mentee: row.mentor.split()[0].lower() for mentee, row in (await self.pairs()).items()}

    async def change(
        self, kind: str, mentee: str, mentor: str, words: str = "", *, who: Principal | None = None
    ) -> Preview:
        who = who or self.cast.dana
        async with unit_of_work(who) as db:
            return await by_hand.change(db, who, self.round_id, await self.form(kind, mentee, mentor, words))

    async def preview(self, kind: str, mentee: str, mentor: str, *, who: Principal | None = None) -> Preview:
        who = who or self.cast.dana
        async with unit_of_work(who) as db:
            return await by_hand.preview(db, who, self.round_id, await self.form(kind, mentee, mentor))

    async def form(self, kind: str, mentee: str, mentor: str, words: str = "") -> ChangeForm:
        seen = await self.room()
        ids = {row.name.split()[0].lower(): row.id for row in (*seen.mentees, *seen.mentors)}
        return ChangeForm.model_validate(
            {"kind": kind, "mentee_id": ids[mentee], "mentor_id": ids[mentor], "words": words}
        )

    async def sends(self, who: Principal | None = None) -> Sent:
        who = who or self.cast.dana
        async with unit_of_work(who) as db:
            return await sending.send(db, who, self.round_id)

    async def ready(self, *, send: bool = True) -> UUID:
        """Mona and Mina, suggested or asked; the proposal's id."""
        await self.joins(self.cast.mona, "mentor")
        await self.joins(self.cast.mina, "mentee")
        await self.starts()
        await self.matches()
        if send:
            await self.sends()
        return UUID((await self.pairs())["mina"].id)

    async def accepts(self, who: Principal, proposal_id: UUID) -> str:
        async with unit_of_work(who) as db:
            return (await proposals.accept(db, who, proposal_id)).state

    async def declines(self, who: Principal, proposal_id: UUID, words: str = "") -> str:
        async with unit_of_work(who) as db:
            return (await proposals.decline(db, who, proposal_id, DeclineForm(words=words))).state

    async def page(self, who: Principal, proposal_id: UUID) -> ProposalPage:
        async with unit_of_work(who) as db:
            return await proposals.page(db, who, proposal_id)

    async def mails_to(self, who: Principal) -> list[MailView]:
        async with unit_of_work(self.cast.program) as db:
            return await outbox.recent(db, person_id=who.me)


Opened = Callable[..., Awaitable[Setting]]


@pytest.fixture
def opened(cast: Cast) -> Opened:
    async def open_program(key: str, **changed: object) -> Setting:
        async with unit_of_work(cast.olivia) as db:
            program = await programs.create_from_catalog(db, cast.olivia, key, status="open")
            if changed:
                data = program.template.to_data()
                for path, value in changed.items():
                    _set(data, path.split("__"), value)
                program = await programs.publish(db, cast.olivia, program.id, Template.from_data(data))
        return Setting(cast, key, program)

    return open_program


def _set(data: dict[str, object], path: list[str], value: object) -> None:
    *parents, last = path
    for each in parents:
        data = data[each]  # type: ignore[assignment]  # down into a document
    data[last] = value


async def four(opened: Opened) -> Setting:
    """Two cardiac, two thoracic: everybody has one obvious match."""
    setting = await opened("wtsa")
    await setting.joins(setting.cast.mona, "mentor", **THORACIC)
    await setting.joins(setting.cast.mina, "mentee", **THORACIC)
    await setting.newcomer("Ravi Reyes", "mentor", **CARDIAC)
    await setting.newcomer("Noor Nunez", "mentee", **CARDIAC)
    await setting.starts()
    return setting
