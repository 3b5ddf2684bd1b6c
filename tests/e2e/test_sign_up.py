"""An organization gets its portal, in Chromium."""

import pytest
from playwright.async_api import Browser, expect

from tests.e2e.conftest import Product
from tests.support.browser import serious_findings

pytestmark = pytest.mark.browser


async def test_an_office_manager_signs_up_and_stands_in_her_portal(
    product: Product, browser: Browser
) -> None:
    page = await browser.new_page()
    await page.goto(product.url())
    await page.get_by_role("link", name="Start your program").click()
    await page.get_by_label("Your organization").fill("Northern Hand Surgery Society")
    await page.get_by_label("Your name").fill("Olga Nuñez")
    await expect(page.get_by_text("is free.")).to_be_visible()
    await page.get_by_label("Your mail address").fill("olga@northern.example")
    await page.get_by_label("A password").fill("seven quiet lighthouses")
    await page.get_by_role("radio", name="Advocacy Mentorship").check()
    assert await serious_findings(page) == []
    await page.get_by_role("button", name="Open my portal").click()
    await page.wait_for_url("**/sign-in/link**")
    await page.close()
