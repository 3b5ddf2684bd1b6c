"""The benchmarks that need both servers: they are started once."""

import asyncio
from collections.abc import Sequence

from tests.benchmarks import first_loads, wire_events
from tests.benchmarks.figures import Figure, Run
from tests.benchmarks.office import furnish, pool
from tests.benchmarks.served import Served, served


def with_servers(run: Run) -> Sequence[Figure]:
    with served(run) as both:
        return asyncio.run(_measure(both, run))


async def _measure(both: Served, run: Run) -> list[Figure]:
    async with pool(both.database):
        office = await furnish()
        return [
            *await wire_events.measure(both, office, run.times(5, 1)),
            *await first_loads.measure(both, office, run.times(11, 3)),
            *first_loads.every_page(),
        ]
