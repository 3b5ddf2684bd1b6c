"""The one who does the jobs: inside the server by default, or `mentorhub worker` on its own."""

import asyncio
from uuid import UUID

from sqlalchemy import text

from tenants.access import system
from tenants.database import unit_of_work
from tenants.kit import log
from tenants.outbox.queue import app, opened

logger = log.get(__name__)

AT_ONCE = 4
LONGEST_PAUSE = 30

_TAKE = text(
    "DELETE FROM procrastinate_jobs WHERE status = 'todo' AND args ->> 'tenant_id' = :tenant "
    "RETURNING id, task_name, args"
)


async def run_worker() -> None:
    """Until cancelled. When the database goes away it starts again as soon as that is back."""
    pause = 1
    while True:
        try:
            async with opened() as open_app:
                await open_app.run_worker_async(
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
    """Do what waits in the queue and return; for tests."""
    async with opened() as open_app:
        await open_app.run_worker_async(
            concurrency=1,
            wait=False,
            install_signal_handlers=False,
            delete_jobs="successful",
            listen_notify=False,
        )


async def run_waiting(tenant_id: UUID) -> None:
    """Do what waits for one organization, and what that leaves to do, now and in units of work of one's own.

    Inside `one_transaction` no worker sees these jobs. Whatever their hour, they are done; a fault is raised.
    """
    while True:
        async with unit_of_work(system(tenant_id)) as db:
            taken = (await db.execute(_TAKE, {"tenant": str(tenant_id)})).all()
        if not taken:
            return
        for _, name, arguments in sorted(taken):
            await app.tasks[name].func(**arguments)
