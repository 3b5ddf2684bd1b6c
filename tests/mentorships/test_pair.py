"""A pair from its beginning: what the two see, what staff see, what strangers get."""

from datetime import timedelta

import pytest
from dateutil.relativedelta import relativedelta

from mentorhub.meetings import service as meetings
from mentorhub.meetings.forms import MeetingForm
from mentorhub.mentorships import beginning, ending, oversight, questions
from mentorhub.mentorships import service as mentorships
from mentorhub.mentorships.model import Mentorship
from mentorhub.mentorships.telling import tell_begun
from mentorhub.mentorships.views import Beginning
from mentorhub.messaging import service as messaging
from mentorhub.programs import service as programs
from mentorhub.programs import words
from tenants.access import Role
from tenants.database import unit_of_work
from tenants.kit import clock
from tenants.kit.errors import NotAllowed, NotFound
from tenants.kit.ids import new_id
from tenants.outbox import service as outbox
from tests.support.cast import ZONE, Cast, join
from tests.support.pairs import Pair, begin, open_program, pair_up, take_part


async def log(cast: Cast, pair: Pair, days_ago: int = 0, place: str = "video", status: str = "held") -> None:
    form = MeetingForm(
        key=new_id(),
        minutes=pair.program.template.framework.minutes or 45,
        held_on=clock.today(ZONE) - timedelta(days=days_ago),
        place=place,
        status=status,  # type: ignore[arg-type]  # one of its words
        notes="Between us",
    )
    async with unit_of_work(cast.mona) as db:
        gathering, allowed = await mentorships.to_log(db, cast.mona, pair.view.id)
        await meetings.log(db, cast.mona, gathering, form, allowed)


async def test_each_sees_the_others_contact_and_the_terms_they_began_with(cast: Cast) -> None:
    pair = await pair_up(cast, "wsrs")
    async with unit_of_work(cast.mina) as db:
        page = await mentorships.page(db, cast.mina, pair.view.id)
    assert (page.pair.role, page.pair.other.name, page.pair.other.mail) == (
        "mentee",
        "Mona Moreau",
        cast.mona.mail,
    )
    assert words.cadence(page.pair.framework) == "Half an hour every 12 weeks, or as often as suits you both"
    async with unit_of_work(cast.mona) as db:
        page = await mentorships.page(db, cast.mona, pair.view.id)
    assert (page.pair.role, page.pair.other.mail) == ("mentor", cast.mina.mail)


@pytest.mark.requirement("WSRS-8")
async def test_a_twelve_month_program_ends_twelve_months_on_and_both_see_the_day(cast: Cast) -> None:
    pair = await pair_up(cast, "wsrs")
    assert pair.view.ends_on == pair.view.began_on + relativedelta(months=12)
    for who in (cast.mona, cast.mina):
        async with unit_of_work(who) as db:
            assert (await mentorships.page(db, who, pair.view.id)).pair.ends_on == pair.view.ends_on


@pytest.mark.requirement("WPSR-17")
async def test_a_program_without_a_term_gives_no_end(cast: Cast) -> None:
    pair = await pair_up(cast, "wpsr")
    assert pair.view.ends_on is None
    assert words.term(pair.program.template.framework.term) == "No end date: as long as it helps"


async def test_a_proposal_begins_one_mentorship_however_often_it_is_said(cast: Cast) -> None:
    pair = await pair_up(cast)
    async with unit_of_work(cast.mona) as db:
        await ending.end(db, cast.mona, pair.view.id)
        two = Beginning(
            pair.mentor.id, pair.mentor.person_id, pair.mentee.id, pair.mentee.person_id, new_id()
        )
        first = await beginning.begin_all(db, cast.mona, pair.program, [two], pair.view.began_on)
        again = await beginning.begin_all(db, cast.mina, pair.program, [two], pair.view.began_on)
        running = await mentorships.running_counts(db, pair.program.id)
    assert (len(first), again) == (1, [])
    assert running == {pair.mentor.id: 1, pair.mentee.id: 1}


async def test_more_pairs_begin_than_one_statement_takes(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    assert beginning.AT_ONCE * (len(Mentorship.__table__.columns) + 2) < 65_536, "values in a statement"
    monkeypatch.setattr(beginning, "AT_ONCE", 1)
    program = await open_program(cast, "wpsr")
    mentor = await take_part(program, cast.mona, "mentor", capacity=2)
    mentees = [await take_part(program, who, "mentee") for who in (cast.mina, cast.gia)]
    two = [Beginning(mentor.id, mentor.person_id, each.id, each.person_id, new_id()) for each in mentees]
    async with unit_of_work(cast.program) as db:
        begun = await beginning.begin_all(db, cast.program, program, two, clock.today(ZONE))
    assert [each.mentee_id for each in begun] == [cast.mina.me, cast.gia.me]


async def test_both_are_told_by_mail_that_they_begin(cast: Cast) -> None:
    pair = await pair_up(cast, "wsrs")
    await tell_begun(cast.program, mentorship_id=pair.view.id)
    async with unit_of_work(cast.program) as db:
        found = {mail.address: mail for mail in await outbox.recent(db) if mail.kind == "mentorship"}
    assert set(found) == {cast.mona.mail, cast.mina.mail}
    assert found[cast.mina.mail].subject == "You and Mona begin"
    assert f"/mentorship/{pair.view.id}" in found[cast.mina.mail].text


@pytest.mark.requirement("WSRS-9")
async def test_what_is_due_follows_the_last_meeting_held(cast: Cast) -> None:
    with clock.travel() as journey:
        pair = await pair_up(cast, "wsrs")
        journey.forward(timedelta(days=40))
        await log(cast, pair, days_ago=10)
        await log(cast, pair, days_ago=2, status="missed")
        async with unit_of_work(cast.mina) as db:
            page = await mentorships.page(db, cast.mina, pair.view.id)
        assert page.pair.last_met_on == clock.today(ZONE) - timedelta(days=10)
        assert page.pair.due.on == clock.today(ZONE) - timedelta(days=10) + timedelta(days=84)


async def test_taking_a_meeting_back_moves_the_due_day_back(cast: Cast) -> None:
    pair = await pair_up(cast, "wsrs")
    await log(cast, pair)
    async with unit_of_work(cast.mona) as db:
        [row] = await meetings.of(db, cast.mona, pair.gathering)
        await meetings.remove(db, cast.mona, pair.gathering, row.id)
    async with unit_of_work(cast.mina) as db:
        page = await mentorships.page(db, cast.mina, pair.view.id)
    assert (page.pair.last_met_on, page.pair.due.on) == (None, pair.view.began_on + timedelta(days=84))


async def test_the_pair_keeps_the_version_it_began_under(cast: Cast) -> None:
    pair = await pair_up(cast, "wsrs")
    newer = pair.program.template.model_copy(
        update={"framework": pair.program.template.framework.model_copy(update={"minutes": 90})}
    )
    async with unit_of_work(cast.olivia) as db:
        await programs.publish(db, cast.olivia, pair.program.id, newer)
    async with unit_of_work(cast.mina) as db:
        page = await mentorships.page(db, cast.mina, pair.view.id)
    assert page.pair.framework.minutes == 30
    assert page.template.framework.minutes == 30


@pytest.mark.requirement("WPSR-10")
async def test_the_two_name_their_kind_of_mentorship_and_nothing_is_obligatory(cast: Cast) -> None:
    pair = await pair_up(cast, "wpsr")
    assert pair.program.template.goals.plan == "none"
    async with unit_of_work(cast.mina) as db:
        await mentorships.describe(db, cast.mina, pair.view.id, "  Preparing\ntestimony together ")
    async with unit_of_work(cast.mona) as db:
        assert (
            await mentorships.page(db, cast.mona, pair.view.id)
        ).own_kind == "Preparing testimony together"


@pytest.mark.requirement("WTSA-9")
async def test_the_page_brings_the_notice_that_stands_at_the_message_box(cast: Cast) -> None:
    pair = await pair_up(cast, "wtsa")
    async with unit_of_work(cast.mina) as db:
        page = await mentorships.page(db, cast.mina, pair.view.id)
    assert "particular patients" in page.template.safeguarding.message_notice


@pytest.mark.requirement("WTSA-10")
@pytest.mark.parametrize(
    "role", ["olivia", "carl", "dana", "gia", "stan", "otto", "auditor", "program", "visitor"]
)
async def test_for_everybody_else_the_pair_does_not_exist(cast: Cast, role: str) -> None:
    pair = await pair_up(cast)
    who = await join(cast.a, "Ada Audit", Role.AUDITOR) if role == "auditor" else getattr(cast, role)
    async with unit_of_work(who) as db:
        for attempt in (
            mentorships.gathering(db, who, pair.view.id),
            mentorships.open_gathering(db, who, pair.view.id),
            mentorships.page(db, who, pair.view.id),
            mentorships.describe(db, who, pair.view.id, "Mine"),
            ending.end(db, who, pair.view.id),
            questions.answer(db, who, pair.view.id, "renewal", yes=True),
        ):
            with pytest.raises(NotFound):
                await attempt
    async with unit_of_work(cast.mina) as db:
        assert (await mentorships.page(db, cast.mina, pair.view.id)).pair.status == "running"


@pytest.mark.requirement("WTSA-10", "WTSA-12")
async def test_staff_see_dates_and_numbers_and_nothing_that_was_written(cast: Cast) -> None:
    with clock.travel() as journey:
        pair = await pair_up(cast)
        journey.forward(timedelta(days=30))
        await log(cast, pair, days_ago=20, place="in_person")
        await log(cast, pair, days_ago=10)
        async with unit_of_work(cast.mina) as db:
            await messaging.send(db, cast.mina, pair.gathering, "Between us", new_id())
        async with unit_of_work(cast.carl) as db:
            seen = await oversight.overview(db, cast.carl)
        today = clock.today(ZONE)
    [row] = seen.rows
    assert (row.mentor, row.mentee, row.meetings, row.in_person) == ("Mona Moreau", "Mina Minami", 2, 1)
    assert row.last_contact_on == today
    assert (seen.running, seen.ended) == (1, 0)
    assert "Between us" not in repr(seen)
    assert cast.mona.mail not in repr(seen)


async def test_a_firm_program_has_late_pairs_and_a_soft_one_has_quiet_ones(cast: Cast) -> None:
    with clock.travel() as journey:
        await pair_up(cast, "wtsa")
        journey.forward(timedelta(days=120))
        async with unit_of_work(cast.carl) as db:
            assert [row.state for row in (await oversight.overview(db, cast.carl)).rows] == ["late"]
    with clock.travel() as journey:
        soft = await pair_up(cast, "wpsr")
        journey.forward(timedelta(days=120))
        async with unit_of_work(cast.carl) as db:
            seen = await oversight.overview(db, cast.carl, soft.program.id)
        assert [row.state for row in seen.rows] == ["quiet"]


@pytest.mark.parametrize("role", ["mina", "mona", "dana", "stan", "visitor"])
async def test_the_overview_is_for_those_who_oversee(cast: Cast, role: str) -> None:
    await pair_up(cast)
    who = getattr(cast, role)
    async with unit_of_work(who) as db:
        with pytest.raises(NotAllowed):
            await oversight.overview(db, who)


async def test_another_organizations_staff_see_none_of_it(cast: Cast) -> None:
    await pair_up(cast)
    async with unit_of_work(cast.otto) as db:
        assert (await oversight.overview(db, cast.otto)).rows == ()


async def test_my_pairs_stand_with_the_running_ones_first(cast: Cast) -> None:
    pair = await pair_up(cast)
    async with unit_of_work(cast.mona) as db:
        await ending.end(db, cast.mona, pair.view.id)
        begun = await begin(db, cast.mona, pair.program, pair.mentor, pair.mentee)
        mine = await mentorships.mine(db, cast.mona)
    assert [(each.id, each.status) for each in mine] == [(begun.id, "running"), (pair.view.id, "ended")]
    async with unit_of_work(cast.gia) as db:
        assert await mentorships.mine(db, cast.gia) == ()
