"""Rounds, pairs and what grew of them, in the three programs that pair people."""

from uuid import UUID

import pytest

from mentorhub.demonstration.organizations import SETTINGS
from mentorhub.demonstration.people import CAST
from mentorhub.demonstration.people.member import Member
from mentorhub.help import service as help_desk
from mentorhub.matching import proposals, room, rounds
from mentorhub.matching.views import Room
from mentorhub.meetings import service as meetings
from mentorhub.mentorships import oversight
from mentorhub.mentorships import service as mentorships
from mentorhub.mentorships.views import MyPair
from mentorhub.messaging import service as messaging
from mentorhub.surveys import service as surveys
from tenants.access import Principal
from tenants.database import unit_of_work
from tenants.kit.errors import NotFound
from tests.demonstration.support import somebody, tenant_of

PAIRING = [setting.slug for setting in SETTINGS if setting.pairs]
ASKING = ["wtsa", "wsrs"]


def of_cast(slug: str, part: str) -> Member:
    return next(member for member in CAST[slug] if member.part == part)


async def pairs_of(slug: str, part: str) -> tuple[Principal, tuple[MyPair, ...]]:
    who = await somebody(slug, of_cast(slug, part).mail)
    async with unit_of_work(who) as db:
        return who, await mentorships.mine(db, who)


async def rooms_of(slug: str) -> list[Room]:
    program = await tenant_of(slug)
    async with unit_of_work(program) as db:
        return [await room.room(db, program, UUID(row.id)) for row in await rounds.listed(db, program)]


@pytest.mark.parametrize("slug", PAIRING)
async def test_rounds_stand_at_every_stage(slug: str) -> None:
    found = await rooms_of(slug)
    assert sorted(each.state for each in found) == ["closed", "closed", "pairing", "sent"]
    closed = [pair for each in found if each.state == "closed" for pair in each.pairs]
    assert sum(pair.state == "final" for pair in closed) >= 8
    in_the_room = next(each for each in found if each.state == "pairing")
    assert in_the_room.to_send >= 3


@pytest.mark.parametrize("slug", PAIRING)
async def test_somebody_is_left_without_anybody_and_the_room_says_why(slug: str) -> None:
    waiting = [person for each in await rooms_of(slug) for person in each.waiting if person.reason]
    assert waiting
    assert all(person.help for person in waiting)


@pytest.mark.parametrize("slug", ASKING)
async def test_a_proposal_waits_for_the_mentee_of_the_cast(slug: str) -> None:
    who = await somebody(slug, of_cast(slug, "proposal_waits").mail)
    async with unit_of_work(who) as db:
        [card] = await proposals.awaiting(db, who)
        page = await proposals.page(db, who, card.id)
    assert page.state == "waiting"
    assert page.other == of_cast(slug, "mentor_this_week").name


@pytest.mark.parametrize("slug", PAIRING)
async def test_a_running_pair_has_met_and_written(slug: str) -> None:
    who, [pair] = await pairs_of(slug, "running_pair")
    async with unit_of_work(who) as db:
        held = await meetings.of(db, who, pair.gathering)
        written = await messaging.latest(db, who, pair.gathering)
    assert pair.status == "running"
    assert held
    assert len({message.sender_id for message in written.messages}) == 2
    assert all(
        before.sent_at <= after.sent_at
        for before, after in zip(written.messages, written.messages[1:], strict=False)
    )


@pytest.mark.parametrize("slug", ["wtsa", "wpsr"])
async def test_a_mentor_of_the_cast_has_several_mentees(slug: str) -> None:
    _, found = await pairs_of(slug, "mentor_of_two")
    others = {pair.other.name for pair in found if pair.status == "running"}
    assert {of_cast(slug, "oldest_pair").name, of_cast(slug, "running_pair").name} <= others


async def test_a_year_is_complete_among_radiologists_and_the_closing_survey_waits() -> None:
    who, [pair] = await pairs_of("wsrs", "oldest_pair")
    assert (pair.status, pair.over, pair.asked) == ("ended", "term", "stay_in_touch")
    async with unit_of_work(who) as db:
        [waiting] = await surveys.waiting(db, who)
    assert waiting.title == "A year together"


async def test_a_year_old_pair_of_surgeons_is_asked_whether_to_go_on() -> None:
    _, [pair] = await pairs_of("wtsa", "oldest_pair")
    assert (pair.status, pair.asked) == ("running", "renewal")


@pytest.mark.parametrize("slug", PAIRING)
async def test_enough_people_have_answered_a_survey_for_figures(slug: str) -> None:
    program = await tenant_of(slug)
    async with unit_of_work(program) as db:
        waves = await surveys.waves(db, program)
        reports = [await surveys.report(db, program, wave.id) for wave in waves]
    assert any(group.bars for report in reports for question in report.questions for group in question.groups)


@pytest.mark.parametrize("slug", [setting.slug for setting in SETTINGS])
async def test_one_question_is_answered_and_others_wait(slug: str) -> None:
    program = await tenant_of(slug)
    async with unit_of_work(program) as db:
        found = await help_desk.worklist(db, program)
    assert len(found.answered) == 1
    assert {each.kind for each in found.waiting} >= {"visitor"}


@pytest.mark.parametrize("slug", [setting.slug for setting in SETTINGS if not setting.pairs])
async def test_nobody_is_paired_where_guardians_or_circles_are_needed(slug: str) -> None:
    program = await tenant_of(slug)
    async with unit_of_work(program) as db:
        assert (await oversight.overview(db, program)).rows == ()


async def test_somebody_of_one_organization_finds_no_pair_of_another() -> None:
    _, [pair] = await pairs_of("wtsa", "running_pair")
    stranger = await somebody("wsrs", of_cast("wsrs", "running_pair").mail)
    async with unit_of_work(stranger) as db:
        with pytest.raises(NotFound):
            await mentorships.page(db, stranger, pair.id)
        with pytest.raises(NotFound):
            await messaging.latest(db, stranger, pair.gathering)
