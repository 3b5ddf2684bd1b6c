"""From the room to the two: what each is asked, shown and told, and what their answers bring."""

from datetime import timedelta
from uuid import UUID

import pytest

from mentorhub.consents.errors import AnsweredOtherwise, NotYourTurn, TooLate
from mentorhub.matching import jobs, proposals, room
from mentorhub.mentorships import service as mentorships
from tenants.access import Principal
from tenants.database import unit_of_work
from tenants.kit import clock
from tenants.kit.errors import NotFound
from tenants.kit.ids import new_id
from tests.matching.conftest import Opened, Setting

STRANGERS = ("stan", "gia", "carl", "dana", "olivia")


async def running(setting: Setting) -> int:
    async with unit_of_work(setting.cast.program) as db:
        counts = await mentorships.running_counts(db, setting.program.id)
    return sum(counts.values()) // 2


async def awaiting(who: Principal) -> list[UUID]:
    async with unit_of_work(who) as db:
        return [card.id for card in await proposals.awaiting(db, who)]


@pytest.mark.requirement("WTSA-18")
async def test_it_becomes_final_when_both_have_said_yes_and_not_before(opened: Opened) -> None:
    setting = await opened("wtsa")
    mona, mina = setting.cast.mona, setting.cast.mina
    proposal_id = await setting.ready()
    assert await awaiting(mona) == await awaiting(mina) == [proposal_id]
    assert await setting.accepts(mona, proposal_id) == "open"
    assert await running(setting) == 0
    assert (await setting.page(mona, proposal_id)).state == "answered"
    assert (await setting.page(mina, proposal_id)).state == "waiting"
    assert await setting.accepts(mina, proposal_id) == "agreed"
    assert await running(setting) == 1
    page = await setting.page(mina, proposal_id)
    assert page.state == "final"
    async with unit_of_work(mina) as db:
        assert str((await mentorships.mine(db, mina))[0].id) == page.mentorship_id
    assert await awaiting(mina) == []


@pytest.mark.requirement("WTSA-18")
async def test_contact_is_hidden_until_it_is_final(opened: Opened) -> None:
    setting = await opened("wtsa")
    mona, mina = setting.cast.mona, setting.cast.mina
    proposal_id = await setting.ready()
    await setting.accepts(mona, proposal_id)
    before = await setting.page(mina, proposal_id)
    assert before.contact_hidden
    assert mona.mail not in str(before)
    for mail in await setting.mails_to(mina):
        assert mona.mail not in mail.text
    await setting.accepts(mina, proposal_id)
    after = await setting.page(mina, proposal_id)
    assert (after.contact_hidden, after.contact) == (False, mona.mail)


async def test_the_two_see_what_the_template_shows_and_why_they_fit(opened: Opened) -> None:
    setting = await opened("wpsr", pairing__acceptance={"parties": ["mentor", "mentee"]})
    await setting.joins(setting.cast.mona, "mentor", mode="in_person", place__city="Tacoma")
    await setting.joins(setting.cast.mina, "mentee", mode="in_person", place__city="Tacoma")
    await setting.starts()
    await setting.matches()
    await setting.sends()
    page = await setting.page(setting.cast.mina, UUID((await setting.pairs())["mina"].id))
    assert (page.other, page.my_role, page.other_role) == ("Mona Moreau", "mentee", "mentor")
    assert "What advocacy have you done?" in [one.label for one in page.shown]
    assert "Near enough to meet, for those who want to" in [reason.factor for reason in page.reasons]
    assert "Tacoma" not in str(page)
    assert page.terms[0].text.startswith("Once a month")
    assert ("I cannot find the hour a month just now. Please ask me again later.", "No time just now") in (
        page.ready_words
    )


@pytest.mark.requirement("AK-2")
async def test_a_student_is_told_whether_a_physician_or_a_medical_student_is_proposed(opened: Opened) -> None:
    setting = await opened("alaska")
    student = {"date_of_birth": "2005-03-04", "stage": "college"}
    await setting.joins(setting.cast.mona, "mentor", mentor_class="medical-student")
    await setting.joins(setting.cast.mina, "mentee", **student)
    await setting.starts()
    await setting.matches()
    await setting.sends()
    page = await setting.page(setting.cast.mina, UUID((await setting.pairs())["mina"].id))
    assert "medical student" in " ".join(one.text for one in page.shown).lower()


async def test_a_stranger_learns_nothing_from_any_answer(opened: Opened) -> None:
    setting = await opened("wtsa")
    proposal_id = await setting.ready()
    for name in STRANGERS:
        who = getattr(setting.cast, name)
        with pytest.raises(NotFound):
            await setting.page(who, proposal_id)
        with pytest.raises(NotFound):
            await setting.accepts(who, proposal_id)
        with pytest.raises(NotFound):
            await setting.declines(who, proposal_id)
        assert await awaiting(who) == []
    with pytest.raises(NotFound):
        await setting.page(setting.cast.mina, new_id())
    assert (await setting.pairs())["mina"].state == "sent"


async def test_a_suggestion_is_the_rooms_own_until_it_is_sent(opened: Opened) -> None:
    setting = await opened("wtsa")
    proposal_id = await setting.ready(send=False)
    with pytest.raises(NotFound):
        await setting.page(setting.cast.mina, proposal_id)
    with pytest.raises(NotFound):
        await setting.accepts(setting.cast.mina, proposal_id)
    assert await setting.mails_to(setting.cast.mina) == [] or all(
        mail.kind != "proposal" for mail in await setting.mails_to(setting.cast.mina)
    )


@pytest.mark.requirement("WTSA-18")
async def test_one_refusal_returns_it_to_the_committee_and_nobody_is_told_who(opened: Opened) -> None:
    setting = await opened("wtsa")
    mona, mina = setting.cast.mona, setting.cast.mina
    proposal_id = await setting.ready()
    await setting.accepts(mina, proposal_id)
    assert await setting.declines(mona, proposal_id, "We work next door.") == "refused"
    assert await running(setting) == 0
    seen = await setting.room()
    assert [row.name for row in seen.waiting] == ["Mina Minami"]
    assert (seen.pairs[0].standing, seen.pairs[0].private_words) == ("Moreau declined", "We work next door.")
    told = (await setting.mails_to(mina))[0]
    assert told.subject == "The pairing we proposed will not come about"
    assert "it says nothing about you" in told.text
    for word in ("Mona", "Moreau", "declined", "next door"):
        assert word not in told.text
    page = await setting.page(mina, proposal_id)
    assert page.state == "over"
    assert "next door" not in str(page)
    assert (await setting.page(mona, proposal_id)).state == "declined"
    await setting.matches()
    assert await setting.together() == {}, "the two are not proposed to each other again"


async def test_answers_that_cannot_count_are_said_so(opened: Opened) -> None:
    setting = await opened("wtsa")
    mona, mina = setting.cast.mona, setting.cast.mina
    proposal_id = await setting.ready()
    await setting.accepts(mona, proposal_id)
    await setting.accepts(mona, proposal_id)  # a double click
    with pytest.raises(AnsweredOtherwise):
        await setting.declines(mona, proposal_id)
    await setting.declines(mina, proposal_id)
    with pytest.raises(AnsweredOtherwise):
        await setting.accepts(mina, proposal_id)
    assert await running(setting) == 0


@pytest.mark.requirement("WTSA-18")
async def test_after_its_time_it_lapses_and_both_are_told_the_same(opened: Opened) -> None:
    setting = await opened("wtsa")
    mona, mina = setting.cast.mona, setting.cast.mina
    with clock.travel() as time:
        proposal_id = await setting.ready()
        await setting.accepts(mona, proposal_id)
        time.forward(timedelta(days=13))
        await jobs.expire(setting.cast.program)
        assert (await setting.pairs())["mina"].state == "sent"
        time.forward(timedelta(days=1))
        with pytest.raises(TooLate):
            await setting.accepts(mina, proposal_id)
        await jobs.expire(setting.cast.program)
        await jobs.expire(setting.cast.program)
        assert await setting.together() == {}
        assert (await setting.room()).pairs[0].standing == "Time ran out"
        letters = [[mail.subject for mail in await setting.mails_to(who)] for who in (mona, mina)]
        lapsed = "The pairing we proposed will not come about"
        assert [subjects.count(lapsed) for subjects in letters] == [1, 1]
        with pytest.raises(TooLate):
            await setting.accepts(mina, proposal_id)


async def test_reminders_go_on_the_templates_days_to_those_who_are_silent(opened: Opened) -> None:
    setting = await opened("wtsa")
    mona, mina = setting.cast.mona, setting.cast.mina

    async def reminded(who: Principal) -> int:
        return sum("waits for an answer" in mail.subject for mail in await setting.mails_to(who))

    with clock.travel() as time:
        proposal_id = await setting.ready()
        await setting.accepts(mona, proposal_id)
        for days, expected in ((4, 0), (1, 1), (1, 1), (4, 2), (4, 2)):
            time.forward(timedelta(days=days))
            await jobs.remind(setting.cast.program)
            await jobs.remind(setting.cast.program)
            assert await reminded(mina) == expected
        assert await reminded(mona) == 0


async def test_in_order_the_second_hears_of_it_when_the_first_has_said_yes(opened: Opened) -> None:
    setting = await opened("wsrs")
    mona, mina = setting.cast.mona, setting.cast.mina
    await setting.joins(mona, "mentor", status="practising")
    await setting.joins(mina, "mentee", status="resident")
    await setting.starts()
    await setting.matches()
    await setting.sends()
    proposal_id = UUID((await setting.pairs())["mina"].id)

    async def asked(who: Principal) -> int:
        return sum("is proposed for you" in mail.subject for mail in await setting.mails_to(who))

    assert (await asked(mona), await asked(mina)) == (1, 0)
    with pytest.raises(NotFound):
        await setting.page(mina, proposal_id)
    with pytest.raises(NotYourTurn):
        await setting.accepts(mina, proposal_id)
    await setting.accepts(mona, proposal_id)
    assert (await asked(mona), await asked(mina)) == (1, 1)
    assert (await setting.page(mina, proposal_id)).state == "waiting"
    assert await setting.accepts(mina, proposal_id) == "agreed"


async def test_in_order_a_no_of_the_first_stays_unknown_to_the_second(opened: Opened) -> None:
    setting = await opened("wsrs")
    mona, mina = setting.cast.mona, setting.cast.mina
    await setting.joins(mona, "mentor", status="practising")
    await setting.joins(mina, "mentee", status="resident")
    await setting.starts()
    await setting.matches()
    await setting.sends()
    proposal_id = UUID((await setting.pairs())["mina"].id)
    await setting.declines(mona, proposal_id)
    assert [mail for mail in await setting.mails_to(mina) if mail.kind == "proposal"] == []
    with pytest.raises(NotFound):
        await setting.page(mina, proposal_id)


async def test_where_nobody_is_asked_they_are_a_pair_when_it_is_sent(opened: Opened) -> None:
    setting = await opened("wpsr")
    proposal_id = await setting.ready()
    assert (await setting.pairs())["mina"].state == "final"
    assert await running(setting) == 1
    assert (await setting.page(setting.cast.mina, proposal_id)).contact == setting.cast.mona.mail


async def test_after_a_refusal_the_rest_is_matched_and_sent_in_the_same_round(opened: Opened) -> None:
    setting = await opened("wtsa")
    mina = setting.cast.mina
    proposal_id = await setting.ready()
    ravi = await setting.newcomer("Ravi Reyes", "mentor")
    assert await awaiting(ravi) == []
    await setting.declines(mina, proposal_id)
    seen = await setting.room()
    assert (seen.state, seen.step, seen.to_send) == ("sent", 3, 0)
    await setting.matches()
    assert await setting.together() == {}, "Ravi joined after the freeze"
    async with unit_of_work(setting.cast.dana) as db:
        panel = await room.panel(db, setting.cast.dana, proposal_id)
    assert panel.alternatives == ()
