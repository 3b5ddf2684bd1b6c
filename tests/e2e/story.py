"""What people do in the story, each act as a person would do it on the page."""

import asyncio
import csv
import io
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date

from playwright.async_api import Browser, BrowserContext, Page, expect

from tests.e2e.conftest import Product
from tests.support.mailbox import link_in

PASSWORD = "seven quiet lighthouses"
Typed = Mapping[str, str | Sequence[str]]


@dataclass
class Person:
    """Somebody with a browser of their own."""

    name: str
    mail: str
    context: BrowserContext
    page: Page
    errors: list[str] = field(default_factory=list)

    async def close(self) -> None:
        await self.context.close()


class Story:
    """An organization on the served product, and the people in it."""

    def __init__(self, product: Product, browser: Browser, slug: str) -> None:
        self.product = product
        self.browser = browser
        self.slug = slug

    def url(self, path: str = "/") -> str:
        return self.product.url(self.slug, path)

    def at(self, path: str) -> re.Pattern[str]:
        """The address of a page, with or without the slash that a static file server adds."""
        return re.compile(re.escape(self.url(path).rstrip("/")) + r"/?$")

    async def person(self, name: str, mail: str = "") -> Person:
        """A browser that is signed in nowhere."""
        context = await self.browser.new_context(locale="en-US", timezone_id="America/Los_Angeles")
        context.set_default_timeout(20_000)
        return Person(name, mail, context, await context.new_page())

    async def sign_up(self, organization: str, owner: Person, program: str) -> None:
        page = owner.page
        await page.goto(self.product.url())
        await page.get_by_role("link", name="Start your program").click()
        await page.get_by_label("Your organization").fill(organization)
        await page.get_by_label("Your name").fill(owner.name)
        await expect(page.get_by_text("is free.")).to_be_visible()
        await page.get_by_label("Your portal's address").fill(self.slug)
        await page.get_by_label("Your mail address").fill(owner.mail)
        await page.get_by_label("A password").fill(PASSWORD)
        await page.locator(f'[name="program"][value="{program}"]').check()
        await page.get_by_role("button", name="Open my portal").click()
        await page.get_by_role("button", name="Sign in", exact=True).click()
        await page.wait_for_url(self.at("/organizer"))

    async def sign_in(self, person: Person, path: str = "/home") -> None:
        """In a fresh tab: the one that was open may just be on its way to the sign-in page by itself, and
        Chromium sometimes never says that such a tab has closed.
        """
        before, person.page = person.page, await person.context.new_page()
        with suppress(TimeoutError):
            await asyncio.wait_for(before.close(), 5)
        await person.page.goto(self.url(f"/sign-in?next={path}"))
        await person.page.get_by_label("Mail address", exact=True).fill(person.mail)
        await person.page.get_by_label("Password").fill(PASSWORD)
        await person.page.get_by_role("button", name="Sign in", exact=True).click()
        await person.page.wait_for_url(self.at(path))

    async def import_roster(self, owner: Person, rows: Sequence[Mapping[str, str]]) -> None:
        page = owner.page
        await page.goto(self.url("/organizer/people/import"))
        await page.locator('input[type="file"]').set_input_files(
            {"name": "roster.csv", "mimeType": "text/csv", "buffer": csv_of(rows)}
        )
        await page.wait_for_url("**/organizer/people/import/*-*")
        await page.get_by_role("button", name="Bring in").click()
        await expect(page.get_by_role("link", name="Invite them")).to_be_visible()

    async def open_program(self, owner: Person) -> None:
        page = owner.page
        await page.goto(self.url("/organizer/program"))
        await page.get_by_role("button", name="Open applications").click()
        await page.get_by_role("dialog").get_by_role("button", name="Open applications").click()
        await expect(page.get_by_role("button", name="Close applications")).to_be_visible()

    async def invite_everybody(self, owner: Person) -> None:
        page = owner.page
        await page.goto(self.url("/organizer/people?state=not_invited"))
        await page.get_by_role("button", name=re.compile(r"^Invite \d+ people$")).click()
        await page.get_by_label("What for").select_option("/home")
        await page.get_by_role("button", name=re.compile(r"^Send \d+ mails$")).click()
        await expect(page.get_by_text("get a mail now.")).to_be_visible()

    async def join_by_invitation(self, person: Person) -> None:
        """From the mail to a password to the first page."""
        letter = self.product.mail.wait_for(person.mail, "invitation")
        await person.page.goto(link_in(letter))
        await person.page.get_by_label("New password").fill(PASSWORD)
        await person.page.get_by_role("button", name="Keep this password and sign in").click()
        await person.page.wait_for_url(self.at("/home"))

    async def apply(self, person: Person, role: str, typed: Typed) -> None:
        page = person.page
        await page.goto(self.url(f"/apply/{role}"))
        begin = page.get_by_role("button", name="Go on to the application")
        send = page.get_by_role("button", name="Send my application")
        await expect(begin.or_(send)).to_be_visible()
        if await begin.is_visible():
            await begin.click()
            await expect(
                page.locator(".page-head")
            ).to_be_in_viewport()  # and not where the overview was left
        await expect(send).to_be_visible()
        await fill(page, typed)
        await send.click()

    async def accept(self, owner: Person, applicant: Person) -> None:
        page = owner.page
        await page.goto(self.url("/organizer/applications"))
        await page.get_by_role("link", name=applicant.name).first.click()
        await page.wait_for_url("**/organizer/applications/*-*")
        await page.get_by_role("button", name="Accept").click()
        await expect(page.get_by_text("What happened")).to_be_visible()
        await expect(page.get_by_role("button", name="Accept")).to_have_count(0)

    async def pair_everybody(self, owner: Person) -> None:
        """A round, from the pool to the proposals."""
        page = owner.page
        await page.goto(self.url("/organizer/rounds"))
        await page.get_by_role("button", name="Start the first round").click()
        dialog = page.get_by_role("dialog")
        start = page.get_by_role("button", name="Start with everybody who is free now")
        await expect(start).to_be_visible()
        await dialog.or_(page.locator("main")).get_by_role("textbox").last.fill("First pairing")
        await start.click()
        await page.wait_for_url("**/organizer/rounds/*-*")
        await page.get_by_role("button", name="Find the best pairs").click()
        # The first round of a new clone compiles the engine, beside whatever else the machine does.
        await expect(page.get_by_text("no other assignment scores higher")).to_be_visible(timeout=90_000)
        await page.get_by_role("button", name="Send one proposal").click()
        await page.get_by_role("button", name="Send them now").click()
        await expect(page.get_by_role("button", name="Send them now")).to_have_count(0)

    async def see_proposal(self, person: Person) -> None:
        """It stands on the screen that was open all the time, and leads to the page to answer on."""
        await person.page.get_by_role("link", name="Read the proposal").click()
        await person.page.wait_for_url("**/proposal/*-*")

    async def say_yes(self, person: Person) -> None:
        await person.page.get_by_role("button", name="Accept", exact=True).click()
        await expect(person.page.get_by_role("button", name="Accept", exact=True)).to_have_count(0)

    async def write(self, person: Person, words: str) -> None:
        box = person.page.get_by_placeholder("Write to")
        await box.fill(words)
        await box.press("Enter")
        await expect(box).to_have_value("")

    async def write_down_meeting(self, person: Person, on: date, minutes: int, notes: str) -> None:
        page = person.page
        await page.get_by_role("button", name="Write down a meeting").first.click()
        await page.get_by_label("Which day?").fill(on.isoformat())
        await page.get_by_label("How many minutes?").fill(str(minutes))
        await page.get_by_label("How or where?").select_option("video")
        await page.get_by_label("Notes").fill(notes)
        await page.get_by_role("button", name="Save").click()
        await expect(page.get_by_role("button", name="Save")).to_have_count(0)
        await expect(page.get_by_text(notes)).to_be_visible()

    async def answer_survey(self, person: Person, typed: Typed) -> None:
        page = person.page
        await page.get_by_role("button", name="Send").wait_for()
        await fill(page, typed)
        await page.get_by_role("button", name="Send").click()
        await expect(page.get_by_text("Thank you").first).to_be_visible()


async def fill(page: Page, typed: Typed) -> None:
    """Puts each answer into the field of that name, whatever kind of field it is."""
    for name, value in typed.items():
        fields = page.locator(f'[name="{name}"]')
        first = fields.first
        await expect(first).to_be_attached()
        tag = await first.evaluate("element => element.tagName.toLowerCase()")
        kind = await first.get_attribute("type") or ""
        if kind in ("radio", "checkbox"):
            for wanted in [value] if isinstance(value, str) else value:
                await page.locator(f'[name="{name}"][value="{wanted}"]').check(force=True)
        elif tag == "select":
            await first.select_option(value if isinstance(value, str) else value[0])
        elif await first.is_visible():
            await first.fill(value if isinstance(value, str) else value[0])


def csv_of(rows: Sequence[Mapping[str, str]]) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()
