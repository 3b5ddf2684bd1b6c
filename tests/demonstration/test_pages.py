import pytest

from mentorhub.demonstration.organizations import SETTINGS
from mentorhub.mentorhub import app
from mentorhub.programs import shelf
from mentorhub.web.public.front import Front
from tests.support.tab import Tab, Wires

SLUGS = [setting.slug for setting in SETTINGS]


@pytest.mark.parametrize("slug", SLUGS)
async def test_every_public_page_shows_its_own_organization_and_no_other(slug: str, wires: Wires) -> None:
    tab = await Tab(app, wires, f"{slug}.localhost:3000").visit("/")
    assert (await tab.state(Front)).status == "ready"
    for setting in SETTINGS:
        template = shelf.load(setting.slug)
        assert template is not None
        assert (setting.name in tab.received) == (setting.slug == slug)
        assert (template.about.headline in tab.received) == (setting.slug == slug)
