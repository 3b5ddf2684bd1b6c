from collections.abc import Collection, Iterable, Sequence
from datetime import date
from functools import cache, lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Integer,
    Row,
    ScalarSelect,
    Select,
    Uuid,
    bindparam,
    case,
    cast,
    column,
    func,
    or_,
    select,
    values,
)
from sqlalchemy.dialects.postgresql import array, insert

from mentorhub.mentorships.model import Mentorship
from mentorhub.messaging import figures as messages
from mentorhub.participants.service import taking_part
from tenants.database import Session
from tenants.people.names import card_of, names_of


async def begin(db: Session, rows: Sequence[dict[str, Any]]) -> list[Mentorship]:
    """In one statement: all are held, who is just being removed is waited for, and those are a pair of whom
    both take part then. Not among them are those whose proposal has begun a mentorship already.
    """
    both = ("mentor_participant_id", "mentee_participant_id")
    there = taking_part({row[each] for row in rows for each in both}).cte("there")
    columns = [Mentorship.__table__.c[name] for name in rows[0]]
    asked = values(*(column(each.name, each.type) for each in columns), name="asked").data(
        [tuple(row.values()) for row in rows]
    )
    # A column of nothing but NULL has no type of its own.
    typed = select(*(cast(asked.c[each.name], each.type) for each in columns))
    begun = await db.scalars(
        insert(Mentorship)
        .from_select(columns, typed.where(*(asked.c[each].in_(select(there.c.id)) for each in both)))
        .on_conflict_do_nothing(index_elements=["tenant_id", "proposal_id"])
        .returning(Mentorship)
        .execution_options(populate_existing=True)
    )
    return list(begun)


async def of_party(
    db: Session, mentorship_id: UUID, person_id: UUID, *, lock: bool = False
) -> Mentorship | None:
    """Only where the person is one of the two: for everybody else there is no such row."""
    given = {"mentorship": mentorship_id, "person": person_id}
    return (await db.scalars(_of_party(lock=lock), given)).one_or_none()


@cache
def _of_party(*, lock: bool) -> Select[Mentorship]:
    """Put together once: everything that the two do begins with it."""
    person = bindparam("person", type_=Uuid())
    statement = select(Mentorship).where(
        Mentorship.id == bindparam("mentorship", type_=Uuid()),
        or_(Mentorship.mentor_id == person, Mentorship.mentee_id == person),
    )
    return statement.with_for_update() if lock else statement


async def of_party_and(
    db: Session, mentorship_id: UUID, person_id: UUID, column: ColumnElement[Any], *, lock: bool
) -> Row[Mentorship, Any, list[Any]] | None:
    """As `of_party`, with a column that another slice lends, and the other's card."""
    given = {"mentorship": mentorship_id, "person": person_id}
    found: Row[Mentorship, Any, list[Any]] | None = (
        await db.execute(_of_party_and(column, lock=lock), given)
    ).one_or_none()
    return found


@lru_cache(maxsize=500)
def _of_party_and(column: ColumnElement[Any], *, lock: bool) -> Select[Mentorship, Any, list[Any]]:
    return _of_party(lock=lock).add_columns(column, card_of(_other()))


def _other() -> ColumnElement[UUID]:
    """Of the two, who is not :person."""
    person = bindparam("person", type_=Uuid())
    return case((Mentorship.mentor_id == person, Mentorship.mentee_id), else_=Mentorship.mentor_id)


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


@lru_cache(maxsize=8)
def at_hand(besides: ColumnElement[Any] | None) -> Select[Any]:
    """For the frame of every page, so put together once: how many messages wait for :person (`unread`); of
    their running pairs the latest two, each with the names of the other (`pairs`); and what else is asked.
    """
    person = bindparam("person", type_=Uuid())
    running = (
        select(Mentorship.id, names_of(_other()).label("names"), Mentorship.began_on)
        .where(
            or_(Mentorship.mentor_id == person, Mentorship.mentee_id == person),
            Mentorship.status == "running",
        )
        .order_by(Mentorship.began_on.desc(), Mentorship.id)
        .limit(2)
        .subquery()
    )
    pairs = select(func.json_agg(func.json_build_array(running.c.id, running.c.names))).scalar_subquery()
    statement = select(messages.unread(person).label("unread"), pairs.label("pairs"))
    return statement if besides is None else statement.add_columns(besides)


async def running_counts(db: Session, program_id: UUID) -> dict[UUID, int]:
    both = func.unnest(array([Mentorship.mentor_participant_id, Mentorship.mentee_participant_id]))
    rows = await db.execute(
        select(both.label("participant"), func.count())
        .where(Mentorship.program_id == program_id, Mentorship.status == "running")
        .group_by("participant")
    )
    return dict(rows.all())


def pairs_of(program_id: UUID, *, besides: Collection[str]) -> Select[UUID, UUID]:
    """The participants, mentee and mentor, of every pair the program has or had, but those that ended so."""
    return select(Mentorship.mentee_participant_id, Mentorship.mentor_participant_id).where(
        Mentorship.program_id == program_id,
        or_(Mentorship.end_reason.is_(None), Mentorship.end_reason.not_in(besides)),
    )


def running_column(participant_id: Any) -> ScalarSelect[int]:  # noqa: ANN401 - a column, or what stands for one
    """How many running pairs the participant in that column has."""
    return (
        select(func.count())
        .where(
            Mentorship.status == "running",
            or_(
                Mentorship.mentor_participant_id == participant_id,
                Mentorship.mentee_participant_id == participant_id,
            ),
        )
        .scalar_subquery()
    )


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
