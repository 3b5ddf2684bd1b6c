"""What somebody reads of their own application."""

from mentorhub.mentorhub import app
from mentorhub.participants.model import Application
from mentorhub.web.member.application import MyApplications
from tenants.database import unit_of_work
from tenants.kit import clock
from tests.support.cast import Cast, signed_in
from tests.support.pairs import pair_up
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
