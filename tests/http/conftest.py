"""The plain routes behind the gate, called without a network."""

from collections.abc import AsyncIterator, Callable

import httpx
import pytest
import pytest_asyncio
from starlette.types import ASGIApp, Receive, Scope, Send

from mentorhub.http.app import plain_routes
from mentorhub.http.origin import Gate
from tests.support.statements import judge, of_event

HOST = "wtsa.localhost:3000"
Client = Callable[[str], httpx.AsyncClient]


class Counted:
    """Holds every request to the limit of SQL statements, as the tabs do with events."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with of_event() as statements:
            await self.app(scope, receive, send)
        judge(f"{scope['method']} {scope['path']}", statements)


@pytest.fixture
def application() -> ASGIApp:
    return Counted(Gate(plain_routes()))


@pytest_asyncio.fixture
async def client_at(application: ASGIApp) -> AsyncIterator[Client]:
    """A browser at a host: it keeps cookies, names its origin, and does not follow redirects."""
    opened: list[httpx.AsyncClient] = []

    def open_at(host: str) -> httpx.AsyncClient:
        made = httpx.AsyncClient(
            transport=httpx.ASGITransport(application),
            base_url=f"http://{host}",
            headers={"Origin": f"http://{host}"},
        )
        opened.append(made)
        return made

    yield open_at
    for client in opened:
        await client.aclose()


@pytest.fixture
def client(client_at: Client) -> httpx.AsyncClient:
    return client_at(HOST)
