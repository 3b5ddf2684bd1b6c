"""From a file of members to a member who is signed in, in Chromium."""

import re

import pytest
from playwright.async_api import Browser, Page, expect

from tests.e2e.conftest import Product
from tests.support.browser import serious_findings
from tests.support.mailbox import link_in, text_of

pytestmark = pytest.mark.browser

FILE = """Name;E-Mail;Class;Status;Paid until
Rosa Nuñez;rosa@river.example;Member;Active;2030-01-31
Miles O'Brien;nowhere;Member;Lapsed;2024-01-31
李 小龍;li@river.example;Candidate member;Active;2024-01-31
"""
ORIGIN = re.compile(r"https?://[^/]+")


async def portal(product: Product, page: Page) -> None:
    """Olga's own organization, with her signed in."""
    await page.goto(product.url(path="/start"))
    await page.get_by_label("Your organization").fill("River Valley Society")
    await page.get_by_label("Your name").fill("Olga Nuñez")
    await expect(page.get_by_text("is free.")).to_be_visible()
    await page.get_by_label("Your mail address").fill("olga@river.example")
    await page.get_by_label("A password").fill("seven quiet lighthouses")
    await page.get_by_role("radio", name="Advocacy Mentorship").check()
    await page.get_by_role("button", name="Open my portal").click()
    await page.wait_for_url("**/sign-in/link**")
    await page.get_by_role("button").last.click()
    await page.wait_for_url("**/organizer**")


async def bring_in(page: Page, content: bytes) -> None:
    await page.goto(f"{origin(page)}/organizer/people/import")
    await page.get_by_label("The list of your members").set_input_files(
        {"name": "members.csv", "mimeType": "text/csv", "buffer": content}
    )
    await page.wait_for_url(re.compile("/import/[0-9a-f-]{36}"))


def origin(page: Page) -> str:
    found = ORIGIN.match(page.url)
    assert found
    return found.group()


@pytest.mark.requirement("WPSR-8")
async def test_a_roster_comes_in_and_a_member_follows_the_invitation_and_is_signed_in(
    product: Product, browser: Browser
) -> None:
    office = await browser.new_context()
    page = await office.new_page()
    await portal(product, page)

    await bring_in(page, FILE.encode("utf-8-sig"))
    await expect(page.get_by_text("3 rows, read as UTF-8 with semicolons")).to_be_visible()
    await expect(page.get_by_role("row", name="3 Miles O'Brien")).to_contain_text("Mail address")
    assert await serious_findings(page) == []
    async with page.expect_download() as download:
        await page.get_by_role("link", name="Download them with the reasons").click()
    refused = (await (await download.value).path()).read_text("utf-8-sig")
    assert "Miles O'Brien,nowhere" in refused
    assert "Row 3. Mail address" in refused

    await page.get_by_role("button", name="Bring in the 2 good rows").click()
    await expect(page.get_by_role("heading", name="2 people are new on your roster")).to_be_visible(
        timeout=20_000
    )
    await page.get_by_role("link", name="Invite them").click()
    await page.get_by_role("button", name="Invite 2 people").click()
    await expect(page.get_by_role("dialog")).to_contain_text("2 mails with a personal link go out now")
    await page.get_by_label("In your own words").fill("We have missed you at the table.")
    assert await serious_findings(page) == []
    await page.get_by_role("button", name="Send 2 mails").click()
    await expect(page.get_by_text("2 people get a mail now.")).to_be_visible()

    mail = product.mail.wait_for("rosa@river.example", "We have missed you")
    assert "Olga Nuñez" in text_of(mail)
    home = await browser.new_context()
    member = await home.new_page()
    await member.goto(link_in(mail))
    await member.get_by_label("password").first.fill("nine loud foghorns")
    await member.get_by_role("button").first.click()
    await member.wait_for_url("**/home**")
    await expect(member.get_by_text("River Valley Society").first).to_be_visible()

    await page.goto(f"{origin(page)}/organizer/people")
    await expect(page.get_by_role("row", name="Rosa Nuñez")).to_contain_text("Has signed in")
    await bring_in(page, FILE.replace("Miles O'Brien;nowhere;Member;Lapsed;2024-01-31\n", "").encode())
    await expect(page.get_by_role("heading", name="Nothing in this file is new")).to_be_visible()
    await home.close()
    await office.close()
