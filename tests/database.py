"""A PostgreSQL for the tests: an embedded one of this very session, or the server of TEST_DATABASE_URL.

TEST_DATABASE_URL names a superuser of a server for tests; roles and databases of our own are made there
and dropped again. TEST_POSTGRES_BIN names the folder of another PostgreSQL's programs, to try that version.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
from sqlalchemy import URL

from tenants.database import binaries, migration
from tenants.database.embedded import Server
from tenants.database.engine import psycopg_url
from tenants.database.roles import (
    Passwords,
    Roles,
    create_database,
    create_roles,
    drop_database,
    drop_roles,
)

FOLDER = Path(__file__).resolve().parents[1] / ".mentorhub" / "tests"
PASSWORDS = Passwords("owner-of-a-test", "app-of-a-test", "backup-of-a-test")


@dataclass(frozen=True, slots=True)
class Database:
    """One database of the session's server: migrated, empty."""

    superuser: URL
    roles: Roles

    def as_role(self, role: str, password: str) -> str:
        return self.superuser.set(username=role, password=password).render_as_string(hide_password=False)

    @property
    def app(self) -> str:
        return self.as_role(self.roles.app, PASSWORDS.app)

    @property
    def owner(self) -> str:
        return self.as_role(self.roles.owner, PASSWORDS.owner)

    @property
    def backup(self) -> str:
        return self.as_role(self.roles.backup, PASSWORDS.backup)


@dataclass(frozen=True, slots=True)
class Cluster:
    superuser_url: str
    roles: Roles

    @contextmanager
    def database(self, name: str, *, migrated: bool = True) -> Iterator[Database]:
        """A database of that name for as long; end-to-end tests take one each."""
        full = f"{self.roles.owner.removesuffix('_owner')}_{name}_{os.getpid()}"
        create_database(self.superuser_url, full, self.roles)
        database = Database(psycopg_url(self.superuser_url).set(database=full), self.roles)
        try:
            if migrated:
                migration.upgrade(database.owner, roles=self.roles)
            yield database
        finally:
            drop_database(self.superuser_url, full)


@contextmanager
def cluster() -> Iterator[Cluster]:
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        roles = Roles.named(f"mentorhub_test_{os.getpid()}")
        create_roles(given, roles, PASSWORDS)
        try:
            yield Cluster(given, roles)
        finally:
            drop_roles(given, roles)
        return
    _sweep()
    chosen = os.environ.get("TEST_POSTGRES_BIN")
    folder = FOLDER / str(os.getpid())
    server = Server(folder, durable=False, binaries=binaries.at(Path(chosen)) if chosen else None)
    try:
        with server.running():
            roles = Roles.named("mentorhub")
            create_roles(server.superuser_url, roles, PASSWORDS)
            yield Cluster(server.superuser_url, roles)
    finally:
        shutil.rmtree(server.home, ignore_errors=True)
        shutil.rmtree(folder, ignore_errors=True)


def _sweep() -> None:
    """What killed sessions left behind."""
    for folder in FOLDER.glob("*"):
        if not psutil.pid_exists(int(folder.name.split("-")[0])):
            Server(folder, durable=False).stop_abandoned()
            shutil.rmtree(folder, ignore_errors=True)
