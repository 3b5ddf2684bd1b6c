"""Which of an organization's programs a page is about: the one its address names, or the first."""

from mentorhub.programs import service as programs
from mentorhub.programs.views import ProgramView
from tenants.access import Principal
from tenants.database import Session


async def chosen_program(db: Session, principal: Principal, slug: str = "") -> ProgramView | None:
    """An open one before a closed one, the oldest first; None where nothing was published yet."""
    lines = [line for line in await programs.all_of(db, principal) if line.status != "draft"]
    named = [line for line in lines if line.slug == slug]
    found = named or sorted(lines, key=lambda line: line.status != "open")
    return await programs.current(db, found[0].id) if found else None
