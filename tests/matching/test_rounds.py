"""The pool is frozen, matched, changed by hand, and every change is recorded and priced."""

from uuid import UUID

import pytest

from mentorhub.matching import by_hand, pairing, room, rounds, sending
from mentorhub.matching.errors import (
    AlreadyComputing,
    ChangedMeanwhile,
    EmptyPool,
    NotPairedYet,
    NotPossible,
    SayWhy,
)
from mentorhub.matching.forms import ChangeForm, NoteForm, RoundForm
from tenants.access import Principal, Role
from tenants.database import unit_of_work
from tenants.kit.errors import NotAllowed, NotFound
from tenants.kit.ids import new_id
from tests.matching.conftest import Opened, Setting
from tests.support.cast import join

CARDIAC = {"specialization": "adult-cardiac"}
THORACIC = {"specialization": "general-thoracic"}


async def four(opened: Opened) -> Setting:
    """Two cardiac, two thoracic: everybody has one obvious match."""
    setting = await opened("wtsa")
    await setting.joins(setting.cast.mona, "mentor", **THORACIC)
    await setting.joins(setting.cast.mina, "mentee", **THORACIC)
    await setting.newcomer("Ravi Reyes", "mentor", **CARDIAC)
    await setting.newcomer("Noor Nunez", "mentee", **CARDIAC)
    await setting.starts()
    return setting


async def test_the_pool_is_frozen_as_it_is_and_later_joiners_wait_for_the_next_round(opened: Opened) -> None:
    setting = await four(opened)
    await setting.newcomer("Late Lang", "mentee")
    seen = await setting.room()
    assert [row.name for row in seen.mentees] == ["Mina Minami", "Noor Nunez"]
    assert [row.name for row in seen.mentors] == ["Mona Moreau", "Ravi Reyes"]
    assert (seen.state, seen.step, seen.figures.places) == ("pool", 0, 2)


async def test_the_best_pairs_are_found_and_said_to_be_the_best(opened: Opened) -> None:
    setting = await four(opened)
    await setting.matches()
    assert await setting.together() == {"mina": "mona", "noor": "ravi"}
    seen = await setting.room()
    assert (seen.state, seen.step) == ("pairing", 1)
    assert (seen.figures.paired, seen.figures.mentees, seen.figures.proof) == (2, 2, "optimal")
    assert seen.figures.weakest <= seen.figures.average <= 100
    pair = (await setting.pairs())["mina"]
    assert sum(part.weight for part in pair.parts) == 100
    assert abs(sum(part.points for part in pair.parts) - pair.fit) <= len(pair.parts)


async def test_a_round_needs_somebody_on_both_sides(opened: Opened) -> None:
    setting = await opened("wtsa")
    await setting.joins(setting.cast.mina, "mentee")
    with pytest.raises(EmptyPool):
        await setting.starts()


@pytest.mark.requirement("WSRS-2")
async def test_whoever_is_no_longer_a_member_is_left_out_with_the_reason(opened: Opened) -> None:
    setting = await opened("wsrs")
    await setting.joins(setting.cast.mona, "mentor", status="practising")
    await setting.joins(setting.cast.mina, "mentee", status="resident")
    await setting.newcomer("Noor Nunez", "mentee", status="resident")
    async with unit_of_work(setting.cast.olivia) as db:
        from sqlalchemy import update

        from tenants.roster.model import Membership

        await db.execute(
            update(Membership)
            .where(Membership.person_id == setting.people["noor"].me)
            .values(standing="lapsed")
        )
    await setting.starts()
    seen = await setting.room()
    assert [row.name for row in seen.mentees] == ["Mina Minami"]
    assert [row.name for row in seen.left_out] == ["Noor Nunez"]
    assert "active membership, and yours is lapsed" in seen.left_out[0].reason


async def test_running_pairs_and_open_proposals_take_places(opened: Opened) -> None:
    setting = await opened("wtsa")
    await setting.joins(setting.cast.mona, "mentor", capacity="2")
    await setting.joins(setting.cast.mina, "mentee")
    await setting.newcomer("Noor Nunez", "mentee")
    await setting.starts()
    await setting.matches()
    await setting.sends()
    first = UUID((await setting.pairs())["mina"].id)
    await setting.accepts(setting.cast.mona, first)
    assert await setting.accepts(setting.cast.mina, first) == "agreed"
    await setting.newcomer("Third Thorn", "mentee")
    with pytest.raises(EmptyPool):  # one place is a pair's, the other is asked for
        await setting.starts("Spring")


@pytest.mark.requirement("WPSR-20")
async def test_a_mentor_with_two_places_gets_two_mentees(opened: Opened) -> None:
    setting = await opened("wpsr")
    await setting.joins(setting.cast.mona, "mentor", capacity="2")
    await setting.joins(setting.cast.mina, "mentee")
    await setting.newcomer("Noor Nunez", "mentee")
    await setting.starts()
    await setting.matches()
    assert await setting.together() == {"mina": "mona", "noor": "mona"}


async def test_who_has_nobody_is_told_why_and_what_would_help(opened: Opened) -> None:
    setting = await opened("wtsa")
    await setting.joins(setting.cast.mona, "mentor")
    await setting.joins(setting.cast.mina, "mentee")
    await setting.newcomer("Noor Nunez", "mentee")
    await setting.starts()
    await setting.matches()
    waiting = (await setting.room()).waiting
    assert len(waiting) == 1
    assert "full" in waiting[0].reason
    assert "One more place with Mona Moreau would do." in waiting[0].help


async def test_a_ban_parts_two_and_the_rest_is_matched_around_it(opened: Opened) -> None:
    setting = await four(opened)
    await setting.matches()
    seen = await setting.preview("ban", "mina", "mona")
    assert seen.possible
    assert seen.cost.startswith("costs the whole")
    assert set(seen.effects) == {
        "Mina Minami would be with Ravi Reyes, not Mona Moreau",
        "Noor Nunez would be with Mona Moreau, not Ravi Reyes",
    }
    assert await setting.together() == {"mina": "mona", "noor": "ravi"}, "a preview keeps nothing"
    done = await setting.change("ban", "mina", "mona", "They share a department")
    assert done == seen
    assert await setting.together() == {"mina": "ravi", "noor": "mona"}
    await setting.matches()
    assert await setting.together() == {"mina": "ravi", "noor": "mona"}


async def test_by_hand_needs_a_reason_and_stays_through_the_next_matching(opened: Opened) -> None:
    setting = await four(opened)
    await setting.matches()
    with pytest.raises(SayWhy):
        await setting.change("pair", "mina", "ravi")
    await setting.change("pair", "mina", "ravi", "They met at the meeting and asked for it")
    await setting.matches()
    assert await setting.together() == {"mina": "ravi", "noor": "mona"}
    pair = (await setting.pairs())["mina"]
    assert (pair.locked, pair.by_hand) == (True, True)
    assert (await setting.room()).figures.by_hand == 1


async def test_kept_together_they_stay_and_let_go_they_may_part(opened: Opened) -> None:
    setting = await four(opened)
    await setting.matches()
    await setting.change("keep", "mina", "mona")
    await setting.change("ban", "noor", "ravi", "They know each other too well")
    assert await setting.together() == {"mina": "mona"}
    lost = (await setting.room()).waiting[0]
    assert lost.name == "Noor Nunez"
    assert lost.reason.startswith("Every place is taken") or "has a free place" in lost.reason
    dana = setting.cast.dana
    async with unit_of_work(dana) as db:
        await by_hand.release(db, dana, UUID((await setting.pairs())["mina"].id))
    await setting.matches()
    assert await setting.together() == {"mina": "ravi", "noor": "mona"}


async def test_a_pair_by_hand_names_the_rule_it_breaks(opened: Opened) -> None:
    setting = await opened("wtsa")
    await setting.joins(setting.cast.mona, "mentor")
    await setting.joins(setting.cast.mina, "mentee")
    await setting.newcomer("Ravi Reyes", "mentor")
    async with unit_of_work(setting.cast.olivia) as db:
        from sqlalchemy import update

        from tenants.roster.model import Membership

        ids = [setting.people[name].me for name in ("mona", "mina")]
        await db.execute(update(Membership).where(Membership.person_id.in_(ids)).values(institution="Harbor"))
    await setting.starts()
    await setting.matches()
    assert await setting.together() == {"mina": "ravi"}
    seen = await setting.preview("pair", "mina", "mona")
    assert seen.broken_rules == ("Never within one institution: work has mentors of its own",)
    await setting.change("pair", "mina", "mona", "Different hospitals of one system")
    assert await setting.together() == {"mina": "mona"}


@pytest.mark.requirement("WSRS-27")
async def test_not_even_by_hand_with_ones_own_supervisor(opened: Opened) -> None:
    setting = await opened("wsrs")
    await setting.joins(setting.cast.mona, "mentor", status="practising")
    await setting.joins(setting.cast.mina, "mentee", status="resident", supervisors="Dr. Moreau")
    await setting.newcomer("Ravi Reyes", "mentor", status="practising")
    await setting.starts()
    await setting.matches()
    assert await setting.together() == {"mina": "ravi"}
    seen = await setting.preview("pair", "mina", "mona")
    assert not seen.possible
    assert "Never with one's own supervisor or evaluator" in seen.effects[0]
    with pytest.raises(NotPossible, match="supervisor"):
        await setting.change("pair", "mina", "mona", "There is nobody else")


async def test_parted_by_hand_both_are_free_and_the_next_best_is_no_longer_claimed(opened: Opened) -> None:
    setting = await four(opened)
    await setting.matches()
    dana = setting.cast.dana
    async with unit_of_work(dana) as db:
        await by_hand.unpair(db, dana, UUID((await setting.pairs())["mina"].id))
    seen = await setting.room()
    assert [row.name for row in seen.waiting] == ["Mina Minami"]
    assert [row.name for row in seen.free_mentors] == ["Mona Moreau"]
    assert seen.figures.proof == ""


async def test_beside_a_pair_stand_the_next_best_and_its_price(opened: Opened) -> None:
    setting = await four(opened)
    await setting.matches()
    dana = setting.cast.dana
    async with unit_of_work(dana) as db:
        panel = await room.panel(db, dana, UUID((await setting.pairs())["mina"].id))
    assert {one.names for one in panel.alternatives} == {"Minami with Reyes", "Nunez with Moreau"}
    assert all(one.cost.startswith("costs the whole") for one in panel.alternatives)


@pytest.mark.requirement("WTSA-15")
async def test_every_decision_is_recorded_with_who_and_why(opened: Opened) -> None:
    setting = await four(opened)
    await setting.matches()
    await setting.change("ban", "mina", "mona", "They share a department", who=setting.cast.carl)
    dana = setting.cast.dana
    async with unit_of_work(dana) as db:
        record = await rounds_record(db, dana, setting.round_id)
    assert record[0].who == "Carl Cooper"
    assert record[0].words == "They share a department"
    assert record[0].what.startswith("ruled them out (costs")
    assert [each.what for each in record[1:]] == ["had the best pairs found", "took the pool"]
    assert {each.who for each in record[1:]} == {"Dana Diaz"}


rounds_record = room.record


@pytest.mark.requirement("WTSA-15")
async def test_a_member_who_is_a_party_neither_decides_nor_sees_what_colleagues_say(opened: Opened) -> None:
    setting = await opened("wtsa")
    carl, dana = setting.cast.carl, setting.cast.dana
    await setting.joins(dana, "mentor", **THORACIC)
    await setting.joins(setting.cast.mina, "mentee", **THORACIC)
    await setting.newcomer("Ravi Reyes", "mentor", **CARDIAC)
    await setting.newcomer("Noor Nunez", "mentee", **CARDIAC)
    await setting.starts()
    await setting.matches()
    pair = (await setting.pairs())["mina"]
    proposal_id = UUID(pair.id)
    async with unit_of_work(carl) as db:
        await room.note(db, carl, proposal_id, NoteForm(words="Dana is very busy this year."))
    row = (await setting.pairs(dana))["mina"]
    assert row.party
    assert not (await setting.pairs(carl))["mina"].party
    async with unit_of_work(dana) as db:
        assert (await room.panel(db, dana, proposal_id)).decisions == ()
        assert "Dana is very busy" not in str(await room.record(db, dana, setting.round_id))
    async with unit_of_work(carl) as db:
        assert (await room.panel(db, carl, proposal_id)).decisions[0].words == "Dana is very busy this year."
    for kind in ("keep", "ban"):
        with pytest.raises(NotAllowed, match="somebody else decides"):
            await setting.change(kind, "mina", "dana", "I would like that", who=dana)
    async with unit_of_work(dana) as db:
        for act in (by_hand.unpair, by_hand.release):
            with pytest.raises(NotAllowed):
                await act(db, dana, proposal_id)
        with pytest.raises(NotAllowed):
            await room.note(db, dana, proposal_id, NoteForm(words="Pick me."))
    sent = await setting.sends(dana)
    assert (sent.pairs, sent.held_back) == (1, 1)
    assert (await setting.pairs(carl))["mina"].state == "suggested"
    assert (await setting.sends(carl)).pairs == 1


async def test_where_the_template_does_not_ask_for_it_nobody_steps_aside(opened: Opened) -> None:
    setting = await opened("wtsa", pairing__recuse_parties=False)
    await setting.joins(setting.cast.dana, "mentor")
    await setting.joins(setting.cast.mina, "mentee")
    await setting.starts()
    await setting.matches()
    assert not (await setting.pairs())["mina"].party
    await setting.change("keep", "mina", "dana")


async def test_only_those_who_pair_get_in_and_a_stranger_finds_nothing(opened: Opened) -> None:
    setting = await four(opened)
    await setting.matches()
    auditor = await join(setting.cast.a, "Audrey Auditor", Role.AUDITOR)
    assert (await setting.room(auditor)).figures.paired == 2
    form = await setting.form("ban", "mina", "mona", "why not")
    for who, refusal in (
        (setting.cast.mona, NotAllowed),
        (setting.cast.mina, NotAllowed),
        (auditor, NotAllowed),
    ):
        await _refused(setting, who, form, refusal)
    with pytest.raises(NotAllowed):
        await setting.room(setting.cast.mina)
    other = await join(setting.cast.b, "Rosa Ramos", Role.COORDINATOR)
    with pytest.raises(NotFound):
        await setting.room(other)
    await _refused(setting, other, form, NotFound)


async def _refused(
    setting: Setting, who: Principal, form: ChangeForm, refusal: type[NotAllowed] | type[NotFound]
) -> None:
    proposal_id = UUID((await setting.pairs())["mina"].id)
    async with unit_of_work(who) as db:
        with pytest.raises(refusal):
            await pairing.begin(db, who, setting.round_id)
        with pytest.raises(refusal):
            await by_hand.change(db, who, setting.round_id, form)
        with pytest.raises(refusal):
            await by_hand.preview(db, who, setting.round_id, form)
        with pytest.raises(refusal):
            await by_hand.unpair(db, who, proposal_id)
        with pytest.raises(refusal):
            await sending.send(db, who, setting.round_id)
        with pytest.raises(refusal):
            await sending.close(db, who, setting.round_id)
        with pytest.raises(refusal):
            await sending.take_back(db, who, proposal_id)
        with pytest.raises(refusal):
            await rounds.freeze_again(db, who, setting.round_id)
        with pytest.raises(refusal):
            await rounds.start(db, who, setting.program.id, RoundForm(name="Mine"))
        with pytest.raises(refusal):
            await room.note(db, who, proposal_id, NoteForm(words="hello"))


async def test_a_late_result_never_overwrites_what_somebody_decided_meanwhile(opened: Opened) -> None:
    setting = await four(opened)
    await setting.matches()
    dana, carl = setting.cast.dana, setting.cast.carl
    async with unit_of_work(dana) as db:
        task = await pairing.begin(db, dana, setting.round_id)
    async with unit_of_work(carl) as db:
        with pytest.raises(AlreadyComputing):
            await pairing.begin(db, carl, setting.round_id)
    found = await pairing.solve(task)
    await setting.change("ban", "mina", "mona", "They share a department", who=carl)
    async with unit_of_work(dana) as db:
        with pytest.raises(ChangedMeanwhile):
            await pairing.keep(db, dana, task, found)
    async with unit_of_work(dana) as db:
        await pairing.give_up(db, dana, task)
    assert not (await setting.room()).computing
    assert await setting.together() == {"mina": "ravi", "noor": "mona"}


async def test_a_matching_that_is_stopped_leaves_everything_as_it_was(opened: Opened) -> None:
    setting = await four(opened)
    dana = setting.cast.dana
    async with unit_of_work(dana) as db:
        task = await pairing.begin(db, dana, setting.round_id)
    assert (await setting.room()).computing
    with pytest.raises(NotPossible, match="stopped"):
        await pairing.solve(task, cancel=lambda: True)
    async with unit_of_work(dana) as db:
        await pairing.give_up(db, dana, task)
    seen = await setting.room()
    assert (seen.computing, seen.state, seen.pairs) == (False, "pool", ())


async def test_before_there_are_pairs_there_is_nothing_to_change_or_send(opened: Opened) -> None:
    setting = await four(opened)
    with pytest.raises(NotPairedYet):
        await setting.change("ban", "mina", "mona", "because")
    with pytest.raises(NotPairedYet):
        await setting.sends()


async def test_taken_again_the_pool_has_everybody_of_now_and_no_pairs(opened: Opened) -> None:
    setting = await four(opened)
    await setting.matches()
    await setting.newcomer("Late Lang", "mentee")
    dana = setting.cast.dana
    async with unit_of_work(dana) as db:
        await rounds.freeze_again(db, dana, setting.round_id)
    seen = await setting.room()
    assert (len(seen.mentees), seen.pairs, seen.state) == (3, (), "pool")


async def test_ids_that_mean_nothing_here_are_not_found(opened: Opened) -> None:
    setting = await four(opened)
    await setting.matches()
    dana = setting.cast.dana
    form = await setting.form("ban", "mina", "mona", "why not")
    swapped = ChangeForm(kind="ban", mentee_id=form.mentor_id, mentor_id=form.mentee_id, words="why not")
    unknown = ChangeForm(kind="ban", mentee_id=new_id(), mentor_id=form.mentor_id, words="why not")
    async with unit_of_work(dana) as db:
        for wrong in (swapped, unknown):
            with pytest.raises(NotFound):
                await by_hand.change(db, dana, setting.round_id, wrong)
        with pytest.raises(NotFound):
            await room.room(db, dana, new_id())
        with pytest.raises(NotFound):
            await by_hand.unpair(db, dana, new_id())
