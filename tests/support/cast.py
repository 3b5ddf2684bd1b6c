"""The people of the tests. Organization A: Olivia owns it, Carl coordinates, Dana is on the committee, Mona
mentors, Mina is her mentee, Gia is Mina's guardian. Organization B: Otto owns it, and Stan is a member, a
stranger to all of A.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from functools import cache
from uuid import UUID

import pytest_asyncio

from tenants.access import Principal, Role, anonymous, system
from tenants.access import service as access
from tenants.access.principal import person
from tenants.database import unit_of_work
from tenants.kit import clock
from tenants.organizations import directory
from tenants.organizations import service as organizations
from tenants.organizations.views import Tenant
from tenants.people import passwords, sessions
from tenants.people import service as people
from tenants.people.forms import PersonForm
from tenants.people.views import SignedIn

PASSWORD = "seven quiet lighthouses"

A = Tenant(UUID("0190a000-0000-7000-8000-00000000000a"), "wtsa")
B = Tenant(UUID("0190a000-0000-7000-8000-00000000000b"), "csa")


@cache
def password_hash() -> str:
    return passwords._hasher.hash(PASSWORD)


ZONE = "America/Los_Angeles"
"""Where the cast and their organizations are; it is another day there for a third of the day."""


@dataclass(frozen=True)
class Cast:
    """Everybody as the principal they are when signed in; `a` and `b` are the two organizations."""

    a: Tenant
    b: Tenant
    olivia: Principal
    carl: Principal
    dana: Principal
    mona: Principal
    mina: Principal
    gia: Principal
    otto: Principal
    stan: Principal

    @property
    def visitor(self) -> Principal:
        """Somebody on A's host who is not signed in."""
        return anonymous(self.a.tenant_id)

    @property
    def program(self) -> Principal:
        """The program itself, in a job for A."""
        return system(self.a.tenant_id)


async def found(tenant: Tenant, name: str) -> None:
    async with unit_of_work(system(tenant.tenant_id)) as db:
        await directory.claim(db, tenant.slug, tenant.tenant_id)
        await organizations.found(
            db,
            tenant.tenant_id,
            name=name,
            slug=tenant.slug,
            contact_mail=f"office@{tenant.slug}.example",
            zone=ZONE,
        )


async def join(tenant: Tenant, name: str, *roles: Role, mail: str | None = None) -> Principal:
    """A person of an organization who has a password (`PASSWORD`) and has been there before."""
    given, _, family = name.partition(" ")
    form = PersonForm(
        name=name, given_name=given, family_name=family, mail=mail or f"{given.lower()}@{tenant.slug}.example"
    )
    async with unit_of_work(system(tenant.tenant_id)) as db:
        added = await people.add(db, form, password_hash=password_hash())
        for role in roles:
            await access.give(db, added.id, role)
    return person(
        tenant.tenant_id,
        added.id,
        frozenset(roles),
        name=name,
        mail=added.mail,
        zone=ZONE,
        stepped_up_at=clock.now(),
    )


async def assemble() -> Cast:
    await found(A, "Western Thoracic Surgical Association")
    await found(B, "Central Surgical Association")
    return Cast(
        a=A,
        b=B,
        olivia=await join(A, "Olivia Owens", Role.OWNER),
        carl=await join(A, "Carl Cooper", Role.COORDINATOR),
        dana=await join(A, "Dana Diaz", Role.COMMITTEE),
        mona=await join(A, "Mona Moreau"),
        mina=await join(A, "Mina Minami"),
        gia=await join(A, "Gia Minami"),
        otto=await join(B, "Otto Olsen", Role.OWNER),
        stan=await join(B, "Stan Stern"),
    )


async def signed_in(principal: Principal) -> SignedIn:
    """A session of theirs; its `.token` is the value of the cookie."""
    async with unit_of_work(principal) as db:
        return await sessions.start(db, principal.me, "a test")


@pytest_asyncio.fixture
async def cast() -> AsyncIterator[Cast]:
    """Ask for `committed` before it where real commits are needed."""
    directory.forget()
    yield await assemble()
    directory.forget()
