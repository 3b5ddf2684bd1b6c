"""What somebody reads of their own application."""

from mentorhub.mentorhub import app
from mentorhub.participants import service as participants
from mentorhub.participants.model import Application
from mentorhub.web.member.application import MyApplications
from tenants.database import unit_of_work
from tenants.kit import clock
from tests.participants.conftest import filled
from tests.support.cast import Cast, signed_in
from tests.support.pairs import open_program, pair_up
from tests.support.statements import counted
from tests.support.tab import Tab, Wires


async def test_it_says_with_whom_one_is_paired_and_what_one_wrote(wires: Wires, cast: Cast) -> None:
    pair = await pair_up(cast, "wtsa")
    async with unit_of_work(cast.mina) as db:
        db.add(
            Application(
                person_id=cast.mina.me,
                program_id=pair.program.id,
                version_id=pair.program.version_id,
                role="mentor",
                status="submitted",
                typed={"goals": "asked of mentees only", "practice_setting": "private", "one_year": "yes"},
                submitted_at=clock.now(),
            )
        )
    tab = Tab(app, wires, "wtsa.localhost:3000", session=(await signed_in(cast.mina)).token)
    await tab.visit("/application")
    rows = {row.role: row for row in (await tab.state(MyApplications)).rows}
    assert rows["mentee"].line == "You are paired with Mona."
    assert (rows["mentor"].title, rows["mentor"].since_what) == ("We are reading it", "Sent")
    assert [(each.label, each.text) for each in rows["mentor"].answers] == [
        ("Where do you practice?", "Private practice")
    ]
    with counted() as statements:
        await tab.send(MyApplications.load)
    assert len(statements) <= 6


async def test_who_left_while_a_pair_runs_reads_that_it_goes_on_and_when_they_were_accepted(
    wires: Wires, cast: Cast
) -> None:
    pair = await pair_up(cast, "wtsa")
    tab = Tab(app, wires, "wtsa.localhost:3000", session=(await signed_in(cast.mina)).token)
    await tab.visit("/application")
    await tab.send(MyApplications.ask, "leave", str(pair.mentee.id))
    await tab.send(MyApplications.leave)
    [row] = (await tab.state(MyApplications)).rows
    assert (row.title, row.since_what) == ("You have left the program", "Accepted")
    assert "still paired with Mona" in row.line


async def test_a_form_that_was_refused_says_so_where_it_is_kept(wires: Wires, cast: Cast) -> None:
    program = await open_program(cast, "wsrs")
    async with unit_of_work(cast.mina) as db:
        refused = await participants.submit(
            db, cast.mina, program, "mentor", filled(program.template, "mentor", status="resident")
        )
    assert not refused.sent
    tab = Tab(app, wires, "wtsa.localhost:3000", session=(await signed_in(cast.mina)).token)
    await tab.visit("/application")
    [row] = (await tab.state(MyApplications)).rows
    assert row.title == "Not sent: something stands in the way"
    assert row.refusals
    assert row.can_edit
