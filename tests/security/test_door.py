"""The websocket itself: somebody else's tab token, junk, floods. Called as the socket server calls it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import pytest
import pytest_asyncio
from reflex.istate.manager.memory import StateManagerMemory
from reflex_base.event.processor.base_state_processor import BaseStateEventProcessor

from mentorhub.mentorhub import app
from mentorhub.messaging import service as messaging
from mentorhub.web import live
from mentorhub.web.door import Door, readable
from mentorhub.web.limits import Bucket
from tenants.database import unit_of_work
from tenants.kit.ids import new_id
from tenants.live.listener import Signal
from tests.support.cast import Cast, signed_in
from tests.support.pairs import pair_up
from tests.support.patience import PATIENCE_SECONDS
from tests.support.tab import HYDRATE

HOST = "wtsa.localhost:3000"
LOADED = "'is_hydrated_rx_state_': True"
SECRET = "canary-message that comes later"


@dataclass
class Sockets:
    door: Door
    sent: dict[str, list[tuple[str, Any]]] = field(default_factory=dict)

    async def emit(self, event: str, data: Any = None, to: str = "", **_more: Any) -> None:
        self.sent.setdefault(to, []).append((event, data))

    async def connect(self, sid: str, token: str, session: str = "") -> None:
        cookie = f"session={session}" if session else ""
        headers = [(b"host", HOST.encode()), (b"cookie", cookie.encode())]
        environ = {
            "QUERY_STRING": f"token={token}",
            "asgi.scope": {"headers": headers, "client": ("127.0.0.1", 1)},
        }
        await self.door.on_connect(sid, environ)

    async def open(self, sid: str, path: str) -> None:
        where = {"pathname": path, "asPath": path, "query": {"mentorship_id": path.rpartition("/")[2]}}
        await self.door.on_event(sid, {"name": HYDRATE, "payload": {}, "router_data": where})

    async def leave(self, sid: str, *, loaded: bool = False) -> None:
        """Who leaves while a page loads ends that, maybe in the middle of a question to the database."""
        assert not loaded or await self.hears(sid, LOADED)
        task = self.door.on_disconnect(sid)
        if task is not None:
            await task

    async def hears(self, sid: str, words: str, seconds: float = PATIENCE_SECONDS) -> bool:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while words not in str(self.sent.get(sid, [])):  # noqa: ASYNC110 - what is sent raises no event
                    await asyncio.sleep(0.02)
                return True
        return False


@pytest_asyncio.fixture
async def sockets(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Sockets]:
    door = app.event_namespace
    assert isinstance(door, Door)
    made = Sockets(door)
    monkeypatch.setattr(door, "emit", made.emit)
    monkeypatch.setattr(app, "_state_manager", StateManagerMemory())
    processor = BaseStateEventProcessor(
        middleware=app, backend_exception_handler=app.backend_exception_handler
    )
    monkeypatch.setattr(app, "_event_processor", processor)
    async with processor.configure(state_manager=app.state_manager, event_namespace=door):
        yield made


async def test_a_stolen_tab_token_is_sent_nothing_that_its_owner_would_see(
    cast: Cast, sockets: Sockets
) -> None:
    pair = await pair_up(cast)
    mina, token = (await signed_in(cast.mina)).token, "the-token-of-minas-tab"
    path = f"/mentorship/{pair.view.id}"
    await sockets.connect("mina", token, mina)
    await sockets.open("mina", path)
    assert await sockets.hears("mina", "Mona Moreau")
    await sockets.leave("mina", loaded=True)
    for thief, session in (("nobody", ""), ("gia", (await signed_in(cast.gia)).token)):
        await sockets.connect(thief, token, session)
        async with unit_of_work(cast.mona) as db:
            await messaging.send(db, cast.mona, pair.gathering, SECRET, new_id())
        await live._show(app, Signal(cast.a.tenant_id, cast.mina.me, "messages"))
        assert not await sockets.hears(thief, "Mona Moreau", 1)
        assert [event for event, _ in sockets.sent[thief]] == ["new_token"]
        await sockets.leave(thief)
    await sockets.connect("mina again", token, mina)
    await sockets.open("mina again", path)
    assert await sockets.hears("mina again", SECRET)


async def test_whose_connection_ended_sits_nowhere_any_more(cast: Cast, sockets: Sockets) -> None:
    mina = (await signed_in(cast.mina)).token
    for name in ("mina", "mina again"):
        await sockets.connect(name, "the-token-of-minas-tab", mina)
        await sockets.open(name, "/account")
        assert await sockets.hears(name, "Minami")
        assert live._seats.of(cast.a.tenant_id, cast.mina.me)
        await sockets.leave(name, loaded=True)
        assert not live._seats.of(cast.a.tenant_id, cast.mina.me)


@pytest.mark.parametrize(
    "junk",
    [
        None,
        "not json",
        7,
        [],
        {},
        {"name": 7},
        {"name": ["x"]},
        {"name": "reflex___state____state.no_such_handler"},
        {"name": HYDRATE, "payload": "x"},
        {"name": HYDRATE, "router_data": ["x"]},
    ],
)
def test_what_is_no_event_of_ours_ends_at_the_door(junk: object) -> None:
    assert readable(app, junk) is None


def test_an_address_that_is_none_is_left_out() -> None:
    sent = {
        "name": HYDRATE,
        "router_data": {"pathname": 7, "query": {"a": {"b": 1}, "c": "d"}, "headers": {"host": "x"}},
    }
    assert readable(app, sent) == {"name": HYDRATE, "payload": {}, "router_data": {"query": {"c": "d"}}}


async def test_a_flood_on_one_connection_ends_at_the_door_and_another_tab_is_served(
    cast: Cast, sockets: Sockets, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mentorhub.web.door.FRAMES", Bucket(per_second=0, burst=200))
    let_in: list[str] = []

    async def note(self: object, sid: str, data: object) -> None:
        let_in.append(sid)

    monkeypatch.setattr("reflex.app.EventNamespace.on_event", note)
    for _ in range(1000):
        await sockets.open("flood", "/")
    await sockets.open("quiet", "/")
    assert (let_in.count("flood"), let_in.count("quiet")) == (200, 1)
