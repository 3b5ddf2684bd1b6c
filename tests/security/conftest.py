"""Organization A with something of everything in it, and tabs of those who want it."""

import httpx
import pytest_asyncio

from tests.http.conftest import application, client, client_at
from tests.matching.conftest import Opened, opened
from tests.security.victim import Victim, build
from tests.support.cast import Cast, cast
from tests.web.conftest import tab, wires

__all__ = ["application", "cast", "client", "client_at", "opened", "tab", "wires"]


@pytest_asyncio.fixture
async def victim(cast: Cast, opened: Opened) -> Victim:
    return await build(cast, await opened("wtsa"))


def at(client: httpx.AsyncClient, token: str) -> httpx.AsyncClient:
    """The same browser, signed in."""
    client.cookies.set("session", token)
    return client
