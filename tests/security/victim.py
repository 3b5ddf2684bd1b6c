"""One organization with a row of nearly everything, made by the services, and what must not leave it."""

import hashlib
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Uuid, select, text

from mentorhub.help import service as help_desk
from mentorhub.help.forms import AnswerForm, QuestionForm, VisitorForm
from mentorhub.matching import room
from mentorhub.matching.forms import NoteForm
from mentorhub.meetings import service as meetings
from mentorhub.meetings.forms import MeetingForm
from mentorhub.mentorships import service as mentorships
from mentorhub.messaging import service as messaging
from tenants.access import Principal
from tenants.database import Session, unit_of_work
from tenants.database.models import load_models
from tenants.kit import clock
from tenants.kit.ids import new_id
from tenants.people import links
from tenants.roster import imports
from tests.matching.conftest import Setting
from tests.rows import tenant_tables
from tests.support.cast import Cast, signed_in
from tests.surveys.people import GOOD, answer, send

MESSAGE = "canary-message between the two of us"
NOTES = "canary-notes on the meeting"
QUESTION = "canary-question for the office"
REPLY = "canary-reply of the office"
COMMITTEE = "canary-note of the committee"
PRIVATE = (MESSAGE, NOTES)  # of the pair alone: no staff, however high
PERSONAL = (
    QUESTION,
    REPLY,
    COMMITTEE,
    "Mona Moreau",
    "Mina Minami",
    "Dana Diaz",
    "canary-rosa",
    "@wtsa.example",
)


@dataclass(frozen=True)
class Victim:
    cast: Cast
    setting: Setting
    mentorship_id: UUID
    ids: dict[str, list[UUID]]
    """Every id of every row, by table."""

    @property
    def every_id(self) -> list[UUID]:
        return sorted({each for found in self.ids.values() for each in found})

    @property
    def one_of_each(self) -> list[UUID]:
        """One id for each table, enough to play each kind of thing in each place."""
        return [found[0] for found in self.ids.values() if found]


async def build(cast: Cast, setting: Setting) -> Victim:
    proposal_id = await setting.ready()
    async with unit_of_work(cast.dana) as db:
        await room.note(db, cast.dana, proposal_id, NoteForm(words=COMMITTEE))
    await setting.accepts(cast.mona, proposal_id)
    await setting.accepts(cast.mina, proposal_id)
    async with unit_of_work(cast.mina) as db:
        [pair] = await mentorships.mine(db, cast.mina)
        gathering, allowed = await mentorships.to_log(db, cast.mina, pair.id)
        await messaging.send(db, cast.mina, gathering, MESSAGE, new_id())
        meeting = MeetingForm(
            key=new_id(), held_on=clock.today(cast.mina.zone), place="video", minutes=45, notes=NOTES
        )
        await meetings.log(db, cast.mina, gathering, meeting, allowed)
        await help_desk.ask(db, cast.mina, setting.program, QuestionForm(key=new_id(), body=QUESTION))
    await _office(cast, setting)
    wave_id = await send(cast, setting.program, "half_yearly")
    await answer(cast.mina, wave_id, GOOD["half_yearly"])
    await signed_in(cast.mina)
    return Victim(cast, setting, pair.id, await ids_of(cast.program))


async def _office(cast: Cast, setting: Setting) -> None:
    async with unit_of_work(cast.visitor) as db:
        asks = {"key": new_id(), "name": "Vera", "mail": "vera@visitors.example", "body": QUESTION}
        asked = await help_desk.ask_as_visitor(db, setting.program, VisitorForm.model_validate(asks))
    async with unit_of_work(cast.carl) as db:
        await help_desk.answer(db, cast.carl, asked.id, AnswerForm(answer=REPLY))
        await imports.start(db, cast.carl, "members.csv", b"Name;Email\ncanary-rosa;rosa@wtsa.example\n")
    async with unit_of_work(cast.program) as db:
        await links.make_links(db, [cast.mina.me], "sign_in")


async def ids_of(program: Principal) -> dict[str, list[UUID]]:
    tables = load_models().tables
    async with unit_of_work(program) as db:
        return {
            name: list(await db.scalars(select(tables[name].c.id).limit(20)))
            for name in tenant_tables()
            if "id" in tables[name].c and isinstance(tables[name].c.id.type, Uuid)
        }


async def print_of(program: Principal, *but: str) -> dict[str, str]:
    """A fingerprint of all that an organization has, by table."""
    async with unit_of_work(program) as db:
        return {
            name: hashlib.sha256(repr(await _rows(db, name)).encode()).hexdigest()
            for name in tenant_tables()
            if name not in but
        }


async def _rows(db: Session, name: str) -> list[str]:
    statement = text(f'SELECT t::text FROM "{name}" AS t ORDER BY 1')
    return list(await db.scalars(statement))
