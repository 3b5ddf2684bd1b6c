"""A roster file looked at: what we read in it, what is wrong in it, and bringing the good rows in."""

from dataclasses import dataclass, replace
from math import ceil
from typing import Any

import reflex as rx

from mentorhub.web.guard import action, actor, page_load
from mentorhub.web.organizer.roster.words import Summary, how_it_is_written, summary
from mentorhub.web.screen import Screen, parse_id
from tenants.access.permissions import ROSTER_IMPORT
from tenants.database import Session, unit_of_work
from tenants.kit.errors import NotFound
from tenants.roster import imports
from tenants.roster.columns import FACT, IGNORED, fact_key
from tenants.roster.views import ColumnView, ImportView, ProblemView

PROBLEMS = 20


@dataclass(frozen=True)
class ColumnRow:
    place: int
    heading: str
    target: str
    own: str  # the target under which the organization keeps it as a column of its own
    samples: list[str]


@dataclass(frozen=True)
class FaultLine:
    field: str
    sentence: str


@dataclass(frozen=True)
class ProblemRow:
    line: int
    name: str
    faults: list[FaultLine]


class ImportRows(Screen, rx.State):
    import_id: str = ""
    file_name: str = ""
    written_in: str = ""
    step: str = ""  # columns | nothing | ready | applying | done | failed
    says: Summary = Summary()
    columns: list[ColumnRow] = []
    written: int = 0
    to_write: int = 0
    bad: int = 0
    rows: list[ProblemRow] = []
    page: int = 1
    pages: int = 0
    looking: bool = False

    @page_load(ROSTER_IMPORT)
    async def load(self) -> None:
        person = actor()
        import_id = parse_id(self._param("import_id"))
        if self.import_id != str(import_id):
            self.import_id, self.page, self.notice = str(import_id), 1, ""
        async with unit_of_work(person) as db:
            self._show(await imports.view(db, person, import_id))
            await self._turn(db, self.page)
        self._ready()

    @action(ROSTER_IMPORT)
    async def read_as(self, place: int, target: str) -> Any:
        """A column is something else than we thought; the whole file is looked at again."""
        if not any(place == column.place for column in self.columns):
            raise NotFound
        self.columns = [_with(column, place, str(target)) for column in self.columns]
        self.looking = True
        yield
        try:
            person = actor()
            mapping = {column.place: column.target for column in self.columns}
            async with unit_of_work(person) as db:
                self._show(await imports.remap(db, person, parse_id(self.import_id), mapping))
            self._ready()
        finally:
            self.looking = False
        yield ImportRows.go_to(1)

    @action(ROSTER_IMPORT)
    async def go_to(self, page: int) -> None:
        async with unit_of_work(actor()) as db:
            await self._turn(db, page)

    @action(ROSTER_IMPORT)
    async def bring_in(self) -> None:
        person = actor()
        async with unit_of_work(person) as db:
            self._show(await imports.apply(db, person, parse_id(self.import_id)))

    def _show(self, seen: ImportView) -> None:
        self.file_name = seen.file_name
        self.written_in = how_it_is_written(seen)
        self.step = _step(seen)
        self.says = summary(seen, self.step)
        self.columns = [_column(column) for column in seen.columns]
        self.written, self.to_write, self.bad = seen.written, seen.to_write, seen.bad
        self.pages = ceil(seen.bad / PROBLEMS)

    async def _turn(self, db: Session, page: object) -> None:
        self.page = min(max(page if isinstance(page, int) else 1, 1), max(self.pages, 1))
        found = (
            await imports.problems(
                db, actor(), parse_id(self.import_id), skip=(self.page - 1) * PROBLEMS, limit=PROBLEMS
            )
            if self.bad
            else []
        )
        self.rows = [_problem(row) for row in found]


def _step(seen: ImportView) -> str:
    if seen.state != "checked":
        return seen.state
    if seen.missing:
        return "columns"
    return "ready" if seen.to_write else "nothing"


def _column(column: ColumnView) -> ColumnRow:
    own = column.target if column.target.startswith(FACT) else fact_key(column.heading)
    return ColumnRow(column.place, column.heading, column.target, own, list(column.samples))


def _with(column: ColumnRow, place: int, target: str) -> ColumnRow:
    """What was chosen last holds: another column that was read as the same is left out."""
    if column.place == place:
        return replace(column, target=target)
    return replace(column, target=IGNORED) if target and column.target == target else column


def _problem(row: ProblemView) -> ProblemRow:
    return ProblemRow(row.line, row.name, [FaultLine(field, sentence) for field, sentence in row.faults])
