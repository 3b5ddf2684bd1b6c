"""One connection per process that hears what was announced in any of them."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Self
from uuid import UUID

import psycopg

from tenants.database import engine as engines
from tenants.database.roles import libpq
from tenants.kit import log
from tenants.kit.ids import parse_id
from tenants.live.service import CHANNEL

logger = log.get(__name__)

_FIRST_PAUSE = 0.2
_LONGEST_PAUSE = 15.0


@dataclass(frozen=True, slots=True)
class Signal:
    """A person's open screens should look again. The topic says at what, in a fixed word."""

    tenant_id: UUID
    person_id: UUID
    topic: str

    @classmethod
    def parse(cls, payload: str) -> Self | None:
        tenant, _, rest = payload.partition(":")
        person, _, topic = rest.partition(":")
        tenant_id, person_id = parse_id(tenant), parse_id(person)
        return cls(tenant_id, person_id, topic) if tenant_id and person_id else None


Hear = Callable[[Signal], Awaitable[None]]
Gap = Callable[[], Awaitable[None]]


class Listener:
    """`hear` gets every signal. `after_gap` is called when the connection had been lost: some may have been
    missed.
    """

    def __init__(self, hear: Hear, *, after_gap: Gap | None = None, conninfo: str | None = None) -> None:
        self._hear = hear
        self._after_gap = after_gap
        self._conninfo = conninfo
        self.ready = asyncio.Event()

    async def run(self) -> None:
        """Until cancelled."""
        pause, was_lost = _FIRST_PAUSE, False
        while True:
            try:
                conninfo = self._conninfo or libpq(engines.current().url)
                async with await psycopg.AsyncConnection.connect(conninfo, autocommit=True) as connection:
                    await connection.execute(f"LISTEN {CHANNEL}")
                    if was_lost and self._after_gap is not None:
                        await self._after_gap()
                    pause = _FIRST_PAUSE
                    self.ready.set()
                    await self._listen(connection)
            except psycopg.OperationalError as fault:
                logger.warning("live connection lost", kind=type(fault).__name__, seconds=pause)
            self.ready.clear()
            was_lost = True
            await asyncio.sleep(pause)
            pause = min(pause * 2, _LONGEST_PAUSE)

    async def _listen(self, connection: psycopg.AsyncConnection) -> None:
        async for notice in connection.notifies():
            signal = Signal.parse(notice.payload)
            if signal is None:
                continue
            try:
                await self._hear(signal)
            except Exception:
                logger.exception("a screen could not be told", person_id=str(signal.person_id))
