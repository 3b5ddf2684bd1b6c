from uuid import UUID

from mentorhub.notifications import service as notifications
from mentorhub.participants import claim_repository, history, letters, repository
from mentorhub.permissions import APPLICATIONS_REVIEW
from mentorhub.programs import service as programs
from tenants.access import Principal
from tenants.access.permissions import permissions_of
from tenants.access.roles import GIVEN_ROLES
from tenants.database import unit_of_work
from tenants.kit import clock
from tenants.outbox.queue import job, periodic


@job("participants.tell")
async def tell(principal: Principal, *, application_id: UUID, step_id: UUID) -> None:
    """Tells the applicant by mail and on open screens what happened; the reviewers see their queue move."""
    async with unit_of_work(principal) as db:
        row = await repository.by_id(db, application_id)
        if row is None:
            return
        entry = next((entry for entry in history.entries(row) if entry.id == step_id), None)
        if entry is None:
            return
        template = await programs.template(db, row.version_id)
        notice = letters.notice_of(template, row.role, entry)
        if notice is not None:
            await notifications.tell(db, [row.person_id], notice)
        reviewers = [role for role in GIVEN_ROLES if APPLICATIONS_REVIEW in permissions_of([role])]
        await notifications.refresh_holders(db, reviewers, "application")


@periodic("participants.forget", cron="11 3 * * *")
async def forget(principal: Principal) -> None:
    """What visitors sent and never confirmed is not kept."""
    async with unit_of_work(principal) as db:
        await claim_repository.forget_before(db, clock.now())
