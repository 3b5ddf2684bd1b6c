from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from uuid import UUID

from sqlalchemy import Integer, Select, Uuid, bindparam, case, func, or_, select

from mentorhub.mentorships.model import Mentorship
from mentorhub.messaging import figures as messages
from tenants.database import Session
from tenants.people.names import names_of


async def add(db: Session, mentorship: Mentorship) -> None:
    db.add(mentorship)
    await db.flush()


async def by_proposal(db: Session, proposal_id: UUID) -> Mentorship | None:
    return (await db.scalars(select(Mentorship).where(Mentorship.proposal_id == proposal_id))).one_or_none()


async def of_party(
    db: Session, mentorship_id: UUID, person_id: UUID, *, lock: bool = False
) -> Mentorship | None:
    """Only where the person is one of the two: for everybody else there is no such row."""
    values = {"mentorship": mentorship_id, "person": person_id}
    return (await db.scalars(_of_party(lock=lock), values)).one_or_none()


@cache
def _of_party(*, lock: bool) -> Select[Mentorship]:
    """Put together once: everything that the two do begins with it."""
    person = bindparam("person", type_=Uuid())
    statement = select(Mentorship).where(
        Mentorship.id == bindparam("mentorship", type_=Uuid()),
        or_(Mentorship.mentor_id == person, Mentorship.mentee_id == person),
    )
    return statement.with_for_update() if lock else statement


async def get(db: Session, mentorship_id: UUID) -> Mentorship:
    return (await db.scalars(select(Mentorship).where(Mentorship.id == mentorship_id))).one()


async def by_id(db: Session, mentorship_id: UUID) -> Mentorship | None:
    """Without a statement where this transaction has it already."""
    return await db.get(Mentorship, {"tenant_id": db.info["scope"].tenant_id, "id": mentorship_id})


async def all_of_party(db: Session, person_id: UUID, limit: int) -> Sequence[Mentorship]:
    """Running ones first, the latest first."""
    return (await db.scalars(_all_of_party(), {"person": person_id, "most": limit})).all()


@cache
def _all_of_party() -> Select[Mentorship]:
    person = bindparam("person", type_=Uuid())
    return (
        select(Mentorship)
        .where(or_(Mentorship.mentor_id == person, Mentorship.mentee_id == person))
        .order_by(
            case((Mentorship.status == "running", 0), else_=1), Mentorship.began_on.desc(), Mentorship.id
        )
        .limit(bindparam("most", type_=Integer()))
    )


async def at_hand(db: Session, person_id: UUID) -> tuple[int, list[tuple[str, list[str]]]]:
    """In one statement, for every page: how many messages wait; of the running pairs, the latest two and the
    names of the other.
    """
    row = (await db.execute(_at_hand(), {"person": person_id})).one()
    return row[0], row[1] or []


@cache
def _at_hand() -> Select[int, list[tuple[str, list[str]]] | None]:
    """Put together once: the frame of every page asks this."""
    person = bindparam("person", type_=Uuid())
    other = case((Mentorship.mentor_id == person, Mentorship.mentee_id), else_=Mentorship.mentor_id)
    running = (
        select(Mentorship.id, names_of(other).label("names"), Mentorship.began_on)
        .where(
            or_(Mentorship.mentor_id == person, Mentorship.mentee_id == person),
            Mentorship.status == "running",
        )
        .order_by(Mentorship.began_on.desc(), Mentorship.id)
        .limit(2)
        .subquery()
    )
    pairs = select(func.json_agg(func.json_build_array(running.c.id, running.c.names))).scalar_subquery()
    return select(messages.unread(person), pairs)


async def running_counts(db: Session, program_id: UUID) -> dict[UUID, int]:
    counts: dict[UUID, int] = {}
    for column in (Mentorship.mentor_participant_id, Mentorship.mentee_participant_id):
        rows = await db.execute(
            select(column, func.count())
            .where(Mentorship.program_id == program_id, Mentorship.status == "running")
            .group_by(column)
        )
        counts.update(dict(rows.all()))
    return counts


async def lock_running_of(db: Session, participant_id: UUID) -> Sequence[Mentorship]:
    statement = (
        select(Mentorship)
        .where(
            Mentorship.status == "running",
            or_(
                Mentorship.mentor_participant_id == participant_id,
                Mentorship.mentee_participant_id == participant_id,
            ),
        )
        .order_by(Mentorship.id)
        .with_for_update()
    )
    return (await db.scalars(statement)).all()


async def lock_over(db: Session, today: date, limit: int) -> Sequence[Mentorship]:
    """Running pairs whose term is over; what somebody else holds at this moment comes next time."""
    statement = (
        select(Mentorship)
        .where(Mentorship.status == "running", Mentorship.ends_on <= today)
        .order_by(Mentorship.ends_on, Mentorship.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return (await db.scalars(statement)).all()


async def lock_to_ask(db: Session, today: date, limit: int) -> Sequence[Mentorship]:
    statement = (
        select(Mentorship)
        .where(
            Mentorship.status == "running", Mentorship.renewal_on <= today, Mentorship.consent_id.is_(None)
        )
        .order_by(Mentorship.renewal_on, Mentorship.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return (await db.scalars(statement)).all()


async def lock_to_remind(db: Session, today: date, limit: int) -> Sequence[Mentorship]:
    statement = (
        select(Mentorship)
        .where(Mentorship.status == "running", Mentorship.remind_on <= today)
        .order_by(Mentorship.remind_on, Mentorship.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return (await db.scalars(statement)).all()


async def listed(db: Session, program_id: UUID | None, limit: int) -> Sequence[tuple[Mentorship, int, int]]:
    """For the overview: what is due first stands first, what has ended last. Each row also says how many run
    and how many have ended, of all there are.
    """
    running = Mentorship.status == "running"
    statement = select(Mentorship, func.count().filter(running).over(), func.count().filter(~running).over())
    if program_id is not None:
        statement = statement.where(Mentorship.program_id == program_id)
    rows = await db.execute(
        statement.order_by(
            case((running, 0), else_=1),
            Mentorship.ended_on.desc(),
            Mentorship.due_on.asc().nulls_last(),
            Mentorship.id,
        ).limit(limit)
    )
    return [(row[0], row[1], row[2]) for row in rows]


async def by_ids(db: Session, ids: Iterable[UUID]) -> Sequence[Mentorship]:
    return (await db.scalars(select(Mentorship).where(Mentorship.id.in_(list(ids))))).all()
