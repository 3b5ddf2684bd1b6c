"""The organizer's program through the guard: choosing, opening, changing, and its document."""

import pytest

from mentorhub.mentorhub import app
from mentorhub.participants import service as participants
from mentorhub.programs import service as programs
from mentorhub.programs import shelf
from mentorhub.programs.views import ProgramView
from mentorhub.web.organizer.program.document import ProgramDocument
from mentorhub.web.organizer.program.program import ProgramPage
from mentorhub.web.public.apply import Apply
from mentorhub.web.public.front import Front
from mentorhub.web.public.organization import OrganizationHome
from tenants.access import Principal
from tenants.database import unit_of_work
from tests.support.cast import Cast, signed_in
from tests.support.pairs import open_program
from tests.support.statements import counted
from tests.support.tab import Tab, Wires

HOST = "wtsa.localhost:3000"
PATH = "/organizer/program"
DOCUMENT = "/organizer/program/document"
TEXTS = {"headline": "Ask somebody", "lead": "It helps.", "contact_mail": "", "within_days": "14"}


async def draft(cast: Cast, key: str = "wtsa") -> ProgramView:
    async with unit_of_work(cast.olivia) as db:
        return await programs.create_from_catalog(db, cast.olivia, key)


async def now(cast: Cast, program: ProgramView) -> ProgramView:
    async with unit_of_work(cast.olivia) as db:
        return await programs.current(db, program.id)


async def tab_of(wires: Wires, who: Principal, path: str = PATH) -> Tab:
    return await Tab(app, wires, HOST, session=(await signed_in(who)).token).visit(path)


async def test_without_a_program_one_is_chosen_from_the_catalog(wires: Wires, cast: Cast) -> None:
    olivia = await tab_of(wires, cast.olivia)
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
    olivia = await tab_of(wires, cast.olivia)
    await olivia.send(ProgramPage.choose, "wpsr")
    async with unit_of_work(cast.olivia) as db:
        assert len(await programs.all_of(db, cast.olivia)) == 1


async def test_opening_says_first_what_happens_and_then_opens(wires: Wires, cast: Cast) -> None:
    program = await draft(cast)
    olivia = await tab_of(wires, cast.olivia)
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
    olivia = await tab_of(wires, cast.olivia)
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
    olivia = await tab_of(wires, cast.olivia)
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
    olivia = await tab_of(wires, cast.olivia)
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
    olivia = await tab_of(wires, cast.olivia)
    await olivia.send(ProgramPage.save_texts, {**TEXTS, **wrong})
    assert list((await olivia.state(ProgramPage)).problems) == [field]
    assert (await now(cast, program)).number == 1


async def test_texts_on_a_page_that_somebody_overtook_are_kept_and_not_saved(
    wires: Wires, cast: Cast
) -> None:
    program = await draft(cast)
    olivia = await tab_of(wires, cast.olivia)
    async with unit_of_work(cast.olivia) as db:
        await programs.publish(db, cast.olivia, program.id, program.template, note="Meanwhile.")
    await olivia.send(ProgramPage.save_texts, TEXTS)
    assert "in the meantime" in (await olivia.state(ProgramPage)).problem
    assert (await now(cast, program)).template == program.template


async def test_a_document_is_checked_then_published_with_its_note(wires: Wires, cast: Cast) -> None:
    program = await open_program(cast, "wtsa")
    olivia = await tab_of(wires, cast.olivia, DOCUMENT)
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
    olivia = await tab_of(wires, cast.olivia, DOCUMENT)
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
    olivia = await tab_of(wires, cast.olivia, DOCUMENT)
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
    olivia = await tab_of(wires, cast.olivia, DOCUMENT)
    text = (await olivia.state(ProgramDocument)).text
    await olivia.send(ProgramDocument.check, {"document": text})
    page = await olivia.state(ProgramDocument)
    assert not page.checked
    assert "nothing to publish" in page.notice
    await olivia.send(ProgramDocument.publish, {})
    assert (await now(cast, program)).number == 1


@pytest.mark.parametrize("path", [PATH, DOCUMENT])
async def test_members_and_coordinators_are_refused_and_learn_nothing(
    path: str, wires: Wires, cast: Cast
) -> None:
    program = await draft(cast)
    for who in (cast.mina, cast.carl):
        tab = await tab_of(wires, who, path)
        assert program.name not in tab.received
        await tab.send(ProgramPage.ask, "open")
        await tab.send(ProgramPage.confirm)
    assert (await now(cast, program)).status == "draft"


def preview_of(program: ProgramView) -> str:
    return f"/?program={program.slug}"


async def test_the_owner_reads_a_draft_as_visitors_will(wires: Wires, cast: Cast) -> None:
    program = await draft(cast)
    olivia = await tab_of(wires, cast.olivia, preview_of(program))
    page = await olivia.state(OrganizationHome)
    assert (page.has_program, page.preview) == (True, f"{PATH}?program={program.slug}")
    assert page.page.headline == program.template.about.headline
    assert [way.href for way in page.page.ways]


@pytest.mark.parametrize("who", ["visitor", "mina", "carl", "stan"])
@pytest.mark.parametrize("path", ["/", "/apply/mentor"])
async def test_for_everybody_else_there_is_nothing_at_a_drafts_address(
    who: str, path: str, wires: Wires, cast: Cast
) -> None:
    program = await draft(cast)
    session = "" if who == "visitor" else (await signed_in(getattr(cast, who))).token
    tab = await Tab(app, wires, HOST, session=session).visit(f"{path}?program={program.slug}")
    screen = await tab.state(Front if path == "/" else Apply)
    assert screen.status == "missing"
    assert program.template.about.headline not in tab.received
    assert program.name not in tab.received


async def test_once_it_is_open_a_drafts_address_is_everybodys(wires: Wires, cast: Cast) -> None:
    program = await draft(cast)
    olivia = await tab_of(wires, cast.olivia)
    await olivia.send(ProgramPage.ask, "open")
    await olivia.send(ProgramPage.confirm)
    visitor = await Tab(app, wires, HOST).visit(preview_of(program))
    page = await visitor.state(OrganizationHome)
    assert (page.has_program, page.preview) == (True, "")


async def test_the_form_of_a_draft_is_looked_at_and_nothing_of_it_is_kept(wires: Wires, cast: Cast) -> None:
    program = await draft(cast, "wpsr")
    olivia = await tab_of(wires, cast.olivia, f"/apply/mentor?program={program.slug}")
    form = await olivia.state(Apply)
    assert (form.stage, form.preview) == ("form", True)
    typed = {form.rows[0].key: "Something"}
    await olivia.send(Apply.keep, entries=list(typed.items()))
    await olivia.send(Apply.send, form=typed)
    async with unit_of_work(cast.olivia) as db:
        assert await participants.mine(db, cast.olivia, program.id) == []


async def test_its_name_and_story_are_changed_without_the_document(wires: Wires, cast: Cast) -> None:
    program = await draft(cast)
    olivia = await tab_of(wires, cast.olivia)
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
    here = await Tab(app, wires, HOST, session=(await signed_in(cast.stan)).token).visit(PATH)
    assert program.name not in here.received
    assert "/sign-in" in here.received
    there = Tab(app, wires, "csa.localhost:3000", session=(await signed_in(cast.otto)).token)
    await there.visit(f"{PATH}?program={program.slug}")
    assert (await there.state(ProgramPage)).status == "missing"
    assert program.name not in there.received


@pytest.mark.parametrize("state", [ProgramPage, ProgramDocument])
async def test_an_event_asks_the_database_at_most_six_times(
    state: type[ProgramPage], wires: Wires, cast: Cast
) -> None:
    await draft(cast)
    olivia = await tab_of(wires, cast.olivia)
    with counted() as seen:
        await olivia.send(state.load)
    assert len(seen) <= 6, seen


async def test_publishing_asks_the_database_at_most_six_times(wires: Wires, cast: Cast) -> None:
    await draft(cast)
    olivia = await tab_of(wires, cast.olivia, DOCUMENT)
    text = (await olivia.state(ProgramDocument)).text
    await olivia.send(ProgramDocument.check, {"document": text.replace("minutes = 60", "minutes = 45")})
    with counted() as seen:
        await olivia.send(ProgramDocument.publish, {"note": ""})
    assert len(seen) <= 6, seen
