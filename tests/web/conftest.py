"""Tabs on the application, without a browser."""

from collections.abc import AsyncIterator

import pytest_asyncio

from mentorhub.mentorhub import app
from tests.support.tab import Tab, Wires, event_loop


@pytest_asyncio.fixture
async def wires() -> AsyncIterator[Wires]:
    async with event_loop(app) as made:
        yield made


@pytest_asyncio.fixture
async def tab(wires: Wires) -> Tab:
    """A visitor's tab on organization A's host, not signed in."""
    return Tab(app, wires, "wtsa.localhost:3000")
