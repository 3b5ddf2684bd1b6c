"""A roster file on its way in: looked at, put right, written.

`start` and `remap` store nothing of the people in the file; `apply` leaves the writing to a job, which can be
killed and started again at any moment: it compares the file with the roster anew and writes what is missing.
"""

import asyncio
from collections.abc import Mapping
from uuid import UUID

from tenants.access import Principal, require
from tenants.access.permissions import ROSTER_IMPORT
from tenants.database import Session
from tenants.kit import clock
from tenants.kit.errors import Invalid, NotFound
from tenants.kit.ids import new_id
from tenants.outbox import service as outbox
from tenants.roster import bad_rows, checking, columns
from tenants.roster import import_repository as repository
from tenants.roster.checking import BadRow, Fault
from tenants.roster.errors import ImportClosed
from tenants.roster.jobs import write_import
from tenants.roster.model import RosterImport
from tenants.roster.planning import plan
from tenants.roster.table import Table, Unreadable, read_table
from tenants.roster.views import ColumnView, ImportView, ProblemView

PROBLEMS_SHOWN = 200
SAMPLES = 3


async def start(db: Session, principal: Principal, file_name: str, content: bytes) -> ImportView:
    """Raises Invalid with one sentence when the file cannot be read as a table."""
    require(principal, ROSTER_IMPORT)
    table = await _table(content)
    mapping = columns.propose(table.columns)
    row = RosterImport(
        id=new_id(),
        person_id=principal.me,
        file_name=file_name[-120:],
        content=content,
        columns=list(table.columns),
        samples=_samples(table),
        encoding=table.encoding,
        delimiter=table.delimiter,
        mapping=_stored(mapping),
        rows=len(table.rows),
    )
    bad = await _judge(db, principal, row, table, mapping)
    await repository.add(db, row)
    await repository.add_problems(db, row.id, bad)
    return _view(row)


async def remap(db: Session, principal: Principal, import_id: UUID, mapping: Mapping[int, str]) -> ImportView:
    """Columns chosen by hand; everything is looked at again."""
    require(principal, ROSTER_IMPORT)
    row = await _open(db, import_id)
    table = await _table(row.content or b"")
    chosen = columns.cleaned(mapping, len(table.columns))
    bad = await _judge(db, principal, row, table, chosen)
    await db.flush()
    await repository.forget_problems(db, row.id)
    await repository.add_problems(db, row.id, bad)
    return _view(row)


async def apply(db: Session, principal: Principal, import_id: UUID) -> ImportView:
    """The good rows go in, in a job. Pressed twice, they go in once."""
    require(principal, ROSTER_IMPORT)
    row = await _open(db, import_id)
    if missing := columns.missing_in(_mapping(row)):
        raise Invalid(f"Say first which column holds this: {'; '.join(missing)}.", field="mapping")
    row.state = "applying"
    await db.flush()
    await outbox.defer(db, write_import, import_id=import_id)
    return _view(row)


async def view(db: Session, principal: Principal, import_id: UUID) -> ImportView:
    require(principal, ROSTER_IMPORT)
    return _view(await _get(db, import_id))


async def latest(db: Session, principal: Principal, *, limit: int = 10) -> list[ImportView]:
    require(principal, ROSTER_IMPORT)
    return [_view(row) for row in await repository.latest(db, limit)]


async def problems(
    db: Session, principal: Principal, import_id: UUID, *, skip: int = 0, limit: int = PROBLEMS_SHOWN
) -> list[ProblemView]:
    """Some of the rows that cannot go in, in the order of the file."""
    require(principal, ROSTER_IMPORT)
    return [
        ProblemView(
            line=row.line,
            name=" ".join([cell for cell in row.cells if cell][:3]),
            faults=tuple((field, sentence) for field, sentence in row.faults),
        )
        for row in await repository.problems(db, import_id, skip=skip, limit=limit)
    ]


async def bad_rows_csv(db: Session, principal: Principal, import_id: UUID) -> bytes:
    """The rows that cannot go in, with their reasons, to be mended and imported again."""
    require(principal, ROSTER_IMPORT)
    row = await _get(db, import_id)
    bad = [
        BadRow(each.line, tuple(each.cells), tuple(Fault(field, sentence) for field, sentence in each.faults))
        for each in await repository.problems(db, import_id)
    ]
    return bad_rows.bad_rows_csv(row.columns, bad)


async def _table(content: bytes) -> Table:
    table = await asyncio.to_thread(read_table, content)
    if isinstance(table, Unreadable):
        raise Invalid(table.sentence, field="file")
    return table


async def _judge(
    db: Session, principal: Principal, row: RosterImport, table: Table, mapping: Mapping[int, str]
) -> list[BadRow]:
    """Counts the rows by what becomes of them; returns those that cannot go in."""
    known = {} if columns.missing_in(mapping) else await repository.known(db)
    row.mapping = _stored(mapping)
    row.new = row.changed = row.unchanged = row.bad = 0
    bad: list[BadRow] = []
    if not columns.missing_in(mapping):
        today = clock.today(principal.zone)
        report = await asyncio.to_thread(checking.check, table, mapping, today)
        planned = await asyncio.to_thread(plan, report.good, known)
        bad = sorted([*report.bad, *planned.bad], key=lambda each: each.line)
        row.new, row.changed, row.unchanged = len(planned.new), len(planned.changed), planned.unchanged
        row.bad = len(bad)
    return bad


async def _get(db: Session, import_id: UUID) -> RosterImport:
    row = await repository.without_file(db, import_id)
    if row is None:
        raise NotFound
    return row


async def _open(db: Session, import_id: UUID) -> RosterImport:
    row = await repository.by_id(db, import_id, lock=True)
    if row is None:
        raise NotFound
    if row.state != "checked" or row.content is None:
        raise ImportClosed
    return row


def _samples(table: Table) -> list[list[str]]:
    """The first cells of each column that hold something, each once, to recognise it by."""
    start = [cells for _, cells in table.rows[:100]]
    return [
        list(dict.fromkeys(cells[place][:60] for cells in start if cells[place]))[:SAMPLES]
        for place in range(len(table.columns))
    ]


def _stored(mapping: Mapping[int, str]) -> dict[str, str]:
    return {str(place): target for place, target in mapping.items()}


def _mapping(row: RosterImport) -> dict[int, str]:
    return {int(place): target for place, target in row.mapping.items()}


def _view(row: RosterImport) -> ImportView:
    mapping = _mapping(row)
    return ImportView(
        id=row.id,
        file_name=row.file_name,
        encoding=row.encoding,
        delimiter=row.delimiter,
        state=row.state,  # type: ignore[arg-type]  # a CHECK holds it to these words
        columns=tuple(
            ColumnView(place, heading, tuple(row.samples[place]), mapping.get(place, columns.IGNORED))
            for place, heading in enumerate(row.columns)
        ),
        missing=columns.missing_in(mapping),
        rows=row.rows,
        new=row.new,
        changed=row.changed,
        unchanged=row.unchanged,
        bad=row.bad,
        written=row.written,
        created_at=row.created_at,
        finished_at=row.finished_at,
    )
