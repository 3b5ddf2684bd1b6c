"""What the organizers see, and from which number on."""

from datetime import timedelta

import pytest

from mentorhub.programs.views import ProgramView
from mentorhub.surveys import jobs
from mentorhub.surveys import service as surveys
from mentorhub.surveys.errors import NobodyToAsk
from mentorhub.surveys.views import Figures, QuestionReport, WaveReport
from tenants.access import Principal, Role
from tenants.database import unit_of_work
from tenants.kit import clock
from tenants.kit.errors import NotAllowed, NotFound
from tenants.kit.ids import new_id
from tests.support.cast import Cast, join
from tests.support.pairs import open_program, take_part
from tests.surveys.people import GOOD, answer, crowd, report, send, waiting

WHOLE = GOOD["half_yearly"]


def question(found: WaveReport, key: str) -> QuestionReport:
    return next(each for each in found.questions if each.key == key)


def shown(found: WaveReport, key: str) -> dict[str, Figures]:
    return {group.label: group for group in question(found, key).groups}


async def asked(
    cast: Cast, mentors: int, mentees: int
) -> tuple[ProgramView, list[Principal], list[Principal]]:
    program = await open_program(cast, "wtsa")
    return (
        program,
        await crowd(cast, program, "mentor", mentors),
        await crowd(cast, program, "mentee", mentees),
    )


@pytest.mark.requirement("WTSA-22")
async def test_the_response_rate_stands_by_role_with_its_base(cast: Cast) -> None:
    program, mentors, mentees = await asked(cast, 2, 3)
    wave_id = await send(cast, program, "half_yearly")
    for who in (mentors[0], *mentees[:2]):
        await answer(who, wave_id, WHOLE)
    found = await report(cast, wave_id)
    assert [(rate.words, rate.asked, rate.answered) for rate in found.rates] == [
        ("Mentors", 2, 1),
        ("Mentees", 3, 2),
    ]
    assert (found.wave.asked, found.wave.answered) == (5, 3)


@pytest.mark.requirement("WTSA-26")
async def test_five_answers_are_shown_as_figures_with_their_base_and_four_are_not(cast: Cast) -> None:
    program, _, mentees = await asked(cast, 0, 6)
    wave_id = await send(cast, program, "half_yearly")
    for number, who in enumerate(mentees[:4]):
        await answer(who, wave_id, WHOLE | {"collegiality": str(number + 1), "improve": f"Idea {number}"})
    found = await report(cast, wave_id)
    four = shown(found, "collegiality")["Mentees"]
    assert four.bars == ()
    assert four.kept.startswith("Fewer than 5 answers")
    assert question(found, "improve").texts == ()
    await answer(mentees[4], wave_id, WHOLE | {"collegiality": "5", "improve": "Idea 4"})
    found = await report(cast, wave_id)
    five = shown(found, "collegiality")["Mentees"]
    assert five.base == "5 answers of 6 asked"
    assert five.mean == "3.0 of 5 on average"
    assert [(bar.label, bar.count, bar.words) for bar in five.bars] == [
        (str(step), 1, "1 (20 %)") for step in range(1, 6)
    ]
    assert sorted(question(found, "improve").texts) == [f"Idea {number}" for number in range(5)]


async def test_the_sixth_answer_changes_nothing_until_it_has_company(cast: Cast) -> None:
    program, _, mentees = await asked(cast, 0, 10)
    wave_id = await send(cast, program, "half_yearly")
    for who in mentees[:5]:
        await answer(who, wave_id, WHOLE)
    before = await report(cast, wave_id)
    await answer(mentees[5], wave_id, WHOLE | {"worth": "1"})
    after = await report(cast, wave_id)
    assert shown(after, "worth")["Mentees"].bars == shown(before, "worth")["Mentees"].bars
    assert shown(after, "worth")["Mentees"].base == "5 answers of 10 asked; 1 more not added yet"


async def test_a_small_role_is_not_in_the_whole_either_where_it_could_be_taken_out_again(cast: Cast) -> None:
    program, mentors, mentees = await asked(cast, 3, 6)
    wave_id = await send(cast, program, "half_yearly")
    for who in mentors:
        await answer(who, wave_id, WHOLE | {"worth": "1"})
    for who in mentees:
        await answer(who, wave_id, WHOLE | {"worth": "5"})
    groups = shown(await report(cast, wave_id), "worth")
    assert set(groups) == {"Mentors", "Mentees"}, "a whole beside the mentees would be the mentors"
    assert groups["Mentors"].kept.startswith("Only three people asked")
    assert groups["Mentees"].mean == "5.0 of 5 on average"


async def test_after_the_close_small_groups_count_together_and_not_by_role(cast: Cast) -> None:
    with clock.travel() as journey:
        program, mentors, mentees = await asked(cast, 3, 4)
        wave_id = await send(cast, program, "half_yearly")
        for who in (*mentors, *mentees):
            await answer(who, wave_id, WHOLE)
        assert all(group.kept for group in shown(await report(cast, wave_id), "worth").values())
        journey.forward(timedelta(days=33))
        await jobs.turn(cast.program)
        groups = shown(await report(cast, wave_id), "worth")
        assert groups["Everybody"].base == "7 answers of 7 asked"
        assert groups["Mentors"].kept
        assert groups["Mentees"].kept


async def test_texts_of_two_questions_do_not_stand_in_the_order_in_which_they_came(cast: Cast) -> None:
    program, _, mentees = await asked(cast, 0, 10)
    wave_id = await send(cast, program, "half_yearly")
    came = [f"Idea {number}" for number in range(10)]
    for who, words in zip(mentees, came, strict=True):
        await answer(who, wave_id, WHOLE | {"improve": words})
    texts = question(await report(cast, wave_id), "improve").texts
    assert sorted(texts) == sorted(came)
    assert list(texts) != came


async def test_coordinators_read_no_survey_and_send_none(cast: Cast) -> None:
    program, _, _ = await asked(cast, 0, 1)
    wave_id = await send(cast, program, "half_yearly")
    for who in (cast.carl, cast.dana, cast.mina):
        async with unit_of_work(who) as db:
            with pytest.raises(NotAllowed):
                await surveys.waves(db, who)
            with pytest.raises(NotAllowed):
                await surveys.report(db, who, wave_id)
            with pytest.raises(NotAllowed):
                await surveys.preview(db, who, program.id, "half_yearly")
            with pytest.raises(NotAllowed):
                await surveys.send(db, who, program.id, "half_yearly", new_id())


async def test_another_organization_finds_neither_report_nor_program(cast: Cast) -> None:
    program, _, _ = await asked(cast, 0, 1)
    wave_id = await send(cast, program, "half_yearly")
    async with unit_of_work(cast.otto) as db:
        with pytest.raises(NotFound):
            await surveys.report(db, cast.otto, wave_id)
        with pytest.raises(NotFound):
            await surveys.send(db, cast.otto, program.id, "half_yearly", new_id())


@pytest.mark.requirement("WTSA-22")
async def test_by_hand_it_goes_to_everybody_active_and_the_same_sending_twice_is_one(cast: Cast) -> None:
    program, mentors, mentees = await asked(cast, 2, 3)
    async with unit_of_work(cast.olivia) as db:
        preview = await surveys.preview(db, cast.olivia, program.id, "half_yearly")
    assert (preview.total, preview.people) == (5, "2 mentors and 3 mentees")
    key = new_id()
    assert await send(cast, program, "half_yearly", key) == await send(cast, program, "half_yearly", key)
    async with unit_of_work(cast.olivia) as db:
        [wave] = await surveys.waves(db, cast.olivia)
    assert (wave.asked, wave.answered, wave.why) == (5, 0, "by_hand")
    for who in (*mentors, *mentees):
        assert await waiting(who) == ["How is the program doing?"]


async def test_where_nobody_takes_part_the_preview_says_so(cast: Cast) -> None:
    program = await open_program(cast, "wtsa")
    async with unit_of_work(cast.olivia) as db:
        with pytest.raises(NobodyToAsk, match="nobody to send this to"):
            await surveys.preview(db, cast.olivia, program.id, "half_yearly")
        with pytest.raises(NotFound):
            await surveys.preview(db, cast.olivia, program.id, "closing")


async def test_who_is_mentor_and_mentee_is_asked_once(cast: Cast) -> None:
    program = await open_program(cast, "wtsa")
    both = await join(cast.a, "Bo Both", Role.AUDITOR)
    await take_part(program, both, "mentor")
    await take_part(program, both, "mentee")
    wave_id = await send(cast, program, "half_yearly")
    assert (await report(cast, wave_id)).wave.asked == 1
