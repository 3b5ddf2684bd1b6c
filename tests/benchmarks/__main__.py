"""Every benchmark in turn, each beside its baseline of the same run, in one table: `make bench`.

Times say nothing as tests do: a target that is missed is printed and breaks nothing. What breaks is a
benchmark that could not measure. `--only engine --full` goes to 100,000 people and to the slowest peers.
"""

import argparse
import asyncio
import sys
import traceback
from collections.abc import Sequence

from mentorhub.composition import compose
from tenants.database.models import load_models
from tenants.kit import settings
from tests.benchmarks import roster_import
from tests.benchmarks.delivery import delivery
from tests.benchmarks.figures import Benchmark, Figure, Run, table
from tests.benchmarks.many_organizations import many_organizations
from tests.benchmarks.matching_engine import engine
from tests.benchmarks.page_events import page_events
from tests.benchmarks.with_servers import with_servers
from tests.database import cluster


def roster(run: Run) -> Sequence[Figure]:
    with run.postgres.database("roster") as database:
        measured = asyncio.run(roster_import.measure(database))
    seconds = measured.look_seconds + measured.write_seconds
    name = f"roster import of {roster_import.PEOPLE:,} people"
    beside = "COPY of the same rows"
    return [Figure(name, seconds, "s", measured.copy_seconds, beside, roster_import.TARGET)]


BENCHMARKS: dict[str, Benchmark] = {
    "served": with_servers,
    "events": page_events,
    "roster": roster,
    "organizations": many_organizations,
    "delivery": delivery,
    "engine": engine,
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument(
        "--only", choices=list(BENCHMARKS), action="append", help="may be given several times"
    )
    parser.add_argument("--quick", action="store_true", help="fewer rounds, fewer organizations")
    parser.add_argument("--full", action="store_true", help="the engine's largest sizes, half an hour more")
    asked = parser.parse_args()
    settings.use(settings.load(env_file=None))
    compose()
    load_models()
    figures: list[Figure] = []
    broken: list[str] = []
    with cluster() as postgres:
        for name in asked.only or BENCHMARKS:
            print(f"{name} ...", file=sys.stderr, flush=True)
            try:
                figures += BENCHMARKS[name](Run(postgres, asked.quick, asked.full))
            except Exception as problem:
                traceback.print_exc()
                broken.append(f"{name} could not be measured: {problem!r}")
    print(table(figures))
    for sentence in broken:
        print(sentence, file=sys.stderr)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
