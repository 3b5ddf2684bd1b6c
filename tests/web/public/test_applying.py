"""The application form and what follows it, through the guard and without a browser."""

from typing import Any

import pytest

from mentorhub.mentorhub import app
from mentorhub.participants import service as participants
from mentorhub.participants.views import ApplicationView
from mentorhub.programs import service as programs
from mentorhub.programs.views import ProgramView
from mentorhub.web.member.application import MyApplications
from mentorhub.web.organizer.applications.application import Application
from mentorhub.web.organizer.applications.list import Applications
from mentorhub.web.public.apply import Apply
from mentorhub.web.public.front import Front
from tenants.access import Principal
from tenants.database import unit_of_work
from tenants.kit import clock
from tests.participants.conftest import Typed, filled, mails, on_roster
from tests.support.cast import ZONE, Cast, signed_in
from tests.support.statements import counted
from tests.support.tab import Tab, Wires

SEVEN_YEARS_AGO = str(clock.today(ZONE).year - 7)


async def opened(cast: Cast, key: str) -> ProgramView:
    async with unit_of_work(cast.olivia) as db:
        return await programs.create_from_catalog(db, cast.olivia, key, status="open")


async def tab_of(wires: Wires, person: Principal, host: str = "wtsa.localhost:3000") -> Tab:
    return Tab(app, wires, host, session=(await signed_in(person)).token)


async def at(tab: Tab, path: str, load: Any) -> Tab:
    await tab.visit(path)
    await tab.send(load)
    return tab


def entries(typed: Typed) -> list[list[str]]:
    """As a browser sends a form: pairs, a name for each box that is ticked."""
    return [
        [name, each]
        for name, value in typed.items()
        for each in ([value] if isinstance(value, str) else value)
    ]


def as_form(typed: Typed) -> dict[str, Any]:
    return {"__reflex_form_data__": entries(typed)}


async def mine(person: Principal) -> list[ApplicationView]:
    async with unit_of_work(person) as db:
        return await participants.mine(db, person)


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


async def sent(wires: Wires, cast: Cast, person: Principal, **answers: str) -> str:
    program = await opened(cast, "wpsr")
    tab = await at(await tab_of(wires, person), "/apply/mentee", Apply.load)
    await tab.send(Apply.send, as_form(filled(program.template, "mentee", **answers)))
    assert (await tab.state(Apply)).stage == "sent"
    return str((await mine(person))[0].id)


async def test_from_the_form_to_the_acceptance(wires: Wires, cast: Cast) -> None:
    application_id = await sent(wires, cast, cast.mina, hopes="Cleaner air.")
    carl = await at(await tab_of(wires, cast.carl), "/organizer/applications", Applications.load)
    queue = await carl.state(Applications)
    assert [(row.name, row.href) for row in queue.rows] == [
        ("Mina Minami", f"/organizer/applications/{application_id}")
    ]
    assert queue.longest == "Mina Minami"
    await at(carl, f"/organizer/applications/{application_id}", Application.load)
    review = await carl.state(Application)
    assert ("What would you like to change?", "Cleaner air.") in [(a.label, a.text) for a in review.answers]
    await carl.send(Application.decide, "accept", [["words", "Welcome!"]])
    assert (await carl.state(Application)).notice.startswith("Accepted.")
    mina = await at(await tab_of(wires, cast.mina), "/application", MyApplications.load)
    row = (await mina.state(MyApplications)).rows[0]
    assert (row.takes_part, row.words) == ("active", "Welcome!")


async def test_asking_back_without_words_says_so_beside_the_words(wires: Wires, cast: Cast) -> None:
    application_id = await sent(wires, cast, cast.mina)
    path = f"/organizer/applications/{application_id}"
    carl = await at(await tab_of(wires, cast.carl), path, Application.load)
    await carl.send(Application.decide, "ask_back", [["words", " "]])
    assert set((await carl.state(Application)).problems) == {"words"}
    await carl.send(Application.decide, "ask_back", [["words", "Which valley?"]])
    mina = await at(await tab_of(wires, cast.mina), "/apply/mentee", Apply.load)
    state = await mina.state(Apply)
    assert (state.stage, state.words) == ("form", "Which valley?")
    assert {row.key: row.value for row in state.rows}["hopes"] == "A few honest words."


async def test_a_no_is_looked_at_twice_with_ready_words_at_hand(wires: Wires, cast: Cast) -> None:
    application_id = await sent(wires, cast, cast.mina)
    path = f"/organizer/applications/{application_id}"
    carl = await at(await tab_of(wires, cast.carl), path, Application.load)
    await carl.send(Application.ask_decline, [["words", "Dear Mina"]])
    page = await carl.state(Application)
    assert (page.declining, page.begun) == (True, "Dear Mina")
    assert all(text and title for text, title in page.ready_words)
    assert (await mine(cast.mina))[0].status == "submitted"
    await carl.send(Application.decline, form_data={"farewell": page.ready_words[0][0], "ready": "x"})
    assert not (await carl.state(Application)).declining
    row = (await mine(cast.mina))[0]
    assert (row.status, row.words) == ("declined", page.ready_words[0][0])


@pytest.mark.parametrize("who", ["mina", "dana", "mona"])
async def test_nobody_else_declines(who: str, wires: Wires, cast: Cast) -> None:
    application_id = await sent(wires, cast, cast.mina)
    path = f"/organizer/applications/{application_id}"
    tab = await at(await tab_of(wires, getattr(cast, who)), path, Application.load)
    await tab.send(Application.ask_decline, [])
    await tab.send(Application.decline, form_data={"farewell": "No."})
    assert (await mine(cast.mina))[0].status == "submitted"


@pytest.mark.parametrize("what", ["steal", "", None, 7, "__class__", "queue"])
async def test_a_decision_that_is_none_decides_nothing(wires: Wires, cast: Cast, what: Any) -> None:
    application_id = await sent(wires, cast, cast.mina)
    path = f"/organizer/applications/{application_id}"
    carl = await at(await tab_of(wires, cast.carl), path, Application.load)
    await carl.send(Application.decide, what, [["words", "x"]])
    assert (await mine(cast.mina))[0].status == "submitted"


async def test_members_and_visitors_do_not_see_the_queue(tab: Tab, wires: Wires, cast: Cast) -> None:
    application_id = await sent(wires, cast, cast.mina)
    for path, load in (
        ("/organizer/applications", Applications.load),
        (f"/organizer/applications/{application_id}", Application.load),
    ):
        mona = await at(await tab_of(wires, cast.mona), path, load)
        assert "Mina" not in mona.received
        await at(tab, path, load)
        assert "Mina" not in tab.received
        assert any("/sign-in" in where for where in tab.went_to)


async def test_another_organizations_owner_finds_nothing(wires: Wires, cast: Cast) -> None:
    application_id = await sent(wires, cast, cast.mina)
    otto = await tab_of(wires, cast.otto, "csa.localhost:3000")
    await at(otto, f"/organizer/applications/{application_id}", Application.load)
    assert (await otto.state(Application)).status == "missing"
    await at(otto, "/organizer/applications", Applications.load)
    assert (await otto.state(Applications)).rows == []
    assert "Mina" not in otto.received


async def test_withdrawing_and_coming_back_from_ones_own_page(wires: Wires, cast: Cast) -> None:
    application_id = await sent(wires, cast, cast.mina)
    mina = await at(await tab_of(wires, cast.mina), "/application", MyApplications.load)
    await mina.send(MyApplications.ask, "withdraw", application_id)
    await mina.send(MyApplications.withdraw)
    row = (await mina.state(MyApplications)).rows[0]
    assert row.status == "withdrawn"
    assert row.can_begin_anew
    await mina.send(MyApplications.begin_anew, "mentee")
    assert (await mine(cast.mina))[0].status == "draft"


async def test_nobody_withdraws_for_another(wires: Wires, cast: Cast) -> None:
    application_id = await sent(wires, cast, cast.mina)
    for other, host in ((cast.mona, "wtsa.localhost:3000"), (cast.stan, "csa.localhost:3000")):
        tab = await tab_of(wires, other, host)
        await tab.send(MyApplications.ask, "withdraw", application_id)
        await tab.send(MyApplications.withdraw)
    assert (await mine(cast.mina))[0].status == "submitted"


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
