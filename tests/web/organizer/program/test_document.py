"""The program's document through the guard: checked, then published, or refused in words."""

import pytest

from mentorhub.programs import service as programs
from mentorhub.web.organizer.program.document import ProgramDocument
from tenants.database import unit_of_work
from tests.support.cast import Cast
from tests.support.pairs import open_program
from tests.support.statements import counted
from tests.support.tab import Wires
from tests.support.visits import visited
from tests.web.organizer.program.drafts import DOCUMENT, draft, now


async def test_a_document_is_checked_then_published_with_its_note(wires: Wires, cast: Cast) -> None:
    program = await open_program(cast, "wtsa")
    olivia = await visited(wires, cast.olivia, DOCUMENT)
    page = await olivia.state(ProgramDocument)
    changed = page.text.replace("minutes = 60", "minutes = 45")
    await olivia.send(ProgramDocument.check, {"document": changed})
    page = await olivia.state(ProgramDocument)
    assert (page.checked, page.changed, page.faults) == (True, "how often they meet, and for how long", [])
    assert (await now(cast, program)).number == 1
    await olivia.send(ProgramDocument.publish, {"note": "Shorter meetings."})
    after = await now(cast, program)
    assert (after.number, after.template.framework.minutes) == (2, 45)
    async with unit_of_work(cast.olivia) as db:
        assert (await programs.history(db, cast.olivia, program.id))[0].note == "Shorter meetings."


async def test_a_document_that_does_not_hold_says_each_place_and_changes_nothing(
    wires: Wires, cast: Cast
) -> None:
    program = await open_program(cast, "wtsa")
    olivia = await visited(wires, cast.olivia, DOCUMENT)
    text = (await olivia.state(ProgramDocument)).text
    wrong = text.replace("minutes = 60", "minutes = 4").replace('agenda = "mentee"', 'agenda = "nobody"')
    await olivia.send(ProgramDocument.check, {"document": wrong})
    page = await olivia.state(ProgramDocument)
    assert {fault.place for fault in page.faults} == {"framework.minutes", "meetings.agenda"}
    assert all(fault.sentence.endswith(".") for fault in page.faults)
    await olivia.send(ProgramDocument.publish, {"note": ""})
    page = await olivia.state(ProgramDocument)
    assert page.problem == "Please check the document first."
    assert (await now(cast, program)).number == 1


@pytest.mark.parametrize(
    "hostile",
    [
        None,
        7,
        ["x"],
        "",
        "not toml at all [",
        "a = " + "[" * 3000,
        "format = 1\nextra = true",
        "x" * 400_001,
        "n = " + "9" * 6000,
        "format = 1\n[about]\nname = '<script>alert(1)</script>'",
    ],
)
async def test_hostile_documents_are_refused_in_words(hostile: object, wires: Wires, cast: Cast) -> None:
    program = await draft(cast)
    olivia = await visited(wires, cast.olivia, DOCUMENT)
    await olivia.send(ProgramDocument.check, {"document": hostile})
    page = await olivia.state(ProgramDocument)
    assert page.faults
    assert not page.checked
    await olivia.send(ProgramDocument.uploaded, hostile)
    assert (await olivia.state(ProgramDocument)).faults
    assert "tell us this number" not in olivia.received
    assert (await now(cast, program)).number == 1


async def test_the_same_document_is_not_published_again(wires: Wires, cast: Cast) -> None:
    program = await draft(cast)
    olivia = await visited(wires, cast.olivia, DOCUMENT)
    text = (await olivia.state(ProgramDocument)).text
    await olivia.send(ProgramDocument.check, {"document": text})
    page = await olivia.state(ProgramDocument)
    assert not page.checked
    assert "nothing to publish" in page.notice
    await olivia.send(ProgramDocument.publish, {})
    assert (await now(cast, program)).number == 1


async def test_publishing_asks_the_database_at_most_six_times(wires: Wires, cast: Cast) -> None:
    await draft(cast)
    olivia = await visited(wires, cast.olivia, DOCUMENT)
    text = (await olivia.state(ProgramDocument)).text
    await olivia.send(ProgramDocument.check, {"document": text.replace("minutes = 60", "minutes = 45")})
    with counted() as seen:
        await olivia.send(ProgramDocument.publish, {"note": ""})
    assert len(seen) <= 6, seen
