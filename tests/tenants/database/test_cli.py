"""A command beside the database; a database on a server of one's own."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from typer.testing import CliRunner

from tenants.database import migration
from tenants.database.cli import app
from tenants.database.roles import Roles, drop_database, drop_roles
from tenants.kit import settings
from tests.database import FOLDER, Cluster, Database

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    made = FOLDER / f"{os.getpid()}-{uuid4().hex[:8]}"
    made.mkdir(parents=True)
    yield made
    shutil.rmtree(made)


def beside(folder: Path, *command: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tenants.database.cli", "run", "--", *command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "MENTORHUB_DATA_FOLDER": str(folder)},
    )


def test_a_command_has_both_addresses_and_gives_its_exit_code(folder: Path) -> None:
    script = (
        "import os, psycopg\n"
        "for name in ('DATABASE_URL', 'OWNER_DATABASE_URL'):\n"
        "    print(psycopg.connect(os.environ[name]).execute('SELECT current_user').fetchone()[0])\n"
        "os._exit(7)"
    )
    process = beside(folder, sys.executable, "-u", "-c", script)
    said, _ = process.communicate(timeout=60)
    assert said.split() == ["mentorhub_app", "mentorhub_owner"]
    assert process.returncode == 7


def test_a_signal_reaches_the_command_and_the_database_stops(folder: Path) -> None:
    script = (
        "import signal, sys, time\n"
        "signal.signal(signal.SIGTERM, lambda *_: sys.exit(print('told') or 3))\n"
        "print('ready', flush=True)\n"
        "time.sleep(60)"
    )
    process = beside(folder, sys.executable, "-c", script)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    process.send_signal(signal.SIGTERM)
    said, _ = process.communicate(timeout=60)
    assert said == "told\n"
    assert process.returncode == 3
    assert not (folder / "postgres" / "data" / "postmaster.pid").exists()


def test_a_command_ended_by_a_signal_is_told_as_a_shell_tells_it(folder: Path) -> None:
    process = beside(folder, "sh", "-c", "kill -KILL $$")
    process.communicate(timeout=60)
    assert process.returncode == 128 + 9


def test_a_command_that_is_not_there_is_said_so(folder: Path) -> None:
    process = beside(folder, "no-such-command")
    _, complaint = process.communicate(timeout=60)
    assert process.returncode == 127
    assert complaint == "There is no command no-such-command.\n"


@pytest.fixture
def own_server(postgres: Cluster, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cluster]:
    """The session's server, and names on it that are still free."""
    before = settings.current()
    prefix = f"own_{os.getpid()}"
    settings.use(before.model_copy(update={"database_roles": prefix, "database_url": None}))
    yield postgres
    settings.use(before)
    drop_database(postgres.superuser_url, prefix)
    drop_roles(postgres.superuser_url, Roles.named(prefix))


def test_a_database_is_made_on_a_server_and_can_be_migrated_and_checked(own_server: Cluster) -> None:
    prefix = settings.current().database_roles
    made = CliRunner().invoke(app, ["create", own_server.superuser_url, "--name", prefix])
    assert made.exit_code == 0, made.output
    urls = dict(line.split("=", 1) for line in made.output.splitlines() if not line.startswith("#"))
    migration.upgrade(urls["OWNER_DATABASE_URL"])
    with psycopg.connect(urls["DATABASE_URL"]) as connection:
        assert connection.execute("SELECT current_user::text").fetchone() == (f"{prefix}_app",)
    settings.use(settings.current().model_copy(update={"database_url": urls["DATABASE_URL"]}))
    checked = CliRunner().invoke(app, ["check"])
    assert (checked.exit_code, checked.output) == (0, "No fault found.\n")


def test_roles_that_exist_keep_their_passwords_unless_told_otherwise(own_server: Cluster) -> None:
    prefix = settings.current().database_roles
    command = ["create", own_server.superuser_url, "--name", prefix]
    assert CliRunner().invoke(app, command).exit_code == 0
    again = CliRunner().invoke(app, command)
    assert again.exit_code == 1
    assert f"{prefix}_app, {prefix}_backup, {prefix}_owner exist on this server" in again.output
    assert CliRunner().invoke(app, [*command, "--new-passwords"]).exit_code == 0


def test_a_database_that_was_never_migrated_is_refused(own_server: Cluster) -> None:
    prefix = settings.current().database_roles
    made = CliRunner().invoke(app, ["create", own_server.superuser_url, "--name", prefix])
    url = made.output.splitlines()[0].removeprefix("DATABASE_URL=")
    settings.use(settings.current().model_copy(update={"database_url": url}))
    checked = CliRunner().invoke(app, ["check"])
    assert checked.exit_code == 1
    assert "Run `mentorhub migrate`" in checked.output


def test_nobody_but_the_three_roles_may_connect(database: Database) -> None:
    with psycopg.connect(
        str(database.superuser.render_as_string(hide_password=False)).replace("+psycopg", "")
    ) as c:
        rights = c.execute(
            "SELECT datacl::text FROM pg_database WHERE datname = current_database()"
        ).fetchone()
    assert rights is not None
    assert "{=" not in rights[0]
    assert ",=" not in rights[0]
