"""Reads the live catalog and says where the database would not say no.

The models and the migrations may be right and the database still be wrong: somebody ran a statement by hand,
restored a backup as another role, added a view for a report. So the program looks at every start, and does
not start on a database with a fault. Each check is one query over the catalog, in `audit_checks`.
"""

from dataclasses import dataclass

from sqlalchemy import MetaData, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from tenants.database.audit_checks import CHECKS, tables_statement
from tenants.database.base import ALL_GRANTS
from tenants.database.models import load_models


@dataclass(frozen=True, slots=True)
class Finding:
    check: str
    object: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.object}: {self.sentence}"


class DatabaseFaulty(Exception):  # noqa: N818 - what it says: the database is faulty
    def __init__(self, findings: list[Finding]) -> None:
        self.findings = findings
        listed = "\n".join(f"  - {finding}" for finding in findings)
        super().__init__(
            "The database would not keep organizations apart, so the program does not start.\n"
            f"{listed}\n"
            "Put this right as the database's owner. A database that only migrations touched has none."
        )


async def audit(
    connection: AsyncConnection, *, role: str | None = None, metadata: MetaData | None = None
) -> list[Finding]:
    """Every fault, as seen from the role that the program runs as (the connection's own, unless named)."""
    tables = metadata if metadata is not None else load_models()
    role = role or str(await connection.scalar(text("SELECT current_user")))
    known = [table for table in tables.tables.values() if "kind" in table.info]
    values = {
        "role": role,
        "crossing": [table.name for table in known if table.info["kind"] == "global"],
        "expected": [f"{table.name}.{column.name}" for table in known for column in table.columns],
        "narrow": [table.name for table in known if table.info["grants"] != ALL_GRANTS],
        "narrow_grants": [table.info["grants"] for table in known if table.info["grants"] != ALL_GRANTS],
    }
    findings: list[Finding] = []
    for check in CHECKS:
        names = {name: values[name] for name in check.parameters}
        rows = await connection.execute(text(tables_statement(check.sql)), names)
        findings += [Finding(check.name, str(row.object), check.sentence.format(row=row)) for row in rows]
    return findings


async def refuse_if_faulty(engine: AsyncEngine) -> None:
    """For the start of the program, as the role that it runs as."""
    async with engine.connect() as connection:
        findings = await audit(connection)
    if findings:
        raise DatabaseFaulty(findings)
