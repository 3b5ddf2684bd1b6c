"""Everything that happens in one organization, in the order of the calendar, with the jobs that it causes."""

import heapq
import itertools
from collections.abc import Awaitable, Callable
from datetime import timedelta

from mentorhub.demonstration.stage import Stage
from tenants.access import system
from tenants.outbox import queue, worker

Act = Callable[[], Awaitable[None]]

PERIODIC_AFTER = timedelta(days=30)
"""How long the calendar of the histories may run before what is done by itself is done."""


class Agenda:
    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self._waiting: list[tuple[float, int, Act]] = []
        self._order = itertools.count()
        self._did_periodic = stage.journey.moment

    def add(self, days_ago: float, act: Act) -> None:
        """What is caused by something else is never before it: see `run`."""
        heapq.heappush(self._waiting, (-days_ago, next(self._order), act))

    async def run(self) -> None:
        while self._waiting:
            negative, _, act = heapq.heappop(self._waiting)
            self.stage.at(-negative)
            if self.stage.journey.moment - self._did_periodic > PERIODIC_AFTER:
                await self.do_periodic()
            await act()
            await worker.run_waiting(self.stage.tenant_id)

    async def do_periodic(self) -> None:
        self._did_periodic = self.stage.journey.moment
        await queue.run_everything_periodic(system(self.stage.tenant_id))
        await worker.run_waiting(self.stage.tenant_id)
