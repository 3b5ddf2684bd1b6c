"""Jobs on procrastinate: deferred in our own transaction, so that a job exists exactly when its cause does.
Their arguments are ids.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from contextlib import asynccontextmanager
from datetime import datetime
from uuid import UUID

from procrastinate import App, BaseRetryStrategy, PsycopgConnector, RetryDecision
from procrastinate.jobs import Job as QueuedJob
from procrastinate.tasks import Task

from tenants.access import Principal, system
from tenants.database import Session
from tenants.database import engine as engines
from tenants.database.effects import Effect
from tenants.database.roles import libpq
from tenants.kit import log
from tenants.kit.errors import Problem
from tenants.organizations import directory

logger = log.get(__name__)

# The queue's own function, which its client calls as well; here with whatever else the act leaves behind.
DEFERRED = Effect(
    "job",
    "SELECT unnest(procrastinate_defer_jobs_v1(ARRAY("
    "SELECT one FROM jsonb_populate_recordset("
    "NULL::procrastinate_job_to_defer_v1, CAST(:rows AS jsonb)) AS one"
    ")))",
)

Work = Callable[..., Awaitable[None]]

app = App(connector=PsycopgConnector())


class Backoff(BaseRetryStrategy):
    """Soon at first, then ever later: most faults pass within a minute, the rest within a day."""

    WAITS = (5, 30, 120, 600, 3600, 14_400, 43_200)

    def get_retry_decision(self, *, exception: BaseException, job: QueuedJob) -> RetryDecision | None:
        if isinstance(exception, Problem) or job.attempts >= len(self.WAITS):
            return None  # a problem is an answer, and the same one next time
        return RetryDecision(retry_in={"seconds": self.WAITS[job.attempts]})


class Job:
    """What a slice defers. Called directly, it runs at once, without the queue."""

    def __init__(self, name: str, work: Work, *, one_at_a_time: bool) -> None:
        self.name = name
        self.work = work
        self.one_at_a_time = one_at_a_time
        self._task: Task[..., Awaitable[None], ...] = app.task(name=name, retry=Backoff())(self._run)

    async def __call__(self, principal: Principal, **ids: UUID) -> None:
        await self.work(principal, **ids)

    async def _run(self, tenant_id: str, **ids: str) -> None:
        await self.work(system(UUID(tenant_id)), **{name: UUID(value) for name, value in ids.items()})

    async def defer(
        self, db: Session, calls: Iterable[Mapping[str, UUID]], *, at: datetime | None = None
    ) -> None:
        tenant_id = db.info["scope"].tenant_id
        lock = f"{self.name}:{tenant_id}" if self.one_at_a_time else None
        job = self._task.configure(lock=lock, schedule_at=at).job
        DEFERRED.gather(
            db,
            (
                {
                    "queue_name": job.queue,
                    "task_name": job.task_name,
                    "priority": job.priority,
                    "lock": job.lock,
                    "args": {"tenant_id": tenant_id, **ids},
                    "scheduled_at": job.scheduled_at,
                }
                for ids in calls
            ),
        )


def job(name: str, *, one_at_a_time: bool = False) -> Callable[[Work], Job]:
    """`async def work(principal, **ids)`, run as the program itself within one organization.

    `one_at_a_time`: no two of them for the same organization at once.
    """
    return lambda work: Job(name, work, one_at_a_time=one_at_a_time)


async def defer(db: Session, what: Job, *, at: datetime | None = None, **ids: UUID) -> None:
    """In this transaction: if it is rolled back, the job never was."""
    await what.defer(db, [ids], at=at)


_every: list["Periodic"] = []


async def run_everything_periodic(principal: Principal) -> None:
    """All of it now, for one organization: after the clock of a developer's machine was moved."""
    for each in _every:
        await each(principal)


class Periodic:
    """Something done again and again, for each organization in turn; a fault in one does not keep the next
    waiting.
    """

    def __init__(self, name: str, cron: str, work: Work) -> None:
        self.name = name
        self.work = work
        task = app.task(name=name, queueing_lock=name, lock=name)(self._run)
        app.periodic(cron=cron)(task)
        _every.append(self)

    async def __call__(self, principal: Principal) -> None:
        await self.work(principal)

    async def _run(self, timestamp: int) -> None:
        async for tenant in directory.all_tenants():
            try:
                await self.work(system(tenant.tenant_id))
            except Exception:
                logger.exception(
                    "periodic job failed", job=self.name, tenant_id=str(tenant.tenant_id), at=timestamp
                )


def periodic(name: str, *, cron: str) -> Callable[[Work], Periodic]:
    """`async def work(principal)` for every organization, by the clock of cron (in UTC)."""
    return lambda work: Periodic(name, cron, work)


@app.periodic(cron="* * * * *")
@app.task(name="outbox.rescue", queueing_lock="outbox.rescue")
async def rescue(timestamp: int) -> None:
    """Jobs whose worker was killed in the middle go back into the queue."""
    for stalled in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=30):
        logger.warning("job rescued", job=stalled.task_name, job_id=stalled.id, at=timestamp)
        await app.job_manager.retry_job(stalled)


@asynccontextmanager
async def opened() -> AsyncIterator[App]:
    """The queue with a small pool of connections of its own, for a worker."""
    connector = PsycopgConnector(conninfo=libpq(engines.current().url), min_size=1, max_size=6)
    with app.replace_connector(connector):
        async with app.open_async():
            yield app
