"""An organization's first page, as everybody sees it."""

from typing import Any

import pytest

from mentorhub.help import service as help_desk
from mentorhub.mentorhub import app
from mentorhub.programs import service as programs
from mentorhub.programs import shelf
from mentorhub.programs.views import ProgramView
from mentorhub.web.public.front import Front
from mentorhub.web.public.organization import OrganizationHome
from mentorhub.web.public.platform import SignUp
from tenants.access import system
from tenants.database import unit_of_work
from tenants.organizations import directory
from tests.participants.conftest import filled, on_roster
from tests.support.cast import Cast
from tests.support.tab import Tab, Wires


async def opened(cast: Cast, key: str) -> ProgramView:
    async with unit_of_work(cast.olivia) as db:
        return await programs.create_from_catalog(db, cast.olivia, key, status="open")


async def home(tab: Tab) -> OrganizationHome:
    await tab.visit("/")
    await tab.send(Front.load)
    return await tab.state(OrganizationHome)


def text_of(page: Any) -> str:
    return repr(page)


@pytest.mark.requirement("WPSR-15")
async def test_two_ways_in_each_with_its_own_words(tab: Tab, cast: Cast) -> None:
    await opened(cast, "wpsr")
    page = (await home(tab)).page
    assert [way.href.partition("?")[0] for way in page.ways] == ["/apply/mentee", "/apply/mentor"]
    assert len({way.title for way in page.ways}) == len({way.line for way in page.ways}) == 2
    assert len(page.duties) == 2


@pytest.mark.requirement("WSRS-3")
async def test_one_way_in_where_the_template_has_one_application(tab: Tab, cast: Cast) -> None:
    await opened(cast, "wsrs")
    page = (await home(tab)).page
    assert [way.href.partition("?")[0] for way in page.ways] == ["/apply"]


@pytest.mark.requirement("WPSR-19")
async def test_the_page_carries_rich_text_and_a_quotation_with_its_source(tab: Tab, cast: Cast) -> None:
    await opened(cast, "wpsr")
    page = (await home(tab)).page
    assert page.story.startswith("<p>")
    assert "Mentorship is a key factor" in page.quote
    assert page.quote_source == "New England Journal of Medicine"


@pytest.mark.requirement("WTSA-17")
async def test_it_says_that_no_match_can_be_promised(tab: Tab, cast: Cast) -> None:
    await opened(cast, "wtsa")
    assert "cannot promise" in text_of((await home(tab)).page)


@pytest.mark.requirement("WIM-7")
async def test_a_partner_is_named_beside_the_organization(tab: Tab, cast: Cast) -> None:
    await opened(cast, "wim")
    page = (await home(tab)).page
    assert page.partner == "LeanIn.Org"
    assert page.partner_url.startswith("https://")


@pytest.mark.requirement("AK-10")
async def test_what_a_mentor_is_not_stands_on_the_page(tab: Tab, cast: Cast) -> None:
    await opened(cast, "alaska")
    duties = text_of((await home(tab)).page.duties)
    assert "a tutor" in duties
    assert "pre-med advisor" in duties


@pytest.mark.requirement("WPSR-13")
async def test_a_visitor_sees_the_contact(tab: Tab, cast: Cast) -> None:
    await opened(cast, "wpsr")
    state = await home(tab)
    assert state.status == "ready"
    assert state.page.contact_mail == "office@wtsa.example"
    assert state.page.contact_label


@pytest.mark.requirement("AK-27", "WSRS-4")
@pytest.mark.parametrize("key", ["alaska", "wsrs"])
async def test_a_visitors_question_lands_on_the_list_of_work(tab: Tab, cast: Cast, key: str) -> None:
    await opened(cast, key)
    state = await home(tab)
    form = {
        "key": state.question_key,
        "body": "May I mentor from Juneau?",
        "name": "Vera",
        "mail": "vera@example.org",
    }
    await tab.send(OrganizationHome.ask, form)
    await tab.send(OrganizationHome.ask, form)  # an impatient second press
    after = await tab.state(OrganizationHome)
    assert after.asked
    assert after.sent_to == "vera@example.org"
    async with unit_of_work(cast.carl) as db:
        waiting = (await help_desk.worklist(db, cast.carl)).waiting
    assert [(each.body, each.mail) for each in waiting] == [("May I mentor from Juneau?", "vera@example.org")]


async def test_a_question_without_an_address_is_asked_for_it_and_kept(tab: Tab, cast: Cast) -> None:
    await opened(cast, "wpsr")
    key = (await home(tab)).question_key
    await tab.send(OrganizationHome.ask, {"key": key, "body": "Hello?", "name": "", "mail": "no"})
    state = await tab.state(OrganizationHome)
    assert set(state.problems) == {"name", "mail"}
    assert not state.asked


@pytest.mark.requirement("WSRS-23")
async def test_the_overview_is_read_before_the_contact_opens(tab: Tab, cast: Cast) -> None:
    await opened(cast, "wsrs")
    state = await home(tab)
    assert state.page.overview_first
    assert not state.has_read
    await tab.send(OrganizationHome.read)
    assert (await tab.state(OrganizationHome)).has_read


@pytest.mark.requirement("WSRS-5")
async def test_a_prospective_mentor_sees_how_many_wait(tab: Tab, cast: Cast) -> None:
    from mentorhub.participants import service as participants

    program = await opened(cast, "wsrs")
    await on_roster(cast.mina, "RFS")
    async with unit_of_work(cast.mina) as db:
        form = filled(program.template, "mentee", status="resident")
        assert (await participants.submit(db, cast.mina, program, "mentee", form)).sent
    state = await home(tab)
    assert state.page.waiting == 1
    assert "Mina" not in tab.received


async def test_before_a_program_is_published_the_page_says_so(tab: Tab, cast: Cast) -> None:
    async with unit_of_work(cast.olivia) as db:
        await programs.create_from_catalog(db, cast.olivia, "wtsa")
    state = await home(tab)
    assert state.status == "ready"
    assert not state.has_program


async def test_a_closed_program_shows_no_way_in(tab: Tab, cast: Cast) -> None:
    program = await opened(cast, "wpsr")
    async with unit_of_work(cast.olivia) as db:
        await programs.set_status(db, cast.olivia, program.id, "closed")
    page = (await home(tab)).page
    assert page.ways == []
    assert page.closed


async def test_the_platforms_own_host_shows_no_organization(tab: Tab, cast: Cast) -> None:
    await opened(cast, "wpsr")
    tab.host = "localhost:3000"
    state = await home(tab)
    assert not state.has_program


async def test_an_empty_sign_up_is_told_what_each_field_needs(wires: Wires, cast: Cast) -> None:
    tab = Tab(app, wires, "localhost:3000")
    await tab.visit("/start")
    empty = {"organization": "", "slug": "", "name": "", "mail": "", "password": "", "zone": "UTC"}
    await tab.send(SignUp.sign_up, form=empty)
    problems = (await tab.state(SignUp)).problems
    assert set(problems) == {"organization", "slug", "name", "mail", "password"}
    assert problems["organization"] == problems["name"] == "Please fill this in."
    assert problems["password"].startswith("Use at least 10 characters.")


async def test_signing_up_leads_to_the_new_portal_with_its_program(wires: Wires, cast: Cast) -> None:
    tab = Tab(app, wires, "localhost:3000")
    await tab.visit("/start")
    form = {
        "organization": "Olympic Thoracic Society",
        "slug": "olympic",
        "name": "Ola Owner",
        "mail": "ola@olympic.example",
        "password": "seven quiet lighthouses",
        "zone": "America/Los_Angeles",
        "program": "wsrs",
    }
    await tab.send(SignUp.sign_up, form=form)
    assert "olympic.localhost:3000/sign-in/link?token=" in tab.received
    tenant = await directory.resolve("olympic.localhost:3000")
    assert tenant is not None
    owner = system(tenant.tenant_id)
    async with unit_of_work(owner) as db:
        [line] = await programs.all_of(db, owner)
    template = shelf.load("wsrs")
    assert template is not None
    assert (line.name, line.status) == (template.about.name, "draft")


async def test_a_new_organizations_visitors_learn_that_something_is_coming(wires: Wires, cast: Cast) -> None:
    tab = Tab(app, wires, "wtsa.localhost:3000")
    await tab.visit("/")
    home = await tab.state(OrganizationHome)
    assert (home.status, home.has_program) == ("ready", False)
