"""The queue, an application as its reviewer reads it, and the decisions."""

import asyncio
from uuid import UUID

import pytest

from mentorhub import events
from mentorhub.events import ApplicationAccepted
from mentorhub.participants import service as participants
from mentorhub.participants.errors import Decided, YourOwn
from mentorhub.participants.views import QueueView, ReviewView
from mentorhub.programs.template import RoleKey
from mentorhub.programs.views import ProgramView
from tenants.access import Principal
from tenants.database import Session, unit_of_work
from tenants.kit.clock import Travel
from tenants.kit.errors import Conflict, Invalid, NotAllowed, NotFound
from tests.participants.conftest import OpenProgram, filled, mails, on_roster, told
from tests.support.cast import Cast


async def applied(
    principal: Principal, program: ProgramView, role: RoleKey = "mentee", **answers: str
) -> UUID:
    async with unit_of_work(principal) as db:
        form = filled(program.template, role, **answers)
        sent = await participants.submit(db, principal, program, role, form)
    assert sent.application is not None
    assert sent.sent
    return sent.application.id


async def decide(principal: Principal, what: str, application_id: UUID, words: str = "") -> None:
    async with unit_of_work(principal) as db:
        await getattr(participants, what)(db, principal, application_id, words)


async def review(principal: Principal, application_id: UUID) -> ReviewView:
    async with unit_of_work(principal) as db:
        return await participants.application(db, principal, application_id)


async def place(principal: Principal) -> int | None:
    async with unit_of_work(principal) as db:
        return (await participants.mine(db, principal))[0].place_in_line


async def queue(principal: Principal, program: ProgramView, **only: str) -> QueueView:
    async with unit_of_work(principal) as db:
        return await participants.queue(db, principal, program, **only)  # type: ignore[arg-type]  # filters by their names


async def test_who_waits_longest_stands_first_and_drafts_are_not_there(
    cast: Cast, opened: OpenProgram, stopped_clock: Travel
) -> None:
    from datetime import timedelta

    program = await opened("wpsr")
    first = await applied(cast.mina, program)
    stopped_clock.forward(timedelta(hours=1))
    second = await applied(cast.gia, program)
    async with unit_of_work(cast.mona) as db:
        await participants.keep(db, cast.mona, program, "mentor", {"profession": "nurse"}, facts={})
    seen = await queue(cast.carl, program)
    assert [row.id for row in seen.rows] == [first, second]
    assert [row.name for row in seen.rows] == ["Mina Minami", "Gia Minami"]
    assert seen.count("submitted") == 2
    assert (await queue(cast.carl, program, role="mentor")).rows == ()


async def test_the_queue_is_filtered_by_state(cast: Cast, opened: OpenProgram) -> None:
    program = await opened("wpsr")
    waiting, declined = await applied(cast.mina, program), await applied(cast.gia, program)
    await decide(cast.carl, "decline", declined)
    assert [row.id for row in (await queue(cast.carl, program)).rows] == [waiting]
    assert [row.id for row in (await queue(cast.carl, program, shown="declined")).rows] == [declined]


async def test_an_acceptance_makes_a_participant_tells_the_person_and_is_published(
    cast: Cast, opened: OpenProgram
) -> None:
    heard: list[ApplicationAccepted] = []

    async def hear(_db: Session, _principal: Principal, event: ApplicationAccepted) -> None:
        heard.append(event)

    take_away = events.subscribe(ApplicationAccepted, hear)
    program = await opened("wpsr")
    application_id = await applied(cast.mona, program, "mentor", profession="nurse", capacity="3")
    await decide(cast.carl, "accept", application_id, "We are glad to have you.")
    take_away()
    async with unit_of_work(cast.program) as db:
        taking_part = await participants.of_person(db, cast.mona.me, program.id)
    assert [(each.role, each.capacity, each.status, each.name) for each in taking_part] == [
        ("mentor", 3, "active", "Mona Moreau")
    ]
    assert [event.participant_id for event in heard] == [taking_part[0].id]
    await told(cast, application_id)
    letter = next(mail for mail in await mails(cast.program) if mail.address == cast.mona.mail)
    assert "We are glad to have you." in letter.text


@pytest.mark.requirement("WPSR-20")
async def test_the_room_that_a_mentor_offers_is_kept_within_what_the_template_allows(
    cast: Cast, opened: OpenProgram
) -> None:
    program = await opened("wpsr")
    application_id = await applied(cast.mona, program, "mentor", profession="nurse", capacity="4")
    await decide(cast.carl, "accept", application_id)
    async with unit_of_work(cast.mona) as db:
        mine = (await participants.of_person(db, cast.mona.me))[0]
        assert mine.capacity == 4
        await participants.set_capacity(db, cast.mona, mine.id, 5)
        with pytest.raises(Invalid):
            await participants.set_capacity(db, cast.mona, mine.id, 6)
        assert (await participants.participant(db, mine.id)).capacity == 5


@pytest.mark.requirement("WPSR-5")
async def test_a_mentee_without_membership_is_accepted(cast: Cast, opened: OpenProgram) -> None:
    program = await opened("wpsr")
    await decide(cast.carl, "accept", await applied(cast.gia, program))
    async with unit_of_work(cast.gia) as db:
        assert [each.role for each in await participants.of_person(db, cast.gia.me)] == ["mentee"]


async def test_asked_back_the_applicant_edits_and_sends_again(cast: Cast, opened: OpenProgram) -> None:
    program = await opened("wpsr")
    application_id = await applied(cast.mina, program, hopes="Short.")
    with pytest.raises(Invalid):
        await decide(cast.carl, "ask_back", application_id, "  ")
    await decide(cast.carl, "ask_back", application_id, "What do you hope for in particular?")
    async with unit_of_work(cast.mina) as db:
        back = (await participants.mine(db, cast.mina))[0]
    assert back.can_be_edited
    assert back.words == "What do you hope for in particular?"
    assert back.typed["hopes"] == "Short."
    await told(cast, application_id)
    letter = next(mail for mail in await mails(cast.program) if mail.address == cast.mina.mail)
    assert "What do you hope for in particular?" in letter.text
    await applied(cast.mina, program, hopes="To stop the new pipeline.")
    row = (await queue(cast.carl, program)).rows[0]
    assert row.again
    seen = await review(cast.carl, application_id)
    assert [step.what for step in seen.steps] == ["sent", "asked_back", "sent_again"]
    assert [step.by for step in seen.steps] == ["Mina Minami", "Carl Cooper", "Mina Minami"]


async def test_the_waiting_list_keeps_the_order(
    cast: Cast, opened: OpenProgram, stopped_clock: Travel
) -> None:
    from datetime import timedelta

    program = await opened("wpsr")
    first, second = await applied(cast.mina, program), await applied(cast.gia, program)
    await decide(cast.carl, "waitlist", second)
    stopped_clock.forward(timedelta(minutes=1))
    await decide(cast.carl, "waitlist", first)
    assert await place(cast.mina) == 2
    assert await place(cast.gia) == 1
    await decide(cast.carl, "accept", second)
    assert await place(cast.mina) == 1
    assert await place(cast.gia) is None


async def test_a_declined_applicant_reads_kind_words(cast: Cast, opened: OpenProgram) -> None:
    program = await opened("wpsr")
    application_id = await applied(cast.mina, program)
    await decide(cast.carl, "decline", application_id, "Please try again in spring.")
    await told(cast, application_id)
    letter = next(mail for mail in await mails(cast.program) if mail.address == cast.mina.mail)
    assert "Please try again in spring." in letter.text
    assert "Thank you" in letter.text


async def test_a_withdrawn_application_cannot_be_accepted(cast: Cast, opened: OpenProgram) -> None:
    program = await opened("wpsr")
    application_id = await applied(cast.mina, program)
    async with unit_of_work(cast.mina) as db:
        await participants.withdraw(db, cast.mina, application_id)
    with pytest.raises(Decided):
        await decide(cast.carl, "accept", application_id)


async def test_of_two_decisions_at_one_moment_one_counts(
    committed: None, cast: Cast, opened: OpenProgram
) -> None:
    program = await opened("wpsr")
    application_id = await applied(cast.mina, program)
    done = await asyncio.gather(
        decide(cast.carl, "accept", application_id),
        decide(cast.olivia, "decline", application_id),
        return_exceptions=True,
    )
    status = (await review(cast.carl, application_id)).status
    refused = [each for each in done if isinstance(each, Conflict)]
    # A decline that came first can still be put right by the acceptance; an acceptance stands.
    assert status == "accepted"
    assert len(refused) <= 1


async def test_the_same_decision_twice_changes_nothing(cast: Cast, opened: OpenProgram) -> None:
    program = await opened("wpsr")
    application_id = await applied(cast.mina, program)
    await decide(cast.carl, "accept", application_id)
    await decide(cast.carl, "accept", application_id)
    assert [step.what for step in (await review(cast.carl, application_id)).steps] == ["sent", "accepted"]


async def test_nobody_decides_on_their_own_application(cast: Cast, opened: OpenProgram) -> None:
    program = await opened("wpsr")
    application_id = await applied(cast.carl, program)
    assert (await review(cast.carl, application_id)).mine
    with pytest.raises(YourOwn):
        await decide(cast.carl, "accept", application_id)
    await decide(cast.olivia, "accept", application_id)


async def test_members_and_strangers_see_and_decide_nothing(cast: Cast, opened: OpenProgram) -> None:
    program = await opened("wpsr")
    application_id = await applied(cast.mina, program)
    for member in (cast.mona, cast.mina, cast.dana, cast.stan):
        with pytest.raises(NotAllowed):
            await queue(member, program)
        with pytest.raises(NotAllowed):
            await review(member, application_id)
        with pytest.raises(NotAllowed):
            await decide(member, "accept", application_id)
    with pytest.raises(NotFound):
        await review(cast.otto, application_id)
    with pytest.raises(NotFound):
        await decide(cast.otto, "accept", application_id)
    assert (await queue(cast.otto, program)).rows == ()


@pytest.mark.requirement("WSRS-6")
async def test_coordinators_who_are_peers_see_only_what_matching_needs(
    cast: Cast, opened: OpenProgram
) -> None:
    program = await opened("wsrs")
    await on_roster(cast.mina, "RFS")
    application_id = await applied(
        cast.mina, program, status="resident", about_you="My attending and I do not get on."
    )
    seen = await review(cast.carl, application_id)
    rows = {row.key: row for row in seen.answers}
    assert rows["about_you"].hidden
    assert rows["about_you"].text == ""
    assert rows["topics"].text
    assert "My attending" not in repr(seen)


async def test_answers_that_are_only_counted_are_never_read_with_a_name(
    cast: Cast, opened: OpenProgram
) -> None:
    program = await opened("alaska")
    application_id = await applied(cast.mina, program, background="First in my family.", stage="high-school")
    assert "First in my family." not in repr(await review(cast.olivia, application_id))


async def test_each_rule_stands_beside_its_facts_and_their_source(cast: Cast, opened: OpenProgram) -> None:
    program = await opened("wtsa")
    await on_roster(cast.mona, "Active member")
    seen = await review(cast.carl, await applied(cast.mona, program, "mentor", start_year="2001"))
    assert [row.met for row in seen.eligibility] == [True, True, True, True]
    found = {(fact.value, fact.source) for row in seen.eligibility for fact in row.facts}
    assert ("Active member", "the list of members") in found
    assert ("2001", "the applicant's own answer") in found


@pytest.mark.requirement("WPSR-7")
async def test_early_career_is_counted(cast: Cast, opened: OpenProgram) -> None:
    program = await opened("wpsr")
    for person, stage in ((cast.mina, "student"), (cast.gia, "early"), (cast.mona, "retired")):
        application_id = await applied(person, program, stage=stage)
        await decide(cast.carl, "accept", application_id)
        assert (await review(cast.carl, application_id)).early_career is (stage != "retired")
    async with unit_of_work(cast.carl) as db:
        assert await participants.early_career(db, cast.carl, program.id) == (2, 3)
