"""A file somebody exported from somewhere, as columns and rows. Whatever it holds, this answers and never
raises.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

LARGEST_FILE = 20 * 1024 * 1024
MOST_ROWS = 100_000
MOST_COLUMNS = 200
LONGEST_CELL = 2_000

_DELIMITERS = (",", ";", "\t", "|")
_KINDS = (  # what people send instead of a CSV file, by its first bytes
    (b"PK\x03\x04", "an Excel or other zipped file"),
    (b"\xd0\xcf\x11\xe0", "an old Excel file"),
    (b"%PDF", "a PDF"),
    (b"{\\rtf", "a text document"),
)
_OPEN_QUOTATION = (
    "A quotation mark is opened and never closed in this file, so its rows cannot be told apart. "
    "Export it again, or look for a single quotation mark in it."
)


@dataclass(frozen=True, slots=True)
class Table:
    columns: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]  # the row's number as a spreadsheet shows it, and its cells
    encoding: str
    delimiter: str


@dataclass(frozen=True, slots=True)
class Unreadable:
    sentence: str


def read_table(content: bytes) -> Table | Unreadable:
    if len(content) > LARGEST_FILE:
        return Unreadable("This file is larger than 20 MB. Please split it and import the parts one by one.")
    for start, kind in _KINDS:
        if content.startswith(start):
            return Unreadable(
                f"This is {kind}, not a CSV file. "
                "Open it where it comes from and save or export it as CSV (UTF-8)."
            )
    text, encoding = _decode(content)
    if not text.strip():
        return Unreadable("This file is empty.")
    if _is_binary(text):
        return Unreadable("This does not look like a table. Please export the member list as CSV (UTF-8).")
    text, delimiter = _delimiter(text)
    return _rows(text, delimiter, encoding)


def _decode(content: bytes) -> tuple[str, str]:
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
    ):
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, errors="replace"), encoding
    if guessed := _utf_16_without_mark(content):
        return content.decode(guessed, errors="replace"), guessed
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return content.decode("windows-1252", errors="replace"), "windows-1252"


def _utf_16_without_mark(content: bytes) -> str | None:
    """Western text in UTF-16 has a zero in every second byte."""
    start = content[:2_000]
    if len(start) < 4:
        return None
    even, odd = start[0::2].count(0), start[1::2].count(0)
    if odd > len(start) // 5 and even == 0:
        return "utf-16-le"
    if even > len(start) // 5 and odd == 0:
        return "utf-16-be"
    return None


def _is_binary(text: str) -> bool:
    start = text[:5_000]
    strange = sum(1 for sign in start if (sign < " " and sign not in "\t\r\n\f\v") or sign == "\ufffd")
    return "\x00" in text or strange > len(start) // 50


def _delimiter(text: str) -> tuple[str, str]:
    """Excel writes "sep=;" on top. Otherwise the sign by which the first rows have equally many cells."""
    first, _, rest = text.partition("\n")
    announced = first.strip().lower()
    if announced.startswith("sep=") and len(announced) == 5 and announced[4] in _DELIMITERS:
        return rest, announced[4]
    if announced == "sep=":  # the tab that announced itself was stripped
        return rest, "\t"
    return text, max(_DELIMITERS, key=lambda sign: _fitness(text[:20_000], sign))


def _fitness(text: str, delimiter: str) -> tuple[int, int]:
    try:
        widths = [len(row) for _, row in zip(range(30), _reader(text, delimiter), strict=False) if row]
    except csv.Error:
        return (0, 0)
    if not widths or widths[0] < 2:
        return (0, 0)
    return (sum(width == widths[0] for width in widths), widths[0])


def _reader(text: str, delimiter: str, *, strict: bool = False) -> Iterator[list[str]]:
    lines = io.StringIO(text, newline="")
    return csv.reader(lines, delimiter=delimiter, skipinitialspace=True, strict=strict)


def _ends_in_a_quotation(text: str, delimiter: str) -> bool:
    """The rest of the file would silently become one cell."""
    try:
        for _ in _reader(text, delimiter, strict=True):
            pass
    except csv.Error as error:
        return "unexpected end" in str(error)
    return False


def _rows(text: str, delimiter: str, encoding: str) -> Table | Unreadable:
    if _ends_in_a_quotation(text, delimiter):
        return Unreadable(_OPEN_QUOTATION)
    columns: tuple[str, ...] | None = None
    rows: list[tuple[int, tuple[str, ...]]] = []
    reader = enumerate(_reader(text, delimiter), start=1)
    try:
        for line, cells in reader:
            cleaned = tuple(_clean(cell) for cell in cells)
            if not any(cleaned):
                continue
            if columns is None:
                columns = _header(cleaned)
                continue
            if len(rows) >= MOST_ROWS:
                return Unreadable(
                    f"This file has more than {MOST_ROWS:,} rows. Please split it and import the parts."
                )
            rows.append((line, _fitted(cleaned, len(columns))))
    except csv.Error:
        return Unreadable(_OPEN_QUOTATION)
    if columns is None or not rows:
        return Unreadable("This file has a first row and nothing below it.")
    if len(columns) > MOST_COLUMNS:
        return Unreadable(
            f"This file has more than {MOST_COLUMNS} columns. Please leave out those you do not need."
        )
    return Table(columns, tuple(rows), encoding, delimiter)


def _clean(cell: str) -> str:
    """One line, no stray spaces. An apostrophe in front of a sign is how spreadsheets (and our own download
    of bad rows) write text that would otherwise be a formula.
    """
    text = " ".join(cell.replace("\x00", "").split())
    if len(text) > 1 and text[0] == "'" and text[1] in "=+-@":
        text = text[1:]
    return text[:LONGEST_CELL]


def _header(cells: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(cell or f"Column {number}" for number, cell in enumerate(cells, start=1))


def _fitted(cells: tuple[str, ...], width: int) -> tuple[str, ...]:
    return cells[:width] + ("",) * (width - len(cells))
