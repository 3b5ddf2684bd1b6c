"""A round through the guard: started, matched, changed by hand and sent."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import pytest
from reflex.utils.format import format_event_handler
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine

from mentorhub.web.member.proposal import Proposal
from mentorhub.web.organizer.rounds.list import Rounds
from mentorhub.web.organizer.rounds.room import RoundRoom
from tests.matching.conftest import Opened, four
from tests.support.cast import Cast
from tests.support.tab import Wires
from tests.support.visits import THEIRS, visited
from tests.web.organizer.rounds.conftest import room_of


async def test_a_round_is_started_from_its_page(wires: Wires, cast: Cast, opened: Opened) -> None:
    setting = await opened("wtsa")
    await setting.joins(cast.mona, "mentor")
    await setting.joins(cast.mina, "mentee")
    tab = await visited(wires, cast.dana, "/organizer/rounds")
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
    otto = await visited(wires, setting.cast.otto, f"/organizer/rounds/{setting.round_id}", THEIRS)
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
            tab = await visited(wires, who, path)
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
