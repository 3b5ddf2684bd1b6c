"""The auditor passes a database as the migrations make it, and names each way in which it can be spoilt."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Column, Connection, MetaData, NullPool, Table
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from tenants.database import auditor, engine, migration
from tenants.database.audit_checks import CHECKS
from tenants.database.base import ALL_GRANTS
from tenants.database.models import load_models
from tests.database import Database

SAMPLE = """
CREATE TABLE sample_parent (
    tenant_id uuid NOT NULL DEFAULT app_tenant(), id uuid NOT NULL, name text, PRIMARY KEY (tenant_id, id));
CREATE TABLE sample_child (
    tenant_id uuid NOT NULL DEFAULT app_tenant(), id uuid NOT NULL, parent_id uuid,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, parent_id) REFERENCES sample_parent (tenant_id, id));
CREATE INDEX ON sample_child (tenant_id, parent_id);
CREATE TABLE sample_gone (
    tenant_id uuid NOT NULL DEFAULT app_tenant(), id uuid, note text, PRIMARY KEY (tenant_id, id))
"""

# (the check that must name it, what it must name, the sabotage; {app} is the program's role)
SABOTAGES = [
    ("role powers", "{app}", "ALTER ROLE {app} SUPERUSER"),
    ("role powers", "{app}", "ALTER ROLE {app} BYPASSRLS"),
    ("role powers", "{app}", "ALTER ROLE {app} CREATEROLE"),
    ("role powers", "{app}", "ALTER ROLE {app} CREATEDB"),
    ("role powers", "{app}", "ALTER ROLE {app} REPLICATION"),
    ("role memberships", "{app}", "GRANT {owner} TO {app}"),
    ("role memberships", "{app}", "GRANT pg_read_all_data TO {app}"),
    ("ownership", "sample_parent", "ALTER TABLE sample_parent OWNER TO {app}"),
    ("ownership", "app_tenant()", "ALTER FUNCTION app_tenant() OWNER TO {app}"),
    ("ownership", "public", "ALTER SCHEMA public OWNER TO {app}"),
    ("tenant column", "diary", "CREATE TABLE diary (id uuid PRIMARY KEY, text text)"),
    ("tenant column", "sample_parent", "ALTER TABLE sample_parent ALTER tenant_id DROP DEFAULT"),
    ("tenant column", "secrets.diary", "CREATE SCHEMA secrets; CREATE TABLE secrets.diary (id int)"),
    (
        "tenant column",
        "sample_parent",
        "ALTER TABLE sample_parent ALTER tenant_id SET DEFAULT '00000000-0000-0000-0000-000000000001'",
    ),
    ("row-level security", "sample_parent", "ALTER TABLE sample_parent DISABLE ROW LEVEL SECURITY"),
    ("row-level security", "sample_parent", "ALTER TABLE sample_parent NO FORCE ROW LEVEL SECURITY"),
    ("policy", "sample_parent", "DROP POLICY tenant_isolation ON sample_parent"),
    ("policy", "sample_parent", "CREATE POLICY more ON sample_parent USING (true)"),
    ("policy", "sample_parent", "ALTER POLICY tenant_isolation ON sample_parent WITH CHECK (true)"),
    ("policy", "sample_parent", "ALTER POLICY tenant_isolation ON sample_parent TO {owner}"),
    (
        "policy",
        "sample_parent",
        "ALTER POLICY tenant_isolation ON sample_parent USING (tenant_id = app_tenant() OR name = '')",
    ),
    ("tenant function", "app_tenant()", "ALTER FUNCTION app_tenant() VOLATILE"),
    ("tenant function", "app_tenant()", "ALTER FUNCTION app_tenant() SECURITY DEFINER"),
    (
        "tenant function",
        "app_tenant()",
        (
            "CREATE OR REPLACE FUNCTION app_tenant() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE "
            "RETURN '00000000-0000-0000-0000-000000000001'::uuid"
        ),
    ),
    (
        "tenant function",
        "app_tenant()",
        "CREATE FUNCTION app_tenant(text) RETURNS uuid LANGUAGE sql STABLE RETURN NULL::uuid",
    ),
    ("keys and indexes", "sample_parent", "CREATE UNIQUE INDEX ON sample_parent (name)"),
    ("keys and indexes", "sample_parent", "CREATE INDEX ON sample_parent (lower(name))"),
    ("keys and indexes", "sample_child", "ALTER TABLE sample_child DROP CONSTRAINT sample_child_pkey"),
    (
        "keys and indexes",
        "sample_child",
        "ALTER TABLE sample_child DROP CONSTRAINT sample_child_pkey, ADD PRIMARY KEY (id)",
    ),
    (
        "foreign keys",
        "sample_child",
        (
            "ALTER TABLE sample_parent ADD UNIQUE (id); "
            "ALTER TABLE sample_child ADD FOREIGN KEY (parent_id) REFERENCES sample_parent (id)"
        ),
    ),
    (
        "foreign keys",
        "sample_child",
        "ALTER TABLE sample_child ADD FOREIGN KEY (id, parent_id) REFERENCES sample_parent (tenant_id, id)",
    ),
    ("views", "report", "CREATE VIEW report AS SELECT * FROM sample_parent"),
    ("views", "report", "CREATE VIEW report WITH (security_invoker = false) AS SELECT * FROM sample_parent"),
    ("views", "report", "CREATE MATERIALIZED VIEW report AS SELECT * FROM sample_parent"),
    ("foreign and inherited tables", "part", "CREATE TABLE part () INHERITS (sample_parent)"),
    (
        "definer functions",
        "all_names()",
        (
            "CREATE FUNCTION all_names() RETURNS SETOF text LANGUAGE sql SECURITY DEFINER "
            "RETURN (SELECT name FROM sample_parent LIMIT 1)"
        ),
    ),
    (
        "triggers and rules",
        "sample_parent",
        (
            "CREATE TRIGGER t BEFORE UPDATE ON sample_parent "
            "EXECUTE FUNCTION suppress_redundant_updates_trigger()"
        ),
    ),
    ("triggers and rules", "sample_parent", "CREATE RULE r AS ON DELETE TO sample_parent DO INSTEAD NOTHING"),
    ("grants", "sample_parent", "GRANT TRUNCATE ON sample_parent TO {app}"),
    ("grants", "sample_parent", "GRANT REFERENCES (name) ON sample_parent TO {app}"),
    ("grants", "sample_parent", "GRANT SELECT ON sample_parent TO PUBLIC"),
    ("grants", "public", "GRANT CREATE ON SCHEMA public TO {app}"),
    ("grants", "public", "GRANT USAGE ON SCHEMA public TO PUBLIC"),
    ("grants", "alembic_version", "GRANT UPDATE ON alembic_version TO {app}"),
    ("settings", "{app}", "ALTER ROLE {app} SET app.tenant = '00000000-0000-0000-0000-000000000001'"),
    ("settings", "{app}", "ALTER ROLE {app} SET row_security = off"),
    ("missing tables", "sample_gone", "ALTER TABLE sample_gone RENAME TO sample_elsewhere"),
    ("missing tables", "sample_gone.note", "ALTER TABLE sample_gone DROP note"),
]


def _add_sample(connection: Connection, database: Database) -> None:
    connection.exec_driver_sql(SAMPLE, execution_options={"no_parameters": True})
    context = MigrationContext.configure(connection, opts={"roles": database.roles})
    operations = Operations(context)
    for table in ("sample_parent", "sample_child", "sample_gone"):
        operations.invoke(migration.ProtectTable(table))


def _known() -> MetaData:
    """The program's tables, and one of the samples as if it were of them."""
    known = MetaData()
    for table in load_models().tables.values():
        table.to_metadata(known)
    Table("sample_gone", known, Column("note"), info={"kind": "tenant", "grants": ALL_GRANTS})
    return known


@pytest_asyncio.fixture
async def connection(database: Database) -> AsyncIterator[AsyncConnection]:
    """A superuser's connection to a database with two proper tables more; all of it is undone."""
    made = create_async_engine(database.superuser, poolclass=NullPool)
    async with made.connect() as connection:
        outer = await connection.begin()
        await connection.run_sync(_add_sample, database)
        yield connection
        await outer.rollback()


async def test_a_database_as_the_migrations_make_it_has_no_fault(database: Database) -> None:
    await auditor.refuse_if_faulty(engine.current())


async def test_two_proper_tables_more_are_no_fault(connection: AsyncConnection, database: Database) -> None:
    assert await auditor.audit(connection, role=database.roles.app, metadata=_known()) == []


@pytest.mark.parametrize(("check", "named", "sabotage"), SABOTAGES, ids=lambda value: value[:60])
async def test_a_sabotage_is_caught_and_named(
    connection: AsyncConnection, database: Database, check: str, named: str, sabotage: str
) -> None:
    roles = {"app": database.roles.app, "owner": database.roles.owner}
    await connection.exec_driver_sql(sabotage.format(**roles), execution_options={"no_parameters": True})
    found = await auditor.audit(connection, role=database.roles.app, metadata=_known())
    assert (check, named.format(**roles)) in [(finding.check, finding.object) for finding in found]


def test_every_check_has_a_sabotage_that_proves_it() -> None:
    assert {check.name for check in CHECKS} == {check for check, _, _ in SABOTAGES}


async def test_a_faulty_database_is_refused_in_plain_words(database: Database) -> None:
    """As its owner: the program's role is above the policies, so it must not even start."""
    owner = create_async_engine(engine.psycopg_url(database.owner), poolclass=NullPool)
    with pytest.raises(auditor.DatabaseFaulty, match="may bypass row-level security") as refused:
        await auditor.refuse_if_faulty(owner)
    assert "does not start" in str(refused.value)
