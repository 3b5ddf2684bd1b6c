"""The room and the proposal through the guard, as tabs without a browser."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import pytest
from reflex.utils.format import format_event_handler
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine

from mentorhub.mentorhub import app
from mentorhub.web.member.proposal import Proposal
from mentorhub.web.organizer.rounds.list import Rounds
from mentorhub.web.organizer.rounds.room import RoundRoom
from tenants.access import Principal
from tests.matching.conftest import Opened, Setting, four, opened
from tests.support.cast import Cast, cast, signed_in
from tests.support.statements import counted
from tests.support.tab import Tab, Wires

__all__ = ["cast", "opened"]

HOST = "wtsa.localhost:3000"


async def tab_of(wires: Wires, who: Principal, path: str) -> Tab:
    made = Tab(app, wires, HOST, session=(await signed_in(who)).token)
    return await made.visit(path)


async def room_of(wires: Wires, setting: Setting, who: Principal | None = None) -> Tab:
    return await tab_of(wires, who or setting.cast.dana, f"/organizer/rounds/{setting.round_id}")


async def test_a_round_is_started_from_its_page(wires: Wires, cast: Cast, opened: Opened) -> None:
    setting = await opened("wtsa")
    await setting.joins(cast.mona, "mentor")
    await setting.joins(cast.mina, "mentee")
    tab = await tab_of(wires, cast.dana, "/organizer/rounds")
    assert (await tab.state(Rounds)).rows == []
    await tab.send(Rounds.start, form_data={"name": ""})
    assert (await tab.state(Rounds)).problems["name"] == "Please fill this in."
    await tab.send(Rounds.start, form_data={"name": "January pairing"})
    assert any("/organizer/rounds/" in where for where in tab.went_to)
    await tab.visit("/organizer/rounds")
    assert [row.name for row in (await tab.state(Rounds)).rows] == ["January pairing"]


async def test_the_best_pairs_are_found_while_the_page_is_open(wires: Wires, opened: Opened) -> None:
    setting = await four(opened)
    tab = await room_of(wires, setting)
    assert (await tab.state(RoundRoom)).state == "pool"
    await tab.send(RoundRoom.find)
    seen = await tab.state(RoundRoom)
    assert (seen.state, seen.computing, seen.problem) == ("pairing", False, "")
    assert {(row.mentee, row.mentor) for row in seen.rows} == {
        ("Mina Minami", "Mona Moreau"),
        ("Noor Nunez", "Ravi Reyes"),
    }
    assert seen.notice == "Two pairs found. Nothing is sent yet."


async def test_a_change_is_shown_with_its_price_before_it_is_decided(wires: Wires, opened: Opened) -> None:
    setting = await four(opened)
    await setting.matches()
    tab = await room_of(wires, setting)
    assert (await tab.state(RoundRoom)).selected.short == "Minami with Moreau"
    await tab.send(RoundRoom.ask_never)
    seen = await tab.state(RoundRoom)
    assert seen.question == "Never pair Minami with Moreau?"
    assert seen.cost.startswith("Costs the whole")
    assert len(seen.effects) == 2
    await tab.send(RoundRoom.decide, form_data={"words": ""})
    assert "why" in (await tab.state(RoundRoom)).problems["words"]
    assert await setting.together() == {"mina": "mona", "noor": "ravi"}
    await tab.send(RoundRoom.decide, form_data={"words": "They share a department"})
    seen = await tab.state(RoundRoom)
    assert (seen.asking, seen.problems) == ("", {})
    assert await setting.together() == {"mina": "ravi", "noor": "mona"}
    assert seen.selected.short == "Minami with Reyes", "the screen stays with the same mentee"


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
    otto = Tab(app, wires, "csa.localhost:3000", session=(await signed_in(cast.otto)).token)
    await otto.visit(f"/organizer/rounds/{setting.round_id}")
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


async def test_sending_says_what_will_happen_and_then_does_it(wires: Wires, opened: Opened) -> None:
    setting = await four(opened)
    await setting.matches()
    tab = await room_of(wires, setting)
    await tab.send(RoundRoom.ask_send)
    assert (await tab.state(RoundRoom)).will_happen[0].startswith("Two pairs get a mail")
    await tab.send(RoundRoom.send)
    seen = await tab.state(RoundRoom)
    assert (seen.state, seen.step, seen.to_send, seen.still_open) == ("sent", 2, 0, 2)
    assert seen.notice == "Two proposals sent."
    assert {row.standing for row in seen.rows} == {"Waits for both"}


async def test_the_two_answer_on_their_pages(wires: Wires, cast: Cast, opened: Opened) -> None:
    setting = await opened("wtsa")
    proposal_id = await setting.ready()
    mona = await tab_of(wires, cast.mona, f"/proposal/{proposal_id}")
    mina = await tab_of(wires, cast.mina, f"/proposal/{proposal_id}")
    assert (await mona.state(Proposal)).page.other == "Mina Minami"
    await mona.send(Proposal.accept)
    assert (await mona.state(Proposal)).page.state == "answered"
    assert cast.mona.mail not in mina.received
    await mina.send(Proposal.accept)
    seen = await mina.state(Proposal)
    assert (seen.page.state, seen.page.contact) == ("final", cast.mona.mail)
    assert seen.page.mentorship_id


async def test_a_no_is_taken_kindly_and_the_other_page_says_no_more_than_it_must(
    wires: Wires, cast: Cast, opened: Opened
) -> None:
    setting = await opened("wtsa")
    proposal_id = await setting.ready()
    mona = await tab_of(wires, cast.mona, f"/proposal/{proposal_id}")
    await mona.send(Proposal.ask_decline)
    await mona.send(Proposal.decline, form_data={"words": "We work next door."})
    assert (await mona.state(Proposal)).page.state == "declined"
    mina = await tab_of(wires, cast.mina, f"/proposal/{proposal_id}")
    assert (await mina.state(Proposal)).page.state == "over"
    assert "next door" not in mina.received


@pytest.mark.parametrize("name", ["stan", "gia", "carl"])
async def test_everybody_else_finds_nothing_at_a_proposals_address(
    wires: Wires, cast: Cast, opened: Opened, name: str
) -> None:
    setting = await opened("wtsa")
    proposal_id = await setting.ready()
    tab = await tab_of(wires, getattr(cast, name), f"/proposal/{proposal_id}")
    await tab.send(Proposal.accept)
    assert "Mona Moreau" not in tab.received
    assert "Mina Minami" not in tab.received
    assert (await setting.pairs())["mina"].standing == "Waits for both"


@pytest.mark.parametrize(
    "junk", [None, "", 7, {"words": {"$ne": 1}}, {"words": "x" * 5000}, ["x"], {"mentor": "nobody"}]
)
async def test_whatever_a_browser_sends_the_round_stays_as_it_is(
    wires: Wires, opened: Opened, junk: Any
) -> None:
    setting = await four(opened)
    await setting.matches()
    before = await setting.together()
    tab = await room_of(wires, setting)
    await tab.send(RoundRoom.ask_never)
    for handler in (RoundRoom.decide, RoundRoom.write_note, RoundRoom.choose_mentor):
        await tab.send(handler, form_data=junk)
    for handler in (RoundRoom.choose, RoundRoom.choose_mentor_for):
        await tab.send(handler, junk)
    await tab.send(RoundRoom.ask_instead, junk, junk, junk)
    await tab.send(RoundRoom.go_to, junk)
    assert await setting.together() == before
    assert "tell us this number" not in tab.received


async def test_a_room_of_another_organization_is_not_found(wires: Wires, opened: Opened) -> None:
    setting = await four(opened)
    otto = Tab(app, wires, "csa.localhost:3000", session=(await signed_in(setting.cast.otto)).token)
    await otto.visit(f"/organizer/rounds/{setting.round_id}")
    assert (await otto.state(RoundRoom)).status == "missing"
    assert "Mina Minami" not in otto.received
    assert UUID(str(setting.round_id))


async def test_no_page_of_pairing_asks_the_database_more_than_it_may(
    wires: Wires, cast: Cast, opened: Opened, engine: AsyncEngine
) -> None:
    setting = await four(opened)
    await setting.matches()
    await setting.sends()
    proposal_id = (await setting.pairs())["mina"].id
    pages = {
        cast.dana: ("/organizer/rounds", f"/organizer/rounds/{setting.round_id}"),
        cast.mina: (f"/proposal/{proposal_id}",),
    }
    for who, paths in pages.items():
        for path in paths:
            tab = await tab_of(wires, who, path)
            with counting(engine) as statements:
                await tab.send_raw(_load_of(path), {})
            assert max(_by_event(statements)) <= 6, statements


def _by_event(statements: list[str]) -> list[int]:
    """How many each event took: every one of them begins by looking up the session."""
    counts: list[int] = []
    for statement in statements:
        if statement.startswith("WITH found"):
            counts.append(0)
        counts[-1] += 1
    return counts


def _load_of(path: str) -> str:
    page = Proposal if "proposal" in path else RoundRoom if path.count("/") > 2 else Rounds
    return format_event_handler(page.load)


@contextmanager
def counting(engine: AsyncEngine) -> Iterator[list[str]]:
    """Every statement but those that frame a transaction."""
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if not statement.startswith(("SET ", "SAVEPOINT", "RELEASE", "ROLLBACK")):
            seen.append(statement)

    event.listen(engine.sync_engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(engine.sync_engine, "before_cursor_execute", note)
