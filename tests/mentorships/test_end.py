"""How a pair ends: by its term, by one of the two, by a removal; and what is asked before and after."""

from datetime import timedelta

import pytest

from mentorhub import events
from mentorhub.mentorships import ending, oversight, questions, turning
from mentorhub.mentorships import service as mentorships
from mentorhub.mentorships.errors import HasEnded, NothingAsked
from mentorhub.mentorships.telling import tell_asked, tell_ended
from mentorhub.messaging import service as messaging
from mentorhub.participants import service as participants
from tenants.access import Principal, Role
from tenants.audit import service as audit
from tenants.database import Session, unit_of_work
from tenants.kit import clock
from tenants.kit.errors import Conflict, NotAllowed
from tenants.kit.ids import new_id
from tenants.outbox import service as outbox
from tests.support.cast import Cast, join
from tests.support.pairs import Pair, pair_up

YEAR = timedelta(days=366)


async def turn(cast: Cast) -> int:
    async with unit_of_work(cast.program) as db:
        return await turning.release_due(db, cast.program)


async def page(who: Principal, pair: Pair) -> mentorships.PairPage:
    async with unit_of_work(who) as db:
        return await mentorships.page(db, who, pair.view.id)


async def answer(who: Principal, pair: Pair, question: questions.Question, *, yes: bool) -> None:
    async with unit_of_work(who) as db:
        await questions.answer(db, who, pair.view.id, question, yes=yes)


async def mails(cast: Cast, who: Principal) -> list[str]:
    async with unit_of_work(cast.program) as db:
        return [f"{mail.subject}\n{mail.text}" for mail in await outbox.recent(db, person_id=who.me)]


@pytest.mark.requirement("WSRS-11")
async def test_at_the_end_of_its_term_the_pair_is_released_by_itself_and_both_are_free(cast: Cast) -> None:
    heard: list[events.MentorshipEnded] = []

    async def hear(_db: Session, _who: Principal, ended: events.MentorshipEnded) -> None:
        heard.append(ended)

    forget = events.subscribe(events.MentorshipEnded, hear)
    try:
        with clock.travel() as journey:
            pair = await pair_up(cast, "wsrs")
            async with unit_of_work(cast.carl) as db:
                both = {pair.mentor.id: 1, pair.mentee.id: 1}
                assert await mentorships.running_counts(db, pair.program.id) == both
            journey.forward(timedelta(days=363))
            assert await turn(cast) == 0
            journey.forward(timedelta(days=3))
            assert await turn(cast) == 1
            assert await turn(cast) == 0
            await tell_ended(cast.program, mentorship_id=pair.view.id)
    finally:
        forget()
    async with unit_of_work(cast.carl) as db:
        assert await mentorships.running_counts(db, pair.program.id) == {}
        standing = await participants.participants(db, [pair.mentor.id, pair.mentee.id])
    assert {each.status for each in standing.values()} == {"active"}
    [ended] = heard
    assert (ended.mentorship_id, ended.reason) == (pair.view.id, "term")
    assert ended.people == (cast.mona.me, cast.mina.me)
    for who in (cast.mona, cast.mina):
        assert (await page(who, pair)).pair.over == "term"
        [mail] = await mails(cast, who)
        assert pair.program.template.closing.ended in mail
        assert "You are both free to take part again." in mail


@pytest.mark.requirement("WSRS-12")
async def test_after_release_history_stays_and_contact_only_when_both_say_so(cast: Cast) -> None:
    with clock.travel() as journey:
        pair = await pair_up(cast, "wsrs")
        async with unit_of_work(cast.mona) as db:
            await messaging.send(db, cast.mona, pair.gathering, "Good luck with the boards", new_id())
        journey.forward(YEAR)
        await turn(cast)
        seen = await page(cast.mina, pair)
        assert (seen.pair.asked, seen.pair.other.mail, seen.can_write) == ("stay_in_touch", "", False)
        async with unit_of_work(cast.mina) as db:
            kept = await messaging.latest(
                db, cast.mina, await mentorships.gathering(db, cast.mina, pair.view.id)
            )
            assert [message.body for message in kept.messages] == ["Good luck with the boards"]
            with pytest.raises(HasEnded):
                await mentorships.open_gathering(db, cast.mina, pair.view.id)
        await answer(cast.mina, pair, "stay_in_touch", yes=True)
        assert (await page(cast.mina, pair)).waits_for_other == "stay_in_touch"
        assert (await page(cast.mona, pair)).pair.other.mail == ""
        await answer(cast.mona, pair, "stay_in_touch", yes=True)
        seen = await page(cast.mina, pair)
        assert (seen.pair.in_touch, seen.pair.other.mail, seen.can_write) == (True, cast.mona.mail, True)


async def test_one_no_keeps_contact_closed(cast: Cast) -> None:
    with clock.travel() as journey:
        pair = await pair_up(cast, "wsrs")
        journey.forward(YEAR)
        await turn(cast)
        await answer(cast.mina, pair, "stay_in_touch", yes=True)
        await answer(cast.mona, pair, "stay_in_touch", yes=False)
        seen = await page(cast.mina, pair)
    assert (seen.pair.in_touch, seen.pair.other.mail, seen.waits_for_other) == (False, "", None)


@pytest.mark.requirement("WTSA-19")
async def test_a_year_in_the_surgeons_are_asked_and_until_they_answer_it_goes_on(cast: Cast) -> None:
    with clock.travel() as journey:
        pair = await pair_up(cast, "wtsa")
        assert pair.view.ends_on is None
        journey.forward(timedelta(days=300))
        assert await turn(cast) == 0
        journey.forward(timedelta(days=70))
        assert await turn(cast) == 1
        assert await turn(cast) == 0
        await tell_asked(cast.program, mentorship_id=pair.view.id)
        [mail] = await mails(cast, cast.mina)
        assert mail.startswith("Go on with Mona?")
        await answer(cast.mina, pair, "renewal", yes=True)
        journey.forward(timedelta(days=200))
        await turn(cast)
        seen = await page(cast.mona, pair)
        assert (seen.pair.status, seen.pair.asked) == ("running", "renewal")
        await answer(cast.mona, pair, "renewal", yes=True)
        seen = await page(cast.mona, pair)
        assert (seen.pair.status, seen.pair.asked) == ("running", None)
        assert await turn(cast) == 0
        journey.forward(timedelta(days=170))
        assert await turn(cast) == 1  # two years in, the next question


@pytest.mark.requirement("WTSA-19")
async def test_it_ends_when_one_of_them_does_not_go_on_and_nobody_learns_who(cast: Cast) -> None:
    with clock.travel() as journey:
        pair = await pair_up(cast, "wtsa")
        journey.forward(YEAR)
        await turn(cast)
        await answer(cast.mina, pair, "renewal", yes=False)
        await tell_ended(cast.program, mentorship_id=pair.view.id)
        with pytest.raises(NothingAsked):
            await answer(cast.mona, pair, "renewal", yes=True)
    mona, mina = await mails(cast, cast.mona), await mails(cast, cast.mina)
    assert len(mona) == len(mina) == 1
    assert mona[0].replace("Mona", "X").replace("Mina", "X") == mina[0].replace("Mona", "X").replace(
        "Mina", "X"
    )


@pytest.mark.requirement("WTSA-5")
async def test_either_leaves_at_any_time_without_a_reason_and_stays_free_to_go_on(cast: Cast) -> None:
    pair = await pair_up(cast, "wtsa")
    async with unit_of_work(cast.mina) as db:
        await ending.end(db, cast.mina, pair.view.id)
    for who in (cast.mona, cast.mina):
        assert (await page(who, pair)).pair.over == "early"
    async with unit_of_work(cast.carl) as db:
        assert await mentorships.running_counts(db, pair.program.id) == {}
        standing = await participants.participants(db, [pair.mentor.id, pair.mentee.id])
    assert {each.status for each in standing.values()} == {"active"}


@pytest.mark.requirement("WTSA-5")
async def test_nobody_can_find_out_who_asked_to_end_it(cast: Cast) -> None:
    ada = await join(cast.a, "Ada Audit", Role.AUDITOR)
    pair = await pair_up(cast, "wtsa")
    async with unit_of_work(cast.mina) as db:
        await ending.end(db, cast.mina, pair.view.id)
    await tell_ended(cast.program, mentorship_id=pair.view.id)
    async with unit_of_work(ada) as db:
        [entry] = await audit.entries(db, ada, subject_id=pair.view.id)
    assert entry.actor_id is None
    async with unit_of_work(cast.carl) as db:
        [row] = (await oversight.overview(db, cast.carl)).rows
    assert (row.state, row.end_reason) == ("ended", "party")
    [to_mona], [to_mina] = await mails(cast, cast.mona), await mails(cast, cast.mina)
    assert to_mona.replace("Mona", "X").replace("Mina", "X") == to_mina.replace("Mona", "X").replace(
        "Mina", "X"
    )


async def test_a_second_end_says_that_it_has_ended(cast: Cast) -> None:
    pair = await pair_up(cast)
    async with unit_of_work(cast.mina) as db:
        await ending.end(db, cast.mina, pair.view.id)
    async with unit_of_work(cast.mona) as db:
        with pytest.raises(HasEnded):
            await ending.end(db, cast.mona, pair.view.id)


@pytest.mark.requirement("WTSA-20")
async def test_one_act_removes_a_person_ends_the_pair_and_tells_the_partner_neutrally(cast: Cast) -> None:
    pair = await pair_up(cast, "wtsa")
    async with unit_of_work(cast.carl) as db:
        await participants.remove(db, cast.carl, pair.mentor.id, "Shouted at a resident")
    seen = await page(cast.mina, pair)
    assert (seen.pair.status, seen.pair.over, seen.pair.other.mail) == ("ended", "early", "")
    await tell_ended(cast.program, mentorship_id=pair.view.id)
    [mail] = await mails(cast, cast.mina)
    assert pair.program.template.safeguarding.removal_text in mail
    assert "Shouted" not in mail
    assert "removed" not in mail
    async with unit_of_work(cast.olivia) as db:
        [entry] = await audit.entries(db, cast.olivia, subject_id=pair.view.id)
    assert (entry.actor_id, entry.act, entry.detail) == (
        cast.carl.me,
        "mentorship.end",
        {"reason": "removed"},
    )
    async with unit_of_work(cast.carl) as db:
        assert await mentorships.running_counts(db, pair.program.id) == {}


async def test_only_staff_remove(cast: Cast) -> None:
    pair = await pair_up(cast)
    async with unit_of_work(cast.mina) as db:
        with pytest.raises(NotAllowed):
            await participants.remove(db, cast.mina, pair.mentor.id, "I say so")
    assert (await page(cast.mina, pair)).pair.status == "running"


async def test_an_open_question_goes_with_the_pair(cast: Cast) -> None:
    with clock.travel() as journey:
        pair = await pair_up(cast, "wtsa")
        journey.forward(YEAR)
        await turn(cast)
        async with unit_of_work(cast.mina) as db:
            await ending.end(db, cast.mina, pair.view.id)
        with pytest.raises(Conflict):
            await answer(cast.mona, pair, "renewal", yes=True)
        assert (await page(cast.mona, pair)).pair.asked is None


@pytest.mark.requirement("WPSR-11")
async def test_a_quiet_pair_gets_one_gentle_mail_and_nothing_is_blocked(cast: Cast) -> None:
    with clock.travel() as journey:
        pair = await pair_up(cast, "wpsr")
        for days in (20, 12, 12):
            journey.forward(timedelta(days=days))
            async with unit_of_work(cast.program) as db:
                await turning.remind_due(db, cast.program)
        [mail] = await mails(cast, cast.mina)
        assert mail.startswith("A date with Mona?")
        assert "due" not in mail
        async with unit_of_work(cast.mina) as db:
            assert await mentorships.open_gathering(db, cast.mina, pair.view.id) == pair.gathering
        assert (await page(cast.mina, pair)).pair.status == "running"


@pytest.mark.requirement("WPSR-17")
async def test_without_a_term_nothing_ends_and_nothing_is_asked_for_years(cast: Cast) -> None:
    with clock.travel() as journey:
        pair = await pair_up(cast, "wpsr")
        journey.forward(YEAR * 5)
        assert await turn(cast) == 0
        assert (await page(cast.mina, pair)).pair.status == "running"
