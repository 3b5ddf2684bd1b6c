"""What the people who pair see: the whole round, and beside it one pair."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from mentorhub.consents import service as consents
from mentorhub.consents.views import ConsentView
from mentorhub.matching import desk, lines, proposal_repository, reasons, repository
from mentorhub.matching.by_hand import cost_in_words, may_decide
from mentorhub.matching.desk import Table
from mentorhub.matching.engine import Part, WhatIf
from mentorhub.matching.forms import NoteForm
from mentorhub.matching.model import Proposal, Round
from mentorhub.matching.record import decision_row
from mentorhub.matching.rounds import changed, is_computing, open_round, table
from mentorhub.matching.rules import HOLDS_A_PLACE, SUBJECT, is_party, points, step
from mentorhub.matching.views import (
    AlternativeRow,
    Figures,
    PairPanel,
    PairRow,
    PartRow,
    PersonRow,
    Room,
)
from mentorhub.permissions import ROUNDS_RUN, ROUNDS_VIEW
from mentorhub.programs import service as programs
from mentorhub.programs import words
from mentorhub.programs.template import Template
from tenants.access import Principal, require
from tenants.database import Session
from tenants.kit.errors import NotFound


async def room(db: Session, principal: Principal, round_id: UUID) -> Room:
    require(principal, ROUNDS_VIEW)
    row = await repository.round_of(db, round_id)
    if row is None:
        raise NotFound
    template = await programs.template(db, row.version_id)
    found = await proposal_repository.pairs(db, row.id)
    people = await repository.people(db, row.id)
    sent = [each.Proposal.id for each in found if each.Proposal.state != "suggested"]
    answers = await consents.of_many(db, SUBJECT, sent)
    pairs = [_pair(principal, template, each, answers.get(each.Proposal.id)) for each in found]
    live = [pair for pair in pairs if pair.live]
    mentees = [each for each in people if each.role == "mentee" and not each.left_out]
    mentors = [each for each in people if each.role == "mentor" and not each.left_out]
    waiting = [each for each in mentees if not each.held]
    mine = [pair for pair in live if pair.state == "suggested" and pair.party]
    return Room(
        id=str(row.id),
        name=row.name,
        program=template.about.name,
        paired_by=template.pairing.by,
        state=row.state,
        step=step(row.state, len(sent), _answered(found, answers)),
        revision=row.revision,
        computing=is_computing(row),
        frozen_at=row.frozen_at.isoformat(),
        figures=_figures(row, template, live, mentees, mentors),
        pairs=tuple(pairs),
        waiting=tuple(_person(each) for each in waiting),
        free_mentors=tuple(_person(each) for each in mentors if each.held < each.places),
        mentors=tuple(_person(each) for each in mentors),
        mentees=tuple(_person(each) for each in mentees),
        left_out=tuple(_person(each) for each in people if each.left_out),
        to_send=sum(pair.state == "suggested" for pair in live) - len(mine),
        held_back=len(mine),
        to_tell=sum(each.told_at is None for each in waiting),
        answers=_count(found),
        days_to_answer=template.pairing.acceptance.within_days,
        asks=words.acceptance(template.pairing.acceptance),
    )


async def panel(db: Session, principal: Principal, proposal_id: UUID) -> PairPanel:
    """Beside the table: the next best for both with its price, and what was decided and noted.

    Somebody who is a party to the pair is shown neither.
    """
    require(principal, ROUNDS_VIEW)
    found = await proposal_repository.with_people(db, proposal_id)
    if found is None:
        raise NotFound
    row = found.round
    template = await programs.template(db, row.version_id)
    if template.pairing.recuse_parties and is_party(principal.person_id, found.people):
        return PairPanel()
    decided = await repository.decisions_about(db, row.id, *found.pair)
    suggested = found.proposal.state == "suggested"
    alternatives = await _alternatives(db, row, found.proposal) if suggested else ()
    return PairPanel(alternatives, tuple(decision_row(each) for each in decided))


async def note(db: Session, principal: Principal, proposal_id: UUID, form: NoteForm) -> None:
    """For colleagues, beside the pair; whoever is a party to it neither writes nor reads there."""
    require(principal, ROUNDS_RUN)
    found = await proposal_repository.with_people(db, proposal_id)
    if found is None:
        raise NotFound
    row = await open_round(db, principal, found.round.id)
    may_decide(principal, await programs.template(db, row.version_id), *found.people)
    await changed(db, principal, row, "noted", pair=found.pair, words=form.words)


async def _alternatives(db: Session, row: Round, proposal: Proposal) -> tuple[AlternativeRow, ...]:
    now = await table(db, row)
    pair = (str(proposal.mentee_id), str(proposal.mentor_id))
    found = await desk.next_best(await desk.at(now), pair)
    return tuple(
        AlternativeRow(
            each.mentee,
            each.mentor,
            lines.pair(now.members[each.mentee].name, now.members[each.mentor].name),
            points(each.score),
            cost_in_words(outcome.delta, outcome.matched_delta, _falls(now, outcome))
            if outcome.possible
            else "not possible",
        )
        for each, outcome in found
    )


def _falls(now: Table, outcome: WhatIf) -> tuple[int, int] | None:
    """The weakest pair before and after, where it would be weaker."""
    before = min((points(one.score) for one in now.suggested), default=0)
    after = min((points(pair.score) for pair in outcome.pairs), default=0)
    return (before, after) if after < before else None


def _pair(principal: Principal, template: Template, found: Any, consent: ConsentView | None) -> PairRow:  # noqa: ANN401 - a row of a query
    one: Proposal = found.Proposal
    party = template.pairing.recuse_parties and is_party(
        principal.person_id, (found.mentee_person, found.mentor_person)
    )
    standing, tone = ("", "plain") if party else _standing(one, found, consent)
    return PairRow(
        id=str(one.id),
        mentee_id=str(one.mentee_id),
        mentor_id=str(one.mentor_id),
        mentee=found.mentee,
        mentee_line=found.mentee_line,
        mentor=found.mentor,
        mentor_line=found.mentor_line,
        short=lines.pair(found.mentee, found.mentor),
        fit=points(one.score),
        why=one.sentence,
        state=one.state,
        locked=one.locked,
        by_hand=one.by_hand,
        party=party,
        standing=standing,
        tone=tone,
        live=one.state in HOLDS_A_PLACE,
        parts=_parts(one),
        speaks_for=tuple(one.speaks_for),
        private_words="" if party else one.declined_why,
    )


def _parts(one: Proposal) -> tuple[PartRow, ...]:
    """What a factor is worth, and beside each that gives little, why. Those that give these two nothing to
    compare are left out: their weight went to the others.
    """
    parts = [Part(*each) for each in one.parts]
    against = reasons.against_by_factor(parts, one.speaks_against)
    return tuple(
        PartRow(
            part.label,
            points(part.points),
            points(part.weight),
            _without(part.label, against.get(part.key, "")),
        )
        for part in parts
        if part.weight
    )


def _without(label: str, words: str) -> str:
    """The meter says what it is about already."""
    rest = words.removeprefix(f"{label[:1].upper()}{label[1:]}: ")
    return rest[:1].upper() + rest[1:]


def _standing(one: Proposal, found: Any, consent: ConsentView | None) -> tuple[str, str]:  # noqa: ANN401 - a row of a query
    names = {found.mentee_person: found.mentee, found.mentor_person: found.mentor}
    match one.state:
        case "final":
            return "They are a pair", "good"
        case "declined":
            who = names.get(one.declined_by) if one.declined_by is not None else None
            return (f"{lines.short(who)} declined" if who else "Declined"), "bad"
        case "expired":
            return "Time ran out", "warn"
        case "withdrawn":
            return "Taken back", "plain"
        case "sent" if consent is not None:
            waits = [lines.short(names[person]) for person in consent.asked_now if person in names]
            both = len(waits) == len(names)
            return ("Waits for both", "warn") if both else (f"Waits for {' and '.join(waits)}", "accent")
        case _:
            return "", "plain"


def _answered(found: Sequence[Any], answers: dict[UUID, ConsentView]) -> int:
    settled = sum(each.Proposal.state in ("final", "declined", "expired") for each in found)
    return settled + sum(any(party.answer for party in consent.parties) for consent in answers.values())


def _count(found: Sequence[Any]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for each in found:
        counts[each.Proposal.state] = counts.get(each.Proposal.state, 0) + 1
    return counts


def _figures(
    row: Round,
    template: Template,
    live: Sequence[PairRow],
    mentees: Sequence[Any],
    mentors: Sequence[Any],
) -> Figures:
    kept = row.figures
    return Figures(
        mentees=len(mentees),
        mentors=len(mentors),
        places=sum(each.places for each in mentors),
        paired=len(live),
        average=round(sum(pair.fit for pair in live) / len(live)) if live else 0,
        weakest=min((pair.fit for pair in live), default=0),
        proof=kept.get("proof", ""),
        gap=points(kept.get("gap", 0)),
        by_hand=sum(pair.locked for pair in live if pair.state == "suggested"),
        price=points(kept.get("price", 0)),
        aim=template.matching.aim,
    )


def _person(found: Any) -> PersonRow:  # noqa: ANN401 - a row of a query
    return PersonRow(
        id=str(found.id),
        name=found.name,
        line=found.line,
        free=max(0, found.places - found.held),
        reason=found.left_out or found.unmatched,
        help=found.relaxation,
        told=found.told_at is not None,
    )
