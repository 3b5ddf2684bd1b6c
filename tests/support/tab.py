"""A browser tab without a browser: events go through the guard and the handlers, updates come back.

Wraps Reflex's internal event processor in one place. Every event that any test sends is held to the limit of
SQL statements, so the limit is a floor of the whole suite and not a list of measured pages.
"""

import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import reflex as rx
from reflex.app import App
from reflex.event import Event
from reflex.istate.manager.memory import StateManagerMemory
from reflex.istate.manager.token import BaseStateToken
from reflex.state import State, StateUpdate
from reflex.utils import format as reflex_format
from reflex_base.event.processor.base_state_processor import BaseStateEventProcessor
from reflex_base.event.processor.event_processor import EventQueueEntry
from reflex_base.registry import RegisteredEventHandler

from tenants.visits import cookies
from tests.support.statements import TooManyStatementsError, judge, of_event

StateType = TypeVar("StateType", bound=rx.State)
HYDRATE = "reflex___state____state.hydrate_and_load"
FOLLOW = "reflex___state____state.reflex___state____on_load_internal_state.on_load_internal"


class Wires:
    """Stands in for the websocket: keeps what would have been sent to each tab."""

    def __init__(self) -> None:
        self.sent: dict[str, list[StateUpdate]] = {}
        self.token_to_sid: dict[str, str] = {}
        self.on_update: Callable[[str, StateUpdate], None] | None = None
        self.over_limit: list[TooManyStatementsError] = []

    async def emit_update(self, update: StateUpdate, token: str) -> None:
        self.sent.setdefault(token, []).append(update)
        if self.on_update is not None:
            self.on_update(token, update)

    def check(self) -> None:
        """Raises what the events since the last look did too much of."""
        found, self.over_limit = self.over_limit, []
        if found:
            raise found[0]


class Processor(BaseStateEventProcessor):
    """Reflex's own, with a count of each event's statements: whom it identifies, what it reads and writes.

    A background handler is work with a progress bar: it speaks to the database many times by intent, in
    transactions of its own and while its visitor may do something else. A limit per event would mean nothing.
    """

    wires: Wires

    async def _execute_event(
        self, *, entry: EventQueueEntry, registered_handler: RegisteredEventHandler
    ) -> None:
        with of_event() as statements:
            await super()._execute_event(entry=entry, registered_handler=registered_handler)
        if registered_handler.handler.is_background:
            return
        try:
            judge(entry.event.name, statements)
        except TooManyStatementsError as too_many:
            self.wires.over_limit.append(too_many)


@dataclass
class Tab:
    app: App
    wires: Wires
    host: str
    session: str = ""
    token: str = field(default_factory=lambda: uuid4().hex)
    visitor: str = field(default_factory=lambda: uuid4().hex)
    path: str = "/"

    def __post_init__(self) -> None:
        self.wires.token_to_sid[self.token] = f"sid-{self.token}"

    async def visit(self, path: str) -> "Tab":
        """Opens a page: hydrates the tab and runs the page's load event."""
        self.path = path
        await self.send_raw(HYDRATE, {})
        return self

    async def follow(self, path: str) -> "Tab":
        """Goes to a page by a link within the pages: nothing is hydrated anew."""
        self.path = path
        await self.send_raw(FOLLOW, {})
        return self

    async def send(self, handler: Any, *args: Any, **payload: Any) -> None:
        """Calls an event handler as the page would, with whatever payload."""
        names = [name for name in handler._parameters if name != "self"]
        payload |= dict(zip(names, args, strict=False))
        await self.send_raw(reflex_format.format_event_handler(handler), payload)

    async def send_raw(self, name: str, payload: dict[str, Any]) -> None:
        """Sends any event name with any payload: what a hostile client can do."""
        event = Event(name=name, payload=payload, router_data=self._router_data())
        future = await self.app.event_processor.enqueue(self.token, event)
        await future.wait_all()
        self.wires.check()

    async def state(self, cls: type[StateType]) -> StateType:
        root = await self.app.state_manager.get_state(BaseStateToken(ident=self.token, cls=State))
        return await root.get_state(cls)

    @property
    def received(self) -> str:
        """Everything that was sent to this tab, as one text, to search for what must not be there."""
        return json.dumps(
            [[update.delta, [str(event) for event in update.events]] for update in self._updates],
            default=reflex_format.json_dumps,
        )

    @property
    def went_to(self) -> list[str]:
        """Where the page was told to go, in order."""
        return [str(event.payload) for update in self._updates for event in update.events]

    @property
    def _updates(self) -> list[StateUpdate]:
        return self.wires.sent.get(self.token, [])

    def _router_data(self) -> dict[str, Any]:
        url = urlsplit(self.path)
        route = self.app.router(url.path) or "404"
        cookie = f"{cookies.visitor_cookie()}={self.visitor}"
        if self.session:
            cookie += f"; {cookies.session_cookie()}={self.session}"
        return {
            "pathname": "/" + route.removeprefix("/"),
            "asPath": self.path,
            "query": self._parameters(route, url.path)
            | {name: values[0] for name, values in parse_qs(url.query).items()},
            "token": self.token,
            "sid": self.wires.token_to_sid[self.token],
            "ip": "127.0.0.1",
            "headers": {"host": self.host, "origin": f"http://{self.host}", "cookie": cookie},
        }

    @staticmethod
    def _parameters(route: str, path: str) -> dict[str, str]:
        pairs = zip(route.strip("/").split("/"), path.strip("/").split("/"), strict=False)
        return {name.strip("[]"): value for name, value in pairs if name.startswith("[")}


@asynccontextmanager
async def event_loop(app: App) -> AsyncIterator[Wires]:
    """Starts the application's event processor on stand-in wires; tabs are made of both."""
    wires = Wires()
    before = app._event_namespace, app._state_manager, app._event_processor
    app._event_namespace = wires  # type: ignore[assignment]  # stands in for it
    app._state_manager = StateManagerMemory()
    processor = Processor(middleware=app, backend_exception_handler=app.backend_exception_handler)
    processor.wires = wires
    app._event_processor = processor
    try:
        async with processor.configure(state_manager=app._state_manager, event_namespace=wires):  # type: ignore[arg-type]  # stands in for it
            yield wires
        wires.check()
    finally:
        app._event_namespace, app._state_manager, app._event_processor = before
