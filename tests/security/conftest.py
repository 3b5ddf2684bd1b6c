"""Organization A with something of everything in it, and tabs of those who want it."""

import httpx
import pytest
import pytest_asyncio

from mentorhub.web.limits import Bucket
from tests.http.conftest import application, client, client_at
from tests.matching.conftest import Opened, opened
from tests.security.victim import Victim, build
from tests.support.cast import Cast, cast
from tests.web.conftest import tab, wires

__all__ = ["application", "cast", "client", "client_at", "opened", "tab", "wires"]


@pytest_asyncio.fixture
async def victim(cast: Cast, opened: Opened) -> Victim:
    return await build(cast, await opened("wtsa"))


@pytest.fixture(autouse=True)
def _unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """An attack that is told to wait would prove nothing."""
    monkeypatch.setattr("mentorhub.web.guard.EVENTS", Bucket(per_second=1_000_000, burst=1_000_000))


def at(client: httpx.AsyncClient, token: str) -> httpx.AsyncClient:
    """The same browser, signed in."""
    client.cookies.set("session", token)
    return client
