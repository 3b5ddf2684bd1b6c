"""A page's first load beside the smallest Reflex page's: what it moves, when there is something to read."""

from dataclasses import dataclass

from playwright.async_api import Browser

from mentorhub.web.routes import PAGES
from tenants.access import Principal
from tests.benchmarks.figures import Figure, median
from tests.benchmarks.office import Office
from tests.benchmarks.served import Served, fresh_page
from tests.support.browser import chromium
from tests.support.page_weight import MOST_KILOBYTES, Build, Scales

MOST_TIMES_BYTES = 1.5
SEEN = """words => {
  const headline = document.querySelector('main h1');
  const text = headline && headline.checkVisibility() ? headline.innerText.trim() : "";
  return text && text.includes(words) ? performance.now() : 0;
}"""


@dataclass(frozen=True)
class Place:
    name: str
    address: str
    who: Principal | None = None
    says: str = ""
    """In its headline, where another page's could be taken for it while it loads."""


async def measure(both: Served, office: Office, rounds: int) -> list[Figure]:
    places = _places(both, office)
    weights: dict[str, float] = {}
    moments: dict[str, list[float]] = {place.name: [] for place in places}
    async with chromium() as browser:
        for number in range(rounds + 1):
            for place in places:
                kilobytes, milliseconds = await _load(browser, place)
                if number:  # the first one warms up the servers
                    moments[place.name].append(milliseconds)
                weights[place.name] = kilobytes
    smallest, *ours = places
    return [
        *(
            Figure(
                f"first load of {place.name}, in Chromium",
                weights[place.name],
                "KB",
                weights[smallest.name],
                smallest.name,
                MOST_TIMES_BYTES,
            )
            for place in ours
        ),
        *(
            Figure(
                f"headline of {place.name} to be read",
                median(moments[place.name]),
                "ms",
                median(moments[smallest.name]),
                smallest.name,
            )
            for place in ours
        ),
    ]


def _places(both: Served, office: Office) -> list[Place]:
    cast, url = office.cast, both.product.url
    slug = cast.a.slug
    return [
        Place("the smallest page", f"{both.smallest}/"),
        Place("the public page", url(slug)),
        Place("home", url(slug, "/home"), cast.mina),
        Place("a pair's page", url(slug, office.page), cast.mina, "Mona"),
        Place("the overview", url(slug, "/organizer"), cast.olivia),
    ]


async def _load(browser: Browser, place: Place) -> tuple[float, float]:
    """Kilobytes until the network is quiet, and milliseconds until a headline can be read."""
    async with fresh_page(browser, place.address, place.who) as page:
        scales = await Scales().put_under(page)
        await page.goto(place.address, wait_until="commit")
        seen = await page.wait_for_function(SEEN, arg=place.says, polling="raf")
        milliseconds = float(await seen.json_value())
        await page.wait_for_load_state("networkidle")
        return scales.kilobytes, milliseconds


def every_page() -> list[Figure]:
    """From the build's own list, the heaviest first."""
    build = Build()
    weights = sorted(((build.kilobytes_of(page.route), page.route) for page in PAGES), reverse=True)
    return [
        Figure(f"{route}, from the build", weight, "KB", most=MOST_KILOBYTES, of="ours")
        for weight, route in weights
    ]
