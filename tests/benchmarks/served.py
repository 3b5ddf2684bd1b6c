"""As a browser meets them: the product and the smallest Reflex page, both built and served for production."""

import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from playwright.async_api import Browser, Page

from tenants.access import Principal
from tenants.visits import cookies
from tests.benchmarks.figures import Run
from tests.database import Database
from tests.support.cast import signed_in
from tests.support.gallery.running import running
from tests.support.product import Product, running_product

SMALLEST = "tests.benchmarks.smallest"


@dataclass(frozen=True)
class Served:
    product: Product
    smallest: str
    database: Database

    @property
    def smallest_port(self) -> int:
        return urlsplit(self.smallest).port or 80


@contextmanager
def served(run: Run) -> Iterator[Served]:
    with (
        tempfile.TemporaryDirectory() as logs,
        run.postgres.database("served") as database,
        running(SMALLEST, "/", Path(logs) / "smallest.log") as smallest,
        running_product(database, Path(logs) / "product.log") as product,
    ):
        yield Served(product, smallest, database)


@asynccontextmanager
async def fresh_page(browser: Browser, address: str, who: Principal | None = None) -> AsyncIterator[Page]:
    """In a browser that was never there; signed in where somebody is named."""
    context = await browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 900})
    try:
        if who is not None:
            token = (await signed_in(who)).token
            origin = urlsplit(address)._replace(path="/", query="").geturl()
            await context.add_cookies([{"name": cookies.session_cookie(), "value": token, "url": origin}])
        yield await context.new_page()
    finally:
        await context.close()
