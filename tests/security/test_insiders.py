"""People of the same organization who reach for what is the pair's alone: other members, staff, the owner."""

import pytest

from mentorhub.mentorhub import app
from mentorhub.web.member.mentorship import MentorshipPage
from mentorhub.web.organizer.rounds.room import RoundRoom
from mentorhub.web.organizer.rounds.runs import forget, watch
from tests.security import walk
from tests.security.victim import MESSAGE, NOTES, PRIVATE, QUESTION, Victim, print_of
from tests.support.cast import signed_in
from tests.support.tab import Tab, Wires

HERE = "wtsa.localhost:3000"
OF_THE_PAIR = ("message", "meeting", "conversation", "conversation_seat", "survey_response", "consent_party")


async def inside(wires: Wires, victim: Victim, name: str) -> Tab:
    who = getattr(victim.cast, name)
    return Tab(app, wires, HERE, session=(await signed_in(who)).token)


async def test_the_two_see_what_the_others_are_searched_for(victim: Victim, wires: Wires) -> None:
    mona = await inside(wires, victim, "mona")
    await mona.visit(f"/mentorship/{victim.mentorship_id}")
    assert all(canary in mona.received for canary in PRIVATE)


@pytest.mark.parametrize("name", ["gia", "dana", "carl", "olivia"])
async def test_nobody_else_of_the_house_reads_or_changes_what_is_the_pairs(
    name: str, victim: Victim, wires: Wires
) -> None:
    """Every page of the pair, and every act on it, by a member, the committee, the office and the owner."""
    before = await print_of(victim.cast.program)
    tab = await inside(wires, victim, name)
    await tab.visit(f"/mentorship/{victim.mentorship_id}")
    assert (await tab.state(MentorshipPage)).status == "missing"
    for handler in walk.on_page("/mentorship/[mentorship_id]"):
        for payload in walk.calls(handler, victim.ids):
            await tab.send_raw(handler, payload)
    for route in walk.ROUTES:
        for found in (victim.ids[table][0] for table in ("message", "meeting", "conversation", "mentorship")):
            await tab.visit(walk.path_of(route, found))
    after = await print_of(victim.cast.program)
    assert {table: after[table] for table in OF_THE_PAIR} == {table: before[table] for table in OF_THE_PAIR}
    assert not any(canary in tab.received for canary in (MESSAGE, NOTES))
    if name in ("gia", "dana"):
        assert QUESTION not in tab.received


async def test_a_matching_of_another_organization_is_not_stopped(victim: Victim, wires: Wires) -> None:
    """Runs are known by the round's id in the whole process, so the door before it has to ask."""
    round_id = victim.setting.round_id
    run = watch(round_id)
    try:
        otto = Tab(app, wires, "csa.localhost:3000", session=(await signed_in(victim.cast.otto)).token)
        await otto.visit(f"/organizer/rounds/{round_id}")
        await otto.send(RoundRoom.stop)
        assert not run.cancelled
        dana = await inside(wires, victim, "dana")
        await dana.visit(f"/organizer/rounds/{round_id}")
        await dana.send(RoundRoom.stop)
        assert run.cancelled
    finally:
        forget(round_id)
