"""What is changed by hand, what it costs the whole, and how it stays."""

from uuid import UUID

import pytest
from sqlalchemy import update

from mentorhub.matching import by_hand, room
from mentorhub.matching.errors import NotPossible, SayWhy
from tenants.database import unit_of_work
from tenants.roster.model import Membership
from tests.matching.conftest import Opened, four


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
