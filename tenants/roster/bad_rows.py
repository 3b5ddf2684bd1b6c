"""The rows that could not be taken, as a file to be mended and imported again."""

import csv
import io
from collections.abc import Iterable, Sequence

from tenants.roster.checking import BadRow

WHY = "What is wrong"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def harmless(cell: str) -> str:
    """A spreadsheet takes a cell that begins so for a formula and runs it. Reading such a file, we take the
    apostrophe off again; where one of its own stands before such a sign, it gets a second.
    """
    return f"'{cell}" if cell.removeprefix("'").startswith(_FORMULA) else cell


def bad_rows_csv(columns: Sequence[str], bad: Iterable[BadRow]) -> bytes:
    """UTF-8 with a byte order mark, by which Excel knows it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([*map(harmless, columns), WHY])
    for row in bad:
        why = " ".join(f"{fault.field}: {fault.sentence}" for fault in row.faults)
        writer.writerow([*map(harmless, row.cells), harmless(f"Row {row.line}. {why}")])
    return out.getvalue().encode("utf-8-sig")
