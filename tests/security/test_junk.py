"""Anything in every argument of what anybody may call: never a fault of ours, only sentences."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reflex_base.utils.form import FormData
from structlog.testing import capture_logs

from mentorhub.mentorhub import app
from mentorhub.web.arguments import DEEPEST, Arguments, storable
from mentorhub.web.guard import ANYONE, SIGNED_IN
from mentorhub.web.routes import PAGES, Page
from tests.security import walk
from tests.security.victim import Victim
from tests.support.cast import signed_in
from tests.support.tab import Tab, Wires

JUNK = [
    None,
    7,
    -(10**30),
    float("nan"),
    float("inf"),
    True,
    "",
    "\x00",
    "\ud800",
    "1e999999",
    "../../etc/passwd",
    "x" * 1_000_000,
    "0190b000-0000-7000-8000-00000000000b",
    ["x", {}],
    {"$ne": 1},
    [["a"], 1],
    {"a": {"b": [None, float("nan")]}},
]

OTHERS = {"visitor": "/", "mina": "/home", "olivia": "/organizer/people"}


@pytest.mark.parametrize("name", OTHERS)
async def test_no_junk_raises_anything_but_a_problem_and_the_page_goes_on(
    name: str, victim: Victim, wires: Wires
) -> None:
    """Each handler is met once: by whoever comes first of those who may call it."""
    who = getattr(victim.cast, name)
    session = (await signed_in(who)).token if who.person_id else ""
    tab = Tab(app, wires, "wtsa.localhost:3000", session=session)
    wrong = {}
    for page, handlers in _pages(OTHERS[name]):
        mine = [each for each in handlers if _is_for(name, each)]
        with capture_logs() as lines:
            await tab.visit(walk.place(page.route, victim.ids))
            before = await _status(tab, page)
            for handler in mine:
                for junk in JUNK:
                    for payload in ({"self": junk, "no_such": junk}, *walk.with_junk(handler, junk)):
                        await tab.send_raw(handler, payload)
            await tab.visit(walk.place(page.route, victim.ids))
            after = await _status(tab, page)
        faults = [line for line in lines if line["event"] == "event_failed"]
        if faults or after != before:
            wrong[page.route] = (before, after, [repr(line["exc_info"]) for line in faults[:3]])
    assert wrong == {}


def _pages(others: str) -> Iterator[tuple[Page, list[str]]]:
    """Each page with the handlers of its state; those of dialogs, which have states of their own, on one."""
    left = set(walk.HANDLERS)
    for page in PAGES:
        found = walk.on_page(page.route)
        left -= set(found)
        yield page, found
    yield next(page for page in PAGES if page.route == others), sorted(left)


def _is_for(name: str, handler: str) -> bool:
    needs = walk.needs_of(handler)
    return needs == {"visitor": ANYONE, "mina": SIGNED_IN}.get(name, needs) and (
        name != "olivia" or needs not in (ANYONE, SIGNED_IN)
    )


async def _status(tab: Tab, page: Page) -> str:
    state = walk.HANDLERS[walk.loader(page)].states[0]
    return (await tab.state(state)).status


class Kinds:
    async def handler(
        self, words: str, form: dict[str, str], page: int, sent: FormData[str, str]
    ) -> None: ...


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(["words", "form", "page", "sent", "more"]), anything))
@settings(max_examples=100)
def test_a_handler_gets_the_kinds_it_was_written_for(sent: dict[str, object]) -> None:
    fitted = Arguments(Kinds.handler).fit(sent)
    assert {name: type(value) for name, value in fitted.items()} == {
        "words": str,
        "form": dict,
        "page": int,
        "sent": FormData,
    }
    assert "\x00" not in fitted["words"]
    assert abs(fitted["page"]) < 2**31
    fitted["words"].encode()


def test_what_is_nested_without_end_is_cut_off() -> None:
    deep: object = "bottom"
    for _ in range(DEEPEST + 5):
        deep = [deep]
    assert "bottom" not in str(storable(deep))
