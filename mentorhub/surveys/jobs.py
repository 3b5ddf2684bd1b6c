from mentorhub.surveys import answering, following, sending
from tenants.access import Principal
from tenants.database import unit_of_work
from tenants.outbox.queue import periodic


@periodic("surveys.turn", cron="23 15 * * *")
async def turn(principal: Principal) -> None:
    """What the day brings: surveys that are due, reminders, the end of those that were open long enough."""
    async with unit_of_work(principal) as db:
        await following.send_due(db, principal)
        await sending.send_scheduled(db, principal)
        await sending.remind_due(db, principal)
        await answering.close_due(db, principal)


@periodic("surveys.mix", cron="47 * * * *")
async def mix(principal: Principal) -> None:
    async with unit_of_work(principal) as db:
        await answering.mix(db, principal)
