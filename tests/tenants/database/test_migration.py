"""The models and the migrated database agree, and the migration is made the same way each time."""

import subprocess
import sys
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import NullPool, create_engine

from tenants.database import migration
from tenants.database.models import load_models
from tests.database import Database

ROOT = Path(__file__).resolve().parents[3]


def test_the_migrated_database_is_what_the_models_say(database: Database) -> None:
    engine = create_engine(database.owner, poolclass=NullPool)
    with engine.connect() as connection:
        connection.exec_driver_sql("SET search_path = public")  # as env.py: the job queue looks after itself
        context = MigrationContext.configure(
            connection, opts={"compare_server_default": True, "include_name": migration.include_name}
        )
        assert compare_metadata(context, load_models()) == []


def test_the_committed_migration_is_the_one_the_models_make() -> None:
    script = "from scripts.make_migration import source; print(source(), end='')"
    for seed in ("1", "2"):
        made = subprocess.run(
            [sys.executable, "-c", script],
            capture_output=True,
            text=True,
            check=True,
            cwd=ROOT,
            env={"PYTHONHASHSEED": seed, "PATH": "/usr/bin:/bin"},
        )
        committed = (ROOT / "alembic" / "versions" / "0001_initial.py").read_text(encoding="utf-8")
        assert made.stdout == committed, "run `make migration`"
