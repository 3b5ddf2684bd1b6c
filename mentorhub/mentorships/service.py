"""A pair as the two live it.

How it begins: `beginning`; how it ends: `ending`; what it is asked: `questions`; for staff: `oversight`.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, Select

from mentorhub import events
from mentorhub.gathering import Gathering
from mentorhub.meetings.rules import MeetingRules
from mentorhub.mentorships import naming, repository, rules
from mentorhub.mentorships.errors import HasEnded, TooLong
from mentorhub.mentorships.model import Mentorship
from mentorhub.mentorships.views import (
    AtHand,
    MentorshipView,
    MyPair,
    Over,
    PairPage,
    Question,
    Role,
)
from mentorhub.programs import service as programs
from mentorhub.programs.template import Template
from mentorhub.programs.template.together import Framework
from mentorhub.written import cleaned
from tenants.access import Principal
from tenants.database import Found, Lookup, Session
from tenants.kit import clock
from tenants.kit.errors import NotFound
from tenants.people import service as people
from tenants.people.names import card_from
from tenants.people.views import PersonCard

SHOWN = 200
LONGEST_KIND = 200


async def gathering(db: Session, principal: Principal, mentorship_id: UUID) -> Gathering:
    """The door to everything the two write. NotFound for everybody else, staff too."""
    return gathering_of(await party_row(db, principal, mentorship_id))


async def open_gathering(
    db: Session, principal: Principal, mentorship_id: UUID, *, lock: bool = False
) -> Gathering:
    """As `gathering`, to write there. HasEnded once it is over, unless the two chose to stay in touch."""
    row = await party_row(db, principal, mentorship_id, lock=lock)
    if not can_write(row):
        raise HasEnded
    return gathering_of(row)


async def mine(db: Session, principal: Principal) -> tuple[MyPair, ...]:
    """The acting person's pairs, running ones first."""
    rows = await repository.all_of_party(db, principal.me, SHOWN)
    found = await people.by_ids(db, {_other(row, principal.me) for row in rows}) if rows else {}
    return tuple(_pair(row, principal, found[_other(row, principal.me)]) for row in rows)


def ask_at_hand(principal: Principal, besides: ColumnElement[Any] | None = None) -> Lookup:
    """What the frame around the acting person's pages is to know, and a column `besides`, always the same."""
    return Lookup(repository.at_hand(besides), {"person": principal.me})


def at_hand(found: Found) -> AtHand:
    """What was found when it was asked."""
    pairs = found["pairs"] or []
    if len(pairs) != 1:
        return AtHand(found["unread"], None, "", several=len(pairs) > 1)
    pair_id, names = pairs[0]
    return AtHand(found["unread"], UUID(pair_id), naming.short(*names), several=False)


async def to_log(db: Session, principal: Principal, mentorship_id: UUID) -> tuple[Gathering, MeetingRules]:
    """To write down a meeting: the pair, and what the program they began under allows one to be.

    It runs by the organization's calendar. But the day they met is a date of their own: around midnight the
    two may live on two days, and each may write down theirs.

    Whoever writes at the same moment waits: what is due follows from all meetings, so none may be overlooked.
    """
    row, template, other = await _with_template(db, principal, mentorship_id, lock=True)
    if not can_write(row):
        raise HasEnded
    zones = (principal.zone, other.zone or principal.zone)
    since = min(row.began_on, *(clock.date_of(row.created_at, zone) for zone in zones))
    return gathering_of(row), MeetingRules.of(template, minutes=terms(row).minutes, since=since, zones=zones)


async def page(db: Session, principal: Principal, mentorship_id: UUID) -> PairPage:
    """Everything about the pair itself; messages and meetings come from their own slices."""
    row, template, other = await _with_template(db, principal, mentorship_id)
    asked_me, asked_other = _asked(row, principal.me)
    return PairPage(
        pair=_pair(row, principal, other),
        program_id=row.program_id,
        template=template,
        own_kind=row.own_kind,
        waits_for_other=_question(row) if asked_other and not asked_me else None,
        can_write=can_write(row),
        renewal_on=row.renewal_on,
    )


async def describe(db: Session, principal: Principal, mentorship_id: UUID, words: str) -> None:
    """What kind of mentorship theirs is, in their own words; either may set it."""
    row = await party_row(db, principal, mentorship_id, lock=True)
    if row.status == "ended":
        raise HasEnded
    kind = " ".join(cleaned(words).split())
    if len(kind) > LONGEST_KIND:
        raise TooLong(f"Say it in {LONGEST_KIND} characters; this has {len(kind)}.", field="own_kind")
    row.own_kind = kind
    await db.flush()


async def running_counts(db: Session, program_id: UUID) -> dict[UUID, int]:
    """How many running pairs each participant has; who has none is not in it. An end frees both places."""
    return await repository.running_counts(db, program_id)


def running_column(participant_id: Any) -> ScalarSelect[int]:  # noqa: ANN401 - a column, or what stands for one
    """The same of one, for a statement that selects participants."""
    return repository.running_column(participant_id)


def pairs_before(program_id: UUID, framework: Framework) -> Select[UUID, UUID]:
    """For a statement of those above: mentee and mentor participant of those who are or were a pair.

    Where pairs are asked each year whether to go on, one that only ran its term may come about again.
    """
    besides = ("term",) if framework.term.kind == "minimum" else ()
    return repository.pairs_of(program_id, besides=besides)


async def by_ids(db: Session, mentorship_ids: Iterable[UUID]) -> dict[UUID, MentorshipView]:
    """For slices above, which ask their own permission."""
    return {row.id: view(row) for row in await repository.by_ids(db, mentorship_ids)}


async def note_meetings(db: Session, principal: Principal, changed: events.MeetingsChanged) -> None:  # noqa: ARG001 - an event's shape
    """Subscribed to MeetingsChanged: what is due follows the last meeting held."""
    row = await repository.by_id(db, changed.gathering_id)
    if row is None or row.last_met_on == changed.last_held_on:
        return
    framework = terms(row)
    row.last_met_on = changed.last_held_on
    row.due_on = rules.due_on(framework, row.began_on, row.last_met_on)
    row.remind_on = rules.remind_on(framework, row.began_on, row.last_met_on)
    await db.flush()


async def party_row(
    db: Session, principal: Principal, mentorship_id: UUID, *, lock: bool = False
) -> Mentorship:
    if principal.person_id is None:
        raise NotFound
    return _held(db, await repository.of_party(db, mentorship_id, principal.person_id, lock=lock))


async def _with_template(
    db: Session, principal: Principal, mentorship_id: UUID, *, lock: bool = False
) -> tuple[Mentorship, Template, PersonCard]:
    """As `party_row`, with the template they began under, and the other."""
    if principal.person_id is None:
        raise NotFound
    document = programs.document_column(db, Mentorship.version_id)
    found = await repository.of_party_and(db, mentorship_id, principal.me, document, lock=lock)
    if found is None:
        raise NotFound
    row, template, other = found
    return _held(db, row), await programs.template_of(db, row.version_id, template), card_from(other)


def _held(db: Session, row: Mentorship | None) -> Mentorship:
    if row is None:
        raise NotFound
    db.info["mentorship"] = row  # a session forgets what nobody holds; `note_meetings` needs it again
    return row


def gathering_of(row: Mentorship) -> Gathering:
    return Gathering(row.id, "mentorship", (row.mentor_id, row.mentee_id))


def terms(row: Mentorship) -> Framework:
    return Framework.model_validate(row.framework)


def can_write(row: Mentorship) -> bool:
    return row.status == "running" or row.in_touch


def view(row: Mentorship) -> MentorshipView:
    return MentorshipView(
        id=row.id,
        program_id=row.program_id,
        version_id=row.version_id,
        proposal_id=row.proposal_id,
        mentor_participant_id=row.mentor_participant_id,
        mentee_participant_id=row.mentee_participant_id,
        mentor_id=row.mentor_id,
        mentee_id=row.mentee_id,
        status=row.status,  # type: ignore[arg-type]  # the table's checks allow these words only
        began_on=row.began_on,
        ends_on=row.ends_on,
        ended_on=row.ended_on,
        end_reason=row.end_reason,  # type: ignore[arg-type]  # as above
    )


def _other(row: Mentorship, me: UUID) -> UUID:
    return row.mentee_id if row.mentor_id == me else row.mentor_id


def _asked(row: Mentorship, me: UUID) -> tuple[bool, bool]:
    """Whether the open question waits for the acting person, and for the other."""
    both = (row.mentor_asked, row.mentee_asked)
    return both if row.mentor_id == me else (both[1], both[0])


def _question(row: Mentorship) -> Question | None:
    return row.question  # type: ignore[return-value]  # the table's check allows these words only


def _pair(row: Mentorship, principal: Principal, other: PersonCard) -> MyPair:
    role: Role = "mentor" if row.mentor_id == principal.me else "mentee"
    today = clock.today(principal.zone)
    seen, framework = view(row), terms(row)
    return MyPair(
        id=row.id,
        version_id=row.version_id,
        role=role,
        other=naming.contact(other, is_open=can_write(row)),
        status=seen.status,
        began_on=row.began_on,
        ends_on=row.ends_on,
        ended_on=row.ended_on,
        over=_over(seen),
        last_met_on=row.last_met_on,
        due=rules.due(framework, row.last_met_on, row.due_on, today),
        framework=framework,
        asked=_question(row) if _asked(row, principal.me)[0] else None,
        in_touch=row.in_touch,
        gathering=gathering_of(row),
    )


def _over(seen: MentorshipView) -> Over | None:
    if seen.status == "running":
        return None
    return "term" if seen.end_reason == "term" else "early"
