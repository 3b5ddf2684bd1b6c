"""The program's guide: how often each version of it was taken."""

from uuid import UUID

from mentorhub.participants import claim_repository
from mentorhub.permissions import APPLICATIONS_REVIEW
from mentorhub.programs.views import ProgramView
from tenants.access import Principal, require
from tenants.database import Session
from tenants.kit import clock


async def count_download(db: Session, principal: Principal, program: ProgramView) -> None:
    """By day and version; nobody's name."""
    await claim_repository.count_download(db, program.id, program.version_id, clock.today(principal.zone))


async def downloads(db: Session, principal: Principal, program_id: UUID) -> dict[UUID, int]:
    """Version -> how often."""
    require(principal, APPLICATIONS_REVIEW)
    return await claim_repository.downloads(db, program_id)
