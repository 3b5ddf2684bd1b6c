"""A visitor on the bare host signs an organization up."""

import asyncio

import pytest
from pydantic import ValidationError

from tenants.access import Principal, Role, system
from tenants.access import service as access
from tenants.database import Scope, Session, unit_of_work
from tenants.organizations import directory
from tenants.organizations import service as organizations
from tenants.organizations.errors import SlugTaken
from tenants.people import links, sessions, sign_in
from tenants.people import service as people
from tenants.signup.forms import SignUpForm
from tenants.signup.service import SignedUp, sign_up


def form(**changes: object) -> SignUpForm:
    return SignUpForm.model_validate(
        {
            "organization": "Alaska Pre-Medical Network",
            "slug": "alaska",
            "name": "Ada Anders",
            "mail": "ada@alaska.example",
            "password": "seven quiet lighthouses",
            "zone": "America/Anchorage",
        }
        | changes
    )


async def test_signing_up_makes_the_organization_and_its_owner() -> None:
    made = await sign_up(form())
    async with unit_of_work(Scope(made.tenant_id)) as db:
        organization = await organizations.current(db)
        owner = await people.get(db, made.person_id)
        assert (organization.name, organization.slug, organization.id) == (
            "Alaska Pre-Medical Network",
            "alaska",
            made.tenant_id,
        )
        assert (owner.name, owner.mail) == ("Ada Anders", "ada@alaska.example")
        assert await access.roles_of(db, [owner.id]) == {owner.id: {Role.OWNER}}


async def test_the_owner_is_signed_in_at_once_and_can_sign_in_again_later() -> None:
    made = await sign_up(form())
    async with unit_of_work(Scope(made.tenant_id)) as db:
        signed_in = await links.consume_link(db, made.link)
    principal = await sessions.resolve(Scope(made.tenant_id), signed_in.token)
    assert principal is not None
    assert principal.person_id == made.person_id
    assert Role.OWNER in principal.roles
    again = await sign_in.sign_in(
        Scope(made.tenant_id), "Ada@Alaska.example", "seven quiet lighthouses", ip="127.0.0.1"
    )
    assert again.person_id == made.person_id


async def test_the_new_organization_answers_on_its_own_host() -> None:
    made = await sign_up(form())
    found = await directory.resolve("alaska.localhost:3000")
    assert found is not None
    assert found.tenant_id == made.tenant_id


async def test_a_taken_address_is_refused_with_one_that_is_free() -> None:
    await sign_up(form())
    with pytest.raises(SlugTaken) as refused:
        await sign_up(form(mail="other@alaska.example"))
    assert refused.value.field == "slug"
    assert refused.value.free is not None
    assert refused.value.free in refused.value.sentence
    await sign_up(form(slug=refused.value.free))


async def test_a_refused_sign_up_leaves_nothing_behind() -> None:
    first = await sign_up(form())
    with pytest.raises(SlugTaken):
        await sign_up(form(mail="other@alaska.example"))
    tenants = [tenant async for tenant in directory.all_tenants()]
    assert [tenant.tenant_id for tenant in tenants] == [first.tenant_id]


async def test_of_two_who_claim_one_address_at_the_same_moment_one_gets_it(committed: None) -> None:
    results = await asyncio.gather(
        *(sign_up(form(mail=f"ada{number}@alaska.example")) for number in range(6)), return_exceptions=True
    )
    winners = [result for result in results if isinstance(result, SignedUp)]
    losers = [result for result in results if isinstance(result, SlugTaken)]
    assert (len(winners), len(losers)) == (1, 5)
    async with unit_of_work(system(winners[0].tenant_id)) as db:
        assert (await organizations.current(db)).contact_mail.startswith("ada")


@pytest.mark.parametrize(
    ("changes", "about"),
    [
        ({"slug": "www"}, "kept for the platform"),
        ({"slug": "no spaces"}, "letters a to z"),
        ({"slug": "-wtsa"}, "letters a to z"),
        ({"password": "short"}, "at least 10 characters"),
        ({"password": "Ada@Alaska.example"}, "something other than your name"),
        ({"password": "qwertyuiop"}, "among the first"),
        ({"mail": "not an address"}, "email"),
        ({"zone": "Mars/Olympus"}, "time zone"),
    ],
)
def test_what_is_wrong_is_said(changes: dict[str, str], about: str) -> None:
    with pytest.raises(ValidationError) as refused:
        form(**changes)
    assert about in str(refused.value)


def test_the_password_is_not_in_what_is_logged_of_a_form() -> None:
    assert "lighthouses" not in repr(form())


async def test_what_a_new_organization_begins_with_and_it_are_made_together_or_not_at_all() -> None:
    async def fail(_db: Session, principal: Principal) -> None:
        assert principal.tenant_id is not None
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await sign_up(form(), fail)
    directory.forget()
    assert await directory.by_slug("alaska") is None
    assert (await sign_up(form())).slug == "alaska"
