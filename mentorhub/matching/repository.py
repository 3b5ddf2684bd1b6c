"""Queries of rounds and their people. Those of proposals stand in `proposal_repository`."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, delete, func, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from mentorhub.matching.model import Proposal, Round, RoundBan, RoundDecision, RoundMember
from tenants.database import Session, effects
from tenants.database.effects import Effect, columns_of
from tenants.kit import clock
from tenants.kit.ids import new_id

BEGUN = Effect.into(Round.__table__)
RULED_OUT = Effect.into(RoundBan.__table__)
FROZEN = Effect.into(RoundMember.__table__)
DECIDED = Effect.into(RoundDecision.__table__)
UNMATCHED = Effect(
    "unmatched",
    "UPDATE round_member SET unmatched = told.unmatched, relaxation = told.relaxation "
    "FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS told (id uuid, unmatched text, relaxation text) "
    "WHERE round_member.id = told.id RETURNING 1",
)
IdPair = tuple[str, str]


def add_round(db: Session, row: Round) -> None:
    BEGUN.gather(db, [columns_of(row)])


async def round_of(db: Session, round_id: UUID) -> Round | None:
    return await db.scalar(select(Round).where(Round.id == round_id))


async def lock_round(db: Session, round_id: UUID, *besides: ColumnElement[Any]) -> tuple[Any, ...] | None:
    """Those who change a round do it one after the other. With what the caller selects besides.

    Rows that only point at it are not held up: an answer adds some while it holds what we may wait for.
    """
    await effects.write(db)
    query = select(Round, *besides).where(Round.id == round_id).with_for_update(key_share=True, of=Round)
    row = (await db.execute(query.execution_options(populate_existing=True))).one_or_none()
    return tuple(row) if row is not None else None


async def rounds(db: Session, limit: int) -> Sequence[Any]:
    """Round, mentees in the pool, then proposals by state."""
    mentees = (
        select(func.count())
        .where(RoundMember.round_id == Round.id, RoundMember.role == "mentee", RoundMember.left_out == "")
        .scalar_subquery()
    )

    def proposals(*states: str) -> Any:  # noqa: ANN401 - a scalar subquery
        return (
            select(func.count())
            .where(Proposal.round_id == Round.id, Proposal.state.in_(states))
            .scalar_subquery()
        )

    result = await db.execute(
        select(
            Round,
            mentees.label("mentees"),
            proposals("suggested").label("suggested"),
            proposals("sent").label("sent"),
            proposals("final").label("final"),
            proposals("declined", "expired", "withdrawn").label("back"),
        )
        .order_by(Round.created_at.desc(), Round.id.desc())
        .limit(limit)
    )
    return result.all()


def add_members(db: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    FROZEN.gather(db, rows)


async def clear(db: Session, round_id: UUID) -> None:
    """A pool that is taken again starts anew; proposals and bans go with its people."""
    await db.execute(delete(RoundMember).where(RoundMember.round_id == round_id))


async def members(db: Session, round_id: UUID) -> list[RoundMember]:
    """With everything they had said: for the engine."""
    rows = await db.scalars(
        select(RoundMember)
        .where(RoundMember.round_id == round_id, RoundMember.left_out == "")
        .order_by(RoundMember.id)
    )
    return list(rows)


async def members_by_id(db: Session, round_id: UUID, ids: Iterable[UUID]) -> dict[UUID, RoundMember]:
    rows = await db.scalars(
        select(RoundMember).where(RoundMember.round_id == round_id, RoundMember.id.in_(list(ids)))
    )
    return {row.id: row for row in rows}


async def people(db: Session, round_id: UUID) -> Sequence[Any]:
    """Everybody of the round, without their answers, with how many proposals hold a place of theirs."""
    held = (
        select(func.count())
        .where(
            (Proposal.mentor_id == RoundMember.id) | (Proposal.mentee_id == RoundMember.id),
            Proposal.round_id == round_id,
            Proposal.state.in_(("suggested", "sent", "final")),
        )
        .scalar_subquery()
    )
    result = await db.execute(
        select(
            RoundMember.id,
            RoundMember.person_id,
            RoundMember.role,
            RoundMember.name,
            RoundMember.line,
            RoundMember.places,
            RoundMember.left_out,
            RoundMember.unmatched,
            RoundMember.relaxation,
            RoundMember.told_at,
            held.label("held"),
        )
        .where(RoundMember.round_id == round_id)
        .order_by(RoundMember.name, RoundMember.id)
    )
    return result.all()


def set_unmatched(db: Session, round_id: UUID, reasons: Mapping[UUID, tuple[str, str]]) -> None:
    """Reason and what would help, for these; nobody else of the round is without a match."""
    others = RoundMember.id.not_in(list(reasons))
    effects.later(
        db,
        update(RoundMember)
        .where(RoundMember.round_id == round_id, RoundMember.unmatched != "", others)
        .values(unmatched="", relaxation=""),
    )
    UNMATCHED.gather(
        db,
        ({"id": each, "unmatched": why, "relaxation": way_out} for each, (why, way_out) in reasons.items()),
    )


def forbid(db: Session, round_id: UUID, pairs: Iterable[tuple[UUID, UUID, str]]) -> None:
    """Mentee, mentor and why: what a round begins with."""
    RULED_OUT.gather(
        db,
        (
            {"round_id": round_id, "id": new_id(), "mentee_id": mentee, "mentor_id": mentor, "why": why}
            for mentee, mentor, why in pairs
        ),
    )


async def bans(db: Session, round_id: UUID) -> list[tuple[UUID, UUID]]:
    rows = await db.execute(
        select(RoundBan.mentee_id, RoundBan.mentor_id).where(RoundBan.round_id == round_id)
    )
    return [(mentee, mentor) for mentee, mentor in rows]


async def bans_and_proof(db: Session, round_id: UUID) -> tuple[dict[IdPair, str], dict[str, Any]]:
    """Who is not to be paired here; and the proof: long, and so not among what else is read of a round."""
    each = func.json_build_array(RoundBan.mentee_id, RoundBan.mentor_id, RoundBan.why)
    ruled_out = select(func.json_agg(each))
    found = await db.execute(
        select(ruled_out.where(RoundBan.round_id == round_id).scalar_subquery(), Round.proof).where(
            Round.id == round_id
        )
    )
    bans, proof = found.one()
    return {(mentee, mentor): why for mentee, mentor, why in sorted(bans or ())}, proof or {}


def add_ban(db: Session, round_id: UUID, mentee_id: UUID, mentor_id: UUID) -> None:
    pair = {"mentee_id": mentee_id, "mentor_id": mentor_id, "why": "here"}
    values = {"id": new_id(), "round_id": round_id, "at": clock.now(), **pair}
    effects.later(db, upsert(RoundBan).values(values).on_conflict_do_nothing())


def later_remove_ban(db: Session, round_id: UUID, mentee_id: UUID, mentor_id: UUID) -> None:
    effects.later(
        db,
        delete(RoundBan).where(
            RoundBan.round_id == round_id, RoundBan.mentee_id == mentee_id, RoundBan.mentor_id == mentor_id
        ),
    )


async def remove_ban(db: Session, round_id: UUID, mentee_id: UUID, mentor_id: UUID) -> bool:
    removed = await db.execute(
        delete(RoundBan)
        .where(
            RoundBan.round_id == round_id, RoundBan.mentee_id == mentee_id, RoundBan.mentor_id == mentor_id
        )
        .returning(RoundBan.id)
    )
    return removed.first() is not None


def add_decision(db: Session, **values: Any) -> None:  # noqa: ANN401 - columns by their names
    DECIDED.gather(db, [{"id": new_id(), **values}])


async def decisions(db: Session, round_id: UUID, limit: int) -> list[RoundDecision]:
    await effects.write(db)
    rows = await db.scalars(
        select(RoundDecision)
        .where(RoundDecision.round_id == round_id)
        .order_by(RoundDecision.at.desc(), RoundDecision.id.desc())
        .limit(limit)
    )
    return list(rows)


async def decisions_about(
    db: Session, round_id: UUID, mentee_id: UUID, mentor_id: UUID
) -> list[RoundDecision]:
    rows = await db.scalars(
        select(RoundDecision)
        .where(
            RoundDecision.round_id == round_id,
            RoundDecision.mentee_id == mentee_id,
            RoundDecision.mentor_id == mentor_id,
        )
        .order_by(RoundDecision.at, RoundDecision.id)
    )
    return list(rows)


async def names(db: Session, round_id: UUID, ids: Iterable[UUID]) -> dict[UUID, tuple[str, UUID]]:
    """The name, and which person it is."""
    rows = await db.execute(
        select(RoundMember.id, RoundMember.name, RoundMember.person_id).where(
            RoundMember.round_id == round_id, RoundMember.id.in_(list(ids))
        )
    )
    return {member_id: (name, person_id) for member_id, name, person_id in rows}


async def leave_out(db: Session, round_id: UUID, participant_id: UUID, why: str) -> None:
    await db.execute(
        update(RoundMember)
        .where(RoundMember.round_id == round_id, RoundMember.participant_id == participant_id)
        .values(left_out=why)
    )
