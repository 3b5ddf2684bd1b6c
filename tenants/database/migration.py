"""What our migrations do besides Alembic's own: protect a table, give the program its rights, the job queue.

Importing this module registers the operations: `op.install_tenancy()`, `op.protect_table(...)`,
`op.open_table(...)`, `op.install_job_queue()`.
"""

from collections.abc import Sequence
from importlib import resources
from pathlib import Path
from typing import cast

from alembic.autogenerate import renderers, rewriter
from alembic.autogenerate.api import AutogenContext
from alembic.config import Config
from alembic.operations import MigrateOperation, Operations, ops
from alembic.runtime.migration import MigrationContext
from sqlalchemy import URL, Table
from sqlalchemy.engine.default import DefaultDialect

from alembic import command
from tenants.database.base import ALL_GRANTS
from tenants.database.roles import Roles, libpq
from tenants.kit import settings

POLICY = "tenant_isolation"
POLICY_CONDITION = "tenant_id = app_tenant()"
JOBS_SCHEMA = "jobs"

TENANT_FUNCTION = """
CREATE FUNCTION app_tenant() RETURNS uuid
LANGUAGE sql STABLE PARALLEL SAFE
RETURN nullif(current_setting('app.tenant', true), '')::uuid
"""


def roles_of(context: MigrationContext) -> Roles:
    """The roles that rights go to: those of the setting, unless whoever migrates named others."""
    return cast("Roles", context.opts.get("roles") or Roles.named(settings.current().database_roles))


def _quoted(operations: Operations, name: str) -> str:
    dialect = cast("DefaultDialect", operations.get_context().dialect)
    return dialect.identifier_preparer.quote(name)


@Operations.register_operation("install_tenancy")
class InstallTenancy(MigrateOperation):
    """The function that policies and column defaults read, and who may use the schema."""

    @classmethod
    def install_tenancy(cls, operations: Operations) -> None:
        operations.invoke(cls())


@Operations.implementation_for(InstallTenancy)
def _install_tenancy(operations: Operations, _operation: InstallTenancy) -> None:
    roles = roles_of(operations.get_context())
    app, backup = _quoted(operations, roles.app), _quoted(operations, roles.backup)
    operations.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC")
    operations.execute(f"GRANT USAGE ON SCHEMA public TO {app}, {backup}")
    operations.execute(f"GRANT SELECT ON alembic_version TO {app}, {backup}")
    operations.execute(TENANT_FUNCTION)


@Operations.register_operation("protect_table")
class ProtectTable(MigrateOperation):
    """Row-level security, forced, under the one policy; and the rights of the program and the backup."""

    def __init__(self, table: str, grants: str = ALL_GRANTS) -> None:
        self.table = table
        self.grants = grants

    @classmethod
    def protect_table(cls, operations: Operations, table: str, grants: str = ALL_GRANTS) -> None:
        operations.invoke(cls(table, grants))


@Operations.implementation_for(ProtectTable)
def _protect_table(operations: Operations, operation: ProtectTable) -> None:
    table = _quoted(operations, operation.table)
    operations.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    operations.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    operations.execute(
        f"CREATE POLICY {POLICY} ON {table} USING ({POLICY_CONDITION}) WITH CHECK ({POLICY_CONDITION})"
    )
    _grant(operations, table, operation.grants)


@Operations.register_operation("open_table")
class OpenTable(MigrateOperation):
    """The rights on a table that crosses the organizations."""

    def __init__(self, table: str, grants: str = ALL_GRANTS) -> None:
        self.table = table
        self.grants = grants

    @classmethod
    def open_table(cls, operations: Operations, table: str, grants: str = ALL_GRANTS) -> None:
        operations.invoke(cls(table, grants))


@Operations.implementation_for(OpenTable)
def _open_table(operations: Operations, operation: OpenTable) -> None:
    _grant(operations, _quoted(operations, operation.table), operation.grants)


def _grant(operations: Operations, table: str, grants: str) -> None:
    roles = roles_of(operations.get_context())
    operations.execute(f"GRANT {grants.upper()} ON {table} TO {_quoted(operations, roles.app)}")
    operations.execute(f"GRANT SELECT ON {table} TO {_quoted(operations, roles.backup)}")


@Operations.register_operation("install_job_queue")
class InstallJobQueue(MigrateOperation):
    """procrastinate's own schema, as the installed version ships it, in a schema of its own.

    Its names are unqualified, so every connection looks in that schema after `public`.
    """

    @classmethod
    def install_job_queue(cls, operations: Operations) -> None:
        operations.invoke(cls())


@Operations.implementation_for(InstallJobQueue)
def _install_job_queue(operations: Operations, _operation: InstallJobQueue) -> None:
    roles = roles_of(operations.get_context())
    app, backup = _quoted(operations, roles.app), _quoted(operations, roles.backup)
    connection = operations.get_bind()
    script = (resources.files("procrastinate.sql") / "schema.sql").read_text(encoding="utf-8")
    database = connection.exec_driver_sql("SELECT current_database()").scalar_one()
    for statement in (
        f"CREATE SCHEMA {JOBS_SCHEMA}",
        f"SET LOCAL search_path = {JOBS_SCHEMA}",
        script,
        "SET LOCAL search_path = public",
        f"ALTER DATABASE {_quoted(operations, database)} SET search_path = public, {JOBS_SCHEMA}",
        f"GRANT USAGE ON SCHEMA {JOBS_SCHEMA} TO {app}, {backup}",
        f"GRANT {ALL_GRANTS.upper()} ON ALL TABLES IN SCHEMA {JOBS_SCHEMA} TO {app}",
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {JOBS_SCHEMA} TO {app}",
        f"GRANT SELECT ON ALL TABLES IN SCHEMA {JOBS_SCHEMA} TO {backup}",
        f"GRANT SELECT ON ALL SEQUENCES IN SCHEMA {JOBS_SCHEMA} TO {backup}",
    ):
        # Without parameters, so that psycopg neither reads the script's percent signs nor splits it.
        connection.exec_driver_sql(statement, execution_options={"no_parameters": True})


@renderers.dispatch_for(InstallTenancy)
def _render_install_tenancy(_context: AutogenContext, _operation: InstallTenancy) -> str:
    return "op.install_tenancy()"


@renderers.dispatch_for(InstallJobQueue)
def _render_install_job_queue(_context: AutogenContext, _operation: InstallJobQueue) -> str:
    return "op.install_job_queue()"


@renderers.dispatch_for(ProtectTable)
def _render_protect_table(_context: AutogenContext, operation: ProtectTable) -> str:
    return f"op.protect_table({operation.table!r}{_rendered_grants(operation.grants)})"


@renderers.dispatch_for(OpenTable)
def _render_open_table(_context: AutogenContext, operation: OpenTable) -> str:
    return f"op.open_table({operation.table!r}{_rendered_grants(operation.grants)})"


def _rendered_grants(grants: str) -> str:
    return "" if grants == ALL_GRANTS else f", grants={grants!r}"


def protection_of(table: Table) -> ProtectTable | OpenTable:
    kind = table.info.get("kind")
    if kind == "tenant":
        return ProtectTable(table.name, table.info["grants"])
    if kind == "global":
        return OpenTable(table.name, table.info["grants"])
    raise TypeError(f"The table {table.name} is neither a TenantRow nor a GlobalRow.")


protecting = rewriter.Rewriter()


@protecting.rewrites(ops.CreateTableOp)
def _protect_created(
    _context: MigrationContext, _revision: object, operation: ops.CreateTableOp
) -> Sequence[MigrateOperation]:
    """A table that a later migration creates is protected in the same step."""
    return [operation, protection_of(operation.to_table())]


def include_name(name: str | None, kind: str, _parents: object) -> bool:
    """Alembic looks after our tables only; the job queue's are its own."""
    return not (kind == "table" and name == "alembic_version")


def configuration(root: Path | None = None) -> Config:
    """The [tool.alembic] of the project."""
    folder = root or Path(__file__).resolve().parents[2]
    return Config(toml_file=folder / "pyproject.toml")


def upgrade(owner_url: str | URL, *, roles: Roles | None = None, revision: str = "head") -> None:
    """Bring a database to the newest schema, as its owner."""
    config = configuration()
    config.attributes["owner_url"] = libpq(owner_url)
    config.attributes["roles"] = roles
    command.upgrade(config, revision)
