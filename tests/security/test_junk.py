"""Anything in every argument of what anybody may call: never a fault of ours, only sentences."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reflex_base.utils.form import FormData
from structlog.testing import capture_logs

from mentorhub.mentorhub import app
from mentorhub.web.arguments import DEEPEST, Arguments, storable
from mentorhub.web.guard import ANYONE, SIGNED_IN
from tests.security import walk
from tests.support.cast import Cast, signed_in
from tests.support.pairs import open_program
from tests.support.tab import Tab, Wires

JUNK = [
    None,
    7,
    10**30,
    True,
    "",
    "\x00",
    "\ud800",
    "x" * 20_000,
    ["x", {}],
    {"$ne": 1},
    [["a"], 1],
    {"a": {"b": [None]}},
]
PAGES = {ANYONE: ["/apply/mentor", "/"], SIGNED_IN: ["/home", "/account"]}


@pytest.mark.parametrize("needs", [ANYONE, SIGNED_IN])
async def test_no_junk_raises_anything_but_a_problem(needs: str, cast: Cast, wires: Wires) -> None:
    await open_program(cast, "wtsa")
    session = (await signed_in(cast.mina)).token if needs == SIGNED_IN else ""
    tab = Tab(app, wires, "wtsa.localhost:3000", session=session)
    with capture_logs() as lines:
        for path in PAGES[needs]:
            await tab.visit(path)
        for name in walk.open_to(needs):
            for junk in JUNK:
                for payload in ({"self": junk, "no_such": junk}, *walk.with_junk(name, junk)):
                    await tab.send_raw(name, payload)
    assert [line for line in lines if line["event"] == "event_failed"] == []


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
@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow], deadline=None)
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
