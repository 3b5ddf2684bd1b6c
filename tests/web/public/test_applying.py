"""The application form, through the guard and without a browser."""

from typing import Any

import pytest

from mentorhub.web.member.application import MyApplications
from mentorhub.web.organizer.applications.application import Application
from mentorhub.web.organizer.applications.list import Applications
from mentorhub.web.public.apply import Apply
from mentorhub.web.public.front import Front
from tenants.kit import clock
from tests.participants.conftest import filled, mails, on_roster
from tests.support.cast import ZONE, Cast
from tests.support.statements import counted
from tests.support.tab import Tab, Wires
from tests.support.visits import tab_of
from tests.web.applying import as_form, at, entries, mine, opened

SEVEN_YEARS_AGO = str(clock.today(ZONE).year - 7)


async def test_a_question_appears_with_the_answer_that_it_hangs_on(tab: Tab, cast: Cast) -> None:
    await opened(cast, "wpsr")
    await at(tab, "/apply/mentee", Apply.load)
    assert "place" not in (await tab.state(Apply)).applies
    await tab.send(Apply.keep, [["mode", "in_person"]])
    assert "place" in (await tab.state(Apply)).applies


@pytest.mark.requirement("WTSA-4")
async def test_eligibility_speaks_as_soon_as_the_fact_is_known(wires: Wires, cast: Cast) -> None:
    await opened(cast, "wtsa")
    await on_roster(cast.mona, "Active member")
    tab = await at(await tab_of(wires, cast.mona), "/apply/mentor", Apply.load)
    assert (await tab.state(Apply)).refusals == {}
    await tab.send(Apply.keep, [["start_year", SEVEN_YEARS_AGO]])
    state = await tab.state(Apply)
    assert "seven years" in state.refusals["start_year"]
    assert state.ways_out["start_year"]
    assert state.stage == "form"


async def test_what_is_typed_is_saved_for_whoever_is_signed_in(wires: Wires, cast: Cast) -> None:
    await opened(cast, "wpsr")
    tab = await at(await tab_of(wires, cast.mina), "/apply/mentee", Apply.load)
    await tab.send(Apply.keep, [["profession", "nurse"], ["issues", "climate"], ["issues", "peace"]])
    assert (await mine(cast.mina))[0].typed == {"profession": "nurse", "issues": ["climate", "peace"]}
    other_tab = await at(await tab_of(wires, cast.mina), "/apply/mentee", Apply.load)
    rows = {row.key: row for row in (await other_tab.state(Apply)).rows}
    assert rows["profession"].value == "nurse"
    assert rows["issues"].picked == ["climate", "peace"]


async def test_what_the_tab_kept_fills_the_form_again_after_signing_in(wires: Wires, cast: Cast) -> None:
    await opened(cast, "wpsr")
    tab = await at(await tab_of(wires, cast.mina), "/apply/mentee", Apply.load)
    await tab.send(Apply.restore, [["your_name", "M"], ["profession", "nurse"], ["hopes", "Cleaner air."]])
    state = await tab.state(Apply)
    assert {row.key: row.value for row in state.rows}["hopes"] == "Cleaner air."
    assert state.filled == 1
    await tab.send(Apply.restore, [["profession", "nurse"], ["hopes", "Cleaner air."]])
    assert (await tab.state(Apply)).filled == 1  # nothing new: the fields are left alone


async def test_a_visitor_is_told_to_look_at_the_mail_and_nothing_typed_is_lost_before(
    tab: Tab, cast: Cast
) -> None:
    program = await opened(cast, "wpsr")
    await at(tab, "/apply/mentee", Apply.load)
    form = filled(program.template, "mentee")
    await tab.send(Apply.send, as_form({**form, "your_name": "", "your_mail": "nobody", "mode": ""}))
    state = await tab.state(Apply)
    assert set(state.problems) == {"your_name", "your_mail", "mode"}
    assert state.stage == "form"
    await tab.send(Apply.send, as_form({**form, "your_name": "Nadia", "your_mail": "nadia@example.org"}))
    state = await tab.state(Apply)
    assert (state.stage, state.sent_to) == ("mailed", "nadia@example.org")
    assert [mail.address for mail in await mails(cast.program)] == ["nadia@example.org"]


async def test_every_problem_is_named_at_once(wires: Wires, cast: Cast) -> None:
    program = await opened(cast, "wpsr")
    tab = await at(await tab_of(wires, cast.mina), "/apply/mentee", Apply.load)
    form = filled(program.template, "mentee", profession="", monthly="", mode="by letter")
    await tab.send(Apply.send, as_form(form))
    state = await tab.state(Apply)
    assert set(state.problems) == {"profession", "monthly", "mode"}
    assert state.stage == "form"
    assert (await mine(cast.mina))[0].typed["hopes"] == "A few honest words."


@pytest.mark.requirement("WTSA-1", "WTSA-2")
async def test_a_members_program_asks_one_to_sign_in_and_members_only_get_the_form(
    tab: Tab, wires: Wires, cast: Cast
) -> None:
    await opened(cast, "wtsa")
    await at(tab, "/apply/mentee", Apply.load)
    assert (await tab.state(Apply)).stage == "sign_in"
    gia = await at(await tab_of(wires, cast.gia), "/apply/mentee", Apply.load)
    assert (await gia.state(Apply)).stage == "members"
    await on_roster(cast.mina, "Candidate member")
    mina = await at(await tab_of(wires, cast.mina), "/apply/mentee", Apply.load)
    assert (await mina.state(Apply)).stage == "form"


@pytest.mark.requirement("WSRS-23")
async def test_the_overview_comes_before_the_form(tab: Tab, cast: Cast) -> None:
    await opened(cast, "wsrs")
    await at(tab, "/apply/mentor", Apply.load)
    state = await tab.state(Apply)
    assert state.stage == "overview"
    assert len(state.duties[0].points) == 7
    await tab.send(Apply.begin)
    assert (await tab.state(Apply)).stage == "form"


@pytest.mark.requirement("WSRS-3")
async def test_the_one_application_opens_with_the_choice_of_a_role(tab: Tab, cast: Cast) -> None:
    await opened(cast, "wsrs")
    await at(tab, "/apply", Apply.load)
    state = await tab.state(Apply)
    assert state.stage == "choose"
    assert [way.href.partition("?")[0] for way in state.ways] == ["/apply/mentee", "/apply/mentor"]


@pytest.mark.requirement("AK-23")
async def test_a_child_too_young_reads_a_kind_sentence_and_leaves_nothing(tab: Tab, cast: Cast) -> None:
    await opened(cast, "alaska")
    await at(tab, "/apply/mentee", Apply.load)
    await tab.send(Apply.keep, [["why", "I like bones."], ["date_of_birth", "2020-05-17"]])
    state = await tab.state(Apply)
    assert state.stage == "too_young"
    assert "13" in state.refusals["date_of_birth"]
    assert state.rows == []
    assert "bones" not in repr(state.dict())


@pytest.mark.parametrize("path", ["/apply/mentor", "/apply/owner", "/apply/__class__"])
async def test_a_role_that_is_none_is_not_found(tab: Tab, cast: Cast, path: str) -> None:
    await opened(cast, "wim")
    await at(tab, path, Apply.load)
    assert (await tab.state(Apply)).status == "missing"


@pytest.mark.parametrize("junk", [None, "x", 7, {"a": 1}, [["a"]], [[1, 2]], [["profession", {"$ne": 1}]]])
async def test_junk_for_a_form_is_an_empty_form(tab: Tab, cast: Cast, junk: Any) -> None:
    await opened(cast, "wpsr")
    await at(tab, "/apply/mentee", Apply.load)
    await tab.send(Apply.keep, junk)
    await tab.send(Apply.restore, junk)
    state = await tab.state(Apply)
    assert state.status == "ready"
    assert state.answered == 0


MOST_STATEMENTS = 6


async def test_no_page_and_no_act_of_joining_takes_more_than_six_statements(wires: Wires, cast: Cast) -> None:
    program = await opened(cast, "wsrs")
    await on_roster(cast.mina, "RFS")
    form = filled(program.template, "mentee", status="resident")
    mina, carl = await tab_of(wires, cast.mina), await tab_of(wires, cast.carl)
    await at(mina, "/", Front.load)
    await at(mina, "/apply/mentee", Apply.load)
    await mina.send(Apply.begin)
    await mina.send(Apply.keep, [["status", "resident"]])
    took: dict[str, int] = {}

    async def count(name: str, tab: Tab, handler: Any, *arguments: Any) -> None:
        with counted() as statements:
            await tab.send(handler, *arguments)
        took[name] = len(statements)

    await count("front page", mina, Front.load)
    await count("form", mina, Apply.load)
    await count("keep", mina, Apply.keep, entries(form))
    await count("send", mina, Apply.send, as_form(form))
    assert (await mina.state(Apply)).stage == "sent"
    await count("my application", mina, MyApplications.load)
    await at(carl, "/organizer/applications", Applications.load)
    await count("queue", carl, Applications.load)
    application_id = (await mine(cast.mina))[0].id
    await at(carl, f"/organizer/applications/{application_id}", Application.load)
    await count("review", carl, Application.load)
    with counted() as statements:
        await carl.send(Application.decide, "accept", [["words", "Welcome."]])
    took["accept"] = len(statements) - took["review"]  # the page is loaded anew in an event of its own
    assert {name: n for name, n in took.items() if n > MOST_STATEMENTS} == {}


async def test_who_is_no_member_is_told_so_once_and_by_the_button_what_was_not_sent(
    wires: Wires, cast: Cast
) -> None:
    program = await opened(cast, "wsrs")
    tab = await at(await tab_of(wires, cast.mina), "/apply/mentee", Apply.load)
    await tab.send(Apply.begin)
    state = await tab.state(Apply)
    [(why, way_out)] = state.general
    assert why == "We do not find you on our list of members, and only members can be mentees here."
    assert "Join the section" in way_out
    await tab.send(Apply.send, as_form(filled(program.template, "mentee")))
    state = await tab.state(Apply)
    assert state.problem == f"Not sent yet, and all of it is kept. {why}"
    assert (len(state.general), state.stage) == (1, "form")
