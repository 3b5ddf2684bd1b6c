"""No page moves more than 350 KB, compressed, when a browser sees it for the first time. Bytes, not time."""

import pytest
from playwright.async_api import Browser

from mentorhub.web.routes import PAGES, Page
from tests.support.page_weight import MOST_KILOBYTES, Build, Scales
from tests.support.product import Product

pytestmark = pytest.mark.browser


@pytest.fixture(scope="session")
def build(product: Product) -> Build:
    """The one that is being served."""
    return Build()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.route)
def test_the_first_load_of_a_page_is_light(page: Page, build: Build) -> None:
    assert 100 < build.kilobytes_of(page.route) <= MOST_KILOBYTES


@pytest.mark.parametrize("path", ["/", "/start", "/find"])
async def test_chromium_receives_what_the_build_lists(
    path: str, product: Product, build: Build, browser: Browser
) -> None:
    context = await browser.new_context()
    try:
        page = await context.new_page()
        scales = await Scales().put_under(page)
        await page.goto(product.url(path=path), wait_until="networkidle")
    finally:
        await context.close()
    received = {address.split(f":{product.port}")[-1] for address in scales.received}
    assert build.files_of(path) <= received
    assert scales.kilobytes <= MOST_KILOBYTES
    assert scales.kilobytes == pytest.approx(build.kilobytes_of(path), rel=0.15)
