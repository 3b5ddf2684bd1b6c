from tenants.access import Principal, system
from tenants.access import service as access
from tenants.access.principal import person
from tenants.database import unit_of_work
from tenants.organizations import directory
from tenants.people import service as people


async def tenant_of(slug: str) -> Principal:
    """The program itself, in that organization."""
    found = await directory.by_slug(slug)
    assert found is not None, slug
    return system(found.tenant_id)


async def somebody(slug: str, mail: str) -> Principal:
    """A person of the demonstration, as they are once signed in."""
    program = await tenant_of(slug)
    async with unit_of_work(program) as db:
        found = await people.by_mail(db, mail)
        assert found is not None, mail
        roles = (await access.roles_of(db, [found.id])).get(found.id, frozenset())
    return person(program.tenant_id, found.id, roles, name=found.name, mail=found.mail, zone="UTC")
