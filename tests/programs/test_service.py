"""Programs and their versions: who may change them, who sees them, and that nothing published changes."""

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import ProgrammingError

from mentorhub import permissions
from mentorhub.programs import repository, service, shelf
from mentorhub.programs.errors import NoSuchProgram, NotInCatalog, PublishedMeanwhile
from mentorhub.programs.model import ProgramVersion
from mentorhub.programs.template import Template
from tenants.access import Principal, anonymous
from tenants.access.principal import person
from tenants.database import unit_of_work
from tenants.kit.errors import NotAllowed
from tests.support.cast import Cast

permissions.register()


def fresh(principal: Principal) -> Principal:
    """With the product's permissions, which are granted where the program is composed."""
    if principal.person_id is None:
        return anonymous(principal.tenant_id)
    return person(principal.tenant_id, principal.person_id, principal.roles)


def renamed(template: Template, name: str) -> Template:
    data = template.to_data()
    data["about"]["name"] = name
    return Template.from_data(data)


@pytest.mark.parametrize("key", shelf.names())
async def test_every_program_of_the_catalog_can_be_started_from_and_comes_back_whole(
    cast: Cast, key: str
) -> None:
    async with unit_of_work(cast.olivia) as db:
        made = await service.create_from_catalog(db, fresh(cast.olivia), key)
        service._parsed.clear()
        assert (await service.current(db, made.id)).template == shelf.load(key)
    assert made.status == "draft"


async def test_a_coordinator_a_member_and_a_visitor_may_not_create_publish_or_open(cast: Cast) -> None:
    async with unit_of_work(cast.olivia) as db:
        made = await service.create_from_catalog(db, fresh(cast.olivia), "blank")
    for principal in (cast.carl, cast.mona, cast.visitor):
        async with unit_of_work(principal) as db:
            for act in (
                service.create_from_catalog(db, fresh(principal), "blank"),
                service.create_from_catalog(db, fresh(principal), "none such"),
                service.publish(db, fresh(principal), made.id, made.template),
                service.set_status(db, fresh(principal), made.id, "open"),
                service.history(db, fresh(principal), made.id),
            ):
                with pytest.raises(NotAllowed):
                    await act


async def test_another_organization_finds_nothing_of_it(cast: Cast) -> None:
    async with unit_of_work(cast.olivia) as db:
        made = await service.create_from_catalog(db, fresh(cast.olivia), "blank", status="open")
    for principal in (cast.stan, cast.otto):
        theirs = fresh(principal)
        async with unit_of_work(principal) as db:
            with pytest.raises(NoSuchProgram):
                await service.current(db, made.id)
            with pytest.raises(NoSuchProgram):
                await service.by_slug(db, theirs, made.slug)
            with pytest.raises(NoSuchProgram):
                await service.version(db, made.version_id)
            assert await service.all_of(db, theirs) == []
            assert await repository.document(db, made.version_id) is None
    async with unit_of_work(cast.otto) as db:
        otto = fresh(cast.otto)
        with pytest.raises(NoSuchProgram):
            await service.publish(db, otto, made.id, made.template)
        with pytest.raises(NoSuchProgram):
            await service.set_status(db, otto, made.id, "closed")
        with pytest.raises(NoSuchProgram):
            await service.history(db, otto, made.id)


async def test_a_draft_is_there_for_those_who_edit_it_and_for_nobody_else(cast: Cast) -> None:
    async with unit_of_work(cast.olivia) as db:
        olivia = fresh(cast.olivia)
        made = await service.create_from_catalog(db, olivia, "blank")
        assert (await service.by_slug(db, olivia, made.slug)).id == made.id
        for principal in (cast.carl, cast.mona, cast.visitor):
            with pytest.raises(NoSuchProgram):
                await service.by_slug(db, fresh(principal), made.slug)
            assert await service.all_of(db, fresh(principal)) == []
        await service.set_status(db, olivia, made.id, "open")
        assert (await service.by_slug(db, fresh(cast.visitor), made.slug)).is_open
        assert [line.slug for line in await service.all_of(db, fresh(cast.visitor))] == [made.slug]


async def test_publishing_makes_a_new_version_and_leaves_the_old_one_as_it_was(cast: Cast) -> None:
    async with unit_of_work(cast.olivia) as db:
        olivia = fresh(cast.olivia)
        first = await service.create_from_catalog(db, olivia, "blank")
        second = await service.publish(
            db, olivia, first.id, renamed(first.template, "A better name"), note="New name", instead_of=1
        )
        service._parsed.clear()
        assert (second.number, second.name) == (2, "A better name")
        assert (await service.current(db, first.id)).template.about.name == "A better name"
        assert (await service.version(db, first.version_id)).template == first.template
        lines = await service.history(db, olivia, first.id)
        assert [(line.number, line.note, line.published_by) for line in lines] == [
            (2, "New name", olivia.person_id),
            (1, "From the catalog.", olivia.person_id),
        ]


async def test_who_edited_an_older_version_is_told_and_nothing_is_published(cast: Cast) -> None:
    async with unit_of_work(cast.olivia) as db:
        olivia = fresh(cast.olivia)
        made = await service.create_from_catalog(db, olivia, "blank")
        await service.publish(db, olivia, made.id, made.template, instead_of=1)
        with pytest.raises(PublishedMeanwhile):
            await service.publish(db, olivia, made.id, made.template, instead_of=1)
        assert (await service.current(db, made.id)).number == 2


@pytest.mark.parametrize("change", [sa.update(ProgramVersion).values(note="x"), sa.delete(ProgramVersion)])
async def test_the_program_itself_cannot_change_or_remove_a_version(
    cast: Cast, change: sa.Update | sa.Delete
) -> None:
    async with unit_of_work(cast.olivia) as db:
        made = await service.create_from_catalog(db, fresh(cast.olivia), "blank")
        with pytest.raises(ProgrammingError, match="permission denied"):
            async with db.begin_nested():
                await db.execute(change.where(ProgramVersion.id == made.version_id))


async def test_two_programs_of_one_name_have_two_addresses(cast: Cast) -> None:
    async with unit_of_work(cast.olivia) as db:
        olivia = fresh(cast.olivia)
        one = await service.create_from_catalog(db, olivia, "blank")
        two = await service.create_from_catalog(db, olivia, "blank")
        three = await service.create(db, olivia, renamed(one.template, "李 ☂"))
    assert (one.slug, two.slug, three.slug) == ("mentorship-program", "mentorship-program-2", "program")


async def test_a_program_that_is_not_on_the_shelf_is_not_found(cast: Cast) -> None:
    async with unit_of_work(cast.olivia) as db:
        for key in ("none", "../blank", ""):
            with pytest.raises(NotInCatalog):
                await service.create_from_catalog(db, fresh(cast.olivia), key)


async def test_reading_a_program_again_reads_no_document(cast: Cast) -> None:
    async with unit_of_work(cast.olivia) as db:
        made = await service.create_from_catalog(db, fresh(cast.olivia), "blank")
        first = await service.current(db, made.id)
        again = await service.current(db, made.id)
    assert again.template is first.template


async def test_the_parsed_versions_do_not_grow_without_end(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "MOST_PARSED", 3)
    service._parsed.clear()
    async with unit_of_work(cast.olivia) as db:
        for _ in range(5):
            made = await service.create_from_catalog(db, fresh(cast.olivia), "blank")
            await service.current(db, made.id)
    assert len(service._parsed) == 3
