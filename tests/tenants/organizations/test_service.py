import pytest
from pydantic import ValidationError

from tenants.access.errors import SignInFirst
from tenants.database import unit_of_work
from tenants.kit.errors import NotAllowed, NotFound
from tenants.organizations import colour, directory
from tenants.organizations import service as organizations
from tenants.organizations.forms import OrganizationForm
from tests.support.cast import Cast

CHANGED = OrganizationForm(
    name="WTSA",
    tagline="Surgeons for surgeons",
    contact_mail="hello@wtsa.example",
    dues_url="https://wtsa.example/dues",
    zone="America/Denver",
    accent="#123456",
)


@pytest.mark.requirement("WTSA-27")
async def test_each_organization_sees_itself_and_nothing_of_the_other(cast: Cast) -> None:
    async with unit_of_work(cast.mina) as db:
        assert (await organizations.current(db)).name == "Western Thoracic Surgical Association"
    async with unit_of_work(cast.olivia) as db:
        await organizations.change(db, cast.olivia, CHANGED)
    async with unit_of_work(cast.stan) as db:
        other = await organizations.current(db)
    assert (other.name, other.accent) == ("Central Surgical Association", colour.DEFAULT)


async def test_the_owner_changes_how_the_organization_looks(cast: Cast) -> None:
    async with unit_of_work(cast.olivia) as db:
        changed = await organizations.change(db, cast.olivia, CHANGED)
    assert (changed.name, changed.accent, changed.zone) == ("WTSA", "#123456", "America/Denver")
    assert changed.slug == "wtsa"


async def test_nobody_else_does(cast: Cast) -> None:
    for principal in (cast.carl, cast.dana, cast.mina):
        async with unit_of_work(principal) as db:
            with pytest.raises(NotAllowed):
                await organizations.change(db, principal, CHANGED)
    async with unit_of_work(cast.visitor) as db:
        with pytest.raises(SignInFirst):
            await organizations.change(db, cast.visitor, CHANGED)


async def test_without_an_organization_there_is_nothing_to_see(cast: Cast) -> None:
    async with unit_of_work(None) as db:
        with pytest.raises(NotFound):
            await organizations.current(db)


async def test_the_directory_goes_through_all_of_them_in_batches(cast: Cast) -> None:
    assert [tenant.slug async for tenant in directory.all_tenants(batch=1)] == ["csa", "wtsa"]


async def test_an_unknown_host_is_not_remembered(cast: Cast) -> None:
    assert await directory.resolve("new.localhost") is None
    async with unit_of_work(cast.program) as db:
        assert await directory.is_free(db, "new")
        assert not await directory.is_free(db, "wtsa")
        assert not await directory.is_free(db, "www")


@pytest.mark.parametrize(
    "wrong",
    [
        {"accent": "red"},
        {"zone": "Mars"},
        {"dues_url": "javascript:alert(1)"},
        {"contact_mail": "x"},
        {"name": " "},
    ],
)
def test_what_cannot_be_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        OrganizationForm.model_validate(CHANGED.model_dump() | wrong)


def test_a_colour_may_be_written_in_short() -> None:
    assert OrganizationForm.model_validate(CHANGED.model_dump() | {"accent": "#ABC"}).accent == "#aabbcc"
