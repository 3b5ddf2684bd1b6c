"""The models and the migrated database agree, and the migration is made the same way each time."""

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import psycopg
from alembic.autogenerate import api, compare_metadata
from alembic.operations import ops
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Column, Connection, MetaData, NullPool, Table, Text, create_engine

from tenants.database import migration
from tenants.database.models import load_models
from tenants.database.roles import libpq
from tests.database import Cluster, Database

ROOT = Path(__file__).resolve().parents[3]


def compared(connection: Connection) -> MigrationContext:
    connection.exec_driver_sql("SET search_path = public")  # as env.py: the job queue looks after itself
    return MigrationContext.configure(
        connection, opts={"compare_server_default": True, "include_name": migration.include_name}
    )


def test_the_migrated_database_is_what_the_models_say(database: Database) -> None:
    with create_engine(database.owner, poolclass=NullPool).connect() as connection:
        assert compare_metadata(compared(connection), load_models()) == []


def test_the_committed_migration_is_the_one_the_models_make() -> None:
    script = "from scripts.make_migration import source; print(source(), end='')"
    for seed in ("1", "2"):
        made = subprocess.run(
            [sys.executable, "-c", script],
            capture_output=True,
            text=True,
            check=True,
            cwd=ROOT,
            env={"PYTHONHASHSEED": seed, "PATH": os.defpath},
        )
        committed = (ROOT / "alembic" / "versions" / "0001_initial.py").read_text(encoding="utf-8")
        assert made.stdout == committed, "run `make migration`"


def test_a_table_that_a_later_migration_creates_is_protected_in_the_same_step(database: Database) -> None:
    later = MetaData()
    for table in load_models().tables.values():
        table.to_metadata(later)
    Table("diary", later, Column("id", Text), info={"kind": "tenant", "grants": "select, insert"})
    with create_engine(database.owner, poolclass=NullPool).connect() as connection:
        script = api.produce_migrations(compared(connection), later)
        migration.protecting(compared(connection), "head", [script])
    assert script.upgrade_ops is not None
    created, protected = script.upgrade_ops.ops
    assert isinstance(created, ops.CreateTableOp)
    assert isinstance(protected, migration.ProtectTable)
    assert (protected.table, protected.grants) == ("diary", "select, insert")


def test_two_processes_that_migrate_at_once_take_turns(postgres: Cluster) -> None:
    with postgres.database("turns", migrated=False) as fresh:
        environment = {
            **os.environ,
            "OWNER_DATABASE_URL": fresh.owner,
            "MENTORHUB_DATABASE_ROLES": fresh.roles.owner.removesuffix("_owner"),
        }
        command = [Path(sys.executable).with_name("alembic"), "upgrade", "head"]
        started = [
            subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True)
            for _ in range(2)
        ]
        for process in started:
            _, complaint = process.communicate(timeout=60)
            assert process.returncode == 0, complaint


def test_a_migration_that_does_not_get_its_lock_gives_up_soon_and_tries_again(postgres: Cluster) -> None:
    """Whoever waits for a strong lock makes everybody behind him wait too."""
    longest_wait = 0.0
    failed: list[BaseException] = []

    def migrate() -> None:
        try:
            migration.upgrade(busy.owner, roles=busy.roles)
        except BaseException as error:
            failed.append(error)

    with postgres.database("busy") as busy, psycopg.connect(libpq(busy.owner)) as blocker:
        blocker.execute("LOCK TABLE alembic_version IN ACCESS EXCLUSIVE MODE")
        thread = threading.Thread(target=migrate)
        thread.start()
        until = time.monotonic() + 2
        while time.monotonic() < until:
            waits = blocker.execute(
                "SELECT extract(epoch FROM clock_timestamp() - waitstart)::float FROM pg_locks "
                "WHERE NOT granted"
            ).fetchall()
            longest_wait = max([longest_wait, *(seconds or 0.0 for (seconds,) in waits)])
            time.sleep(0.01)
        assert thread.is_alive(), "still trying"
        blocker.rollback()
        thread.join(30)
    assert failed == []
    assert 0.05 < longest_wait < 1
