"""Every main page as people see it: on a phone and at a desk, in light and in dark."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page

from tests.e2e.conftest import Product
from tests.e2e.story import Story
from tests.support.browser import LOOKS, Look, context_for, serious_findings, settle

pytestmark = pytest.mark.browser

PLATFORM = ("/", "/start", "/find")
VISITOR = ("/", "/apply", "/apply/mentor", "/sign-in", "/forgot-password", "/nothing-is-here")
OWNER = (
    "/home",
    "/messages",
    "/application",
    "/help",
    "/account",
    "/organizer",
    "/organizer/applications",
    "/organizer/rounds",
    "/organizer/mentorships",
    "/organizer/surveys",
    "/organizer/help",
    "/organizer/people",
    "/organizer/people/import",
    "/organizer/program",
    "/organizer/settings",
)
# Each page is loaded once; what differs by width and what differs by colour is seen in two looks.
DESK, PHONE = (next(look for look in LOOKS if look.name == name) for name in ("desk-dark", "phone-light"))


@pytest_asyncio.fixture(scope="module")
async def story(product: Product, browser: Browser) -> AsyncIterator[tuple[Story, Page]]:
    """A new organization, and its owner's browser."""
    told = Story(product, browser, "screens")
    olivia = await told.person("Olivia Owens", "olivia@screens.example")
    await told.sign_up("A Society of Thoracic Surgeons with a Long Name", olivia, "wtsa")
    await told.open_program(olivia)
    yield told, olivia.page
    await olivia.close()


async def found_on(page: Page, url: str) -> list[str]:
    """What is wrong with a page, each with the look in which it shows."""
    await page.goto(url)
    await page.locator("h1").wait_for()
    return [line for look in (DESK, PHONE) for line in await _found(page, look, url)]


async def _found(page: Page, look: Look, url: str) -> list[str]:
    await page.set_viewport_size({"width": look.width, "height": look.height})
    await page.emulate_media(color_scheme=look.scheme, reduced_motion="reduce")
    await settle(page)
    found = await serious_findings(page)
    wider = await page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    if wider > 0:
        found.append(f"{wider} pixels wider than the screen")
    return [f"{url} {look.name}: {line}" for line in found]


@pytest.mark.parametrize("path", PLATFORM)
async def test_a_page_of_the_platform_is_in_order(path: str, product: Product, browser: Browser) -> None:
    async with context_for(browser, DESK) as context:
        assert await found_on(await context.new_page(), product.url(path=path)) == []


@pytest.mark.parametrize("path", VISITOR)
async def test_a_page_for_visitors_is_in_order(
    path: str, story: tuple[Story, Page], browser: Browser
) -> None:
    async with context_for(browser, DESK) as context:
        assert await found_on(await context.new_page(), story[0].url(path)) == []


@pytest.mark.parametrize("path", OWNER)
async def test_a_page_for_people_who_are_signed_in_is_in_order(path: str, story: tuple[Story, Page]) -> None:
    told, page = story
    assert await found_on(page, told.url(path)) == []


async def test_the_bar_of_a_phone_holds_what_the_reader_needs_most(story: tuple[Story, Page]) -> None:
    told, page = story
    await page.set_viewport_size({"width": PHONE.width, "height": PHONE.height})
    await page.goto(told.url("/organizer"))
    bar = page.get_by_role("navigation", name="Main, at the bottom")
    await bar.get_by_role("link", name="Pairing").wait_for()
    assert await bar.locator(".item:visible").all_inner_texts() == [
        "Overview",
        "Applications",
        "Pairing",
        "More",
    ]
    await bar.get_by_text("More").click()
    assert await bar.get_by_role("link", name="Settings").is_visible()


async def test_the_title_of_a_page_says_whose_it_is(story: tuple[Story, Page]) -> None:
    told, page = story
    await page.goto(told.url("/organizer/rounds"))
    await page.wait_for_function(
        "document.title === 'Pairing · A Society of Thoracic Surgeons with a Long Name'"
    )
