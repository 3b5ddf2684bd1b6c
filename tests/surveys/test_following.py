"""Surveys that come by themselves: at the end of a pair, on its way, and by the calendar."""

from datetime import timedelta
from uuid import UUID

import pytest

from mentorhub.mentorships import ending, turning
from mentorhub.participants import service as participants
from mentorhub.surveys import jobs
from mentorhub.surveys import service as surveys
from mentorhub.surveys.asking import tell
from mentorhub.surveys.following import plan_for, send_closing, send_first
from mentorhub.surveys.views import WaveRow
from tenants.access import Principal
from tenants.database import unit_of_work
from tenants.kit import clock
from tenants.outbox.worker import run_until_empty
from tests.meetings.test_service import log
from tests.support.cast import Cast, assemble, join
from tests.support.pairs import Pair, begin, open_program, pair_up, take_part
from tests.surveys.people import GOOD, answer, crowd, mails, report, waiting

YEAR = timedelta(days=366)


async def waves(cast: Cast) -> list[WaveRow]:
    async with unit_of_work(cast.olivia) as db:
        return await surveys.waves(db, cast.olivia)


async def begun(cast: Cast, key: str) -> Pair:
    """With the jobs that its beginning deferred."""
    pair = await pair_up(cast, key)
    await plan_for(cast.program, mentorship_id=pair.view.id)
    return pair


async def release(cast: Cast, pair: Pair) -> None:
    async with unit_of_work(cast.program) as db:
        await turning.release_due(db, cast.program)
    await send_closing(cast.program, mentorship_id=pair.view.id)


async def leave(cast: Cast, who: Principal, pair: Pair) -> None:
    async with unit_of_work(who) as db:
        await ending.end(db, who, pair.view.id)
    await send_closing(cast.program, mentorship_id=pair.view.id)


async def only_wave(who: Principal) -> UUID:
    async with unit_of_work(who) as db:
        [found] = await surveys.waiting(db, who)
        return found.wave_id


@pytest.mark.requirement("WSRS-11")
async def test_at_the_end_of_the_term_both_get_the_closing_survey_by_mail_and_at_home(cast: Cast) -> None:
    with clock.travel() as journey:
        pair = await pair_up(cast, "wsrs")
        journey.forward(YEAR)
        await release(cast, pair)
        for who in (cast.mona, cast.mina):
            assert await waiting(who) == ["A year together"]
        wave_id = await only_wave(cast.mina)
        await tell(cast.program, wave_id=wave_id)
        await tell(cast.program, wave_id=wave_id)
        for who in (cast.mona, cast.mina):
            [mail] = await mails(who)
            assert mail.startswith("A year together")
            assert f"/survey/{wave_id}" in mail
        await leave_is_refused(cast, pair)
        assert await waiting(cast.olivia) == []


async def leave_is_refused(cast: Cast, pair: Pair) -> None:
    """It ended once; a second end would send a second survey."""
    with pytest.raises(Exception, match="has ended"):
        await leave(cast, cast.mina, pair)
    assert len(await waiting(cast.mina)) == 1


@pytest.mark.requirement("WSRS-25")
async def test_the_closing_survey_asks_mentees_about_leading_and_both_about_networking(cast: Cast) -> None:
    with clock.travel() as journey:
        pair = await pair_up(cast, "wsrs")
        journey.forward(YEAR)
        await release(cast, pair)
        wave_id = await only_wave(cast.mina)
        asked = {}
        for who in (cast.mona, cast.mina):
            async with unit_of_work(who) as db:
                asked[who.name] = {q.key for q in (await surveys.page(db, who, wave_id)).questions}
        assert {"leadership", "networking", "education"} <= asked["Mina Minami"]
        assert {"networking", "education"} <= asked["Mona Moreau"]
        assert "leadership" not in asked["Mona Moreau"]
        assert await answer(cast.mina, wave_id, GOOD["closing"]) == {}


async def test_pairs_that_end_in_one_year_share_a_wave_so_that_no_wave_is_two_people(cast: Cast) -> None:
    first = await pair_up(cast, "wsrs")
    await leave(cast, cast.mina, first)
    other = await join(cast.a, "Otis Other")
    mentee = await take_part(first.program, other, "mentee")
    async with unit_of_work(other) as db:
        second = await begin(db, other, first.program, first.mentor, mentee)
        await ending.end(db, other, second.id)
    await send_closing(cast.program, mentorship_id=second.id)
    [wave] = await waves(cast)
    assert wave.asked == 3, "Mona is asked once, though two pairs of hers have ended"


async def test_who_was_removed_is_not_asked_how_it_was(cast: Cast) -> None:
    pair = await pair_up(cast, "wtsa")
    async with unit_of_work(cast.carl) as db:
        await participants.remove(db, cast.carl, pair.mentor.id, "A reason.")
    await send_closing(cast.program, mentorship_id=pair.view.id)
    assert await waiting(cast.mona) == []
    assert await waiting(cast.mina) == ["Looking back"]


async def test_the_middle_of_the_term_brings_its_survey_once(cast: Cast) -> None:
    with clock.travel() as journey:
        await begun(cast, "wsrs")
        await jobs.turn(cast.program)
        assert await waiting(cast.mina) == []
        journey.forward(timedelta(days=184))
        await jobs.turn(cast.program)
        await jobs.turn(cast.program)
        assert await waiting(cast.mina) == ["Half a year in"]
        [wave] = await waves(cast)
        assert wave.asked == 2


async def test_a_pair_that_has_ended_is_not_asked_how_it_goes(cast: Cast) -> None:
    with clock.travel() as journey:
        pair = await begun(cast, "wsrs")
        await leave(cast, cast.mona, pair)
        journey.forward(timedelta(days=184))
        await jobs.turn(cast.program)
        assert [wave.title for wave in await waves(cast)] == ["A year together"]


async def test_the_first_meeting_that_is_held_brings_its_survey_and_later_ones_do_not(cast: Cast) -> None:
    pair = await begun(cast, "wtsa")
    for _ in range(2):
        await log(cast.mina, pair.gathering)
        await send_first(cast.program, mentorship_id=pair.view.id)
    assert await waiting(cast.mona) == ["After your first meeting"]
    [wave] = await waves(cast)
    assert wave.asked == 2


@pytest.mark.requirement("WTSA-22")
async def test_every_six_months_mentors_and_mentees_are_asked_by_themselves_and_once(cast: Cast) -> None:
    with clock.travel() as journey:
        program = await open_program(cast, "wtsa")
        mentors = await crowd(cast, program, "mentor", 2)
        mentees = await crowd(cast, program, "mentee", 3)
        await jobs.turn(cast.program)
        assert await waves(cast) == []
        journey.forward(timedelta(days=185))
        await jobs.turn(cast.program)
        await jobs.turn(cast.program)
        [wave] = await waves(cast)
        assert (wave.title, wave.why, wave.asked) == ("How is the program doing?", "schedule", 5)
        for who in (*mentors, *mentees):
            assert await waiting(who) == ["How is the program doing?"]
        journey.forward(timedelta(days=185))
        await jobs.turn(cast.program)
        assert len(await waves(cast)) == 2


@pytest.mark.requirement("WTSA-22")
async def test_reminders_come_as_the_template_says_and_stop_when_answered(cast: Cast) -> None:
    with clock.travel() as journey:
        pair = await pair_up(cast, "wtsa")
        await leave(cast, cast.mina, pair)
        wave_id = await only_wave(cast.mina)
        await tell(cast.program, wave_id=wave_id)
        good = {"match": "4", "career": "4", "collegiality": "4", "recommend": "8"}
        assert await answer(cast.mina, wave_id, good) == {}
        counts = []
        for _ in range(4):
            journey.forward(timedelta(days=6))
            await jobs.turn(cast.program)
            counts.append((len(await mails(cast.mona)), len(await mails(cast.mina))))
        assert counts == [(2, 1), (3, 1), (3, 1), (3, 1)]


async def test_nothing_is_sent_in_another_organization(cast: Cast) -> None:
    pair = await pair_up(cast, "wtsa")
    await leave(cast, cast.mina, pair)
    async with unit_of_work(cast.otto) as db:
        assert await surveys.waves(db, cast.otto) == []
    assert await waiting(cast.stan) == []


async def test_the_end_of_a_pair_brings_the_survey_through_the_queue_by_itself(committed: None) -> None:
    cast = await assemble()
    with clock.travel() as journey:
        await pair_up(cast, "wsrs")
        journey.forward(YEAR)
        async with unit_of_work(cast.program) as db:
            await turning.release_due(db, cast.program)
        await run_until_empty()
        for who in (cast.mona, cast.mina):
            assert await waiting(who) == ["A year together"]
            assert any(mail.startswith("A year together") for mail in await mails(who))


async def test_peers_are_asked_each_year_what_they_published_and_it_is_shown_in_ranges(cast: Cast) -> None:
    with clock.travel() as journey:
        program = await open_program(cast, "wim")
        peers = await crowd(cast, program, "peer", 6)
        journey.forward(YEAR)
        await jobs.turn(cast.program)
        [wave] = await waves(cast)
        assert (wave.title, wave.asked) == ("A year in circles", 6)
        numbers = ["0", "0", "1", "4", "48"]
        for who, papers in zip(peers, numbers, strict=False):
            typed = {"safe": "4", "satisfaction": "5", "papers": papers, "grants": "0", "sponsorship": "yes"}
            assert await answer(who, wave.id, typed) == {}
    found = {question.key: question for question in (await report(cast, wave.id)).questions}
    [papers] = found["papers"].groups
    assert papers.mean == "10.6 on average"
    assert [(bar.label, bar.count) for bar in papers.bars if bar.count] == [
        ("0", 2),
        ("1 to 2", 1),
        ("3 to 5", 1),
        ("21 to 50", 1),
    ]
    assert found["sponsorship"].groups[0].bars[0].words == "5 (100 %)"
