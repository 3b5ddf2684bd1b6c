"""A member's home: one next thing for everybody, from what is known of them."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from mentorhub.mentorhub import app
from mentorhub.mentorships import questions, turning
from mentorhub.mentorships import service as mentorships
from mentorhub.messaging import service as messaging
from mentorhub.participants.model import Application
from mentorhub.web.member.home import Home
from mentorhub.web.member.messages import Messages
from tenants.access import Principal
from tenants.database import unit_of_work
from tenants.kit import clock
from tenants.kit.ids import new_id
from tests.support.cast import Cast, signed_in
from tests.support.pairs import begin, open_program, pair_up, take_part
from tests.support.statements import counted
from tests.support.tab import Tab, Wires

HOST = "wtsa.localhost:3000"


async def at_home(wires: Wires, who: Principal) -> Home:
    tab = Tab(app, wires, HOST, session=(await signed_in(who)).token)
    await tab.visit("/home")
    return await tab.state(Home)


async def test_a_pair_that_has_not_met_is_asked_to_find_a_date(wires: Wires, cast: Cast) -> None:
    pair = await pair_up(cast, "wsrs")
    home = await at_home(wires, cast.mina)
    assert (home.status, home.title) == ("ready", "You and Mona")
    assert home.next.title == "Find a date for your first meeting with Mona"
    assert home.next.href == f"/mentorship/{pair.view.id}?log=yes"
    assert home.terms[0].startswith("Half an hour every 12 weeks")


async def test_messages_stand_on_the_home_of_somebody_with_one_pair(wires: Wires, cast: Cast) -> None:
    pair = await pair_up(cast, "wsrs")
    async with unit_of_work(cast.mona) as db:
        await messaging.send(db, cast.mona, pair.gathering, "Thursday?", new_id())
    home = await at_home(wires, cast.mina)
    assert [line.body for line in home.lines] == ["Thursday?"]
    assert home.unread == 1
    tab = Tab(app, wires, HOST, session=(await signed_in(cast.mina)).token)
    await tab.visit("/home")
    await tab.send(Home.send, form_data={"body": "Yes", "key": str(new_id())})
    assert [line.body for line in (await tab.state(Home)).lines] == ["Thursday?", "Yes"]


@pytest.mark.requirement("WTSA-9")
async def test_the_notice_stands_at_the_message_box_of_the_home_too(wires: Wires, cast: Cast) -> None:
    await pair_up(cast, "wtsa")
    assert "nothing about particular patients" in (await at_home(wires, cast.mina)).notice_there


async def test_somebody_with_two_mentees_sees_both_and_no_ones_messages(wires: Wires, cast: Cast) -> None:
    program = await open_program(cast, "wpsr")
    mentor = await take_part(program, cast.mona, "mentor", capacity=2)
    for who in (cast.mina, cast.gia):
        mentee = await take_part(program, who, "mentee")
        async with unit_of_work(who) as db:
            await begin(db, who, program, mentor, mentee)
    home = await at_home(wires, cast.mona)
    assert {pair.name for pair in home.pairs} == {"Mina Minami", "Gia Minami"}
    assert (home.pair_id, home.lines) == ("", [])


async def test_whoever_runs_the_program_is_led_to_it(wires: Wires, cast: Cast) -> None:
    assert (await at_home(wires, cast.carl)).next.href == "/organizer"


async def test_a_due_meeting_is_the_next_thing(wires: Wires, cast: Cast) -> None:
    from mentorhub.mentorships.model import Mentorship

    pair = await pair_up(cast, "wtsa")
    met = clock.today("America/Los_Angeles") - timedelta(days=120)
    async with unit_of_work(cast.program) as db:
        row = await db.get_one(Mentorship, (cast.a.tenant_id, pair.view.id))
        row.last_met_on, row.due_on = met, met + timedelta(days=90)
    home = await at_home(wires, cast.mina)
    assert home.next.title == "A date with Mona"
    assert "was due by" in home.next.line


@pytest.mark.requirement("WSRS-12")
async def test_whether_to_stay_in_touch_is_asked_at_home(wires: Wires, cast: Cast) -> None:
    with clock.travel() as journey:
        pair = await pair_up(cast, "wsrs")
        journey.forward(timedelta(days=366))
        async with unit_of_work(cast.program) as db:
            await turning.release_due(db, cast.program)
        home = await at_home(wires, cast.mina)
        assert home.next.title == "Would you like to stay in touch with Mona?"
        assert [(line.name, line.asked) for line in home.pairs] == [("Mona Moreau", True)]
        async with unit_of_work(cast.mina) as db:
            await questions.answer(db, cast.mina, pair.view.id, "stay_in_touch", yes=True)
        home = await at_home(wires, cast.mina)
        assert home.next.title == "Your mentorship with Mona is complete"
        assert [line.asked for line in home.pairs] == [False]


async def test_what_is_due_stands_beside_a_question_that_leads(wires: Wires, cast: Cast) -> None:
    await pair_up(cast, "wtsa")
    home = await at_home(wires, cast.mina)
    assert home.due.startswith("Your first meeting: find a date before ")


async def application(cast: Cast, who: Principal, status: str) -> None:
    program = await open_program(cast, "wtsa")
    async with unit_of_work(who) as db:
        db.add(
            Application(
                person_id=who.me,
                program_id=program.id,
                version_id=program.version_id,
                role="mentee",
                status=status,
                submitted_at=clock.now(),
            )
        )


@pytest.mark.parametrize(
    ("status", "title"),
    [
        ("draft", "Finish your application"),
        ("asked_back", "There is a question about your application"),
        ("submitted", "Your application is being read"),
        ("accepted", "You take part. We are looking for the right person"),
    ],
)
async def test_without_a_pair_the_application_says_what_is_next(
    wires: Wires, cast: Cast, status: str, title: str
) -> None:
    await application(cast, cast.gia, status)
    home = await at_home(wires, cast.gia)
    assert home.next.title == title
    assert home.next.href == "/application"


async def test_somebody_with_nothing_is_shown_the_program(wires: Wires, cast: Cast) -> None:
    home = await at_home(wires, cast.gia)
    assert (home.title, home.next.title, home.next.href) == (
        "Your page",
        "Find a mentor, or become one",
        "/",
    )


async def test_a_visitor_and_a_stranger_are_sent_to_sign_in(wires: Wires, cast: Cast) -> None:
    await pair_up(cast)
    for session in ("", (await signed_in(cast.stan)).token):
        tab = Tab(app, wires, HOST, session=session)
        await tab.visit("/home")
        assert "/sign-in" in tab.received
        assert "Mona" not in tab.received


async def test_the_home_makes_no_more_than_six_statements_in_an_event(wires: Wires, cast: Cast) -> None:
    await pair_up(cast, "wsrs")
    tab = Tab(app, wires, HOST, session=(await signed_in(cast.mina)).token)
    await tab.visit("/home")
    with counted() as statements:
        await tab.send(Home.more)
    follow = len(statements)
    assert follow <= 6
    with counted() as statements:
        await tab.send(Home.load)
    assert len(statements) - follow <= 6


async def test_the_conversations_stand_with_the_latest_first_and_say_what_is_new(
    wires: Wires, cast: Cast
) -> None:
    program = await open_program(cast, "wpsr")
    mentor = await take_part(program, cast.mona, "mentor", capacity=3)
    begun: dict[UUID, UUID] = {}
    for who in (cast.mina, cast.gia, cast.dana):
        mentee = await take_part(program, who, "mentee")
        async with unit_of_work(who) as db:
            begun[who.me] = (await begin(db, who, program, mentor, mentee)).id
    with clock.travel() as journey:
        for who in (cast.mina, cast.gia):
            journey.forward(timedelta(minutes=5))
            async with unit_of_work(who) as db:
                gathering = await mentorships.gathering(db, who, begun[who.me])
                await messaging.send(db, who, gathering, f"From {who.name}", new_id())
        tab = Tab(app, wires, HOST, session=(await signed_in(cast.mona)).token)
        await tab.visit("/messages")
        with counted() as statements:
            await tab.send(Messages.load)
        state = await tab.state(Messages)
    assert [(row.name, row.last, row.unread) for row in state.rows] == [
        ("Gia Minami", "From Gia Minami", 1),
        ("Mina Minami", "From Mina Minami", 1),
        ("Dana Diaz", "Nothing written yet", 0),
    ]
    assert len(statements) <= 6
    assert isinstance(state.rows[0].at, str)
    assert date.fromisoformat(state.rows[0].at[:10])
