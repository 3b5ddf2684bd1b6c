"""Everything that crosses organizations, and nothing else does: host to tenant, claiming an address, going
through all of them one by one. No personal data passes through here.
"""

from collections.abc import AsyncIterator
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from tenants.database import Session, unit_of_work
from tenants.kit import clock, settings
from tenants.organizations.errors import SlugTaken
from tenants.organizations.hosts import slug_of_host
from tenants.organizations.model import Directory
from tenants.organizations.rules import RESERVED_SLUGS, alternatives
from tenants.organizations.views import Tenant

# Where the platform itself keeps rows that belong to no organization (a mail that lists several of them).
PLATFORM_TENANT = UUID(int=0)

_REMEMBERED = 10_000
_known: dict[str, Tenant] = {}


async def resolve(host: str) -> Tenant | None:
    """The organization that answers on a host. What is found is remembered: a directory line never changes
    hands.
    """
    slug = slug_of_host(host, settings.current())
    return await by_slug(slug) if slug else None


async def by_slug(slug: str) -> Tenant | None:
    if found := _known.get(slug):
        return found
    async with unit_of_work(None) as db:
        tenant_id = await db.scalar(select(Directory.tenant_id).where(Directory.slug == slug))
    if tenant_id is None:
        return None  # not remembered: it may be claimed in a moment
    if len(_known) >= _REMEMBERED:
        _known.clear()
    _known[slug] = Tenant(tenant_id, slug)
    return _known[slug]


def forget() -> None:
    """For tests, whose organizations are rolled back."""
    _known.clear()


async def is_free(db: Session, slug: str) -> bool:
    if slug in RESERVED_SLUGS:
        return False
    return await db.scalar(select(Directory.slug).where(Directory.slug == slug)) is None


async def claim(db: Session, slug: str, tenant_id: UUID) -> None:
    """Two who claim the same word at the same moment: the second waits for the first, then is offered
    another.
    """
    if slug not in RESERVED_SLUGS:
        claimed = await db.execute(
            insert(Directory)
            .values(slug=slug, tenant_id=tenant_id, created_at=clock.now())
            .on_conflict_do_nothing(index_elements=[Directory.slug])
            .returning(Directory.slug)
        )
        if claimed.first() is not None:
            return
    raise SlugTaken(slug, await free_alternative(db, slug))


async def free_alternative(db: Session, slug: str) -> str | None:
    offered = [word for word in alternatives(slug) if word not in RESERVED_SLUGS]
    taken = set(await db.scalars(select(Directory.slug).where(Directory.slug.in_(offered))))
    return next((word for word in offered if word not in taken), None)


async def all_tenants(*, batch: int = 200) -> AsyncIterator[Tenant]:
    """Every organization, a batch of lines at a time, no transaction open while one is being worked on."""
    after = ""
    while True:
        async with unit_of_work(None) as db:
            rows = await db.execute(
                select(Directory.tenant_id, Directory.slug)
                .where(Directory.slug > after)
                .order_by(Directory.slug)
                .limit(batch)
            )
            tenants = [Tenant(tenant_id, slug) for tenant_id, slug in rows]
        for tenant in tenants:
            yield tenant
        if len(tenants) < batch:
            return
        after = tenants[-1].slug
