"""What a page's first load moves, compressed: read from the build, and seen by Chromium."""

import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from playwright.async_api import Page

ROOT = Path(__file__).resolve().parents[2]
KILOBYTES = 1024
MOST_KILOBYTES = 350  # of any page's first load


class Build:
    """A production build's own list of what each page needs. Text is served as the `.gz` beside it."""

    def __init__(self, client: Path = ROOT / ".web" / "build" / "client") -> None:
        self.client = client
        [manifest] = (client / "assets").glob("manifest-*.js")
        self._manifest = f"/assets/{manifest.name}"
        text = manifest.read_text(encoding="utf-8")
        self._listed: dict[str, Any] = json.loads(text[text.index("{") : text.rindex("}") + 1])

    def files_of(self, route: str) -> set[str]:
        """Addresses of all that a browser fetches that knows nothing yet: the page and its shared parts."""
        routes = self._listed["routes"]
        own = next(each for each in routes.values() if _same(each, route))
        files = {self._manifest, *self._everywhere()}
        for part in (self._listed["entry"], routes["root"], own):
            files |= {part["module"], *part["imports"], *part["css"]}
        return files

    def kilobytes_of(self, route: str) -> float:
        return (sum(map(self._size, self.files_of(route))) + self._document(route)) / KILOBYTES

    def _everywhere(self) -> Iterable[str]:
        """Styles, and the fonts that every page asks for at once."""
        head = (self.client / "index.html").read_text(encoding="utf-8")
        found = {part.split('"')[0] for part in head.split('href="') if part.startswith("/")}
        return {address for address in found if address.endswith((".css", ".woff2"))} - {"/brand.css"}

    def _document(self, route: str) -> int:
        """A page with a part of its address that changes is served from the one made for all such."""
        name = "__spa-fallback" if "[" in route else route.strip("/") or "index"
        return (self.client / f"{name}.html.gz").stat().st_size

    @cache  # noqa: B019 - lives as long as a test
    def _size(self, address: str) -> int:
        file = self.client / address.lstrip("/")
        packed = file.with_name(f"{file.name}.gz")
        return (packed if packed.exists() else file).stat().st_size


def _same(listed: dict[str, Any], route: str) -> bool:
    if not listed.get("index"):
        return False
    parts = [f":{part[1:-1]}" if part.startswith("[") else part for part in route.strip("/").split("/")]
    return (listed.get("path") or "") == "/".join(parts)


class Scales:
    """Weighs what a page of Chromium receives from the network, headers and all."""

    def __init__(self) -> None:
        self.received: dict[str, int] = {}
        self._addresses: dict[str, str] = {}

    async def put_under(self, page: Page) -> "Scales":
        session = await page.context.new_cdp_session(page)
        session.on("Network.requestWillBeSent", self._sent)
        session.on("Network.loadingFinished", self._finished)
        await session.send("Network.enable")
        await session.send("Network.setCacheDisabled", {"cacheDisabled": True})
        return self

    @property
    def kilobytes(self) -> float:
        return sum(self.received.values()) / KILOBYTES

    def _sent(self, event: dict[str, Any]) -> None:
        self._addresses[event["requestId"]] = event["request"]["url"]

    def _finished(self, event: dict[str, Any]) -> None:
        address = self._addresses.get(event["requestId"], event["requestId"])
        if not address.startswith("data:"):
            self.received[address] = self.received.get(address, 0) + int(event["encodedDataLength"])
