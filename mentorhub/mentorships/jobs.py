from mentorhub.mentorships import turning
from tenants.access import Principal
from tenants.database import unit_of_work
from tenants.outbox.queue import periodic


@periodic("mentorships.release", cron="7 * * * *")
async def release(principal: Principal) -> None:
    """Each hour, because midnight comes to each organization at an hour of its own."""
    async with unit_of_work(principal) as db:
        await turning.release_due(db, principal)


@periodic("mentorships.remind", cron="37 15 * * *")
async def remind(principal: Principal) -> None:
    async with unit_of_work(principal) as db:
        await turning.remind_due(db, principal)
