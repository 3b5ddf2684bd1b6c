"""Events as a browser sends them, over the websocket to a running server, beside a bare counter's server."""

from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Any

from reflex.utils import format as reflex_format

from mentorhub.web.member.home import Home
from mentorhub.web.member.mentorship import MentorshipPage
from tenants.access import Principal
from tenants.visits import cookies
from tests.benchmarks.counter import Counter
from tests.benchmarks.figures import Figure, median
from tests.benchmarks.office import HOST, Office
from tests.benchmarks.served import Served
from tests.benchmarks.wire import Line, line
from tests.support.cast import signed_in

MOST_TIMES = 5
EVENTS_OF_A_TAB = 80  # one that sends many more at such a pace is held up, as a script should be
NOT_COUNTED = 10
BARE = "a bare counter"


@dataclass(frozen=True)
class Call:
    """An event of a tab; the update it waits for names the state, and must have this in it."""

    line: Line
    handler: Any
    state: Any
    brings: str = ""

    async def __call__(self) -> float:
        name = reflex_format.format_event_handler(self.handler)
        seconds, said = await self.line.call(name, until=f'"{self.state.get_full_name()}"')
        if self.brings not in said:
            raise RuntimeError(f"{name} did not bring its page, so its time says nothing: {said[:300]}")
        return seconds


async def measure(both: Served, office: Office, tabs: int) -> list[Figure]:
    milliseconds: dict[str, list[float]] = {}
    for _ in range(tabs):
        async with AsyncExitStack() as stack:
            calls = await _opened(both, office, stack)
            for number in range(EVENTS_OF_A_TAB):
                for name, call in calls.items():
                    took = await call() * 1000
                    if number >= NOT_COUNTED:
                        milliseconds.setdefault(name, []).append(took)
    bare = median(milliseconds.pop(BARE))
    return [
        Figure(f"{name}, over the websocket", median(taken), "ms", bare, BARE, MOST_TIMES)
        for name, taken in milliseconds.items()
    ]


async def _opened(both: Served, office: Office, stack: AsyncExitStack) -> dict[str, Call]:
    small = line(f"localhost:{both.smallest_port}", both.smallest_port, route="/", path="/")
    bare = await stack.enter_async_context(small)
    identity = {"mentorship_id": str(office.pair.view.id)}
    pair = await stack.enter_async_context(
        await _tab(both, office.cast.mina, "/mentorship/[mentorship_id]", office.page, identity)
    )
    home = await stack.enter_async_context(await _tab(both, office.cast.mina, "/home", "/home", {}))
    return {
        BARE: Call(bare, Counter.add, Counter, "number"),
        "a pair's page loads": Call(pair, MentorshipPage.load, MentorshipPage, "together"),
        "home loads what waits": Call(home, Home.more, Home),
        "an act without SQL of its own": Call(pair, MentorshipPage.write_down, MentorshipPage, "form_key"),
    }


async def _tab(both: Served, who: Principal, route: str, path: str, query: dict[str, str]) -> Any:
    host = f"{HOST.partition(':')[0]}:{both.product.port}"
    cookie = f"{cookies.session_cookie()}={(await signed_in(who)).token}"
    return line(host, both.product.port, route=route, path=path, query=query, cookie=cookie)
