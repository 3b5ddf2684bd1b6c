"""A program that nobody has opened yet, and where its pages are."""

from mentorhub.programs import service as programs
from mentorhub.programs.views import ProgramView
from tenants.database import unit_of_work
from tests.support.cast import Cast

PATH = "/organizer/program"
DOCUMENT = "/organizer/program/document"


async def draft(cast: Cast, key: str = "wtsa") -> ProgramView:
    async with unit_of_work(cast.olivia) as db:
        return await programs.create_from_catalog(db, cast.olivia, key)


async def now(cast: Cast, program: ProgramView) -> ProgramView:
    async with unit_of_work(cast.olivia) as db:
        return await programs.current(db, program.id)
