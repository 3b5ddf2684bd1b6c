"""Chromium as the tests and `scripts/look.py` use it: one way to start it, four ways to look at a page."""

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, BrowserContext, Page, async_playwright

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
    "--font-render-hinting=none",
)
SERIOUS = frozenset({"serious", "critical"})


@dataclass(frozen=True)
class Look:
    name: str
    width: int
    height: int
    scheme: Literal["light", "dark"]

    @property
    def phone(self) -> bool:
        return self.width < 600


LOOKS = (
    Look("desk-light", 1280, 900, "light"),
    Look("desk-dark", 1280, 900, "dark"),
    Look("phone-light", 390, 844, "light"),
    Look("phone-dark", 390, 844, "dark"),
)


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """The machine's own Chromium where there is one, else the one that Playwright installed."""
    names = ("chromium", "chromium-browser", "google-chrome")
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=found, args=list(ARGUMENTS))
        try:
            yield browser
        finally:
            await browser.close()


@asynccontextmanager
async def context_for(browser: Browser, look: Look, **options: Any) -> AsyncIterator[BrowserContext]:
    context = await browser.new_context(
        viewport={"width": look.width, "height": look.height},
        color_scheme=look.scheme,
        has_touch=look.phone,
        locale="en-GB",
        **options,
    )
    try:
        yield context
    finally:
        await context.close()


async def settle(page: Page) -> None:
    """Until the fonts are there and nothing moves: a picture must not depend on the moment it was taken."""
    await page.evaluate("document.fonts.ready")
    await page.wait_for_function(
        "document.getAnimations().every("
        "a => a.playState !== 'running' || a.effect.getTiming().iterations === Infinity)"
    )


async def photograph(browser: Browser, url: str, look: Look, to: Path, *, whole: bool = False) -> None:
    async with context_for(browser, look, reduced_motion="reduce") as context:
        page = await context.new_page()
        await page.goto(url, wait_until="networkidle")
        await settle(page)
        await page.screenshot(path=to, full_page=whole)


async def serious_findings(page: Page) -> list[str]:
    """What axe calls serious or critical, one line each, with the first places."""
    results = await Axe().run(page)
    return [
        f"{found['impact']}: {found['id']}: {found['help']}: "
        + "; ".join(
            str(node["target"]) + " " + node.get("failureSummary", "")[:200] for node in found["nodes"][:3]
        )
        for found in results.response["violations"]
        if found["impact"] in SERIOUS
    ]
