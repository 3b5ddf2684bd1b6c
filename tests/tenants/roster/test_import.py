"""A roster file, from the choice of the file to people on the roster."""

from datetime import date

import pytest
from sqlalchemy import select, text

from tenants.access import Principal
from tenants.audit import service as audit
from tenants.database import unit_of_work
from tenants.kit.errors import Invalid, NotAllowed, NotFound
from tenants.people import service as people
from tenants.people.forms import PersonForm
from tenants.roster import imports, jobs
from tenants.roster import service as roster
from tenants.roster.errors import ImportClosed
from tenants.roster.model import RosterImport
from tenants.roster.views import ImportView
from tests.support.cast import Cast

FILE = """Email,First name,Last name,Number,Class,Status,Paid until,Start year,City,State,Profession
Rosa@Example.org,Rosa,Nuñez,1001,Member,Active,2091-01-31,2001,Portland,Oregon,Surgeon
li@example.org,李,小龍,1002,Candidate member,Active,2091-01-31,2020,Seattle,Washington,Resident
miles@example.org,Miles,O'Brien,1003,Member,Lapsed,2024-01-31,1999,Boise,Idaho,Surgeon
"""


async def taken(principal: Principal, content: str | bytes, name: str = "members.csv") -> ImportView:
    """Chosen, looked at and applied, the job included."""
    raw = content.encode() if isinstance(content, str) else content
    async with unit_of_work(principal) as db:
        started = await imports.start(db, principal, name, raw)
        await imports.apply(db, principal, started.id)
    await jobs.write_import(principal, import_id=started.id)
    async with unit_of_work(principal) as db:
        return await imports.view(db, principal, started.id)


async def stamps(principal: Principal) -> set[tuple[str, str]]:
    """Which version of each row there is: any update makes another."""
    async with unit_of_work(principal) as db:
        rows = await db.execute(
            text(
                "SELECT id::text, xmin::text || ctid::text FROM person "
                "UNION ALL SELECT id::text, xmin::text || ctid::text FROM membership"
            )
        )
        return {(row[0], row[1]) for row in rows}


@pytest.mark.requirement("WTSA-1", "WTSA-2")
async def test_people_come_onto_the_roster_with_their_class_standing_and_dues(cast: Cast) -> None:
    done = await taken(cast.olivia, FILE)
    assert (done.state, done.new, done.changed, done.bad, done.percent) == ("done", 3, 0, 0, 100)
    async with unit_of_work(cast.olivia) as db:
        rosa = await people.by_mail(db, "rosa@example.org")
        miles = await people.by_mail(db, "miles@example.org")
        assert rosa is not None
        assert miles is not None
        facts = await roster.facts_of_many(db, [rosa.id, miles.id, cast.mina.me])
        page = await roster.person_page(db, cast.olivia, miles.id)
    assert facts[rosa.id] == {
        "member": True,
        "member_class": "Member",
        "standing": "current",
        "dues_paid_until": date(2091, 1, 31),
        "started_practice_year": 2001,
        "city": "Portland",
        "region": "Oregon",
        "profession": "Surgeon",
    }
    assert facts[miles.id]["standing"] == "lapsed"
    assert facts[cast.mina.me] == {"member": False}
    assert page.membership is not None
    assert page.membership.dues == "unpaid"


async def test_nothing_is_stored_of_people_until_it_is_applied(cast: Cast) -> None:
    async with unit_of_work(cast.olivia) as db:
        seen = await imports.start(db, cast.olivia, "members.csv", FILE.encode())
        assert (seen.state, seen.rows, seen.new) == ("checked", 3, 3)
        assert await people.by_mail(db, "rosa@example.org") is None
        assert [(column.heading, column.samples) for column in seen.columns][:2] == [
            ("Email", ("Rosa@Example.org", "li@example.org", "miles@example.org")),
            ("First name", ("Rosa", "李", "Miles")),
        ]
        assert (seen.encoding, seen.delimiter) == ("utf-8", ",")


async def test_the_same_file_twice_changes_nothing(cast: Cast) -> None:
    await taken(cast.olivia, FILE)
    before = await stamps(cast.olivia)
    again = await taken(cast.olivia, FILE)
    assert (again.new, again.changed, again.unchanged) == (0, 0, 3)
    assert await stamps(cast.olivia) == before


async def test_a_changed_file_updates_what_changed_and_only_that(cast: Cast) -> None:
    await taken(cast.olivia, FILE)
    before = await stamps(cast.olivia)
    changed = FILE.replace("1003,Member,Lapsed,2024-01-31", "1003,Senior member,Active,2091-01-31").replace(
        "li@example.org", "bruce@example.org"
    )
    done = await taken(cast.olivia, changed)
    assert (done.new, done.changed, done.unchanged, done.bad) == (0, 2, 1, 0)
    async with unit_of_work(cast.olivia) as db:
        bruce = await people.by_mail(db, "bruce@example.org")
        miles = await people.by_mail(db, "miles@example.org")
        assert bruce is not None
        assert miles is not None
        assert await people.by_mail(db, "li@example.org") is None
        facts = await roster.facts_of(db, miles.id)
    assert (facts["member_class"], facts["standing"]) == ("Senior member", "current")
    assert len(before - await stamps(cast.olivia)) == 2  # a person's address, another's membership


async def test_a_column_that_is_not_there_leaves_what_is_known(cast: Cast) -> None:
    await taken(cast.olivia, FILE)
    await taken(cast.olivia, "Member number,Email,Name,Hospital\n1001,rosa@example.org,Rosa Nuñez,Mercy\n")
    async with unit_of_work(cast.olivia) as db:
        rosa = await people.by_mail(db, "rosa@example.org")
        assert rosa is not None
        facts = await roster.facts_of(db, rosa.id)
    assert (facts["institution"], facts["member_class"], facts["profession"]) == (
        "Mercy",
        "Member",
        "Surgeon",
    )


async def test_good_rows_go_in_while_bad_ones_are_named_and_downloaded(cast: Cast) -> None:
    content = (
        FILE
        + "no address,No,Body,1004,Member,Active,2091-01-31,1990,,,\n=HYPERLINK(1),F,G,1005,,maybe,,,,,\n"
    )
    done = await taken(cast.olivia, content)
    assert (done.new, done.bad) == (3, 2)
    async with unit_of_work(cast.olivia) as db:
        problems = await imports.problems(db, cast.olivia, done.id)
        download = await imports.bad_rows_csv(db, cast.olivia, done.id)
    assert [(problem.line, [field for field, _ in problem.faults]) for problem in problems] == [
        (5, ["Mail address"]),
        (6, ["Mail address", "Standing"]),
    ]
    assert b"'=HYPERLINK(1)" in download
    mended = await taken(cast.olivia, download.replace(b"no address", b"no.body@example.org"))
    assert (mended.new, mended.bad) == (1, 1)


async def test_columns_can_be_mapped_by_hand(cast: Cast) -> None:
    content = "Wer,Wo man schreibt,Beruf\nRosa Nuñez,rosa@example.org,Chirurgin\n".encode()
    async with unit_of_work(cast.olivia) as db:
        started = await imports.start(db, cast.olivia, "liste.csv", content)
        assert started.missing == ("Mail address", "Full name, or first and last name")
        with pytest.raises(Invalid):
            await imports.apply(db, cast.olivia, started.id)
        mapped = await imports.remap(
            db, cast.olivia, started.id, {0: "name", 1: "mail", 2: "fact:profession"}
        )
        assert (mapped.missing, mapped.new) == ((), 1)
        await imports.apply(db, cast.olivia, started.id)
    await jobs.write_import(cast.olivia, import_id=started.id)
    async with unit_of_work(cast.olivia) as db:
        rosa = await people.by_mail(db, "rosa@example.org")
        assert rosa is not None
        assert (await roster.facts_of(db, rosa.id))["profession"] == "Chirurgin"


async def test_a_file_does_not_change_how_somebody_signs_in(cast: Cast) -> None:
    """Else whoever may import a file could have a new password mailed to themselves."""
    await taken(cast.olivia, f"Number,Name,Mail\n7,{cast.olivia.name},{cast.olivia.mail}\n")
    done = await taken(cast.carl, "Number,Name,Mail\n7,Olivia Owens,carl.private@example.org\n")
    assert (done.changed, done.bad) == (0, 1)
    async with unit_of_work(cast.olivia) as db:
        assert (await people.get(db, cast.olivia.me)).mail == cast.olivia.mail


async def test_a_number_and_an_address_of_two_different_people_are_not_mixed(cast: Cast) -> None:
    await taken(cast.olivia, FILE)
    done = await taken(cast.olivia, "Number,Name,Mail\n1001,Rosa,li@example.org\n")
    assert (done.new, done.changed, done.bad) == (0, 0, 1)


async def test_pressed_twice_it_goes_in_once_and_then_no_more(cast: Cast) -> None:
    async with unit_of_work(cast.olivia) as db:
        started = await imports.start(db, cast.olivia, "members.csv", FILE.encode())
        await imports.apply(db, cast.olivia, started.id)
        with pytest.raises(ImportClosed):
            await imports.apply(db, cast.olivia, started.id)
        with pytest.raises(ImportClosed):
            await imports.remap(db, cast.olivia, started.id, {})


async def test_a_job_that_was_killed_goes_on_where_it_was(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "AT_ONCE", 1)
    real, calls = jobs._write, 0

    async def killed(*arguments: object) -> None:
        nonlocal calls
        calls += 1
        if calls == 3:
            raise ConnectionResetError
        await real(*arguments)  # type: ignore[arg-type]  # whatever it is given

    async with unit_of_work(cast.olivia) as db:
        started = await imports.start(db, cast.olivia, "members.csv", FILE.encode())
        await imports.apply(db, cast.olivia, started.id)
    monkeypatch.setattr(jobs, "_write", killed)
    with pytest.raises(ConnectionResetError):
        await jobs.write_import(cast.olivia, import_id=started.id)
    async with unit_of_work(cast.olivia) as db:
        half = await imports.view(db, cast.olivia, started.id)
    assert (half.state, half.written, half.percent) == ("applying", 2, 66)
    await jobs.write_import(cast.olivia, import_id=started.id)
    async with unit_of_work(cast.olivia) as db:
        done = await imports.view(db, cast.olivia, started.id)
        assert (await roster.search(db, cast.olivia, "example.org")).total == 3
    assert (done.state, done.written) == ("done", 3)


async def test_the_file_is_not_kept_and_the_import_is_on_record(cast: Cast) -> None:
    done = await taken(cast.olivia, FILE)
    async with unit_of_work(cast.olivia) as db:
        assert await db.scalar(select(RosterImport.content)) is None
        entry = (await audit.entries(db, cast.olivia, subject_id=done.id))[0]
    assert (entry.act, entry.detail["new"]) == ("roster.imported", 3)


async def test_a_file_that_is_none_is_refused_in_a_sentence(cast: Cast) -> None:
    async with unit_of_work(cast.olivia) as db:
        with pytest.raises(Invalid) as refused:
            await imports.start(db, cast.olivia, "members.xlsx", b"PK\x03\x04....")
    assert refused.value.field == "file"


async def test_members_do_not_import_and_strangers_see_no_import(cast: Cast) -> None:
    async with unit_of_work(cast.olivia) as db:
        started = await imports.start(db, cast.olivia, "members.csv", FILE.encode())
    async with unit_of_work(cast.mina) as db:
        with pytest.raises(NotAllowed):
            await imports.start(db, cast.mina, "members.csv", FILE.encode())
        with pytest.raises(NotAllowed):
            await imports.view(db, cast.mina, started.id)
    async with unit_of_work(cast.otto) as db:
        with pytest.raises(NotFound):
            await imports.view(db, cast.otto, started.id)
        with pytest.raises(NotFound):
            await imports.apply(db, cast.otto, started.id)
        with pytest.raises(NotFound):
            await imports.remap(db, cast.otto, started.id, {})
        with pytest.raises(NotFound):
            await imports.bad_rows_csv(db, cast.otto, started.id)
        assert await imports.problems(db, cast.otto, started.id) == []
        assert await imports.latest(db, cast.otto) == []


async def test_the_same_people_may_be_members_of_another_organization(cast: Cast) -> None:
    await taken(cast.olivia, FILE)
    done = await taken(cast.otto, FILE)
    assert done.new == 3
    async with unit_of_work(cast.otto) as db:
        assert await people.add(db, PersonForm(name="Fresh", mail="fresh@example.org"))
