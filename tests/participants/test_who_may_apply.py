"""What each program of the catalog asks of whoever applies, and whom it refuses with which reason."""

import pytest

from mentorhub.participants import service as participants
from mentorhub.participants.errors import MembersOnly
from mentorhub.participants.views import Submission
from mentorhub.programs.template import RoleKey
from tenants.database import unit_of_work
from tenants.kit import clock
from tests.participants.conftest import OpenProgram, filled, mine, on_roster, send
from tests.support.cast import ZONE, Cast

EIGHT_YEARS_AGO = str(clock.today(ZONE).year - 8)
SEVEN_YEARS_AGO = str(clock.today(ZONE).year - 7)


def reasons(submission: Submission) -> str:
    return " ".join(sentence for sentence, _ in submission.refusals)


@pytest.mark.requirement("WTSA-4")
async def test_seven_years_are_refused_where_eight_are_asked_and_the_way_out_is_shown(
    cast: Cast, opened: OpenProgram
) -> None:
    program = await opened("wtsa")
    await on_roster(cast.mona, "Active member")
    refused = await send(
        cast.mona, program, "mentor", filled(program.template, "mentor", start_year=SEVEN_YEARS_AGO)
    )
    assert not refused.sent
    assert "seven years" in reasons(refused)
    assert "eight years" in reasons(refused)
    assert refused.refusals[0][1]
    sent = await send(
        cast.mona, program, "mentor", filled(program.template, "mentor", start_year=EIGHT_YEARS_AGO)
    )
    assert sent.sent
    assert sent.application is not None
    assert sent.application.status == "submitted"


@pytest.mark.requirement("WTSA-3")
@pytest.mark.parametrize("years", [0, 30])
async def test_mentees_of_any_experience_are_welcome(cast: Cast, opened: OpenProgram, years: int) -> None:
    program = await opened("wtsa")
    await on_roster(cast.mina, "Candidate member")
    start = str(clock.today(ZONE).year - years)
    assert (
        await send(cast.mina, program, "mentee", filled(program.template, "mentee", start_year=start))
    ).sent


@pytest.mark.requirement("WTSA-2")
@pytest.mark.parametrize("role", ["mentor", "mentee"])
@pytest.mark.parametrize(
    ("member_class", "standing", "passes"),
    [
        ("Active member", "current", True),
        ("Candidate member", "current", True),
        ("Corresponding member", "current", False),
        ("Active member", "lapsed", False),
    ],
)
async def test_current_members_and_candidates_pass_and_others_do_not(
    cast: Cast, opened: OpenProgram, role: RoleKey, member_class: str, standing: str, *, passes: bool
) -> None:
    program = await opened("wtsa")
    await on_roster(cast.mona, member_class, standing=standing)
    assert (await send(cast.mona, program, role, filled(program.template, role))).sent is passes


@pytest.mark.requirement("WTSA-2")
async def test_somebody_who_is_not_on_the_roster_cannot_apply_to_a_members_program(
    cast: Cast, opened: OpenProgram
) -> None:
    program = await opened("wtsa")
    with pytest.raises(MembersOnly):
        await send(cast.gia, program, "mentee", filled(program.template, "mentee"))
    assert await mine(cast.gia) == []


@pytest.mark.requirement("WSRS-1", "WSRS-3")
async def test_one_application_asks_for_the_role_and_a_trainee_is_refused_as_mentor(
    cast: Cast, opened: OpenProgram
) -> None:
    program = await opened("wsrs")
    assert [path.roles for path in program.template.roles.paths] == [("mentee", "mentor")]
    trainee = filled(program.template, "mentor", status="resident")
    refused = await send(cast.mina, program, "mentor", trainee)
    assert not refused.sent
    assert "practising radiologist" in reasons(refused)
    assert (
        await send(cast.mona, program, "mentor", filled(program.template, "mentor", status="practising"))
    ).sent


@pytest.mark.requirement("WSRS-2")
async def test_a_lapsed_member_of_the_section_is_refused_as_mentee_with_the_reason(
    cast: Cast, opened: OpenProgram
) -> None:
    program = await opened("wsrs")
    await on_roster(cast.mina, "RFS", standing="lapsed")
    refused = await send(cast.mina, program, "mentee", filled(program.template, "mentee"))
    assert not refused.sent
    assert "active membership" in reasons(refused)
    assert (await mine(cast.mina))[0].refusals == tuple(sentence for sentence, _ in refused.refusals)


@pytest.mark.requirement("WSRS-15")
@pytest.mark.parametrize("role", ["mentor", "mentee"])
async def test_the_duties_must_be_acknowledged(cast: Cast, opened: OpenProgram, role: RoleKey) -> None:
    program = await opened("wsrs")
    await on_roster(cast.mona, "RFS")
    described = program.template.role(role)
    assert described is not None
    assert len(described.duties) == {"mentor": 7, "mentee": 5}[role]
    form = filled(program.template, role, status="practising" if role == "mentor" else "resident")
    without = await send(cast.mona, program, role, {**form, "duties_acknowledged": ""})
    assert set(without.problems) == {"duties_acknowledged"}
    assert (await send(cast.mona, program, role, form)).sent


@pytest.mark.requirement("WSRS-28")
@pytest.mark.parametrize("missing", ["workplace", "place__city"])
async def test_institution_and_city_are_asked_for(cast: Cast, opened: OpenProgram, missing: str) -> None:
    program = await opened("wsrs")
    form = filled(program.template, "mentor", status="practising", **{missing: ""})
    refused = await send(cast.mona, program, "mentor", form)
    assert set(refused.problems) == {missing.replace("__", ".")}


@pytest.mark.requirement("WPSR-2")
@pytest.mark.parametrize(
    ("profession", "member", "passes"),
    [("nurse", False, True), ("other", True, True), ("other", False, False)],
)
async def test_a_mentor_is_a_health_professional_or_a_member(
    cast: Cast, opened: OpenProgram, profession: str, *, member: bool, passes: bool
) -> None:
    program = await opened("wpsr")
    if member:
        await on_roster(cast.mona, "Member")
    form = filled(program.template, "mentor", profession=profession)
    assert (await send(cast.mona, program, "mentor", form)).sent is passes


@pytest.mark.requirement("WPSR-3")
async def test_an_empty_answer_about_advocacy_is_refused(cast: Cast, opened: OpenProgram) -> None:
    program = await opened("wpsr")
    form = filled(program.template, "mentor", profession="nurse", advocacy_experience="   ")
    refused = await send(cast.mona, program, "mentor", form)
    assert set(refused.problems) == {"advocacy_experience"}


@pytest.mark.requirement("WPSR-4")
@pytest.mark.parametrize(("field", "value"), [("capacity", "0"), ("monthly", "")])
async def test_a_mentor_has_room_for_one_and_time_each_month(
    cast: Cast, opened: OpenProgram, field: str, value: str
) -> None:
    program = await opened("wpsr")
    form = filled(program.template, "mentor", profession="nurse")
    refused = await send(cast.mona, program, "mentor", {**form, field: value})
    assert set(refused.problems) == {field}


@pytest.mark.requirement("WPSR-5")
async def test_a_mentee_needs_no_membership(cast: Cast, opened: OpenProgram) -> None:
    program = await opened("wpsr")
    assert (await send(cast.gia, program, "mentee", filled(program.template, "mentee"))).sent


@pytest.mark.requirement("WPSR-6")
async def test_a_mentee_says_how_to_meet_and_confirms_the_month(cast: Cast, opened: OpenProgram) -> None:
    program = await opened("wpsr")
    form = filled(program.template, "mentee")
    for mode in ("remote", "in_person", "either"):
        judged = participants.look(cast.gia, program, "mentee", {**form, "mode": mode}, {})
        assert judged.answers["mode"] == mode
    assert set((await send(cast.gia, program, "mentee", {**form, "mode": "by letter"})).problems) == {"mode"}
    assert set((await send(cast.gia, program, "mentee", {**form, "monthly": ""})).problems) == {"monthly"}


@pytest.mark.requirement("WPSR-7")
@pytest.mark.parametrize("stage", ["student", "early", "retired"])
async def test_the_career_stage_is_asked_and_never_a_gate(
    cast: Cast, opened: OpenProgram, stage: str
) -> None:
    program = await opened("wpsr")
    form = filled(program.template, "mentee")
    assert set((await send(cast.gia, program, "mentee", {**form, "stage": ""})).problems) == {"stage"}
    assert (await send(cast.gia, program, "mentee", {**form, "stage": stage})).sent


@pytest.mark.requirement("AK-2")
async def test_the_class_of_an_alaskan_mentor_is_stored_and_others_are_refused(
    cast: Cast, opened: OpenProgram
) -> None:
    program = await opened("alaska")
    for mentor_class in ("physician", "medical-student"):
        judged = participants.look(
            cast.mona,
            program,
            "mentor",
            filled(program.template, "mentor", mentor_class=mentor_class),
            {},
        )
        assert judged.ready
        assert judged.answers["mentor_class"] == mentor_class
    refused = await send(
        cast.mona, program, "mentor", filled(program.template, "mentor", mentor_class="other")
    )
    assert not refused.sent


@pytest.mark.requirement("AK-23")
async def test_of_a_child_under_thirteen_nothing_is_stored(cast: Cast, opened: OpenProgram) -> None:
    program = await opened("alaska")
    twelve = clock.today(ZONE).replace(year=clock.today(ZONE).year - 12, day=1)
    form = filled(program.template, "mentee", date_of_birth="2009-05-17")
    async with unit_of_work(cast.mina) as db:
        await participants.keep(db, cast.mina, program, "mentee", form, facts={})
    assert len(await mine(cast.mina)) == 1
    form["date_of_birth"] = twelve.isoformat()
    refused = await send(cast.mina, program, "mentee", form)
    assert refused.forget
    assert "13" in reasons(refused)
    assert await mine(cast.mina) == []
    async with unit_of_work(cast.mina) as db:
        assert await participants.keep(db, cast.mina, program, "mentee", form, facts={}) is None
    assert await mine(cast.mina) == []
