"""The pair's page, event by event, as its two people and everybody else meet it."""

from datetime import timedelta
from typing import Any

import pytest

from mentorhub.mentorhub import app
from mentorhub.mentorships import turning
from mentorhub.messaging import service as messaging
from mentorhub.web.member.mentorship import MentorshipPage
from tenants.access import Principal
from tenants.database import unit_of_work
from tenants.kit import clock
from tenants.kit.ids import new_id
from tests.support.cast import Cast, signed_in
from tests.support.pairs import Pair, pair_up
from tests.support.statements import counted
from tests.support.tab import Tab, Wires

HOST = "wtsa.localhost:3000"


async def opened(wires: Wires, who: Principal, pair: Pair, query: str = "") -> Tab:
    tab = Tab(app, wires, HOST, session=(await signed_in(who)).token)
    return await tab.visit(f"/mentorship/{pair.view.id}{query}")


async def shown(tab: Tab) -> MentorshipPage:
    return await tab.state(MentorshipPage)


def meeting(**typed: Any) -> dict[str, Any]:
    today = clock.today("America/Los_Angeles").isoformat()
    usual = {"key": str(new_id()), "status": "held", "held_on": today, "minutes": "45", "place": "video"}
    return {"form_data": usual | typed}


async def write(tab: Tab, body: str, key: str = "") -> None:
    await tab.send(MentorshipPage.send, form_data={"body": body, "key": key or str(new_id())})


async def test_the_page_shows_the_other_the_terms_and_what_is_due(wires: Wires, cast: Cast) -> None:
    pair = await pair_up(cast, "wsrs")
    state = await shown(await opened(wires, cast.mina, pair))
    assert state.status == "ready"
    assert (state.pair.other_name, state.pair.mail, state.pair.role) == (
        "Mona Moreau",
        cast.mona.mail,
        "mentor",
    )
    assert state.pair.terms[0] == "Half an hour every 12 weeks, or as often as suits you both"
    assert state.pair.due.startswith("Your first meeting: find a date before")
    assert state.pair.until == (pair.view.ends_on.isoformat() if pair.view.ends_on else "")


@pytest.mark.requirement("WTSA-10")
@pytest.mark.parametrize("role", ["olivia", "carl", "dana", "gia"])
async def test_to_everybody_else_the_page_is_not_found_and_nothing_is_sent(
    wires: Wires, cast: Cast, role: str
) -> None:
    pair = await pair_up(cast)
    async with unit_of_work(cast.mona) as db:
        await messaging.send(db, cast.mona, pair.gathering, "Between the two of us", new_id())
    tab = await opened(wires, getattr(cast, role), pair)
    assert (await shown(tab)).status == "missing"
    await write(tab, "Let me in")
    await tab.send(MentorshipPage.save_meeting, **meeting())
    await tab.send(MentorshipPage.end_it)
    await tab.send(MentorshipPage.show_older)
    await tab.send(MentorshipPage.seen)
    assert "Between the two of us" not in tab.received
    assert cast.mona.mail not in tab.received
    assert (await shown(await opened(wires, cast.mina, pair))).pair.running


async def test_another_organizations_person_is_sent_to_sign_in(wires: Wires, cast: Cast) -> None:
    pair = await pair_up(cast)
    tab = await opened(wires, cast.stan, pair)
    assert "/sign-in" in tab.received
    assert (await shown(tab)).pair.other_name == ""


@pytest.mark.parametrize("address", ["x", "0190a1b2-0000-7000-8000-000000000000", "..%2f..", "' OR 1=1"])
async def test_an_address_that_is_none_is_not_found(wires: Wires, cast: Cast, address: str) -> None:
    tab = Tab(app, wires, HOST, session=(await signed_in(cast.mina)).token)
    await tab.visit(f"/mentorship/{address}")
    assert (await shown(tab)).status == "missing"


async def test_what_one_sends_the_other_sees_after_the_live_signal(wires: Wires, cast: Cast) -> None:
    pair = await pair_up(cast)
    mona, mina = await opened(wires, cast.mona, pair), await opened(wires, cast.mina, pair)
    await write(mona, "Thursday at five?")
    assert [line.body for line in (await shown(mona)).lines] == ["Thursday at five?"]
    await mina.send(MentorshipPage.load)  # what the listener does with the signal
    state = await shown(mina)
    assert [(line.body, line.mine) for line in state.lines] == [("Thursday at five?", False)]
    assert state.unread == 1
    await mina.send(MentorshipPage.seen)
    assert (await shown(mina)).unread == 0
    await mona.send(MentorshipPage.load)
    assert (await shown(mona)).lines[-1].foot == "read"


async def test_the_same_form_sent_twice_is_one_message(wires: Wires, cast: Cast) -> None:
    pair = await pair_up(cast)
    mona, key = await opened(wires, cast.mona, pair), str(new_id())
    await write(mona, "Once", key)
    await write(mona, "Once", key)
    assert [line.body for line in (await shown(mona)).lines] == ["Once"]


async def test_a_refused_message_says_why_and_counts_as_not_taken(wires: Wires, cast: Cast) -> None:
    pair = await pair_up(cast)
    mona = await opened(wires, cast.mona, pair)
    await write(mona, "x" * 5_001)
    state = await shown(mona)
    assert "5,001 characters" in state.problems["body"]
    assert (state.sent, state.lines) == (0, [])


async def test_earlier_messages_are_fetched_and_stay_when_new_ones_arrive(wires: Wires, cast: Cast) -> None:
    pair = await pair_up(cast)
    async with unit_of_work(cast.mona) as db:
        for number in range(45):
            await messaging.send(db, cast.mona, pair.gathering, f"{number}", new_id())
    mina = await opened(wires, cast.mina, pair)
    assert len((await shown(mina)).lines) == 30
    await mina.send(MentorshipPage.show_older)
    async with unit_of_work(cast.mona) as db:
        await messaging.send(db, cast.mona, pair.gathering, "45", new_id())
    await mina.send(MentorshipPage.load)
    state = await shown(mina)
    assert [line.body for line in state.lines] == [f"{number}" for number in range(46)]
    assert state.older == 0


async def test_another_pairs_page_in_the_same_tab_starts_with_its_own_messages(
    wires: Wires, cast: Cast
) -> None:
    first = await pair_up(cast, "wtsa")
    second = await pair_up(cast, "wsrs")
    mina = await opened(wires, cast.mina, first)
    await write(mina, "In the first")
    await mina.visit(f"/mentorship/{second.view.id}")
    state = await shown(mina)
    assert (state.conversation_id, state.lines) == (str(second.view.id), [])


async def test_a_meeting_is_written_down_changed_and_taken_back(wires: Wires, cast: Cast) -> None:
    pair = await pair_up(cast, "wsrs")
    mina = await opened(wires, cast.mina, pair, "?log=yes")
    assert (await shown(mina)).writing_down
    await mina.send(MentorshipPage.save_meeting, **meeting(notes="Bring the offer"))
    state = await shown(mina)
    assert [(row.minutes, row.notes, row.mine) for row in state.meetings] == [(45, "Bring the offer", True)]
    assert (state.writing_down, state.together) == (False, "One meeting, 45 min together")
    await mina.send(MentorshipPage.change, meeting_id=state.meetings[0].id)
    await mina.send(MentorshipPage.save_meeting, **meeting(minutes="60"))
    state = await shown(mina)
    assert [row.minutes for row in state.meetings] == [60]
    await mina.send(MentorshipPage.ask_remove, meeting_id=state.meetings[0].id)
    await mina.send(MentorshipPage.remove_meeting)
    assert (await shown(mina)).meetings == []


async def test_a_refused_meeting_keeps_the_form_open_and_names_the_field(wires: Wires, cast: Cast) -> None:
    pair = await pair_up(cast, "wsrs")
    mina = await opened(wires, cast.mina, pair, "?log=yes")
    await mina.send(MentorshipPage.save_meeting, **meeting(place="home"))
    state = await shown(mina)
    assert state.writing_down
    assert "You can choose: By phone, By video, In person" in state.problems["place"]
    await mina.send(MentorshipPage.load)  # a live signal meanwhile
    assert (await shown(mina)).problems != {}


async def test_the_other_cannot_change_what_one_wrote_down(wires: Wires, cast: Cast) -> None:
    pair = await pair_up(cast, "wsrs")
    mina, mona = await opened(wires, cast.mina, pair), await opened(wires, cast.mona, pair)
    await mina.send(MentorshipPage.save_meeting, **meeting())
    await mona.send(MentorshipPage.load)
    [row] = (await shown(mona)).meetings
    await mona.send(MentorshipPage.change, meeting_id=row.id)
    await mona.send(MentorshipPage.ask_remove, meeting_id=row.id)
    state = await shown(mona)
    assert (state.writing_down, state.removing) == (False, "")


async def test_ending_is_one_act_and_both_find_it_over(wires: Wires, cast: Cast) -> None:
    pair = await pair_up(cast)
    mina, mona = await opened(wires, cast.mina, pair), await opened(wires, cast.mona, pair)
    await mina.send(MentorshipPage.end_it)
    await mona.send(MentorshipPage.load)
    for tab in (mina, mona):
        state = await shown(tab)
        assert (state.pair.over, state.pair.can_write, state.pair.mail) == ("early", False, "")
    await write(mona, "Wait")
    assert "has ended" in (await shown(mona)).problems["form"]


async def test_a_new_match_is_asked_for_once(wires: Wires, cast: Cast) -> None:
    from mentorhub.help import service as help_desk

    pair = await pair_up(cast)
    mina = await opened(wires, cast.mina, pair)
    await mina.send(MentorshipPage.end_it)
    await mina.send(MentorshipPage.ask_rematch)
    await mina.send(MentorshipPage.ask_rematch)
    async with unit_of_work(cast.carl) as db:
        [row] = (await help_desk.worklist(db, cast.carl)).waiting
    assert (row.kind, row.name) == ("rematch", "Mina Minami")


@pytest.mark.requirement("WPSR-12")
async def test_the_help_button_of_the_page_reaches_the_work_list(wires: Wires, cast: Cast) -> None:
    from mentorhub.help import service as help_desk

    pair = await pair_up(cast, "wpsr")
    mina = await opened(wires, cast.mina, pair)
    await mina.send(MentorshipPage.open_help)
    key = (await shown(mina)).asked_key
    await mina.send(MentorshipPage.ask_help, form_data={"key": key, "body": "We are stuck."})
    async with unit_of_work(cast.carl) as db:
        [row] = (await help_desk.worklist(db, cast.carl)).waiting
    assert (row.kind, row.body) == ("pair", "We are stuck.")
    assert "answer by mail within" in (await shown(mina)).notice


@pytest.mark.requirement("WTSA-19")
async def test_the_yearly_question_is_answered_on_the_page(wires: Wires, cast: Cast) -> None:
    with clock.travel() as journey:
        pair = await pair_up(cast, "wtsa")
        journey.forward(timedelta(days=367))
        async with unit_of_work(cast.program) as db:
            await turning.release_due(db, cast.program)
        mina, mona = await opened(wires, cast.mina, pair), await opened(wires, cast.mona, pair)
        assert (await shown(mina)).pair.asked == "renewal"
        await mina.send(MentorshipPage.say, answer="yes")
        assert (await shown(mina)).pair.waits_for_other == "renewal"
        await mona.send(MentorshipPage.say, answer="yes")
        state = await shown(mona)
    assert (state.pair.asked, state.pair.running) == ("", True)


@pytest.mark.requirement("WPSR-10")
async def test_the_two_name_their_kind_of_mentorship_on_the_page(wires: Wires, cast: Cast) -> None:
    pair = await pair_up(cast, "wpsr")
    mina = await opened(wires, cast.mina, pair)
    assert (await shown(mina)).pair.may_name_kind
    await mina.send(MentorshipPage.name_kind, form_data={"own_kind": "Writing testimony"})
    assert (await shown(await opened(wires, cast.mona, pair))).pair.own_kind == "Writing testimony"


@pytest.mark.parametrize("junk", [None, "", 7, [], {"key": "x"}, {"body": ["a"]}, {"key": None, "body": 3}])
async def test_junk_makes_a_sentence_and_no_fault(
    wires: Wires, cast: Cast, junk: Any, caplog: pytest.LogCaptureFixture
) -> None:
    pair = await pair_up(cast)
    mina = await opened(wires, cast.mina, pair)
    for handler in (
        MentorshipPage.send,
        MentorshipPage.save_meeting,
        MentorshipPage.ask_help,
    ):
        await mina.send(handler, form_data=junk)
        state = await shown(mina)
        assert state.problem != ""
        assert "our side" not in state.problem
    for handler in (MentorshipPage.change, MentorshipPage.ask_remove):
        await mina.send(handler, meeting_id=junk)
    for handler, name in ((MentorshipPage.pick_kind, "kind"), (MentorshipPage.pick_status, "status")):
        await mina.send(handler, **{name: junk})
        assert "our side" not in (await shown(mina)).problem
    assert (await shown(mina)).picked_status == "held"


async def test_no_event_of_the_page_makes_more_than_six_statements(wires: Wires, cast: Cast) -> None:
    pair = await pair_up(cast, "wsrs")
    mina = await opened(wires, cast.mina, pair)
    await write(mina, "The first one")
    events: list[tuple[Any, dict[str, Any]]] = [
        (MentorshipPage.load, {}),
        (MentorshipPage.send, {"form_data": {"body": "Hello", "key": str(new_id())}}),
        (MentorshipPage.seen, {}),
    ]
    for handler, payload in events:
        with counted() as statements:
            await mina.send(handler, **payload)
        assert len(statements) <= 6, (handler, statements)
    then_loads: list[tuple[Any, dict[str, Any]]] = [
        (MentorshipPage.save_meeting, meeting()),
        (MentorshipPage.name_kind, {"form_data": {"own_kind": "x"}}),
        (MentorshipPage.end_it, {}),
    ]
    for handler, payload in then_loads:
        with counted() as statements:
            await mina.send(handler, **payload)
        assert len(statements) <= 6 + 6, (handler, statements)
