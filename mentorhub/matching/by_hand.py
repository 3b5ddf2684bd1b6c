"""One pair decided by hand, and what that costs the whole. The best pairs over everybody are in `pairing`."""

from uuid import UUID

from mentorhub.matching import desk, proposal_repository, repository
from mentorhub.matching.desk import Outcome, Table
from mentorhub.matching.engine import MatchingError
from mentorhub.matching.errors import (
    AlreadySent,
    ChangedMeanwhile,
    NotPairedYet,
    NotPossible,
    SayWhy,
    YouAreAParty,
)
from mentorhub.matching.forms import ChangeForm
from mentorhub.matching.instance import Snapshot
from mentorhub.matching.pairing import lock, show
from mentorhub.matching.proposal_repository import Found
from mentorhub.matching.rounds import changed, open_round, table
from mentorhub.matching.rules import NEEDS_A_REASON, Act, is_party, points
from mentorhub.matching.views import Preview
from mentorhub.permissions import ROUNDS_RUN
from mentorhub.programs import service as programs
from mentorhub.programs.counting import both
from mentorhub.programs.template import Template
from tenants.access import Principal, require
from tenants.database import Session, effects
from tenants.kit.errors import NotFound

ACTS: dict[str, Act] = {"keep": "kept", "ban": "banned", "pair": "paired"}


async def preview(db: Session, principal: Principal, round_id: UUID, form: ChangeForm) -> Preview:
    """What a change would cost and whom else it would move. Nothing is kept."""
    require(principal, ROUNDS_RUN)
    row = await repository.round_of(db, round_id)
    if row is None:
        raise NotFound
    now = await table(db, row)
    mentee, mentor = _two(now, form)
    may_decide(principal, now.template, *_people(mentee, mentor))
    return (await _consider(now, form, mentee, mentor))[0]


async def change(db: Session, principal: Principal, round_id: UUID, form: ChangeForm) -> Preview:
    """Keep two together, never pair them, or pair them by hand; the rest is matched again around it.

    Raises:
        YouAreAParty, SayWhy, NotPossible, AlreadySent.
    """
    row = await open_round(db, principal, round_id)
    if row.state == "pool":
        raise NotPairedYet
    now = await table(db, row)
    mentee, mentor = _two(now, form)
    may_decide(principal, now.template, *_people(mentee, mentor))
    act = ACTS[form.kind]
    if act in NEEDS_A_REASON and not form.words:
        raise SayWhy(field="words")
    seen, outcome = await _consider(now, form, mentee, mentor)
    if not seen.possible:
        raise NotPossible(seen.effects[0])
    if form.kind == "ban":
        repository.add_ban(db, row.id, form.mentee_id, form.mentor_id)
    if form.kind == "pair":
        repository.later_remove_ban(db, row.id, form.mentee_id, form.mentor_id)
    decided = (form.mentee_id, form.mentor_id)
    by_hand = {} if form.kind == "ban" else {decided: form.kind == "pair"}
    if outcome is not None:
        show(db, row, now, now.suggested, outcome.found, by_hand)
    else:
        for one in now.suggested:
            if (one.mentee_id, one.mentor_id) == decided:
                lock(db, one, by_hand=form.kind == "pair")
    cost = -outcome.delta if outcome is not None else None
    await changed(db, principal, row, act, pair=(form.mentee_id, form.mentor_id), words=form.words, cost=cost)
    return seen


async def release(db: Session, principal: Principal, proposal_id: UUID) -> None:
    """No longer kept together: the next matching may part them."""
    found = await suggestion(db, principal, proposal_id)
    effects.change(db, found.proposal, locked=False, by_hand=False)
    await changed(db, principal, found.round, "released", pair=found.pair)


async def unpair(db: Session, principal: Principal, proposal_id: UUID) -> None:
    """Both are free again. The next matching may bring them together, unless that is ruled out."""
    found = await suggestion(db, principal, proposal_id)
    row = found.round
    proposal_repository.remove(db, [found.proposal.id])
    why = f"Parted from {found.mentor.name} by hand."
    effects.change(db, found.mentee, unmatched=why, relaxation="Pair the rest again, or pair by hand.")
    effects.change(db, row, figures={**row.figures, "proof": ""})
    await changed(db, principal, row, "unpaired", pair=found.pair)


async def allow(db: Session, principal: Principal, round_id: UUID, mentee_id: UUID, mentor_id: UUID) -> None:
    """A pair that was ruled out may be suggested again."""
    row = await open_round(db, principal, round_id)
    members = await repository.members_by_id(db, row.id, [mentee_id, mentor_id])
    if len(members) != 2:
        raise NotFound
    template = await programs.template(db, row.version_id)
    may_decide(principal, template, *(member.person_id for member in members.values()))
    if await repository.remove_ban(db, row.id, mentee_id, mentor_id):
        await changed(db, principal, row, "unbanned", pair=(mentee_id, mentor_id))


async def suggestion(db: Session, principal: Principal, proposal_id: UUID) -> Found:
    """A pair that only the room knows yet, held to be changed by somebody who is no party to it."""
    require(principal, ROUNDS_RUN)
    seen = await proposal_repository.with_people(db, proposal_id)
    if seen is None:
        raise NotFound
    row = await open_round(db, principal, seen.round.id)
    found = await proposal_repository.with_people(db, proposal_id)
    if found is None:
        raise ChangedMeanwhile
    may_decide(principal, await programs.template(db, row.version_id), *found.people)
    if found.proposal.state != "suggested":
        raise AlreadySent
    return found


def may_decide(principal: Principal, template: Template, *people: UUID) -> None:
    """Nobody decides about a pair of which they are one, where the template says so."""
    if template.pairing.recuse_parties and is_party(principal.person_id, people):
        raise YouAreAParty


def _people(*two: Snapshot) -> tuple[UUID, ...]:
    return tuple(UUID(each.person_id) for each in two)


def _two(now: Table, form: ChangeForm) -> tuple[Snapshot, Snapshot]:
    mentee, mentor = now.members.get(str(form.mentee_id)), now.members.get(str(form.mentor_id))
    if mentee is None or mentor is None or (mentee.role, mentor.role) != ("mentee", "mentor"):
        raise NotFound
    if any(str(one.mentee_id) == mentee.id for one in now.fixed):
        raise AlreadySent
    return mentee, mentor


async def _consider(
    now: Table, form: ChangeForm, mentee: Snapshot, mentor: Snapshot
) -> tuple[Preview, Outcome | None]:
    """What the engine says about it; keeping two who are together anyway is no question for it."""
    pair = (mentee.id, mentor.id)
    if form.kind == "keep":
        if not any((str(one.mentee_id), str(one.mentor_id)) == pair for one in now.suggested):
            raise ChangedMeanwhile
        return Preview(True, "costs nothing"), None
    broken: tuple[desk.Broken, ...] = ()
    if form.kind == "pair":
        explanation = (await desk.at(now)).explain(*pair)
        broken = desk.broken(now.template, explanation, now.bans.get(pair, "here"))
        refused = [f"{rule.label}. Nobody can decide this otherwise." for rule in broken if rule.final]
        refused += _no_room(now, mentee, mentor)
        if refused:
            return Preview(False, "", (refused[0],)), None
    try:
        outcome = await desk.decided(now, pair, ban=form.kind == "ban")
    except MatchingError as error:
        raise NotPossible(error.sentence) from None
    cost = cost_in_words(outcome.delta, outcome.matched_delta, _falls(now, outcome))
    return Preview(True, cost, _effects(now, outcome), tuple(rule.label for rule in broken)), outcome


def _no_room(now: Table, mentee: Snapshot, mentor: Snapshot) -> list[str]:
    kept = [now.members[one].name for one, other in now.locked if other == mentor.id and one != mentee.id]
    places = mentor.places - sum(str(one.mentor_id) == mentor.id for one in now.fixed)
    if len(kept) < places:
        return []
    if not kept:
        return [f"{mentor.name} has no free place any more."]
    return [f"{mentor.name} has no place left beside {both(kept)}. Let them be parted first."]


def _falls(now: Table, outcome: Outcome) -> tuple[int, int] | None:
    before = min((points(one.score) for one in now.suggested), default=0)
    after = min((points(pair.score) for pair in outcome.found.pairs), default=0)
    return (before, after) if after < before else None


def cost_in_words(delta: int, matched_delta: int, weakest: tuple[int, int] | None = None) -> str:
    """`weakest`: of the weakest pair, before and after, where it would be weaker. Without it, a gain to the
    whole would look as if something better had been missed.
    """
    said = _cost(delta, matched_delta)
    if weakest is None or matched_delta < 0:
        return said
    return f"{said}; weakest pair {weakest[1]}, not {weakest[0]}"


def _cost(delta: int, matched_delta: int) -> str:
    if matched_delta < 0:
        fewer = -matched_delta
        return (
            "leaves one more person without a mentor"
            if fewer == 1
            else f"leaves {fewer} more people without a mentor"
        )
    if matched_delta > 0:
        return f"pairs {'one person' if matched_delta == 1 else f'{matched_delta} people'} more"
    if delta == 0:
        return "costs nothing"
    amount = max(1, points(abs(delta)))
    return f"costs the whole {amount}" if delta < 0 else f"adds {amount} to the whole"


def _effects(now: Table, outcome: Outcome) -> tuple[str, ...]:
    said = []
    for mentee, before, after in outcome.changes:
        name = now.members[mentee].name
        if after is None:
            said.append(f"{name} would be without a mentor")
        elif before is None:
            said.append(f"{name} would be with {now.members[after].name}")
        else:
            said.append(f"{name} would be with {now.members[after].name}, not {now.members[before].name}")
    return tuple(said)
