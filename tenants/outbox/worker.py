"""The one who does the jobs: inside the server by default, or `mentorhub worker` on its own."""

import asyncio

from tenants.kit import log
from tenants.outbox.queue import opened

logger = log.get(__name__)

AT_ONCE = 4
LONGEST_PAUSE = 30


async def run_worker() -> None:
    """Until cancelled. When the database goes away it starts again as soon as that is back."""
    pause = 1
    while True:
        try:
            async with opened() as app:
                await app.run_worker_async(
                    concurrency=AT_ONCE,
                    install_signal_handlers=False,
                    delete_jobs="successful",
                    shutdown_graceful_timeout=20,
                )
                pause = 1
        except Exception:
            logger.exception("worker stopped; it starts again", seconds=pause)
        await asyncio.sleep(pause)
        pause = min(pause * 2, LONGEST_PAUSE)


async def run_until_empty() -> None:
    """Do what waits in the queue and return; for tests and for `mentorhub demo`."""
    async with opened() as app:
        await app.run_worker_async(
            concurrency=1,
            wait=False,
            install_signal_handlers=False,
            delete_jobs="successful",
            listen_notify=False,
        )
