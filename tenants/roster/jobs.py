import asyncio
from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from tenants.access import Principal
from tenants.audit import service as audit
from tenants.database import Session, unit_of_work
from tenants.kit import clock
from tenants.live import announce
from tenants.organizations import service as organizations
from tenants.outbox.queue import job, periodic
from tenants.people import bulk
from tenants.people.invitations import write_invitations
from tenants.roster import checking
from tenants.roster import import_repository as repository
from tenants.roster import repository as people_list
from tenants.roster.model import RosterImport
from tenants.roster.planning import Plan, Write, plan
from tenants.roster.table import Unreadable, read_table

AT_ONCE = 1_000
MAILS_AT_ONCE = 500
KEPT_FOR = timedelta(days=30)
TOPIC = "import"


@job("roster.write_import", one_at_a_time=True)
async def write_import(principal: Principal, *, import_id: UUID) -> None:
    """A thousand rows to a transaction, each of which moves the bar on the screen of whoever imports."""
    async with unit_of_work(principal) as db:
        row = await repository.by_id(db, import_id)
        if row is None or row.state != "applying" or row.content is None:
            return
        zone = (await organizations.current(db)).zone
        planned = await _plan(db, row, zone)
    if planned is None:
        async with unit_of_work(principal) as db:
            await repository.change(db, import_id, state="failed", finished_at=clock.now())
            await announce(db, [row.person_id], TOPIC)
        return
    writes = [*planned.new, *planned.changed]
    done_before = max(0, row.new + row.changed - len(writes))
    for start in range(0, len(writes), AT_ONCE):
        async with unit_of_work(principal) as db:
            await _write(db, writes[start : start + AT_ONCE])
            written = done_before + min(start + AT_ONCE, len(writes))
            await repository.change(db, import_id, written=written)
            await announce(db, [row.person_id], TOPIC)
    async with unit_of_work(principal) as db:
        await repository.change(db, import_id, state="done", content=None, finished_at=clock.now())
        await audit.record(
            db,
            principal,
            "roster.imported",
            "roster_import",
            import_id,
            new=row.new,
            changed=row.changed,
            unchanged=row.unchanged,
            bad=row.bad,
            by=str(row.person_id),
        )
        await announce(db, [row.person_id], TOPIC)


async def _plan(db: Session, row: RosterImport, zone: str) -> Plan | None:
    """Anew from the file: since it was looked at, or since this job was killed, the roster has moved on."""
    table = await asyncio.to_thread(read_table, row.content or b"")
    if isinstance(table, Unreadable):
        return None
    known = await repository.known(db)
    mapping = {int(place): target for place, target in row.mapping.items()}
    report = await asyncio.to_thread(checking.check, table, mapping, clock.today(zone))
    return await asyncio.to_thread(plan, report.good, known)


async def _write(db: Session, writes: Sequence[Write]) -> None:
    persons = [(each.id, each.person) for each in writes if each.is_new_person and each.person is not None]
    changed = [
        (each.id, each.person) for each in writes if not each.is_new_person and each.person is not None
    ]
    await bulk.add_many(db, persons)
    await bulk.change_many(db, changed)
    await repository.write_memberships(db, writes)


@job("roster.write_invitation", one_at_a_time=True)
async def write_invitation(principal: Principal, *, invitation_id: UUID) -> None:
    """Some hundred mails to a transaction. Whoever has been written to is off the list in the same one, so
    nobody is written to twice, however often this is killed.
    """
    while True:
        async with unit_of_work(principal) as db:
            row = await people_list.next_of_invitation(db, invitation_id)
            if row is None:
                return
            now, later = row.person_ids[:MAILS_AT_ONCE], row.person_ids[MAILS_AT_ONCE:]
            ids = [UUID(each) for each in now]
            await write_invitations(db, ids, sender=row.sender, note=row.note, path=row.path)
            row.person_ids = later
            if not later:
                await people_list.end_invitation(db, invitation_id)
                return


@periodic("roster.forget", cron="11 4 * * *")
async def forget(principal: Principal) -> None:
    """Files that were looked at and never taken, and rows that were wrong, are not kept."""
    async with unit_of_work(principal) as db:
        await repository.forget_before(db, clock.now() - KEPT_FOR)
