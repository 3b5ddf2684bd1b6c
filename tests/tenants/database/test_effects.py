from sqlalchemy import select, text, update

from tenants.database import Session, effects, unit_of_work
from tenants.database.scope import Scope
from tenants.live import announce
from tenants.outbox import service as outbox
from tenants.outbox.views import Somebody
from tenants.people.model import Person
from tests.support.cast import Cast
from tests.support.statements import counted

TO = Somebody("mina@wtsa.example")


async def mail(db: Session, subject: str) -> None:
    await outbox.send_mail(db, TO, subject, "Hello.", "test")


async def subjects(scope: Scope) -> list[str]:
    async with unit_of_work(scope) as db:
        return [each.subject for each in reversed(await outbox.recent(db))]


async def test_all_that_an_act_leaves_behind_is_one_statement(cast: Cast) -> None:
    with counted() as statements:
        async with unit_of_work(cast.program) as db:
            await mail(db, "One")
            await announce(db, [cast.mina.me], "test")
            await mail(db, "Two")
    assert len(statements) == 1
    assert await subjects(Scope(cast.a.tenant_id)) == ["One", "Two"]
    async with unit_of_work(cast.program) as db:
        jobs = await db.scalar(
            text("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'outbox.deliver'")
        )
    assert jobs == 2


async def test_an_act_that_leaves_nothing_behind_sends_nothing(tenant: Scope) -> None:
    with counted() as statements:
        async with unit_of_work(tenant):
            pass
    assert statements == []


async def test_what_a_savepoint_undoes_leaves_nothing_behind(tenant: Scope) -> None:
    async with unit_of_work(tenant) as db:
        await mail(db, "Before")
        savepoint = await db.begin_nested()
        await mail(db, "Undone")
        await savepoint.rollback()
        async with db.begin_nested():
            await mail(db, "Kept")
    assert await subjects(tenant) == ["Before", "Kept"]


async def test_what_is_written_inside_a_savepoint_that_is_undone_is_written_at_the_end(tenant: Scope) -> None:
    async with unit_of_work(tenant) as db:
        await mail(db, "Before")
        savepoint = await db.begin_nested()
        await mail(db, "Undone")
        assert len(await outbox.recent(db)) == 2
        await mail(db, "Undone too")
        await savepoint.rollback()
    assert await subjects(tenant) == ["Before"]


async def test_an_act_that_raises_leaves_nothing_behind(tenant: Scope) -> None:
    try:
        async with unit_of_work(tenant) as db:
            await mail(db, "Never")
            raise LookupError
    except LookupError:
        pass
    assert await subjects(tenant) == []


async def test_what_was_gathered_is_there_for_whoever_reads_it_in_the_same_act(tenant: Scope) -> None:
    async with unit_of_work(tenant) as db:
        await mail(db, "Now")
        assert [each.subject for each in await outbox.recent(db)] == ["Now"]
    assert await subjects(tenant) == ["Now"]


async def test_many_rows_go_out_in_several_statements(tenant: Scope) -> None:
    with counted() as statements:
        async with unit_of_work(tenant) as db:
            effect = effects.Effect("number", "SELECT jsonb_array_elements(CAST(:rows AS jsonb))")
            effect.gather(db, range(effects.AT_ONCE + 1))
    assert len(statements) == 2


async def test_last_changes_of_rows_in_hand_go_with_the_rest(cast: Cast) -> None:
    async with unit_of_work(cast.program) as db:
        row = (await db.scalars(select(Person).where(Person.id == cast.mina.me))).one()
        with counted() as statements:
            effects.change(db, row, phone="1", zone="Europe/Zurich")
            effects.change(db, row, phone="2")
            effects.later(db, update(Person).where(Person.id == cast.mona.me).values(phone="3"))
            await mail(db, "One")
            assert row.phone == "2"
            await effects.write(db)
        assert len(statements) == 1
    async with unit_of_work(cast.program) as db:
        rows = {each.id: each for each in await db.scalars(select(Person))}
    assert (rows[cast.mina.me].phone, rows[cast.mina.me].zone) == ("2", "Europe/Zurich")
    assert rows[cast.mona.me].phone == "3"
    assert await subjects(Scope(cast.a.tenant_id)) == ["One"]


async def test_the_same_change_of_many_rows_is_one_update(cast: Cast) -> None:
    async with unit_of_work(cast.program) as db:
        rows = (await db.scalars(select(Person).order_by(Person.id))).all()
        with counted() as statements:
            for number, row in enumerate(rows):
                effects.change(db, row, phone=str(number), bounced_at=row.created_at)
            effects.change(db, rows[0], bounced_at=None, zone=None)
            await effects.write(db)
        assert [each.count("UPDATE") for each in statements] == [2]
    async with unit_of_work(cast.program) as db:
        after = (await db.scalars(select(Person).order_by(Person.id))).all()
    assert [each.phone for each in after] == [str(number) for number in range(len(rows))]
    assert [each.bounced_at for each in after] == [None, *(each.created_at for each in rows[1:])]
