"""Surveys as the organizers see them: how many answered, what they said together, and sending one by hand."""

from uuid import UUID

import pytest

from mentorhub.surveys.sending import ask_everybody
from mentorhub.web.organizer.surveys.list import SurveyList
from mentorhub.web.organizer.surveys.report import SurveyReport
from tests.support.cast import Cast
from tests.support.pairs import open_program
from tests.support.statements import counted
from tests.support.tab import Wires
from tests.support.visits import THEIRS, tab_of, visited
from tests.surveys.people import GOOD, answer, crowd, send

WHOLE = GOOD["half_yearly"]


async def answered(cast: Cast, number: int) -> UUID:
    program = await open_program(cast, "wtsa")
    await crowd(cast, program, "mentor", 2)
    mentees = await crowd(cast, program, "mentee", 7)
    wave_id = await send(cast, program, "half_yearly")
    for who in mentees[:number]:
        await answer(who, wave_id, WHOLE | {"improve": "A secret wish"})
    return wave_id


@pytest.mark.requirement("WTSA-22")
async def test_one_is_sent_by_hand_to_as_many_as_was_said_before(wires: Wires, cast: Cast) -> None:
    program = await open_program(cast, "wtsa")
    await crowd(cast, program, "mentor", 1)
    await crowd(cast, program, "mentee", 3)
    tab = await visited(wires, cast.olivia, "/organizer/surveys")
    state = await tab.state(SurveyList)
    assert (state.status, state.rows) == ("ready", [])
    assert [each.key for each in state.to_send] == ["fit", "half_yearly"]
    await tab.send(SurveyList.ask, key="half_yearly")
    state = await tab.state(SurveyList)
    assert (state.asking, state.people) == (True, "1 mentor and 3 mentees")
    await tab.send(SurveyList.send)
    await tab.send(SurveyList.send)
    [row] = (await tab.state(SurveyList)).rows
    await ask_everybody(cast.program, wave_id=UUID(row.id))
    await tab.send(SurveyList.load)
    [row] = (await tab.state(SurveyList)).rows
    assert (row.title, row.asked, row.answered, row.rate) == ("How is the program doing?", 4, 0, "0 %")


async def test_where_nobody_takes_part_nothing_can_be_sent(wires: Wires, cast: Cast) -> None:
    await open_program(cast, "wtsa")
    tab = await visited(wires, cast.olivia, "/organizer/surveys")
    await tab.send(SurveyList.ask, key="half_yearly")
    state = await tab.state(SurveyList)
    assert (state.asking, state.problem.endswith("nobody to send this to.")) == (False, True)
    for hostile in ("closing", "nothing", 7, None):
        await tab.send(SurveyList.ask, key=hostile)
        assert not (await tab.state(SurveyList)).asking


async def test_four_answers_reach_no_browser_and_five_do_as_figures(wires: Wires, cast: Cast) -> None:
    wave_id = await answered(cast, 4)
    tab = await visited(wires, cast.olivia, f"/organizer/surveys/{wave_id}")
    state = await tab.state(SurveyReport)
    assert (state.wave.rate, state.rates) == ("44 %", [("Mentors", 0, 2), ("Mentees", 4, 7)])
    assert all(group.kept for question in state.questions for group in question.roles)
    assert not any(question.whole for question in state.questions)
    assert "A secret wish" not in tab.received


@pytest.mark.requirement("WTSA-26")
async def test_five_answers_stand_in_a_chart_with_their_base(wires: Wires, cast: Cast) -> None:
    wave_id = await answered(cast, 5)
    tab = await visited(wires, cast.olivia, f"/organizer/surveys/{wave_id}")
    questions = {question.key: question for question in (await tab.state(SurveyReport)).questions}
    mentors, mentees = questions["collegiality"].roles
    assert mentors.kept.startswith("Only two people asked")
    assert (mentees.base, mentees.mean) == ("5 answers of 7 asked", "5.0 of 5 on average")
    assert mentees.bars[4] == ("5", 5, 5, "5 (100 %)")
    assert questions["improve"].texts == ["A secret wish"] * 5


@pytest.mark.parametrize("who", ["carl", "dana", "mina"])
async def test_those_who_read_no_surveys_are_refused(wires: Wires, cast: Cast, who: str) -> None:
    wave_id = await answered(cast, 5)
    tab = await visited(wires, getattr(cast, who), f"/organizer/surveys/{wave_id}")
    assert (await tab.state(SurveyReport)).status == "refused"
    assert "A secret wish" not in tab.received
    listed = await visited(wires, getattr(cast, who), "/organizer/surveys")
    assert (await listed.state(SurveyList)).status == "refused"


async def test_another_organizations_report_is_not_found(wires: Wires, cast: Cast) -> None:
    wave_id = await answered(cast, 5)
    otto = await tab_of(wires, cast.otto, THEIRS)
    await otto.visit(f"/organizer/surveys/{wave_id}")
    assert (await otto.state(SurveyReport)).status == "missing"
    assert "A secret wish" not in otto.received


async def test_the_list_the_preview_and_the_report_make_no_more_than_six_statements(
    wires: Wires, cast: Cast
) -> None:
    wave_id = await answered(cast, 5)
    tab = await visited(wires, cast.olivia, "/organizer/surveys")
    for handler, payload in (
        (SurveyList.load, {}),
        (SurveyList.ask, {"key": "half_yearly"}),
    ):
        with counted() as statements:
            await tab.send(handler, **payload)
        assert len(statements) <= 6, (handler, statements)
    with counted() as statements:
        await tab.send(SurveyList.send)  # and, as an event of its own, the list's load
    assert len(statements) <= 4 + 6, statements
    tab = await visited(wires, cast.olivia, f"/organizer/surveys/{wave_id}")
    with counted() as statements:
        await tab.send(SurveyReport.load)
    assert len(statements) <= 6, statements
