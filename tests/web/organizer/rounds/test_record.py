"""What was decided in a round, who reads it, and taking it back."""

import pytest

from mentorhub.web.organizer.rounds.room import RoundRoom
from tests.matching.conftest import Opened, Setting, four
from tests.support.cast import Cast
from tests.support.statements import counted
from tests.support.tab import Tab, Wires
from tests.support.visits import THEIRS, visited
from tests.web.organizer.rounds.conftest import room_of


async def ruled_out(wires: Wires, opened: Opened) -> tuple[Setting, Tab]:
    """Mina and Mona will not be paired in this round."""
    setting = await four(opened)
    await setting.matches()
    tab = await room_of(wires, setting)
    await tab.send(RoundRoom.ask_never)
    await tab.send(RoundRoom.decide, form_data={"words": "They share a department"})
    await tab.send(RoundRoom.open_record)
    return setting, tab


async def test_who_was_ruled_out_is_in_the_record_and_can_be_let_in_again(
    wires: Wires, opened: Opened
) -> None:
    setting, tab = await ruled_out(wires, opened)
    [ban] = [row for row in (await tab.state(RoundRoom)).record if row.lasts]
    assert (ban.pair, ban.words) == ("Minami with Moreau", "They share a department")
    await tab.send(RoundRoom.allow_again, mentee_id=ban.mentee_id, mentor_id=ban.mentor_id)
    seen = await tab.state(RoundRoom)
    assert not any(row.lasts for row in seen.record)
    assert seen.record[0].what == "allowed them again"
    await tab.send(RoundRoom.find)
    assert await setting.together() == {"mina": "mona", "noor": "ravi"}


async def test_the_record_and_letting_in_again_take_six_statements_each(wires: Wires, opened: Opened) -> None:
    _, tab = await ruled_out(wires, opened)
    with counted() as seen:
        await tab.send(RoundRoom.open_record)
    assert len(seen) <= 6, seen


async def test_nobody_without_the_task_lets_anybody_in_again(
    wires: Wires, cast: Cast, opened: Opened
) -> None:
    setting, tab = await ruled_out(wires, opened)
    [ban] = [row for row in (await tab.state(RoundRoom)).record if row.lasts]
    pair = {"mentee_id": ban.mentee_id, "mentor_id": ban.mentor_id}
    mina = await room_of(wires, setting, cast.mina)
    await mina.send(RoundRoom.allow_again, **pair)
    otto = await visited(wires, cast.otto, f"/organizer/rounds/{setting.round_id}", THEIRS)
    await otto.send(RoundRoom.allow_again, **pair)
    await tab.send(RoundRoom.allow_again, mentee_id="x", mentor_id=None)
    await tab.send(RoundRoom.open_record)
    assert [row.lasts for row in (await tab.state(RoundRoom)).record].count(True) == 1


@pytest.mark.requirement("WTSA-15")
async def test_a_party_lets_nobody_in_again_with_themselves(wires: Wires, cast: Cast, opened: Opened) -> None:
    setting = await opened("wtsa")
    await setting.joins(cast.dana, "mentor")
    await setting.joins(cast.mona, "mentor")
    await setting.joins(cast.mina, "mentee")
    await setting.starts()
    await setting.matches(cast.carl)
    await setting.change("ban", "mina", "dana", "They share a department", who=cast.carl)
    carl = await room_of(wires, setting, cast.carl)
    await carl.send(RoundRoom.open_record)
    [ban] = [row for row in (await carl.state(RoundRoom)).record if row.lasts]
    dana = await room_of(wires, setting)
    await dana.send(RoundRoom.open_record)
    assert "They share a department" not in dana.received
    await dana.send(RoundRoom.allow_again, mentee_id=ban.mentee_id, mentor_id=ban.mentor_id)
    assert "somebody else decides" in (await dana.state(RoundRoom)).problem


@pytest.mark.requirement("WTSA-15")
async def test_what_a_party_may_not_see_never_reaches_their_tab(
    wires: Wires, cast: Cast, opened: Opened
) -> None:
    setting = await opened("wtsa")
    await setting.joins(cast.dana, "mentor")
    await setting.joins(cast.mina, "mentee")
    await setting.starts()
    await setting.matches()
    carl = await room_of(wires, setting, cast.carl)
    await carl.send(RoundRoom.write_note, form_data={"body": "Dana is on leave until May."})
    assert "on leave until May" in carl.received
    dana = await room_of(wires, setting)
    await dana.send(RoundRoom.open_record)
    assert (await dana.state(RoundRoom)).selected.party
    assert "on leave until May" not in dana.received
    await dana.send(RoundRoom.ask_never)
    assert "somebody else decides" in (await dana.state(RoundRoom)).problem
