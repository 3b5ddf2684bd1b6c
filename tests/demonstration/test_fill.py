from collections import Counter

import pytest
from sqlalchemy import func, select

from mentorhub.demonstration.errors import NotADemonstration
from mentorhub.demonstration.fill import fill
from mentorhub.demonstration.organizations import SETTINGS
from mentorhub.demonstration.people import CAST, WHO
from mentorhub.participants import service as participants
from mentorhub.programs import service as programs
from mentorhub.programs import shelf
from tenants.access import Role
from tenants.access import service as access
from tenants.database import unit_of_work
from tenants.database.models import load_models
from tenants.organizations import service as organizations
from tenants.people import service as people
from tenants.roster import service as roster
from tests.demonstration.support import somebody, tenant_of

SLUGS = [setting.slug for setting in SETTINGS]


async def rows_of(slug: str) -> dict[str, int]:
    program = await tenant_of(slug)
    async with unit_of_work(program) as db:
        return {
            name: await db.scalar(select(func.count()).select_from(table)) or 0
            for name, table in load_models().tables.items()
        }


def test_there_is_one_organization_for_each_program_of_the_catalog() -> None:
    assert sorted(SLUGS) == sorted(set(shelf.names()) - {shelf.BLANK})
    assert sorted(CAST) == sorted(WHO) == sorted(SLUGS)


def test_every_address_is_one_that_no_mail_can_reach() -> None:
    assert all(member.mail.endswith(".example") for members in CAST.values() for member in members)


@pytest.mark.parametrize("slug", SLUGS)
def test_a_visitor_chooses_among_six_to_ten_people(slug: str) -> None:
    assert 6 <= len(WHO[slug]) <= 10
    assert len({mail for mail, _ in WHO[slug]}) == len(WHO[slug])


async def test_it_is_refused_where_this_is_no_demonstration() -> None:
    with pytest.raises(NotADemonstration):
        await fill()


@pytest.mark.usefixtures("demonstration")
async def test_a_second_filling_changes_nothing() -> None:
    before = {slug: await rows_of(slug) for slug in SLUGS}
    await fill()
    assert {slug: await rows_of(slug) for slug in SLUGS} == before


@pytest.mark.parametrize("slug", SLUGS)
async def test_everybody_offered_is_there(slug: str) -> None:
    async with unit_of_work(await tenant_of(slug)) as db:
        found = [await people.by_mail(db, mail) for mail, _ in WHO[slug]]
    for person, (mail, line) in zip(found, WHO[slug], strict=True):
        assert person is not None, mail
        assert person.joined_at is not None, mail
        assert line.startswith(person.name), line


@pytest.mark.parametrize("slug", SLUGS)
async def test_each_organization_has_its_own_look_and_its_staff(slug: str) -> None:
    setting = next(each for each in SETTINGS if each.slug == slug)
    async with unit_of_work(await tenant_of(slug)) as db:
        organization = await organizations.current(db)
        holders = {role: await access.holders(db, role) for role in Role if role is not Role.MEMBER}
    assert (organization.name, organization.accent) == (setting.name, setting.accent)
    assert (organization.zone, organization.tagline) == (setting.zone, setting.tagline)
    for role in (Role.OWNER, Role.ADMINISTRATOR, Role.COORDINATOR, Role.AUDITOR):
        assert holders[role], role


def test_organizations_differ_in_colour() -> None:
    assert len({setting.accent for setting in SETTINGS}) == len(SETTINGS)


@pytest.mark.parametrize("slug", SLUGS)
async def test_the_list_of_members_is_as_long_as_a_society_s(slug: str) -> None:
    owner = next(member for member in CAST[slug] if Role.OWNER in member.roles)
    acting = await somebody(slug, owner.mail)
    async with unit_of_work(acting) as db:
        page = await roster.search(db, acting)
    assert 40 <= page.total <= 80


@pytest.mark.parametrize("slug", SLUGS)
async def test_applications_stand_at_every_stage(slug: str) -> None:
    owner = next(member for member in CAST[slug] if Role.OWNER in member.roles)
    acting = await somebody(slug, owner.mail)
    async with unit_of_work(acting) as db:
        (line,) = await programs.all_of(db, acting)
        program = await programs.current(db, line.id)
        queue = await participants.queue(db, acting, program)
    statuses: Counter[str] = Counter()
    for (status, _), number in queue.counts.items():
        statuses[status] += number
    for status in ("submitted", "asked_back", "waitlisted", "declined"):
        assert statuses[status] >= 1, status
    assert statuses["accepted"] >= 15


@pytest.mark.parametrize("slug", [slug for slug in SLUGS if slug != "wim"])
async def test_who_may_not_mentor_yet_keeps_a_draft_with_the_reason(slug: str) -> None:
    refused = next(member for member in CAST[slug] if member.part == "refused")
    acting = await somebody(slug, refused.mail)
    async with unit_of_work(acting) as db:
        (application,) = await participants.mine(db, acting)
    assert application.status == "draft"
    assert application.refusals


async def test_seven_years_in_the_field_is_the_reason_among_surgeons() -> None:
    acting = await somebody("wtsa", "t.lindqvist@bitterroot.example")
    async with unit_of_work(acting) as db:
        (application,) = await participants.mine(db, acting)
    assert "seven years" in application.refusals[0]


@pytest.mark.parametrize("slug", SLUGS)
async def test_whoever_was_asked_back_reads_what_is_missing(slug: str) -> None:
    asked = next(member for member in CAST[slug] if member.part == "asked_back")
    acting = await somebody(slug, asked.mail)
    async with unit_of_work(acting) as db:
        (application,) = await participants.mine(db, acting)
    assert application.status == "asked_back"
    assert application.words.endswith((".", "?"))
