"""20,000 people from a file, beside COPY of the very same rows into the same tables.

python -m tests.benchmarks.roster_import
"""

import asyncio
import csv
import io
import random
from dataclasses import dataclass
from time import perf_counter

import psycopg

import tenants.jobs
from tenants.database import engine as engines
from tenants.database import unit_of_work
from tenants.database.models import load_models
from tenants.database.roles import libpq
from tenants.roster import imports
from tests.database import Database, cluster
from tests.support.cast import assemble

PEOPLE = 20_000
TARGET = 15
COLUMNS = (
    "Email,First name,Last name,Number,Class,Status,Paid until,Start year,Specialty,Institution,City,State"
)


@dataclass(frozen=True)
class Measured:
    look_seconds: float  # reading, checking and comparing the file, until the screen shows what would happen
    write_seconds: float  # the job, which reads and compares again
    copy_seconds: float

    @property
    def ratio(self) -> float:
        return (self.look_seconds + self.write_seconds) / self.copy_seconds


def roster(people: int) -> bytes:
    chance = random.Random(1)
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS.split(","))
    for number in range(people):
        writer.writerow(
            [
                f"person{number}@example{number % 50}.org",
                chance.choice(["Ana", "Bo", "Zoë", "李", "Miles"]),
                chance.choice(["Nuñez", "O'Brien", "Li", "Moreau"]) + f" {number % 977}",
                number,
                chance.choice(["Member", "Candidate member"]),
                "Active",
                "2027-01-31",
                1980 + number % 40,
                "Thoracic surgery",
                "Mercy Hospital",
                "Portland",
                "Oregon",
            ]
        )
    return out.getvalue().encode()


async def measure(database: Database) -> Measured:
    engines.use(engines.create(database.app, pool_size=5))
    try:
        cast = await assemble()
        content = roster(PEOPLE)
        begun = perf_counter()
        async with unit_of_work(cast.olivia) as db:
            started = await imports.start(db, cast.olivia, "roster.csv", content)
        looked = perf_counter()
        async with unit_of_work(cast.olivia) as db:
            await imports.apply(db, cast.olivia, started.id)
        await tenants.jobs.roster.write_import(cast.program, import_id=started.id)
        written = perf_counter()
        async with unit_of_work(cast.olivia) as db:
            done = await imports.view(db, cast.olivia, started.id)
        if done.new != PEOPLE or done.state != "done":
            raise RuntimeError(f"The import went wrong: {done}")
    finally:
        await engines.close()
    return Measured(looked - begun, written - looked, copied(database))


def copied(database: Database) -> float:
    """The least that writing these rows can cost: the same bytes, the same indexes, the same constraints."""
    with psycopg.connect(libpq(database.owner)) as connection:
        connection.execute("SET row_security = off")
        content = {}
        with connection.cursor() as cursor:
            for table in ("person", "membership"):
                with cursor.copy(f"COPY {table} TO STDOUT") as copy:
                    content[table] = b"".join(bytes(block) for block in copy)
            connection.execute("TRUNCATE person CASCADE")
            connection.commit()
            connection.execute("SET row_security = off")
            begun = perf_counter()
            for table, rows in content.items():
                with cursor.copy(f"COPY {table} FROM STDIN") as copy:
                    copy.write(rows)
            connection.commit()
            return perf_counter() - begun


def main() -> None:
    load_models()
    with cluster() as postgres, postgres.database("roster_benchmark") as database:
        measured = asyncio.run(measure(database))
    print(
        f"roster import, {PEOPLE:,} people: {measured.look_seconds:.1f} s to look at, "
        f"{measured.write_seconds:.1f} s to write; COPY of the same rows {measured.copy_seconds:.2f} s; "
        f"{measured.ratio:.1f} times (target: at most {TARGET})"
    )


if __name__ == "__main__":
    main()
