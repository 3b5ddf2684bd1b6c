from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects.postgresql import insert

from mentorhub.surveys.model import SurveyInvitation, SurveyPlan, SurveyResponse, SurveyWave
from tenants.database import Session
from tenants.kit.ids import new_id

Asked = tuple[SurveyWave, SurveyInvitation]


async def open_wave(db: Session, values: Mapping[str, Any]) -> tuple[SurveyWave, bool]:
    """The wave, and whether it was opened just now; the same one twice is there once."""
    added = await db.scalar(
        insert(SurveyWave)
        .values(id=new_id(), **values)
        .on_conflict_do_nothing(index_elements=["tenant_id", "program_id", "survey_key", "why", "period"])
        .returning(SurveyWave)
    )
    if added is not None:
        return added, True
    keys = ("program_id", "survey_key", "why", "period")
    same = select(SurveyWave).where(*[getattr(SurveyWave, key) == values[key] for key in keys])
    return (await db.scalars(same)).one(), False


async def invite(db: Session, rows: Sequence[Mapping[str, Any]]) -> int:
    """How many were not asked in this wave before."""
    if not rows:
        return 0
    added = await db.scalars(
        insert(SurveyInvitation)
        .values([{"id": new_id(), "told": False, "answered": False, **row} for row in rows])
        .on_conflict_do_nothing(index_elements=["tenant_id", "wave_id", "person_id"])
        .returning(SurveyInvitation.id)
    )
    return len(added.all())


async def asked(db: Session, wave_id: UUID, person_id: UUID, *, lock: bool = False) -> Asked | None:
    """Only for somebody who was asked. The lock is on the wave too: its answers come one after the other."""
    statement = (
        select(SurveyWave, SurveyInvitation)
        .join(SurveyInvitation, SurveyInvitation.wave_id == SurveyWave.id)
        .where(SurveyWave.id == wave_id, SurveyInvitation.person_id == person_id)
        .execution_options(populate_existing=lock)
    )
    row = (await db.execute(statement.with_for_update() if lock else statement)).one_or_none()
    return (row[0], row[1]) if row is not None else None


async def waiting_for(db: Session, person_id: UUID, today: date) -> Sequence[tuple[UUID, str, int]]:
    statement = (
        select(SurveyWave.id, SurveyWave.title, SurveyInvitation.minutes)
        .join(SurveyInvitation, SurveyInvitation.wave_id == SurveyWave.id)
        .where(
            SurveyInvitation.person_id == person_id,
            SurveyInvitation.answered.is_(False),
            SurveyInvitation.closes_on >= today,
        )
        .order_by(SurveyInvitation.closes_on, SurveyWave.id)
    )
    return [(row[0], row[1], row[2]) for row in await db.execute(statement)]


async def untold(db: Session, wave_id: UUID) -> Sequence[SurveyInvitation]:
    statement = (
        select(SurveyInvitation)
        .where(SurveyInvitation.wave_id == wave_id, SurveyInvitation.told.is_(False))
        .with_for_update(skip_locked=True)
    )
    return (await db.scalars(statement)).all()


async def to_remind(db: Session, today: date, limit: int) -> Sequence[Asked]:
    statement = (
        select(SurveyWave, SurveyInvitation)
        .join(SurveyInvitation, SurveyInvitation.wave_id == SurveyWave.id)
        .where(SurveyInvitation.answered.is_(False), SurveyInvitation.remind_on <= today)
        .order_by(SurveyInvitation.remind_on, SurveyInvitation.id)
        .limit(limit)
        .with_for_update(skip_locked=True, of=SurveyInvitation)
    )
    return [(row[0], row[1]) for row in await db.execute(statement)]


async def wave(db: Session, wave_id: UUID) -> SurveyWave | None:
    return (await db.scalars(select(SurveyWave).where(SurveyWave.id == wave_id))).one_or_none()


async def rates(db: Session, wave_id: UUID) -> dict[str, tuple[int, int]]:
    """Of each role: asked, answered."""
    statement = (
        select(SurveyInvitation.role, func.count(), func.count().filter(SurveyInvitation.answered))
        .where(SurveyInvitation.wave_id == wave_id)
        .group_by(SurveyInvitation.role)
    )
    return {row[0]: (row[1], row[2]) for row in await db.execute(statement)}


async def waves(db: Session, limit: int) -> Sequence[tuple[SurveyWave, int, int]]:
    """The latest first, with how many were asked and how many answered."""
    counts = (
        select(
            SurveyInvitation.wave_id,
            func.count().label("asked"),
            func.count().filter(SurveyInvitation.answered).label("answered"),
        )
        .group_by(SurveyInvitation.wave_id)
        .subquery()
    )
    statement = (
        select(SurveyWave, func.coalesce(counts.c.asked, 0), func.coalesce(counts.c.answered, 0))
        .outerjoin(counts, counts.c.wave_id == SurveyWave.id)
        .order_by(SurveyWave.opened_on.desc(), SurveyWave.id.desc())
        .limit(limit)
    )
    return [(row[0], row[1], row[2]) for row in await db.execute(statement)]


async def last_scheduled(db: Session, program_id: UUID) -> dict[str, date]:
    statement = (
        select(SurveyWave.survey_key, func.max(SurveyWave.opened_on))
        .where(SurveyWave.program_id == program_id, SurveyWave.why == "schedule")
        .group_by(SurveyWave.survey_key)
    )
    return {row[0]: row[1] for row in await db.execute(statement)}


async def shown(db: Session, wave_id: UUID) -> Sequence[tuple[str, dict[str, Any], dict[str, Any]]]:
    statement = select(SurveyResponse.role, SurveyResponse.answers, SurveyResponse.shown).where(
        SurveyResponse.wave_id == wave_id
    )
    return [(row[0], row[1], row[2]) for row in await db.execute(statement)]


async def not_shown(db: Session, wave_id: UUID) -> Sequence[SurveyResponse]:
    statement = select(SurveyResponse).where(
        SurveyResponse.wave_id == wave_id, SurveyResponse.waits.is_(True)
    )
    return (await db.scalars(statement)).all()


async def lock_over(db: Session, today: date, limit: int) -> Sequence[SurveyWave]:
    statement = (
        select(SurveyWave)
        .where(SurveyWave.closed.is_(False), SurveyWave.closes_on < today)
        .order_by(SurveyWave.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return (await db.scalars(statement)).all()


async def lock_unmixed(db: Session, limit: int) -> Sequence[SurveyWave]:
    statement = (
        select(SurveyWave)
        .where(SurveyWave.unmixed.is_(True))
        .order_by(SurveyWave.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return (await db.scalars(statement)).all()


async def rewrite(db: Session, wave_id: UUID) -> None:
    """Every row of the wave anew, in any order: which transaction wrote it first, and where, is gone."""
    kept = ("wave_id", "role", "answers", "shown", "waits")
    columns = [getattr(SurveyResponse, name) for name in kept]
    gone = delete(SurveyResponse).where(SurveyResponse.wave_id == wave_id).returning(*columns).cte("gone")
    shuffled = select(func.gen_random_uuid(), *[gone.c[name] for name in kept]).order_by(func.random())
    await db.execute(
        insert(SurveyResponse).from_select(["id", *kept], shuffled),
        execution_options={"synchronize_session": False},
    )
    await db.execute(
        update(SurveyInvitation)
        .where(SurveyInvitation.wave_id == wave_id)
        .values(answered=SurveyInvitation.answered)
        .execution_options(synchronize_session=False)
    )


async def plan(db: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    if rows:
        await db.execute(
            insert(SurveyPlan)
            .values([{"id": new_id(), "done": False, **row} for row in rows])
            .on_conflict_do_nothing(index_elements=["tenant_id", "mentorship_id", "survey_key"])
        )


async def lock_planned(db: Session, mentorship_id: UUID) -> Sequence[SurveyPlan]:
    """Those that wait for no day but for the first meeting."""
    statement = (
        select(SurveyPlan)
        .where(
            SurveyPlan.mentorship_id == mentorship_id, SurveyPlan.due_on.is_(None), SurveyPlan.done.is_(False)
        )
        .with_for_update()
    )
    return (await db.scalars(statement)).all()


async def lock_due(db: Session, today: date, limit: int) -> Sequence[SurveyPlan]:
    statement = (
        select(SurveyPlan)
        .where(SurveyPlan.done.is_(False), SurveyPlan.due_on <= today)
        .order_by(SurveyPlan.due_on, SurveyPlan.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return (await db.scalars(statement)).all()


async def add(db: Session, response: SurveyResponse) -> None:
    db.add(response)
    await db.flush()
