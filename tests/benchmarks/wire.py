"""A tab at a running server, as thin as can be: Reflex's socket.io messages on a websocket."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from time import perf_counter
from typing import Any
from uuid import uuid4

from websockets import Origin
from websockets.asyncio.client import ClientConnection, connect

PATIENCE_SECONDS = 20
OPEN, PING, PONG = "0", "2", "3"
CONNECTED, EVENT = "40/_event,", "42/_event,"


@dataclass
class Line:
    client: ClientConnection
    where: dict[str, Any]

    async def call(self, name: str, *, until: str, **payload: Any) -> tuple[float, str]:
        """Seconds from sending an event to the first update with these words, and that update."""
        begun = perf_counter()
        event = {"name": name, "payload": payload, "router_data": self.where}
        await self.client.send(EVENT + json.dumps(["event", event]))
        said = await self.receive(until)
        return perf_counter() - begun, said

    async def receive(self, words: str) -> str:
        while True:
            said = await asyncio.wait_for(self.client.recv(decode=True), PATIENCE_SECONDS)
            if said == PING:
                await self.client.send(PONG)
            elif words in said:
                return said


@asynccontextmanager
async def line(
    host: str, port: int, *, route: str, path: str, query: dict[str, str] | None = None, cookie: str = ""
) -> AsyncIterator[Line]:
    """Connected, and no name server asked: every name under `localhost` is this machine."""
    address = f"ws://{host}/_event/?EIO=4&transport=websocket&token={uuid4()}"
    client = await connect(
        address,
        host="127.0.0.1",
        port=port,
        origin=Origin(f"http://{host}"),
        additional_headers={"Cookie": cookie} if cookie else {},
        compression=None,
        max_size=None,
    )
    opened = Line(client, {"pathname": route, "asPath": path, "query": query or {}})
    try:
        await opened.receive(OPEN)
        await client.send(CONNECTED)
        await opened.receive(CONNECTED)
        yield opened
    finally:
        await client.close()
