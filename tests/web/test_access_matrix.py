"""Every event handler of the product, called by everybody who might.

A visitor, somebody of another organization with their own cookie, a member without the permission, and
one who holds it.
"""

import dataclasses
from typing import Any

import pytest
import reflex as rx
from reflex_base.registry import RegisteredEventHandler, RegistrationContext

from mentorhub.mentorhub import app
from mentorhub.web import guard
from tests.support.cast import Cast, signed_in
from tests.support.tab import Tab, Wires

OURS = {
    name: registered
    for name, registered in app._registration_context.event_handlers.items()
    if registered.handler.fn.__module__.startswith("mentorhub.")
}
HOST = "wtsa.localhost:3000"
JUNK: list[Any] = [
    None,
    "",
    "../../etc/passwd",
    -1,
    {"$ne": 1},
    ["x"],
    "0190a1b2-0000-7000-8000-000000000000",
]


@dataclasses.dataclass
class Calls:
    """Stands in the place of a handler, so that only being let through is tested."""

    names: list[str] = dataclasses.field(default_factory=list)


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Calls:
    made = Calls()
    handlers = RegistrationContext.get().event_handlers

    def stand_in(name: str, registered: RegisteredEventHandler) -> RegisteredEventHandler:
        async def note(_state: rx.State, **_payload: Any) -> None:
            made.names.append(name)

        note.__access__ = registered.handler.fn.__access__  # type: ignore[attr-defined]  # as the guard marks it
        handler = dataclasses.replace(registered.handler, fn=note)
        return dataclasses.replace(registered, handler=handler)

    for name in MARKED:
        registered = OURS[name]
        monkeypatch.setitem(handlers, name, stand_in(name, registered))
    return made


@pytest.mark.parametrize("name", OURS)
def test_every_event_handler_says_who_may_call_it(name: str) -> None:
    assert isinstance(getattr(OURS[name].handler.fn, "__access__", None), guard.Access)


THEIRS = sorted(
    name
    for name, registered in app._registration_context.event_handlers.items()
    if registered.handler.fn.__module__.startswith("reflex") and name not in guard.FRAMEWORK_EVENTS
)


@pytest.mark.parametrize("name", THEIRS)
async def test_what_the_framework_offers_beyond_coming_alive_is_refused(
    name: str, tab: Tab, cast: Cast
) -> None:
    stranger = tab
    await stranger.send_raw(name, {"var_name": "status", "value": "ready", "vars": {}})
    assert guard.access_of(name) is None
    assert stranger.went_to == []


MARKED = {name: found for name in OURS if (found := guard.access_of(name)) is not None}
CLOSED = [name for name, access in MARKED.items() if access.needs != guard.ANYONE]
STAFF = [name for name in CLOSED if MARKED[name].needs != guard.SIGNED_IN]


@pytest.mark.parametrize("name", CLOSED)
async def test_a_visitor_is_sent_to_sign_in(name: str, tab: Tab, cast: Cast, calls: Calls) -> None:
    for junk in JUNK:
        await tab.send_raw(name, {"value": junk})
    assert calls.names == []
    assert "/sign-in" in tab.received


@pytest.mark.parametrize("name", CLOSED)
async def test_a_stranger_with_a_cookie_of_another_organization_is_a_visitor_here(
    name: str, wires: Wires, cast: Cast, calls: Calls
) -> None:
    stan = Tab(app, wires, HOST, session=(await signed_in(cast.stan)).token)
    await stan.send_raw(name, {})
    assert calls.names == []
    assert "/sign-in" in stan.received


@pytest.mark.parametrize("name", STAFF)
async def test_a_member_without_the_permission_is_refused(
    name: str, wires: Wires, cast: Cast, calls: Calls
) -> None:
    mina = Tab(app, wires, HOST, session=(await signed_in(cast.mina)).token)
    await mina.send_raw(name, {})
    assert calls.names == []


@pytest.mark.parametrize("name", CLOSED)
async def test_the_owner_is_let_through(name: str, wires: Wires, cast: Cast, calls: Calls) -> None:
    olivia = Tab(app, wires, HOST, session=(await signed_in(cast.olivia)).token)
    await olivia.send_raw(name, {})
    assert name in calls.names
