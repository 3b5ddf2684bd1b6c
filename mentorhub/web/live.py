"""Live screens: what changed in the database shows on the open tabs of those concerned.

Each process knows the tabs connected to it: who sits there, and on which page. A signal from the
database (ids only) runs the load event of those tabs' pages again, through the same guard as any
event of theirs.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from uuid import UUID

from reflex.app import App
from reflex.event import Event
from reflex.state import BaseState

from tenants.live.listener import Listener, Signal
from tenants.visits.service import Visit


@dataclass(frozen=True)
class Seat:
    tenant_id: UUID
    person_id: UUID
    path: str


class Seats:
    """Which person sits at which tab, on which page."""

    def __init__(self) -> None:
        self._by_tab: dict[str, Seat] = {}
        self._by_person: dict[tuple[UUID, UUID], set[str]] = {}

    def take(self, tab: str, seat: Seat) -> None:
        self.leave(tab)
        self._by_tab[tab] = seat
        self._by_person.setdefault((seat.tenant_id, seat.person_id), set()).add(tab)

    def leave(self, tab: str) -> None:
        seat = self._by_tab.pop(tab, None)
        if seat is None:
            return
        key = (seat.tenant_id, seat.person_id)
        tabs = self._by_person[key]
        tabs.discard(tab)
        if not tabs:
            del self._by_person[key]

    def taken(self) -> list[tuple[str, Seat]]:
        return list(self._by_tab.items())

    def of(self, tenant_id: UUID, person_id: UUID) -> list[tuple[str, Seat]]:
        return [(tab, self._by_tab[tab]) for tab in self._by_person.get((tenant_id, person_id), ())]


_seats = Seats()


def seat(state: BaseState, here: Visit) -> None:
    """Notes where a visitor sits; called for each allowed event."""
    tab = state.rx_router_session.client_token
    person = here.principal
    if person is None or person.person_id is None:
        _seats.leave(tab)
    else:
        _seats.take(tab, Seat(person.tenant_id, person.person_id, state.rx_router_url.path))


def leave(tab: str) -> None:
    """Its connection ended. A tab that comes back loads its page anew, and is given its seat by that."""
    _seats.leave(tab)


@contextlib.asynccontextmanager
async def listening(app: App) -> AsyncIterator[None]:
    """Runs the listener for as long as the application runs (a lifespan task)."""
    listener = Listener(lambda signal: _show(app, signal), after_gap=lambda: _show_everybody(app))
    task = asyncio.create_task(listener.run(), name="live listener")
    try:
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def _show(app: App, signal: Signal) -> None:
    for tab, where in _seats.of(signal.tenant_id, signal.person_id):
        await _load_again(app, tab, where)


async def _show_everybody(app: App) -> None:
    """The connection had been lost: whatever was told in between, nobody heard it."""
    for tab, where in _seats.taken():
        await _load_again(app, tab, where)


async def _load_again(app: App, tab: str, where: Seat) -> None:
    namespace = app.event_namespace
    if namespace is None or tab not in namespace.token_to_sid:
        _seats.leave(tab)
        return
    for event in Event.from_event_type(list(app.get_load_events(where.path))):
        await app.event_processor.enqueue(tab, event)
