import pytest

from mentorhub.insights import service as insights
from tenants.access.errors import SignInFirst
from tenants.database import unit_of_work
from tenants.kit.errors import NotAllowed
from tests.support.cast import Cast


async def test_an_organization_without_anything_has_noughts(cast: Cast) -> None:
    async with unit_of_work(cast.olivia) as db:
        seen = await insights.overview(db, cast.olivia)
    assert (seen.members, seen.to_review, seen.pairs, seen.help_open) == (0, 0, 0, 0)


async def test_members_and_visitors_see_no_numbers(cast: Cast) -> None:
    async with unit_of_work(cast.mina) as db:
        with pytest.raises(NotAllowed):
            await insights.overview(db, cast.mina)
        with pytest.raises(SignInFirst):
            await insights.overview(db, cast.visitor)
