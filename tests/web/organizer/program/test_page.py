"""The organizer's program through the guard: choosing, opening, and changing its first texts."""

import pytest

from mentorhub.programs import service as programs
from mentorhub.programs import shelf
from mentorhub.web.organizer.program.document import ProgramDocument
from mentorhub.web.organizer.program.program import ProgramPage
from tenants.database import unit_of_work
from tests.support.cast import Cast
from tests.support.pairs import open_program
from tests.support.statements import counted
from tests.support.tab import Wires
from tests.support.visits import THEIRS, visited
from tests.web.organizer.program.drafts import DOCUMENT, PATH, draft, now

TEXTS = {"headline": "Ask somebody", "lead": "It helps.", "contact_mail": "", "within_days": "14"}


async def test_without_a_program_one_is_chosen_from_the_catalog(wires: Wires, cast: Cast) -> None:
    olivia = await visited(wires, cast.olivia, PATH)
    page = await olivia.state(ProgramPage)
    assert (page.status, page.program_id) == ("ready", "")
    assert "wpsr" in [start.key for start in page.starts]
    await olivia.send(ProgramPage.choose, "wpsr")
    page = await olivia.state(ProgramPage)
    assert (page.standing, page.number) == ("draft", 1)
    async with unit_of_work(cast.olivia) as db:
        assert [line.status for line in await programs.all_of(db, cast.olivia)] == ["draft"]


async def test_a_second_choice_beside_a_program_is_refused(wires: Wires, cast: Cast) -> None:
    await draft(cast)
    olivia = await visited(wires, cast.olivia, PATH)
    await olivia.send(ProgramPage.choose, "wpsr")
    async with unit_of_work(cast.olivia) as db:
        assert len(await programs.all_of(db, cast.olivia)) == 1


async def test_opening_says_first_what_happens_and_then_opens(wires: Wires, cast: Cast) -> None:
    program = await draft(cast)
    olivia = await visited(wires, cast.olivia, PATH)
    await olivia.send(ProgramPage.ask, "open")
    assert (await olivia.state(ProgramPage)).confirming == "open"
    assert (await now(cast, program)).status == "draft"
    await olivia.send(ProgramPage.confirm)
    assert (await now(cast, program)).status == "open"
    await olivia.send(ProgramPage.ask, "close")
    await olivia.send(ProgramPage.keep)
    await olivia.send(ProgramPage.confirm)
    assert (await now(cast, program)).status == "open"
    await olivia.send(ProgramPage.ask, "close")
    await olivia.send(ProgramPage.confirm)
    assert (await now(cast, program)).status == "closed"


async def test_a_draft_can_start_again_from_another_program_and_an_open_one_cannot(
    wires: Wires, cast: Cast
) -> None:
    program = await draft(cast, "blank")
    olivia = await visited(wires, cast.olivia, PATH)
    await olivia.send(ProgramPage.ask, "start:wsrs")
    await olivia.send(ProgramPage.confirm)
    after = await now(cast, program)
    assert (after.template, after.number) == (shelf.load("wsrs"), 2)
    async with unit_of_work(cast.olivia) as db:
        await programs.set_status(db, cast.olivia, program.id, "open")
    await olivia.send(ProgramPage.ask, "start:wpsr")
    await olivia.send(ProgramPage.confirm)
    assert (await now(cast, program)).number == 2


async def test_the_first_texts_make_a_new_version_and_change_nothing_else(wires: Wires, cast: Cast) -> None:
    program = await open_program(cast, "wtsa")
    olivia = await visited(wires, cast.olivia, PATH)
    await olivia.send(
        ProgramPage.save_texts, {**TEXTS, "contact_mail": "pc@wtsa.example", "within_days": "6"}
    )
    after = await now(cast, program)
    assert (after.number, after.template.about.headline) == (2, "Ask somebody")
    assert after.template.about.contact.email == "pc@wtsa.example"
    assert after.template.pairing.acceptance.within_days == 6
    assert after.template.pairing.acceptance.reminder_days == (5,)  # the one after ten days went
    assert after.template.form == program.template.form
    page = await olivia.state(ProgramPage)
    assert page.notice.startswith("Saved as version 2")
    await olivia.send(ProgramPage.show_versions)
    page = await olivia.state(ProgramPage)
    assert [(version.number, version.who) for version in page.versions] == [
        (2, "Olivia Owens"),
        (1, "Olivia Owens"),
    ]


async def test_saving_what_stands_there_already_makes_no_version(wires: Wires, cast: Cast) -> None:
    program = await open_program(cast, "wtsa")
    about = program.template.about
    olivia = await visited(wires, cast.olivia, PATH)
    same = {"headline": about.headline, "lead": about.lead, "contact_mail": about.contact.email or ""}
    await olivia.send(ProgramPage.save_texts, {**same, "within_days": "14"})
    assert (await now(cast, program)).number == 1


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"headline": " "}, "headline"),
        ({"headline": "x" * 161}, "headline"),
        ({"lead": "x" * 801}, "lead"),
        ({"contact_mail": "nobody"}, "contact_mail"),
        ({"within_days": "0"}, "within_days"),
        ({"within_days": "soon"}, "within_days"),
        ({"within_days": "9" * 5000}, "within_days"),
        ({"headline": {"$ne": 1}}, "headline"),
    ],
)
async def test_a_text_that_does_not_do_is_refused_at_its_field(
    wrong: dict[str, object], field: str, wires: Wires, cast: Cast
) -> None:
    program = await draft(cast)
    olivia = await visited(wires, cast.olivia, PATH)
    await olivia.send(ProgramPage.save_texts, {**TEXTS, **wrong})
    assert list((await olivia.state(ProgramPage)).problems) == [field]
    assert (await now(cast, program)).number == 1


async def test_texts_on_a_page_that_somebody_overtook_are_kept_and_not_saved(
    wires: Wires, cast: Cast
) -> None:
    program = await draft(cast)
    olivia = await visited(wires, cast.olivia, PATH)
    async with unit_of_work(cast.olivia) as db:
        await programs.publish(db, cast.olivia, program.id, program.template, note="Meanwhile.")
    await olivia.send(ProgramPage.save_texts, TEXTS)
    assert "in the meantime" in (await olivia.state(ProgramPage)).problem
    assert (await now(cast, program)).template == program.template


@pytest.mark.parametrize("path", [PATH, DOCUMENT])
async def test_members_and_coordinators_are_refused_and_learn_nothing(
    path: str, wires: Wires, cast: Cast
) -> None:
    program = await draft(cast)
    for who in (cast.mina, cast.carl):
        tab = await visited(wires, who, path)
        assert program.name not in tab.received
        await tab.send(ProgramPage.ask, "open")
        await tab.send(ProgramPage.confirm)
    assert (await now(cast, program)).status == "draft"


async def test_its_name_and_story_are_changed_without_the_document(wires: Wires, cast: Cast) -> None:
    program = await draft(cast)
    olivia = await visited(wires, cast.olivia, PATH)
    said = {"name": "Ask a surgeon", "story": "First.\n\nThen."}
    await olivia.send(ProgramPage.save_texts, {**TEXTS, **said})
    changed = await now(cast, program)
    assert (changed.name, changed.template.about.story) == ("Ask a surgeon", "First.\n\nThen.")
    assert ((await olivia.state(ProgramPage)).name, changed.slug) == ("Ask a surgeon", program.slug)
    await olivia.send(ProgramPage.save_texts, {**TEXTS, **said, "story": ""})
    assert (await now(cast, program)).template.about.story == ""
    await olivia.send(ProgramPage.save_texts, {**TEXTS, "name": " "})
    assert list((await olivia.state(ProgramPage)).problems) == ["name"]
    assert (await now(cast, program)).name == "Ask a surgeon"


async def test_stan_finds_a_program_of_another_organization_nowhere(wires: Wires, cast: Cast) -> None:
    program = await open_program(cast, "wtsa")
    here = await visited(wires, cast.stan, PATH)
    assert program.name not in here.received
    assert "/sign-in" in here.received
    there = await visited(wires, cast.otto, f"{PATH}?program={program.slug}", THEIRS)
    assert (await there.state(ProgramPage)).status == "missing"
    assert program.name not in there.received


@pytest.mark.parametrize("state", [ProgramPage, ProgramDocument])
async def test_an_event_asks_the_database_at_most_six_times(
    state: type[ProgramPage], wires: Wires, cast: Cast
) -> None:
    await draft(cast)
    olivia = await visited(wires, cast.olivia, PATH)
    with counted() as seen:
        await olivia.send(state.load)
    assert len(seen) <= 6, seen
