"""Many organizations of the same size, from one: its rows again under other tenants, as a superuser writes.

Keys and foreign keys are led by the tenant, so the ids may stay what they are.
"""

import psycopg
from psycopg import sql

from tenants.database.models import load_models
from tenants.database.roles import libpq
from tests.database import Database
from tests.support.cast import A

NEW = sql.SQL(
    "CREATE TEMP TABLE copied AS SELECT gen_random_uuid() AS tenant_id, n FROM generate_series(1, {}) n"
)
LISTED = sql.SQL(
    "INSERT INTO directory (slug, tenant_id, created_at) SELECT 'copy-' || n, tenant_id, now() FROM copied"
)


def only_one(database: Database) -> int:
    """Takes away every organization but A; gives the number of rows that remain."""
    with _superuser(database) as connection:
        names = _tenant_tables()
        for name in names:
            connection.execute(
                sql.SQL("DELETE FROM {} WHERE tenant_id <> %s").format(sql.Identifier(name)), (A.tenant_id,)
            )
        connection.execute("DELETE FROM directory WHERE tenant_id <> %s", (A.tenant_id,))
        return _counted(connection, names)


def multiply(database: Database, organizations: int) -> int:
    """As many organizations in all, each with the rows of A; gives the number of rows."""
    with _superuser(database) as connection:
        names = _tenant_tables()
        connection.execute(NEW.format(organizations - 1))
        connection.execute(LISTED)
        for name in names:
            connection.execute(_copy_of(name), (A.tenant_id,))
        return _counted(connection, names)


def tidy(database: Database) -> None:
    with psycopg.connect(_conninfo(database), autocommit=True) as connection:
        connection.execute("VACUUM (ANALYZE)")


def _copy_of(name: str) -> sql.Composed:
    """The organization's own row has the tenant's id for its own."""
    columns = load_models().tables[name].columns
    given = [
        sql.SQL("copied.tenant_id")
        if column.name == "tenant_id" or (name == "organization" and column.name == "id")
        else sql.SQL("row.{}").format(sql.Identifier(column.name))
        for column in columns
    ]
    return sql.SQL(
        "INSERT INTO {table} ({into}) SELECT {given} FROM {table} row, copied WHERE row.tenant_id = %s"
    ).format(
        table=sql.Identifier(name),
        into=sql.SQL(", ").join(sql.Identifier(column.name) for column in columns),
        given=sql.SQL(", ").join(given),
    )


def _superuser(database: Database) -> psycopg.Connection:
    connection = psycopg.connect(_conninfo(database))
    connection.execute("SET session_replication_role = replica")  # tables come in any order
    return connection


def _conninfo(database: Database) -> str:
    return libpq(database.superuser.render_as_string(hide_password=False))


def _tenant_tables() -> list[str]:
    return [table.name for table in load_models().sorted_tables if table.info.get("kind") == "tenant"]


def _counted(connection: psycopg.Connection, names: list[str]) -> int:
    counts = [
        connection.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(name))).fetchone()
        for name in names
    ]
    return sum(count[0] for count in counts if count)
