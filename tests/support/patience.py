"""Waiting for what must come. Longer than any machine needs; whoever is on time waits no longer than that."""

import asyncio
from collections.abc import Awaitable, Callable

PATIENCE_SECONDS = 30.0


async def until(comes: Callable[[], Awaitable[bool]]) -> None:
    """Raises TimeoutError where it does not."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not await comes():  # noqa: ASYNC110 - it may come from another process
            await asyncio.sleep(0.02)
