"""Writes alembic/versions/0001_initial.py from all models. No database; the same models, the same bytes.

Until the first release there is only this one migration: a change of a model regenerates it.
"""

# ruff: noqa: E402 - run as a file, it must first find the project
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from alembic.autogenerate import render_python_code
from alembic.operations import MigrateOperation, ops
from alembic.runtime.migration import MigrationContext
from sqlalchemy import ForeignKeyConstraint, MetaData, Table
from sqlalchemy.schema import sort_tables_and_constraints

from tenants.database import migration
from tenants.database.models import load_models

FILE = ROOT / "alembic" / "versions" / "0001_initial.py"

HEAD = '''"""The whole schema, generated from the models by `make migration`. Never edit it by hand."""

{imports}
from alembic import op
from tenants.database import migration  # noqa: F401 - registers our operations

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
'''

TAIL = """

def downgrade() -> None:
    raise NotImplementedError("There is nothing before the first migration: make a new database.")
"""


def creation(table: Table, late: set[ForeignKeyConstraint]) -> list[MigrateOperation]:
    create = ops.CreateTableOp.from_table(table)
    create.info = {}  # what it says is done by the step after it
    late_names = {constraint.name for constraint in late if constraint.table is table}
    create.columns = [
        item
        for item in create.columns
        if not (isinstance(item, ForeignKeyConstraint) and item.name in late_names)
    ]
    indexes = sorted(table.indexes, key=lambda index: str(index.name))
    return [
        create,
        *(ops.CreateIndexOp.from_index(index) for index in indexes),
        migration.protection_of(table),
    ]


def operations(metadata: MetaData) -> ops.UpgradeOps:
    tables = sorted(metadata.tables.values(), key=lambda table: table.name)
    ordered: list[Table] = []
    late: set[ForeignKeyConstraint] = set()
    for table, keys in sort_tables_and_constraints(tables):
        if table is None:
            late.update(keys)  # tables that point at each other: these keys come when both exist
        else:
            ordered.append(table)
    steps: list[MigrateOperation] = [migration.InstallTenancy(), migration.InstallJobQueue()]
    for table in ordered:
        steps += creation(table, late)
    steps += [
        ops.CreateForeignKeyOp.from_constraint(key) for key in sorted(late, key=lambda key: str(key.name))
    ]
    return ops.UpgradeOps(ops=steps)


def source() -> str:
    body = render_python_code(
        operations(load_models()),
        migration_context=MigrationContext.configure(dialect_name="postgresql"),
    )
    lines = [line for line in body.splitlines() if not line.strip().startswith("# ### ")]
    imports = "import sqlalchemy as sa\n" if "sa." in body else ""
    if "postgresql." in body:
        imports += "from sqlalchemy.dialects import postgresql\n"
    code = HEAD.format(imports=imports)
    code += "\n".join(f"    {line}" if line else "" for line in lines) + "\n" + TAIL
    formatted = subprocess.run(
        [Path(sys.executable).with_name("ruff"), "format", "--stdin-filename", FILE, "-"],
        input=code,
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    return formatted.stdout


def main() -> None:
    code = source()
    FILE.parent.mkdir(exist_ok=True)
    if not FILE.exists() or FILE.read_text(encoding="utf-8") != code:
        FILE.write_text(code, encoding="utf-8")
        print(f"Wrote {FILE.relative_to(ROOT)}.")


if __name__ == "__main__":
    main()
