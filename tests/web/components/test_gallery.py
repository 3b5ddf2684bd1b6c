"""The components as a browser shows them: readable in every look, usable by keyboard, light to load."""

import asyncio
import re
from datetime import UTC, datetime

import pytest
from playwright.async_api import Browser, Page, Request, Route, expect

from tenants.organizations.colour import mix
from tests.support.browser import LOOKS, Look, context_for, serious_findings, settle
from tests.support.gallery.names import NAMES, PLAIN_NAMES

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

KILOBYTES_OF_THE_SMALLEST_PAGE = 215
SMALLEST_TARGET = 44


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
async def test_axe_finds_nothing_serious(browser: Browser, gallery: str, look: Look) -> None:
    found: dict[str, list[str]] = {}
    async with context_for(browser, look, reduced_motion="reduce") as context:
        page = await context.new_page()
        for path in [*(f"/gallery/{name}" for name in NAMES), *(f"/plain/{name}" for name in PLAIN_NAMES)]:
            await page.goto(gallery + path, wait_until="networkidle" if "gallery/" in path else "load")
            await settle(page)
            if findings := await serious_findings(page):
                found[path] = findings
    assert found == {}


@pytest.mark.parametrize("name", NAMES)
async def test_no_page_is_wider_than_a_phone(phone: Page, gallery: str, name: str) -> None:
    await phone.goto(f"{gallery}/gallery/{name}", wait_until="networkidle")
    assert await phone.evaluate("document.documentElement.scrollWidth") <= 390


async def test_a_page_says_nothing_in_the_console_under_a_policy_without_eval(
    desk: Page, gallery: str
) -> None:
    said: list[str] = []
    desk.on(
        "console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None
    )
    desk.on("pageerror", lambda fault: said.append(str(fault)))
    for name in NAMES:
        answer = await desk.goto(f"{gallery}/gallery/{name}", wait_until="networkidle")
        assert answer is not None
        assert "'unsafe-eval'" not in answer.headers["content-security-policy"]
    await desk.goto(f"{gallery}/gallery/actions", wait_until="networkidle")
    await desk.get_by_label("Dark").check()
    await expect(desk.locator("html")).to_have_class(re.compile("dark"))
    assert said == []


async def test_the_smallest_page_is_light(desk: Page, gallery: str) -> None:
    weights: dict[str, int] = {}

    async def weigh(request: Request) -> None:
        if request.url.startswith("http"):
            sizes = await request.sizes()
            weights[request.url] = sizes["responseBodySize"]

    waiting: list[asyncio.Task[None]] = []
    desk.on("requestfinished", lambda request: waiting.append(asyncio.ensure_future(weigh(request))))
    await desk.goto(f"{gallery}/", wait_until="networkidle")
    await asyncio.gather(*waiting)
    total = sum(weights.values()) / 1024
    assert len(weights) > 5
    assert total <= KILOBYTES_OF_THE_SMALLEST_PAGE, sorted(weights.items(), key=lambda pair: -pair[1])


async def test_a_refused_form_names_its_problems_keeps_what_was_typed_and_takes_the_focus(
    desk: Page, gallery: str
) -> None:
    await desk.goto(f"{gallery}/gallery/fields", wait_until="networkidle")
    await desk.get_by_label("What would you like to work on?").fill("Referrals")
    await desk.get_by_role("button", name="Send the application").click()
    summary = desk.get_by_role("alert")
    await expect(summary).to_contain_text("3 things need another look")
    await expect(summary).to_be_focused()
    await expect(desk.get_by_label("What would you like to work on?")).to_have_value("Referrals")
    name = desk.get_by_role("textbox", name="Your name")
    await expect(name).to_have_attribute("aria-invalid", "true")
    await expect(name).to_have_accessible_description("Please fill this in.")
    await summary.get_by_role("link", name="Your name: Please fill this in.").click()
    await expect(name).to_be_focused()


async def test_a_form_that_was_taken_starts_afresh(desk: Page, gallery: str) -> None:
    await desk.goto(f"{gallery}/gallery/fields", wait_until="networkidle")
    await desk.get_by_role("textbox", name="Your name").fill("N. Okafor")
    await desk.get_by_role("textbox", name="Since when").fill("2011")
    await desk.get_by_label("I have read the agreement").check()
    await desk.get_by_role("button", name="Send the application").click()
    await expect(desk.get_by_role("textbox", name="Your name")).to_have_value("")


async def test_two_quick_presses_send_a_form_once(desk: Page, gallery: str) -> None:
    await desk.goto(f"{gallery}/gallery/home", wait_until="networkidle")
    await desk.get_by_label("Write to Dr. Reyes").fill("Thank you")
    await desk.evaluate(
        "() => { const form = document.querySelector('form:has(textarea)');"
        " form.requestSubmit(); form.requestSubmit(); }"
    )
    await expect(desk.locator(".bubble", has_text="Thank you")).to_have_count(1)
    await desk.wait_for_timeout(500)
    await expect(desk.locator(".bubble", has_text="Thank you")).to_have_count(1)


async def test_enter_sends_a_message_and_the_line_is_ready_for_the_next(desk: Page, gallery: str) -> None:
    await desk.goto(f"{gallery}/gallery/home", wait_until="networkidle")
    line = desk.get_by_label("Write to Dr. Reyes")
    await line.fill("First")
    await line.press("Shift+Enter")
    await line.press_sequentially("second")
    await line.press("Enter")
    await expect(desk.get_by_text("First\nsecond")).to_be_visible()
    await expect(line).to_have_value("")
    await expect(line).to_be_focused()


async def test_a_dialog_takes_the_focus_and_gives_it_back(desk: Page, gallery: str) -> None:
    await desk.goto(f"{gallery}/gallery/overlays", wait_until="networkidle")
    opener = desk.get_by_role("button", name="Remove Dr. Reyes …")
    await opener.focus()
    await desk.keyboard.press("Enter")
    dialog = desk.get_by_role("dialog", name="Remove Dr. Reyes from the program?")
    await expect(dialog).to_contain_text("Two running mentorships end today.")
    await expect(dialog.get_by_role("button", name="Keep as it is")).to_be_focused()
    assert await serious_findings(desk) == []
    await desk.keyboard.press("Escape")
    await expect(dialog).to_have_count(0)
    await expect(opener).to_be_focused()


async def test_what_a_button_opens_in_the_page_takes_the_focus_and_gives_it_back(
    desk: Page, gallery: str
) -> None:
    await desk.goto(f"{gallery}/gallery/overlays", wait_until="networkidle")
    opener = desk.get_by_role("button", name="Write a line")
    await opener.focus()
    await desk.keyboard.press("Enter")
    await expect(desk.get_by_role("heading", name="Write a line")).to_be_visible()
    await desk.keyboard.press("Tab")
    await expect(desk.get_by_label("Your words")).to_be_focused()
    await desk.get_by_role("button", name="Cancel").press("Enter")
    await expect(opener).to_be_focused()


async def test_what_an_act_brings_has_the_focus_that_the_act_took_away(desk: Page, gallery: str) -> None:
    await desk.goto(f"{gallery}/gallery/overlays", wait_until="networkidle")
    await desk.get_by_role("button", name="Answer it").press("Enter")
    brought = desk.locator(".next", has_text="Your answer is in")
    await expect(brought).to_be_focused()


async def test_the_first_tab_stop_leads_to_the_content(desk: Page, gallery: str) -> None:
    await desk.goto(f"{gallery}/gallery/home", wait_until="networkidle")
    await desk.keyboard.press("Tab")
    await expect(desk.get_by_role("link", name="Skip to the content")).to_be_focused()
    await desk.keyboard.press("Enter")
    await expect(desk.locator("#main")).to_be_focused()
    await desk.keyboard.press("Tab")
    assert await desk.evaluate("document.querySelector('#main').contains(document.activeElement)")


async def test_on_a_phone_more_opens_the_rest_of_the_navigation(phone: Page, gallery: str) -> None:
    await phone.goto(f"{gallery}/gallery/home", wait_until="networkidle")
    bar = phone.get_by_role("navigation", name="Main, at the bottom")
    await expect(bar.get_by_role("link", name="Documents")).to_be_hidden()
    await bar.get_by_text("More").click()
    await expect(bar.get_by_role("link", name="Documents")).to_be_visible()
    await expect(bar.get_by_role("button", name="Sign out")).to_be_visible()


async def test_what_one_presses_on_a_phone_is_large_enough(phone: Page, gallery: str) -> None:
    small: list[str] = []
    for name in NAMES:
        await phone.goto(f"{gallery}/gallery/{name}", wait_until="networkidle")
        small += await phone.evaluate(
            """smallest => [...document.querySelectorAll('button, .btn, .input, .choice, .entry, .item')]
                .filter(e => e.checkVisibility() && e.getBoundingClientRect().height < smallest)
                .map(e => e.outerHTML.slice(0, 120))""",
            SMALLEST_TARGET,
        )
    assert small == []


async def test_the_choice_of_dark_holds_on_the_sign_in_page_too(desk: Page, gallery: str) -> None:
    await desk.goto(f"{gallery}/gallery/actions", wait_until="networkidle")
    await desk.get_by_label("Dark").check()
    await desk.goto(f"{gallery}/sign-in")
    page_colour = await desk.evaluate("getComputedStyle(document.body).backgroundColor")
    assert page_colour == "rgb(22, 21, 19)"


async def test_an_organizations_colour_is_there_with_the_first_paint(desk: Page, gallery: str) -> None:
    async def purple(route: Route) -> None:
        await route.fulfill(body=":root{--brand:#4b2e83}", content_type="text/css")

    await desk.route("**/brand.css", purple)
    await desk.goto(f"{gallery}/gallery/public", wait_until="domcontentloaded")
    mark = await desk.evaluate("getComputedStyle(document.querySelector('.mark')).backgroundColor")
    assert mark == "rgb(75, 46, 131)"


@pytest.mark.parametrize("family", ["Inter", "Source Serif 4"])
async def test_names_from_everywhere_are_written_in_our_fonts_or_the_devices(
    desk: Page, gallery: str, family: str
) -> None:
    await desk.goto(f"{gallery}/gallery/actions", wait_until="networkidle")
    ours = """async ([family, letter]) => {
        const font = `600 64px "${family}"`;
        await document.fonts.load(font, letter);
        const canvas = new OffscreenCanvas(10, 10).getContext("2d");
        const width = (f) => ((canvas.font = f), canvas.measureText(letter).width);
        return width(`${font}, monospace`) !== width("600 64px monospace");
    }"""
    for letter in "ñÑøłşțĀ’":
        assert await desk.evaluate(ours, [family, letter]), letter
    assert not await desk.evaluate(ours, [family, "李"])


@pytest.mark.parametrize(
    ("year", "told"), [(2026, "Thursday, 4 March 2027 at 11:30"), (2027, "Thursday 4 March at 11:30")]
)
async def test_time_is_told_in_the_asked_zone_and_a_date_stays_as_it_is(
    desk: Page, gallery: str, year: int, told: str
) -> None:
    await desk.clock.set_fixed_time(datetime(year, 2, 1, tzinfo=UTC))
    await desk.goto(f"{gallery}/gallery/actions", wait_until="networkidle")
    await expect(desk.get_by_text(told, exact=True)).to_be_visible()
    await expect(desk.get_by_text("4 March 2027", exact=True)).to_be_visible()


@pytest.mark.parametrize("name", ["#0b6a6f", "#ffcc00", "#4b2e83", "#ef9a92"])
async def test_a_tint_is_the_one_that_was_checked_for_contrast(desk: Page, name: str) -> None:
    pixel = await desk.evaluate(
        """colours => {
            const canvas = new OffscreenCanvas(1, 1).getContext("2d");
            canvas.fillStyle = `color-mix(in oklab, ${colours[0]} 9%, ${colours[1]})`;
            canvas.fillRect(0, 0, 1, 1);
            return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
        }""",
        [name, "#fffefb"],
    )
    ours = mix(name, "#fffefb", 0.09)
    assert pixel == pytest.approx([int(ours[start : start + 2], 16) for start in (1, 3, 5)], abs=1)


async def test_a_dropped_file_is_sent_and_a_refused_one_says_why(desk: Page, gallery: str) -> None:
    answers = [(200, "0198"), (422, "This is not a PDF. Please choose another file.")]
    bodies: list[bytes] = []

    async def take(route: Route) -> None:
        bodies.append(route.request.post_data_buffer or b"")
        status, body = answers[len(bodies) - 1]
        await route.fulfill(status=status, body=body, content_type="text/plain")

    await desk.route("**/files", take)
    await desk.goto(f"{gallery}/gallery/fields", wait_until="networkidle")
    chooser = desk.get_by_label("Program guide")
    file = {"name": "guide.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7"}
    await chooser.set_input_files([file])
    await expect(desk.get_by_text("guide.pdf is here")).to_be_visible()
    assert b'name="guide"; filename="guide.pdf"' in bodies[0]
    await chooser.set_input_files([file])
    await expect(desk.get_by_text("This is not a PDF.")).to_be_visible()


async def test_a_file_that_is_too_large_is_not_sent(desk: Page, gallery: str) -> None:
    sent: list[str] = []
    desk.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    await desk.goto(f"{gallery}/gallery/fields", wait_until="networkidle")
    big = {"name": "big.pdf", "mimeType": "application/pdf", "buffer": b"0" * 10_000_001}
    await desk.get_by_label("Program guide").set_input_files([big])
    await expect(desk.get_by_text("big.pdf is larger than 10 MB")).to_be_visible()
    assert [url for url in sent if url.endswith("/files")] == []
