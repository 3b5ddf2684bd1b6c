"""A brand-new organization: each page says what comes first, for its kind of program."""

import pytest

from mentorhub.programs import service as programs
from mentorhub.web.organizer.applications.list import Applications
from mentorhub.web.organizer.overview import Overview
from mentorhub.web.organizer.program.program import ProgramPage
from mentorhub.web.organizer.rounds.list import Rounds
from tenants.database import unit_of_work
from tests.support.cast import Cast
from tests.support.statements import counted
from tests.support.tab import Wires
from tests.support.visits import visited


async def started(cast: Cast, key: str, status: str = "draft") -> None:
    async with unit_of_work(cast.olivia) as db:
        await programs.create_from_catalog(db, cast.olivia, key, status=status)  # type: ignore[arg-type]  # one of its words


@pytest.mark.parametrize(
    ("key", "optional", "first"),
    [
        ("wtsa", False, "/organizer/people/import"),
        ("wsrs", False, "/organizer/people/import"),
        ("blank", True, "/organizer/program"),
        ("wpsr", True, "/organizer/program"),
        ("alaska", True, "/organizer/program"),
    ],
)
async def test_a_roster_is_asked_for_where_the_rules_need_one(
    key: str,
    optional: bool,  # noqa: FBT001 - a table of cases
    first: str,
    wires: Wires,
    cast: Cast,
) -> None:
    await started(cast, key)
    olivia = await visited(wires, cast.olivia, "/organizer")
    screen = await olivia.state(Overview)
    [roster] = [step for step in screen.steps if step.href == "/organizer/people/import"]
    assert (roster.optional, screen.next.href, screen.setting_up) == (optional, first, True)


async def test_the_overview_takes_six_statements(wires: Wires, cast: Cast) -> None:
    await started(cast, "wtsa")
    olivia = await visited(wires, cast.olivia, "/organizer")
    with counted() as seen:
        await olivia.send(Overview.load)
    assert len(seen) <= 6, seen


async def test_while_the_program_is_a_draft_nobody_is_sent_to_an_empty_page(wires: Wires, cast: Cast) -> None:
    await started(cast, "blank")
    olivia = await visited(wires, cast.olivia, "/organizer/applications")
    assert (await olivia.state(Applications)).address == ""
    await olivia.visit("/organizer/rounds")
    assert (await olivia.state(Rounds)).program == ""


async def test_once_it_is_open_its_address_is_there_to_pass_on(wires: Wires, cast: Cast) -> None:
    await started(cast, "blank", "open")
    olivia = await visited(wires, cast.olivia, "/organizer/program")
    assert (await olivia.state(ProgramPage)).address.endswith("//wtsa.localhost:3000/")
    await olivia.visit("/organizer/applications")
    assert (await olivia.state(Applications)).address == "/?program=mentorship-program"


async def test_a_program_of_circles_says_that_rounds_are_not_for_it(wires: Wires, cast: Cast) -> None:
    await started(cast, "wim", "open")
    olivia = await visited(wires, cast.olivia, "/organizer/rounds")
    assert (await olivia.state(Rounds)).circles
