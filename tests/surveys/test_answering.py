"""Answering: once, in time, by whom it was sent to; and what is kept of it."""

import asyncio
from datetime import timedelta

import pytest
import pytest_asyncio
from sqlalchemy import select, text

from mentorhub.programs.views import ProgramView
from mentorhub.surveys import jobs
from mentorhub.surveys import service as surveys
from mentorhub.surveys.errors import AlreadyAnswered, SurveyClosed
from mentorhub.surveys.model import SurveyInvitation, SurveyResponse
from tenants.database import unit_of_work
from tenants.kit import clock
from tenants.kit.errors import NotFound
from tenants.kit.ids import new_id
from tests.support.cast import Cast, assemble
from tests.support.pairs import open_program, take_part
from tests.surveys.people import GOOD, answer, crowd, report, send, waiting

WHOLE = GOOD["half_yearly"]


@pytest_asyncio.fixture
async def program(cast: Cast) -> ProgramView:
    made = await open_program(cast, "wtsa")
    await take_part(made, cast.mona, "mentor")
    await take_part(made, cast.mina, "mentee")
    return made


async def test_an_answer_counts_once_and_the_second_is_refused_kindly(
    cast: Cast, program: ProgramView
) -> None:
    wave_id = await send(cast, program, "half_yearly")
    assert await waiting(cast.mina) == ["How is the program doing?"]
    assert await answer(cast.mina, wave_id, WHOLE) == {}
    assert await waiting(cast.mina) == []
    with pytest.raises(AlreadyAnswered, match="in already, thank you"):
        await answer(cast.mina, wave_id, WHOLE | {"worth": "1"})
    assert (await report(cast, wave_id)).wave.answered == 1
    async with unit_of_work(cast.program) as db:
        [stored] = (await db.scalars(select(SurveyResponse))).all()
    assert stored.answers["worth"] == 4


async def test_what_is_not_right_is_said_by_field_and_nothing_is_stored(
    cast: Cast, program: ProgramView
) -> None:
    wave_id = await send(cast, program, "half_yearly")
    problems = await answer(cast.mina, wave_id, {"worth": "9", "goals": "", "collegiality": "5"})
    assert set(problems) == {"worth", "goals"}
    assert await waiting(cast.mina) == ["How is the program doing?"]
    assert (await report(cast, wave_id)).wave.answered == 0


async def test_a_late_answer_is_refused_kindly(cast: Cast, program: ProgramView) -> None:
    with clock.travel() as journey:
        wave_id = await send(cast, program, "half_yearly")
        journey.forward(timedelta(days=32))
        assert await waiting(cast.mina) == []
        async with unit_of_work(cast.mina) as db:
            assert (await surveys.page(db, cast.mina, wave_id)).state == "late"
        with pytest.raises(SurveyClosed, match="has closed"):
            await answer(cast.mina, wave_id, WHOLE)


async def test_nobody_but_those_who_were_asked_finds_it(cast: Cast, program: ProgramView) -> None:
    wave_id = await send(cast, program, "half_yearly")
    for who in (cast.stan, cast.gia, cast.carl, cast.olivia):
        async with unit_of_work(who) as db:
            with pytest.raises(NotFound):
                await surveys.page(db, who, wave_id)
            with pytest.raises(NotFound):
                await surveys.answer(db, who, wave_id, WHOLE)
    async with unit_of_work(cast.mina) as db:
        with pytest.raises(NotFound):
            await surveys.page(db, cast.mina, new_id())


async def test_what_is_kept_of_an_answer_names_nobody_and_no_moment(cast: Cast, program: ProgramView) -> None:
    wave_id = await send(cast, program, "half_yearly")
    await answer(cast.mina, wave_id, WHOLE)
    response = {column.name for column in SurveyResponse.__table__.columns}
    assert response == {"tenant_id", "id", "wave_id", "role", "answers", "shown", "waits"}
    invitation = {column.name: column.type.python_type for column in SurveyInvitation.__table__.columns}
    assert invitation["answered"] is bool
    async with unit_of_work(cast.program) as db:
        [stored] = (await db.scalars(select(SurveyResponse))).all()
        people = (await db.scalars(select(SurveyInvitation))).all()
    assert stored.id.version == 4, "an id of version 7 would tell when"
    theirs = {str(each) for row in people for each in (row.id, row.person_id)}
    assert not theirs & {str(stored.id), *map(str, stored.answers.values())}


async def test_mixing_leaves_no_trace_of_which_transaction_wrote_which_row(committed: None) -> None:
    cast = await assemble()
    program = await open_program(cast, "wtsa")
    mentees = await crowd(cast, program, "mentee", 6)
    wave_id = await send(cast, program, "half_yearly")
    for number, who in enumerate(mentees):
        await answer(who, wave_id, WHOLE | {"improve": f"Text {number}"})

    async def writers(table: str) -> set[str]:
        async with unit_of_work(cast.program) as db:
            return set((await db.scalars(text(f"SELECT DISTINCT xmin::text FROM {table}"))).all())

    joined = await writers("survey_response") & await writers("survey_invitation")
    assert len(joined) > 1, "before, one can be matched with the other"
    before = await report(cast, wave_id)
    await jobs.mix(cast.program)
    assert len(await writers("survey_response")) == 1
    assert len(await writers("survey_invitation")) == 1
    after = await report(cast, wave_id)
    assert after == before


async def test_a_double_click_in_the_same_instant_counts_once(committed: None) -> None:
    cast = await assemble()
    program = await open_program(cast, "wtsa")
    [mina] = await crowd(cast, program, "mentee", 1)
    wave_id = await send(cast, program, "half_yearly")
    gate = asyncio.Barrier(2)

    async def click() -> dict[str, str]:
        async with unit_of_work(mina) as db:
            await surveys.page(db, mina, wave_id)
            await gate.wait()
            return await surveys.answer(db, mina, wave_id, WHOLE)

    results = await asyncio.gather(click(), click(), return_exceptions=True)
    assert [type(each) for each in sorted(results, key=str)].count(AlreadyAnswered) == 1
    assert (await report(cast, wave_id)).wave.answered == 1
    async with unit_of_work(cast.program) as db:
        assert len((await db.scalars(select(SurveyResponse))).all()) == 1


async def test_answers_in_the_same_instant_join_in_whole_portions(committed: None) -> None:
    cast = await assemble()
    program = await open_program(cast, "wtsa")
    mentees = await crowd(cast, program, "mentee", 9)
    wave_id = await send(cast, program, "half_yearly")
    await asyncio.gather(*(answer(who, wave_id, WHOLE) for who in mentees))
    found = await report(cast, wave_id)
    assert found.wave.answered == 9
    worth = next(each for each in found.questions if each.key == "worth")
    [mentees_figures] = [group for group in worth.groups if not group.kept]
    assert mentees_figures.base.startswith("5 answers of 9 asked; 4 more not added yet")
