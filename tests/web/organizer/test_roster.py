"""The screens of a roster file, through the guard: chosen, put right, brought in."""

from uuid import UUID

import pytest
import reflex as rx

from mentorhub.mentorhub import app
from mentorhub.web.organizer.roster.file import ImportFile
from mentorhub.web.organizer.roster.rows import PROBLEMS, ImportRows
from tenants.access import Principal
from tenants.database import unit_of_work
from tenants.kit.ids import new_id
from tenants.people import service as people
from tenants.roster import imports, jobs
from tests.support.cast import Cast
from tests.support.tab import Tab, Wires
from tests.support.visits import OURS, THEIRS, tab_of, visited

FILE = """Name;Address;Shoe size
Rosa Nuñez;rosa@example.org;38
Miles O'Brien;nowhere;44
李 小龍;li@example.org;
"""


async def started(person: Principal, content: str | bytes = FILE) -> UUID:
    raw = content if isinstance(content, bytes) else content.encode()
    async with unit_of_work(person) as db:
        return (await imports.start(db, person, "members.csv", raw)).id


def page(import_id: UUID) -> str:
    return f"/organizer/people/import/{import_id}"


async def open_import(wires: Wires, cast: Cast, content: str | bytes = FILE) -> tuple[Tab, UUID]:
    import_id = await started(cast.carl, content)
    return await visited(wires, cast.carl, page(import_id)), import_id


async def test_a_file_that_was_sent_opens_its_own_page(wires: Wires, cast: Cast) -> None:
    carl = await visited(wires, cast.carl, "/organizer/people/import")
    import_id = await started(cast.carl)
    await carl.send(ImportFile.uploaded, import_id=str(import_id))
    assert page(import_id) in carl.went_to[-1]
    await carl.visit("/organizer/people/import")
    assert [row.file_name for row in (await carl.state(ImportFile)).earlier] == ["members.csv"]


@pytest.mark.parametrize("junk", ["//evil.example", "../../home", None, 7, ["x"]])
async def test_an_upload_leads_nowhere_but_to_an_import(wires: Wires, cast: Cast, junk: object) -> None:
    carl = await visited(wires, cast.carl, "/organizer/people/import")
    await carl.send(ImportFile.uploaded, import_id=junk)
    assert carl.went_to == []


async def test_a_column_is_put_right_by_hand_and_every_row_is_looked_at_again(
    wires: Wires, cast: Cast
) -> None:
    carl, _ = await open_import(wires, cast)
    screen = await carl.state(ImportRows)
    assert (screen.status, screen.step, screen.rows) == ("ready", "columns", [])
    assert screen.written_in == "3 rows, read as UTF-8 with semicolons"
    assert [(column.heading, column.target) for column in screen.columns] == [
        ("Name", "name"),
        ("Address", ""),
        ("Shoe size", ""),
    ]
    assert screen.columns[0].samples == ["Rosa Nuñez", "Miles O'Brien", "李 小龍"]
    await carl.send(ImportRows.read_as, place=1, target="mail")
    await carl.send(ImportRows.read_as, place=2, target=screen.columns[2].own)
    screen = await carl.state(ImportRows)
    assert (screen.step, screen.to_write, screen.bad, screen.looking) == ("ready", 2, 1, False)
    assert [(row.line, row.faults[0].field) for row in screen.rows] == [(3, "Mail address")]
    assert screen.says.button == "Bring in the 2 good rows"


async def test_what_was_chosen_last_takes_a_field_from_another_column(wires: Wires, cast: Cast) -> None:
    carl, _ = await open_import(wires, cast)
    await carl.send(ImportRows.read_as, place=1, target="name")
    assert [column.target for column in (await carl.state(ImportRows)).columns] == ["", "name", ""]


@pytest.mark.parametrize(
    "payload",
    [
        {"place": 99, "target": "mail"},
        {"place": "x", "target": "mail"},
        {"place": None, "target": None},
        {"place": 1, "target": {"$ne": 1}},
        {"place": 1, "target": "tenant_id"},
        {"place": [], "target": []},
    ],
)
async def test_a_made_up_column_or_field_changes_nothing(
    wires: Wires, cast: Cast, payload: dict[str, object]
) -> None:
    carl, import_id = await open_import(wires, cast)
    await carl.send_raw(rx.utils.format.format_event_handler(ImportRows.read_as), payload)
    await carl.visit(page(import_id))
    screen = await carl.state(ImportRows)
    assert [column.target for column in screen.columns] == ["name", "", ""]
    assert (screen.status, screen.looking) == ("ready", False)


async def test_the_good_rows_go_in_and_the_screen_says_what_to_do_next(wires: Wires, cast: Cast) -> None:
    carl, import_id = await open_import(wires, cast, FILE.replace("Address", "E-Mail"))
    await carl.send(ImportRows.bring_in)
    screen = await carl.state(ImportRows)
    assert (screen.step, screen.written, screen.to_write) == ("applying", 0, 2)
    await carl.send(ImportRows.bring_in)
    assert "taken already" in (await carl.state(ImportRows)).problem
    await jobs.write_import(cast.carl, import_id=import_id)
    await carl.visit(page(import_id))
    screen = await carl.state(ImportRows)
    assert (screen.step, screen.says.title) == ("done", "2 people are new on your roster")
    assert [row.name for row in screen.rows] == ["Miles O'Brien nowhere 44"]
    async with unit_of_work(cast.carl) as db:
        assert (await people.by_mail(db, "rosa@example.org")) is not None


async def test_the_same_file_again_says_that_nothing_is_new(wires: Wires, cast: Cast) -> None:
    content = "Name,Email\nRosa Nuñez,rosa@example.org\n"
    carl, import_id = await open_import(wires, cast, content)
    await carl.send(ImportRows.bring_in)
    await jobs.write_import(cast.carl, import_id=import_id)
    carl, _ = await open_import(wires, cast, content)
    again = await carl.state(ImportRows)
    assert (again.step, again.says.title) == ("nothing", "Nothing in this file is new")
    assert again.says.line == "1 person is on your roster already, exactly as the file says."


async def test_windows_files_are_read_and_said_to_be_such(wires: Wires, cast: Cast) -> None:
    carl, _ = await open_import(wires, cast, "Name\tEmail\nRosa Nuñez\trosa@x.org\n".encode("windows-1252"))
    screen = await carl.state(ImportRows)
    assert screen.written_in == "1 row, read as Windows-1252 with tabs"
    assert screen.columns[0].samples == ["Rosa Nuñez"]


async def test_problems_come_page_by_page(wires: Wires, cast: Cast) -> None:
    rows = "".join(f"Person {number},nowhere\n" for number in range(PROBLEMS + 3))
    carl, _ = await open_import(wires, cast, f"Name,Email\n{rows}")
    screen = await carl.state(ImportRows)
    assert (len(screen.rows), screen.page, screen.pages) == (PROBLEMS, 1, 2)
    await carl.send(ImportRows.go_to, page=2)
    assert [row.name for row in (await carl.state(ImportRows)).rows][-1] == f"Person {PROBLEMS + 2} nowhere"
    for junk in (99, -5, "x", None, 10**30):
        await carl.send(ImportRows.go_to, page=junk)
        assert 1 <= (await carl.state(ImportRows)).page <= 2


async def test_another_organizations_file_is_not_there(wires: Wires, cast: Cast) -> None:
    import_id = await started(cast.carl)
    otto = await (await tab_of(wires, cast.otto, THEIRS)).visit(page(import_id))
    screen = await otto.state(ImportRows)
    assert (screen.status, screen.columns) == ("missing", [])
    assert "rosa" not in otto.received.lower()
    for handler, payload in (
        (ImportRows.bring_in, {}),
        (ImportRows.go_to, {"page": 1}),
        (ImportRows.read_as, {"place": 1, "target": "mail"}),
    ):
        await otto.send(handler, **payload)
    async with unit_of_work(cast.carl) as db:
        assert (await imports.view(db, cast.carl, import_id)).state == "checked"


@pytest.mark.parametrize("name", ["mina", "dana", "stan", ""])
async def test_whoever_may_not_import_sees_nothing_of_a_file(wires: Wires, cast: Cast, name: str) -> None:
    import_id = await started(cast.carl)
    tab = await tab_of(wires, getattr(cast, name)) if name else Tab(app, wires, OURS)
    for path in ("/organizer/people/import", page(import_id), page(new_id())):
        await tab.visit(path)
    await tab.send(ImportRows.bring_in)
    assert "members.csv" not in tab.received
    async with unit_of_work(cast.carl) as db:
        assert (await imports.view(db, cast.carl, import_id)).state == "checked"
