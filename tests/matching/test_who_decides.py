"""Every decision is recorded, and made by nobody who may not or is a party to it."""

from uuid import UUID

import pytest

from mentorhub.matching import by_hand, pairing, record, room, rounds, sending
from mentorhub.matching.forms import ChangeForm, NoteForm, RoundForm
from tenants.access import Principal, Role
from tenants.database import unit_of_work
from tenants.kit.errors import NotAllowed, NotFound
from tenants.kit.ids import new_id
from tests.matching.conftest import CARDIAC, THORACIC, Opened, Setting, four
from tests.support.cast import join


@pytest.mark.requirement("WTSA-15")
async def test_every_decision_is_recorded_with_who_and_why(opened: Opened) -> None:
    setting = await four(opened)
    await setting.matches()
    await setting.change("ban", "mina", "mona", "They share a department", who=setting.cast.carl)
    dana = setting.cast.dana
    async with unit_of_work(dana) as db:
        decided = await record.record(db, dana, setting.round_id)
    assert decided[0].who == "Carl Cooper"
    assert decided[0].words == "They share a department"
    assert decided[0].what.startswith("ruled them out (costs")
    assert [each.what for each in decided[1:]] == ["had the best pairs found", "took the pool"]
    assert {each.who for each in decided[1:]} == {"Dana Diaz"}


@pytest.mark.requirement("WTSA-15")
async def test_a_member_who_is_a_party_neither_decides_nor_sees_what_colleagues_say(opened: Opened) -> None:
    setting = await opened("wtsa")
    carl, dana = setting.cast.carl, setting.cast.dana
    await setting.joins(dana, "mentor", **THORACIC)
    await setting.joins(setting.cast.mina, "mentee", **THORACIC)
    await setting.newcomer("Ravi Reyes", "mentor", **CARDIAC)
    await setting.newcomer("Noor Nunez", "mentee", **CARDIAC)
    await setting.starts()
    await setting.matches()
    pair = (await setting.pairs())["mina"]
    proposal_id = UUID(pair.id)
    async with unit_of_work(carl) as db:
        await room.note(db, carl, proposal_id, NoteForm(words="Dana is very busy this year."))
    row = (await setting.pairs(dana))["mina"]
    assert row.party
    assert not (await setting.pairs(carl))["mina"].party
    async with unit_of_work(dana) as db:
        assert (await room.panel(db, dana, proposal_id)).decisions == ()
        assert "Dana is very busy" not in str(await record.record(db, dana, setting.round_id))
    async with unit_of_work(carl) as db:
        assert (await room.panel(db, carl, proposal_id)).decisions[0].words == "Dana is very busy this year."
    for kind in ("keep", "ban"):
        with pytest.raises(NotAllowed, match="somebody else decides"):
            await setting.change(kind, "mina", "dana", "I would like that", who=dana)
    async with unit_of_work(dana) as db:
        for act in (by_hand.unpair, by_hand.release):
            with pytest.raises(NotAllowed):
                await act(db, dana, proposal_id)
        with pytest.raises(NotAllowed):
            await room.note(db, dana, proposal_id, NoteForm(words="Pick me."))
    sent = await setting.sends(dana)
    assert (sent.pairs, sent.held_back) == (1, 1)
    assert (await setting.pairs(carl))["mina"].state == "suggested"
    assert (await setting.sends(carl)).pairs == 1


async def test_where_the_template_does_not_ask_for_it_nobody_steps_aside(opened: Opened) -> None:
    setting = await opened("wtsa", pairing__recuse_parties=False)
    await setting.joins(setting.cast.dana, "mentor")
    await setting.joins(setting.cast.mina, "mentee")
    await setting.starts()
    await setting.matches()
    assert not (await setting.pairs())["mina"].party
    await setting.change("keep", "mina", "dana")


async def test_only_those_who_pair_get_in_and_a_stranger_finds_nothing(opened: Opened) -> None:
    setting = await four(opened)
    await setting.matches()
    auditor = await join(setting.cast.a, "Audrey Auditor", Role.AUDITOR)
    assert (await setting.room(auditor)).figures.paired == 2
    form = await setting.form("ban", "mina", "mona", "why not")
    for who, refusal in (
        (setting.cast.mona, NotAllowed),
        (setting.cast.mina, NotAllowed),
        (auditor, NotAllowed),
    ):
        await _refused(setting, who, form, refusal)
    with pytest.raises(NotAllowed):
        await setting.room(setting.cast.mina)
    other = await join(setting.cast.b, "Rosa Ramos", Role.COORDINATOR)
    with pytest.raises(NotFound):
        await setting.room(other)
    await _refused(setting, other, form, NotFound)


async def _refused(
    setting: Setting, who: Principal, form: ChangeForm, refusal: type[NotAllowed] | type[NotFound]
) -> None:
    proposal_id = UUID((await setting.pairs())["mina"].id)
    async with unit_of_work(who) as db:
        with pytest.raises(refusal):
            await pairing.begin(db, who, setting.round_id)
        with pytest.raises(refusal):
            await by_hand.change(db, who, setting.round_id, form)
        with pytest.raises(refusal):
            await by_hand.preview(db, who, setting.round_id, form)
        with pytest.raises(refusal):
            await by_hand.unpair(db, who, proposal_id)
        with pytest.raises(refusal):
            await sending.send(db, who, setting.round_id)
        with pytest.raises(refusal):
            await sending.close(db, who, setting.round_id)
        with pytest.raises(refusal):
            await sending.take_back(db, who, proposal_id)
        with pytest.raises(refusal):
            await rounds.freeze_again(db, who, setting.round_id)
        with pytest.raises(refusal):
            await rounds.start(db, who, setting.program.id, RoundForm(name="Mine"))
        with pytest.raises(refusal):
            await room.note(db, who, proposal_id, NoteForm(words="hello"))


async def test_ids_that_mean_nothing_here_are_not_found(opened: Opened) -> None:
    setting = await four(opened)
    await setting.matches()
    dana = setting.cast.dana
    form = await setting.form("ban", "mina", "mona", "why not")
    swapped = ChangeForm(kind="ban", mentee_id=form.mentor_id, mentor_id=form.mentee_id, words="why not")
    unknown = ChangeForm(kind="ban", mentee_id=new_id(), mentor_id=form.mentor_id, words="why not")
    async with unit_of_work(dana) as db:
        for wrong in (swapped, unknown):
            with pytest.raises(NotFound):
                await by_hand.change(db, dana, setting.round_id, wrong)
        with pytest.raises(NotFound):
            await room.room(db, dana, new_id())
        with pytest.raises(NotFound):
            await by_hand.unpair(db, dana, new_id())


async def test_who_may_not_note_learns_nothing_of_what_is_there(opened: Opened) -> None:
    setting = await four(opened)
    for who in (setting.cast.gia, setting.cast.visitor):
        async with unit_of_work(who) as db:
            with pytest.raises(NotAllowed):
                await room.note(db, who, new_id(), NoteForm(words="is it there?"))
