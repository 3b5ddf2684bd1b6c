"""What each of the three roles can and cannot do."""

from collections.abc import Iterator

import psycopg
import pytest
from psycopg import errors

from tenants.database import Scope, unit_of_work
from tenants.database.roles import libpq
from tests.database import Database
from tests.rows import Rows


@pytest.fixture
def app(database: Database) -> Iterator[psycopg.Connection]:
    with psycopg.connect(libpq(database.app)) as connection:
        yield connection
        connection.rollback()


@pytest.mark.parametrize(
    "act",
    [
        "TRUNCATE organization",
        "ALTER TABLE organization DISABLE ROW LEVEL SECURITY",
        "DROP POLICY tenant_isolation ON organization",
        "CREATE TABLE diary (id int)",
        "CREATE SCHEMA diary",
        "CREATE FUNCTION app_tenant(int) RETURNS uuid LANGUAGE sql RETURN NULL::uuid",
        "UPDATE audit_entry SET id = id",
        "DELETE FROM audit_entry",
        "UPDATE alembic_version SET version_num = ''",
        "SELECT pg_read_file('/etc/passwd')",
        "COPY organization TO PROGRAM 'cat'",
    ],
)
def test_the_program_may_not(app: psycopg.Connection, act: str) -> None:
    with pytest.raises(errors.InsufficientPrivilege):
        app.execute(act)  # type: ignore[arg-type]  # SQL of this test's own


@pytest.mark.parametrize("role", ["owner", "backup"])
def test_the_program_cannot_become_another_role(
    app: psycopg.Connection, database: Database, role: str
) -> None:
    with pytest.raises(errors.InsufficientPrivilege, match="permission denied to set role"):
        app.execute(f"SET ROLE {getattr(database.roles, role)}")  # type: ignore[arg-type]  # SQL of this test's own


def test_switching_row_level_security_off_shows_the_program_nothing(app: psycopg.Connection) -> None:
    app.execute("SET row_security = off")
    with pytest.raises(errors.InsufficientPrivilege, match="row-level security"):
        app.execute("SELECT * FROM organization")


async def test_a_backup_reads_everybodys_rows_and_changes_none(
    committed: None, database: Database, tenant: Scope, other_tenant: Scope
) -> None:
    for scope in (tenant, other_tenant):
        async with unit_of_work(scope) as db:
            await Rows(db).make("organization")
    with psycopg.connect(libpq(database.backup), autocommit=True) as backup:
        backup.execute("SET row_security = off")  # as pg_dump does
        assert backup.execute("SELECT count(*) FROM organization").fetchone() == (2,)
        backup.execute("SELECT count(*) FROM jobs.procrastinate_jobs")
        for act in ("DELETE FROM organization", "INSERT INTO organization (id) VALUES (NULL)"):
            with pytest.raises(errors.InsufficientPrivilege):
                backup.execute(act)  # type: ignore[arg-type]  # SQL of this test's own


async def test_copying_a_table_out_shows_the_program_its_own_organization(
    committed: None, database: Database, tenant: Scope, other_tenant: Scope
) -> None:
    for scope in (tenant, other_tenant):
        async with unit_of_work(scope) as db:
            await Rows(db).make("organization")
    with psycopg.connect(libpq(database.app)) as app:
        app.execute(f"SET LOCAL app.tenant = '{tenant.tenant_id}'")  # type: ignore[arg-type]  # SQL of this test's own
        with app.cursor().copy("COPY organization (tenant_id) TO STDOUT") as copied:
            assert [row.decode().strip() for row in map(bytes, copied)] == [str(tenant.tenant_id)]
