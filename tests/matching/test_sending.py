"""What goes out and is taken back, who is left out of it, and when a round is over."""

from uuid import UUID

import pytest

from mentorhub.consents.errors import NoLongerOpen
from mentorhub.matching import jobs, pairing, sending
from mentorhub.matching.errors import NothingToSend, NotPossible, RoundClosed
from mentorhub.participants import service as participants
from tenants.database import unit_of_work
from tests.matching.conftest import Opened


@pytest.mark.requirement("WTSA-17")
async def test_whoever_has_no_match_is_told_once_with_the_next_step(opened: Opened) -> None:
    setting = await opened("wtsa")
    await setting.joins(setting.cast.mona, "mentor")
    await setting.joins(setting.cast.mina, "mentee")
    noor = await setting.newcomer("Noor Nunez", "mentee")
    await setting.starts()
    await setting.matches()
    lost = (await setting.room()).waiting[0].name
    alone = noor if lost == "Noor Nunez" else setting.cast.mina
    assert (await setting.room()).to_tell == 1
    assert (await setting.sends()).told == 1
    told = [mail for mail in await setting.mails_to(alone) if mail.kind == "round"]
    assert len(told) == 1
    assert setting.program.template.pairing.no_match in told[0].text
    assert "/application" in told[0].text
    dana = setting.cast.dana
    async with unit_of_work(dana) as db:
        proposal = next(row for row in (await setting.room()).pairs)
        await sending.take_back(db, dana, UUID(proposal.id))
        await sending.close(db, dana, setting.round_id)
    assert len([mail for mail in await setting.mails_to(alone) if mail.kind == "round"]) == 1


async def test_taken_back_both_are_told_and_cannot_answer(opened: Opened) -> None:
    setting = await opened("wtsa")
    dana, mina = setting.cast.dana, setting.cast.mina
    proposal_id = await setting.ready()
    async with unit_of_work(dana) as db:
        await sending.take_back(db, dana, proposal_id)
    with pytest.raises(NoLongerOpen):
        await setting.accepts(mina, proposal_id)
    for who in (mina, setting.cast.mona):
        assert (await setting.mails_to(who))[0].subject == "The pairing we proposed will not come about"
    await setting.matches()
    assert await setting.together() == {"mina": "mona"}, "taken back is not ruled out"


async def test_a_round_closes_when_nobody_is_waited_for(opened: Opened) -> None:
    setting = await opened("wtsa")
    dana = setting.cast.dana
    proposal_id = await setting.ready()
    async with unit_of_work(dana) as db:
        with pytest.raises(RoundClosed, match="still waits"):
            await sending.close(db, dana, setting.round_id)
    await setting.declines(setting.cast.mina, proposal_id)
    async with unit_of_work(dana) as db:
        assert await sending.close(db, dana, setting.round_id) == 1
    async with unit_of_work(dana) as db:
        with pytest.raises(RoundClosed):
            await pairing.begin(db, dana, setting.round_id)


async def test_who_left_since_the_freeze_is_taken_out_before_anything_is_sent(opened: Opened) -> None:
    setting = await opened("wtsa")
    mona, mina = setting.cast.mona, setting.cast.mina
    await setting.ready(send=False)
    async with unit_of_work(mona) as db:
        await participants.leave(db, mona, setting.parts["mona"].id)
    sent = await setting.sends()
    assert (sent.pairs, sent.taken_out) == (0, ("Mona Moreau does not take part any more",))
    assert all(mail.kind != "proposal" for mail in await setting.mails_to(mina))


async def test_a_removed_person_is_out_of_every_proposal_at_once(opened: Opened) -> None:
    setting = await opened("wtsa")
    mina, carl = setting.cast.mina, setting.cast.carl
    proposal_id = await setting.ready()
    await setting.accepts(setting.cast.mona, proposal_id)
    async with unit_of_work(carl) as db:
        await participants.remove(db, carl, setting.parts["mona"].id, "Conduct")
    with pytest.raises(NotPossible, match="has left the program"):
        await setting.accepts(mina, proposal_id)
    await jobs.drop(setting.cast.program, participant_id=setting.parts["mona"].id)
    with pytest.raises(NoLongerOpen):
        await setting.accepts(mina, proposal_id)
    told = (await setting.mails_to(mina))[0]
    assert told.subject == "The pairing we proposed will not come about"
    assert "Conduct" not in told.text
    assert [row.name for row in (await setting.room()).mentors] == []


async def test_nothing_is_sent_twice(opened: Opened) -> None:
    setting = await opened("wtsa")
    await setting.ready()
    with pytest.raises(NothingToSend):
        await setting.sends()
