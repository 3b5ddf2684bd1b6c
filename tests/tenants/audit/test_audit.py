import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import ProgrammingError

from tenants.audit import service as audit
from tenants.audit.model import AuditEntry
from tenants.database import unit_of_work
from tenants.kit.errors import NotAllowed
from tests.support.cast import Cast


async def test_what_was_done_is_read_by_those_who_may(cast: Cast) -> None:
    async with unit_of_work(cast.carl) as db:
        await audit.record(db, cast.carl, "person.removed", "person", cast.mona.me, reason="conduct")
        with pytest.raises(NotAllowed):
            await audit.entries(db, cast.carl)
    async with unit_of_work(cast.olivia) as db:
        entries = await audit.entries(db, cast.olivia, subject_id=cast.mona.me)
    assert [(each.actor_id, each.act, each.detail) for each in entries] == [
        (cast.carl.me, "person.removed", {"reason": "conduct"})
    ]


async def test_another_organization_reads_none_of_it(cast: Cast) -> None:
    async with unit_of_work(cast.olivia) as db:
        await audit.record(db, cast.olivia, "person.removed", "person", cast.mona.me)
    async with unit_of_work(cast.otto) as db:
        assert await audit.entries(db, cast.otto) == []
        assert await audit.entries(db, cast.otto, subject_id=cast.mona.me) == []


@pytest.mark.parametrize("statement", [update(AuditEntry).values(act="nothing"), delete(AuditEntry)])
async def test_the_program_itself_cannot_change_it(cast: Cast, statement: object) -> None:
    async with unit_of_work(cast.olivia) as db:
        await audit.record(db, cast.olivia, "person.removed", "person", cast.mona.me)
        with pytest.raises(ProgrammingError, match="permission denied"):
            async with db.begin_nested():
                await db.execute(statement)  # type: ignore[call-overload]  # of either kind
