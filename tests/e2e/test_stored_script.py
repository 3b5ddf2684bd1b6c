"""Every page over an organization whose every text is an attack: nothing of it runs, all of it is read."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.async_api import Browser, Page

from tests.e2e.conftest import Product
from tests.security.evil import MARK
from tests.support.product import ROOT

pytestmark = pytest.mark.browser

RUNNING = """
() => {
  const found = [];
  if (window.__xss !== undefined) found.push(`script ${window.__xss} ran`);
  for (const element of document.querySelectorAll('*')) {
    for (const { name, value } of element.attributes) {
      if (name.startsWith('on')) found.push(`${element.tagName} ${name}`);
      if (/^\\s*(javascript|data|vbscript):/i.test(value)) found.push(`${element.tagName} ${name}=${value}`);
    }
  }
  for (const element of document.querySelectorAll('img[src="x"], svg[onload], main script'))
    found.push(element.outerHTML.slice(0, 80));
  return found;
}
"""
# What stands in their middle is ours alone, or in fields. In the frame stands the organization's name.
NOTHING_WRITTEN = {"/account", "/forgot-password", "/sign-in"}


@dataclass(frozen=True)
class Seen:
    running: list[str]
    quoted: bool


async def look(page: Page, url: str) -> Seen:
    await page.goto(url, wait_until="networkidle")
    await page.locator("h1").first.wait_for()
    for summary in await page.locator("main summary, main [role=tab]").all():
        await summary.click()
    running = await page.evaluate(RUNNING)
    return Seen(running, MARK in await page.locator("main").inner_text())


@pytest.fixture(scope="module")
def evil(product: Product) -> dict[str, Any]:
    """Filled by a process of its own, which commits as the product does."""
    filled = subprocess.run(
        [sys.executable, "-m", "tests.security.evil"],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": product.database.app},
        check=True,
        stdout=subprocess.PIPE,
    )
    found: dict[str, Any] = json.loads(filled.stdout.splitlines()[-1])
    return found


@pytest.mark.timeout(400)
async def test_nothing_that_people_write_runs_in_the_browser_of_those_who_read_it(
    product: Product, browser: Browser, evil: dict[str, Any]
) -> None:
    wrong, silent = {}, set()
    for who, paths in evil["paths"].items():
        context = await browser.new_context(locale="en-US")
        if who in evil["tokens"]:
            cookie = {"name": "session", "value": evil["tokens"][who], "url": product.url("wtsa")}
            await context.add_cookies([cookie])  # type: ignore[list-item]  # a cookie of plain words
        page = await context.new_page()
        for path in paths:
            seen = await look(page, product.url("wtsa", path))
            if seen.running:
                wrong[f"{who} {path}"] = seen.running
            if not seen.quoted:
                silent.add(path)
        await context.close()
    assert wrong == {}
    assert silent == NOTHING_WRITTEN
