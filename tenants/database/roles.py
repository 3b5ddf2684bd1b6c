"""The three roles of the database, and making them and a database for them.

`owner` migrates. `app` is what the running program is: it owns nothing and no policy lets it by.
`backup` reads everything. Roles belong to the whole server, so their names share a prefix that is a setting.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import psycopg
from psycopg import sql
from sqlalchemy import URL

from tenants.database.engine import psycopg_url


@dataclass(frozen=True, slots=True)
class Roles:
    owner: str
    app: str
    backup: str

    @classmethod
    def named(cls, prefix: str) -> "Roles":
        return cls(f"{prefix}_owner", f"{prefix}_app", f"{prefix}_backup")


@dataclass(frozen=True, slots=True)
class Passwords:
    owner: str
    app: str
    backup: str


def libpq(url: str | URL) -> str:
    """The same address as psycopg and the PostgreSQL tools read it."""
    return psycopg_url(url).set(drivername="postgresql").render_as_string(hide_password=False)


@contextmanager
def _alone(superuser_url: str | URL) -> Iterator[psycopg.Connection]:
    """Roles and databases are the server's: two processes that start at once take turns."""
    with psycopg.connect(libpq(superuser_url), autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(5306912215)")
        yield connection


def _role(connection: psycopg.Connection, name: str, password: str, power: sql.SQL) -> None:
    known = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name]).fetchone()
    connection.execute(
        sql.SQL(
            "{verb} ROLE {name} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION {power} "
            "PASSWORD {password}"
        ).format(
            verb=sql.SQL("ALTER" if known else "CREATE"),
            name=sql.Identifier(name),
            power=power,
            password=sql.Literal(password),
        )
    )


def create_roles(superuser_url: str | URL, roles: Roles, passwords: Passwords) -> None:
    """Make the three roles, or give those that exist these passwords and exactly these powers."""
    with _alone(superuser_url) as connection:
        connection.execute("SET password_encryption = 'scram-sha-256'")
        _role(connection, roles.owner, passwords.owner, sql.SQL("BYPASSRLS INHERIT"))
        _role(connection, roles.app, passwords.app, sql.SQL("NOBYPASSRLS NOINHERIT"))
        _role(connection, roles.backup, passwords.backup, sql.SQL("BYPASSRLS NOINHERIT"))


def existing_roles(superuser_url: str | URL, roles: Roles) -> list[str]:
    with _alone(superuser_url) as connection:
        rows = connection.execute(
            "SELECT rolname FROM pg_roles WHERE rolname = ANY (%s) ORDER BY 1",
            [[roles.owner, roles.app, roles.backup]],
        )
        return [name for (name,) in rows]


def create_database(superuser_url: str | URL, name: str, roles: Roles) -> None:
    """Make the database if there is none: it belongs to the owner, and nobody else may connect."""
    database = sql.Identifier(name)
    with _alone(superuser_url) as connection:
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is None:
            connection.execute(
                sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE template0 ENCODING 'UTF8'").format(
                    database, sql.Identifier(roles.owner)
                )
            )
        connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(database))
        connection.execute(
            sql.SQL("GRANT CONNECT ON DATABASE {} TO {}, {}").format(
                database, sql.Identifier(roles.app), sql.Identifier(roles.backup)
            )
        )


def drop_database(superuser_url: str | URL, name: str) -> None:
    with _alone(superuser_url) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def drop_roles(superuser_url: str | URL, roles: Roles) -> None:
    with _alone(superuser_url) as connection:
        for name in (roles.owner, roles.app, roles.backup):
            connection.execute(sql.SQL("DROP ROLE IF EXISTS {}").format(sql.Identifier(name)))
