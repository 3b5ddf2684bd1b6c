"""A proposal on the pages of the two whom it is about, and nowhere else."""

import pytest

from mentorhub.web.member.proposal import Proposal
from tests.matching.conftest import Opened, opened
from tests.support.cast import Cast
from tests.support.tab import Wires
from tests.support.visits import visited

__all__ = ["opened"]


async def test_the_two_answer_on_their_pages(wires: Wires, cast: Cast, opened: Opened) -> None:
    setting = await opened("wtsa")
    proposal_id = await setting.ready()
    mona = await visited(wires, cast.mona, f"/proposal/{proposal_id}")
    mina = await visited(wires, cast.mina, f"/proposal/{proposal_id}")
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
    mona = await visited(wires, cast.mona, f"/proposal/{proposal_id}")
    await mona.send(Proposal.ask_decline)
    await mona.send(Proposal.decline, form_data={"words": "We work next door."})
    assert (await mona.state(Proposal)).page.state == "declined"
    mina = await visited(wires, cast.mina, f"/proposal/{proposal_id}")
    assert (await mina.state(Proposal)).page.state == "over"
    assert "next door" not in mina.received


@pytest.mark.parametrize("name", ["stan", "gia", "carl"])
async def test_everybody_else_finds_nothing_at_a_proposals_address(
    wires: Wires, cast: Cast, opened: Opened, name: str
) -> None:
    setting = await opened("wtsa")
    proposal_id = await setting.ready()
    tab = await visited(wires, getattr(cast, name), f"/proposal/{proposal_id}")
    await tab.send(Proposal.accept)
    assert "Mona Moreau" not in tab.received
    assert "Mina Minami" not in tab.received
    assert (await setting.pairs())["mina"].standing == "Waits for both"
