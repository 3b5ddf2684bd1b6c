"""A pair's page when both are asked something, and once it is over: what leads it, what answers bring."""

from datetime import timedelta

import pytest

from mentorhub.mentorhub import app
from mentorhub.mentorships import turning
from mentorhub.web.member.mentorship import MentorshipPage
from mentorhub.web.member.pairs import Pairs
from tenants.access import Principal
from tenants.database import unit_of_work
from tenants.kit import clock
from tests.support.cast import Cast, signed_in
from tests.support.pairs import Pair, pair_up
from tests.support.tab import Tab, Wires

HOST = "wtsa.localhost:3000"
A_YEAR_AND_A_DAY = timedelta(days=366)


async def opened(wires: Wires, who: Principal, pair: Pair) -> Tab:
    tab = Tab(app, wires, HOST, session=(await signed_in(who)).token)
    return await tab.visit(f"/mentorship/{pair.view.id}")


async def shown(tab: Tab) -> MentorshipPage:
    return await tab.state(MentorshipPage)


async def a_year_later(cast: Cast, journey: clock.Travel) -> None:
    journey.forward(A_YEAR_AND_A_DAY)
    async with unit_of_work(cast.program) as db:
        await turning.release_due(db, cast.program)


@pytest.mark.requirement("WTSA-19")
async def test_while_both_are_asked_whether_to_go_on_a_meeting_can_be_written_down(
    wires: Wires, cast: Cast
) -> None:
    with clock.travel() as journey:
        pair = await pair_up(cast, "wtsa")
        await a_year_later(cast, journey)
        mina = await opened(wires, cast.mina, pair)
        state = await shown(mina)
        assert (state.pair.asked, state.pair.running, state.pair.asked_again) == ("renewal", True, "")
        assert state.pair.due  # stands with the meetings, beside the button for a new one
        await mina.send(MentorshipPage.write_down)
        assert (await shown(mina)).writing_down


@pytest.mark.requirement("WTSA-19")
async def test_the_second_yes_says_that_it_goes_on_and_when_both_are_asked_again(
    wires: Wires, cast: Cast
) -> None:
    with clock.travel() as journey:
        pair = await pair_up(cast, "wtsa")
        await a_year_later(cast, journey)
        mina, mona = await opened(wires, cast.mina, pair), await opened(wires, cast.mona, pair)
        await mina.send(MentorshipPage.say, "yes")
        state = await shown(mina)
        assert (state.notice, state.pair.waits_for_other) == (
            "Thank you. Your answer is noted.",
            "renewal",
        )
        await mona.send(MentorshipPage.say, "yes")
        state = await shown(mona)
        assert state.notice == "Thank you. You both said yes: it goes on."
        assert state.pair.asked_again > (clock.today("UTC") + timedelta(days=300)).isoformat()


@pytest.mark.requirement("WSRS-12")
async def test_the_second_yes_to_staying_in_touch_says_that_contact_is_open(wires: Wires, cast: Cast) -> None:
    with clock.travel() as journey:
        pair = await pair_up(cast, "wsrs")
        await a_year_later(cast, journey)
        mina, mona = await opened(wires, cast.mina, pair), await opened(wires, cast.mona, pair)
        assert (await shown(mina)).pair.asked == "stay_in_touch"
        await mina.send(MentorshipPage.say, "yes")
        assert (await shown(mina)).pair.waits_for_other == "stay_in_touch"
        await mona.send(MentorshipPage.say, "yes")
        state = await shown(mona)
        assert state.notice == "Thank you. You both said yes: contact is open again."
        assert (state.pair.in_touch, state.pair.mail) == (True, cast.mina.mail)
        await mona.follow("/mentorships")
        assert [line.due for line in (await mona.state(Pairs)).ended] == ["In touch"]


@pytest.mark.requirement("WSRS-11")
async def test_a_no_to_staying_in_touch_leaves_the_programs_words_for_the_end_to_both(
    wires: Wires, cast: Cast
) -> None:
    with clock.travel() as journey:
        pair = await pair_up(cast, "wsrs")
        await a_year_later(cast, journey)
        mina = await opened(wires, cast.mina, pair)
        await mina.send(MentorshipPage.say, "no")
        assert (await shown(mina)).notice == "Thank you. Your answer is noted."
        for who in (cast.mina, cast.mona):
            row = (await shown(await opened(wires, who, pair))).pair
            assert (row.over, row.asked, row.in_touch, row.waits_for_other) == ("term", "", False, "")
            assert row.ended_words == pair.program.template.closing.ended


async def test_after_a_new_match_was_asked_for_the_page_says_so_and_asks_no_more(
    wires: Wires, cast: Cast
) -> None:
    pair = await pair_up(cast)
    mina = await opened(wires, cast.mina, pair)
    await mina.send(MentorshipPage.end_it)
    state = await shown(mina)
    assert (state.pair.over, state.match_asked) == ("early", "")
    await mina.send(MentorshipPage.ask_rematch)
    state = await shown(mina)
    assert state.match_asked == state.pair.id
