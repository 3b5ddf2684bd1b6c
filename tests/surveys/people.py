"""Surveys for tests: many people who take part, and what they answer."""

from uuid import UUID

from mentorhub.programs.views import ProgramView
from mentorhub.surveys import service as surveys
from mentorhub.surveys.asking import tell
from mentorhub.surveys.sending import ask_everybody
from mentorhub.surveys.views import WaveReport
from tenants.access import Principal
from tenants.database import unit_of_work
from tenants.kit.ids import new_id
from tenants.outbox import service as outbox
from tests.support.cast import Cast, join
from tests.support.pairs import take_part

GOOD: dict[str, dict[str, str]] = {
    "half_yearly": {"worth": "4", "goals": "3", "collegiality": "5"},
    "closing": {
        "leadership": "4",
        "networking": "5",
        "education": "4",
        "satisfaction": "5",
        "match": "4",
        "in_touch": "yes",
        "recommend": "9",
    },
}


async def crowd(cast: Cast, program: ProgramView, role: str, number: int) -> list[Principal]:
    people = []
    for each in range(number):
        name = f"{role.title()} No{each}"
        who = await join(cast.a, name, mail=f"{role}{each}@wtsa.example")
        await take_part(program, who, role)
        people.append(who)
    return people


async def send(cast: Cast, program: ProgramView, survey: str, key: UUID | None = None) -> UUID:
    """By hand, and asked at once."""
    async with unit_of_work(cast.olivia) as db:
        wave_id = await surveys.send(db, cast.olivia, program.id, survey, key or new_id())
    await ask_everybody(cast.program, wave_id=wave_id)
    await tell(cast.program, wave_id=wave_id)
    return wave_id


async def answer(who: Principal, wave_id: UUID, typed: dict[str, str]) -> dict[str, str]:
    async with unit_of_work(who) as db:
        return await surveys.answer(db, who, wave_id, typed)


async def waiting(who: Principal) -> list[str]:
    async with unit_of_work(who) as db:
        return [each.title for each in await surveys.waiting(db, who)]


async def report(cast: Cast, wave_id: UUID) -> WaveReport:
    async with unit_of_work(cast.olivia) as db:
        return await surveys.report(db, cast.olivia, wave_id)


async def mails(who: Principal) -> list[str]:
    async with unit_of_work(who) as db:
        return [f"{mail.subject}\n{mail.text}" for mail in await outbox.recent(db, person_id=who.me)]
