"""The pool is frozen and matched, and a late or stopped matching changes nothing."""

from uuid import UUID

import pytest

from mentorhub.matching import pairing, rounds
from mentorhub.matching.errors import AlreadyComputing, ChangedMeanwhile, EmptyPool, NotPairedYet, NotPossible
from tenants.database import unit_of_work
from tests.matching.conftest import Opened, four


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
