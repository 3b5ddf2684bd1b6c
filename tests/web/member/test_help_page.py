"""Asking for help, and answering it, on the screens."""

import pytest

from mentorhub.mentorhub import app
from mentorhub.web.member.help import Help
from mentorhub.web.organizer.help import HelpList
from tenants.access import Principal
from tests.support.cast import Cast, signed_in
from tests.support.pairs import open_program
from tests.support.statements import counted
from tests.support.tab import Tab, Wires

HOST = "wtsa.localhost:3000"


async def opened(wires: Wires, who: Principal, path: str) -> Tab:
    tab = Tab(app, wires, HOST, session=(await signed_in(who)).token)
    return await tab.visit(path)


@pytest.mark.requirement("WPSR-12")
async def test_a_question_is_asked_taken_and_answered(wires: Wires, cast: Cast) -> None:
    await open_program(cast, "wpsr")
    mina = await opened(wires, cast.mina, "/help")
    key = (await mina.state(Help)).key
    await mina.send(Help.ask, form_data={"key": key, "body": "How do I change my address?"})
    assert [row.body for row in (await mina.state(Help)).asked] == ["How do I change my address?"]
    carl = await opened(wires, cast.carl, "/organizer/help")
    [row] = (await carl.state(HelpList)).waiting
    assert (row.name, row.kind, row.owner) == ("Mina Minami", "A question", "")
    await carl.send(HelpList.take, request_id=row.id)
    await carl.send(HelpList.answer, form_data={"answer": "Under Your account."})
    state = await carl.state(HelpList)
    assert (state.waiting, [each.answer for each in state.answered]) == ([], ["Under Your account."])
    await mina.send(Help.load)
    [mine] = (await mina.state(Help)).asked
    assert (mine.answer, mine.who) == ("Under Your account.", "Carl Cooper")


async def test_an_empty_answer_is_not_sent(wires: Wires, cast: Cast) -> None:
    await open_program(cast, "wpsr")
    mina = await opened(wires, cast.mina, "/help")
    await mina.send(Help.ask, form_data={"key": (await mina.state(Help)).key, "body": "?"})
    carl = await opened(wires, cast.carl, "/organizer/help")
    [row] = (await carl.state(HelpList)).waiting
    await carl.send(HelpList.take, request_id=row.id)
    await carl.send(HelpList.answer, form_data={"answer": "  "})
    state = await carl.state(HelpList)
    assert state.problems["answer"] == "Please fill this in."
    assert len(state.waiting) == 1


async def test_without_a_program_there_is_an_address_in_place_of_the_form(wires: Wires, cast: Cast) -> None:
    mina = await opened(wires, cast.mina, "/help")
    state = await mina.state(Help)
    assert (state.status, state.program_id) == ("ready", "")


@pytest.mark.parametrize("role", ["mina", "dana"])
async def test_the_list_is_refused_to_those_who_do_not_answer(wires: Wires, cast: Cast, role: str) -> None:
    tab = await opened(wires, getattr(cast, role), "/organizer/help")
    assert (await tab.state(HelpList)).status == "refused"


async def test_the_list_makes_no_more_than_six_statements(wires: Wires, cast: Cast) -> None:
    await open_program(cast, "wpsr")
    mina = await opened(wires, cast.mina, "/help")
    await mina.send(Help.ask, form_data={"key": (await mina.state(Help)).key, "body": "Hello?"})
    carl = await opened(wires, cast.carl, "/organizer/help")
    [row] = (await carl.state(HelpList)).waiting
    await carl.send(HelpList.take, request_id=row.id)
    with counted() as statements:
        await carl.send(HelpList.load)
    assert len(statements) <= 6
