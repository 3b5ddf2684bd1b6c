"""Files as people have them."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tenants.roster.bad_rows import WHY, bad_rows_csv, harmless
from tenants.roster.checking import BadRow, Fault
from tenants.roster.table import LARGEST_FILE, Table, Unreadable, read_table

ROWS = [
    ["Name", "Mail", "City"],
    ["Miles O'Brien", "miles@example.org", "Boise, Idaho"],
    ["Nora Nuñez", "nora@example.org", 'Españ"ola'],
    ["Zoë Müller-Öz", "zoe@example.org", "Two\nlines"],
]


def written(rows: list[list[str]], delimiter: str = ",", encoding: str = "utf-8", mark: bytes = b"") -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return mark + out.getvalue().encode(encoding)


def table_of(content: bytes) -> Table:
    table = read_table(content)
    assert isinstance(table, Table), table
    return table


def sentence_of(content: bytes) -> str:
    refused = read_table(content)
    assert isinstance(refused, Unreadable)
    return refused.sentence


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", b"\xef\xbb\xbf"),
        ("windows-1252", b""),
        ("utf-16-le", b"\xff\xfe"),
        ("utf-16-be", b"\xfe\xff"),
        ("utf-16-le", b""),
        ("utf-16-be", b""),
    ],
)
def test_every_usual_encoding_and_delimiter_is_recognised(delimiter: str, encoding: str, mark: bytes) -> None:
    table = table_of(written(ROWS, delimiter, encoding, mark))
    assert (table.delimiter, table.encoding) == (delimiter, encoding)
    assert table.columns == ("Name", "Mail", "City")
    assert [cells for _, cells in table.rows] == [
        ("Miles O'Brien", "miles@example.org", "Boise, Idaho"),
        ("Nora Nuñez", "nora@example.org", 'Españ"ola'),
        ("Zoë Müller-Öz", "zoe@example.org", "Two lines"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_names_from_everywhere_arrive_whole(encoding: str) -> None:
    rows = [["Name", "Mail"], ["李 小龍", "li@example.org"], ["Þórunn Ægisdóttir", "th@example.org"]]
    assert [cells[0] for _, cells in table_of(written(rows, encoding=encoding)).rows] == [
        "李 小龍",
        "Þórunn Ægisdóttir",
    ]


def test_rows_are_numbered_as_a_spreadsheet_numbers_them() -> None:
    table = table_of(b'Name,Mail\r\n"A\nB",a@x.org\r\n\r\nC,c@x.org\r\n')
    assert [line for line, _ in table.rows] == [2, 4]


def test_ragged_rows_and_nameless_columns_are_made_even() -> None:
    table = table_of(b"Name,,City\nA,x\nB,y,z,too much\n")
    assert table.columns == ("Name", "Column 2", "City")
    assert [cells for _, cells in table.rows] == [("A", "x", ""), ("B", "y", "z")]


def test_what_excel_writes_on_top_is_obeyed() -> None:
    assert table_of(b"sep=;\r\nName;Mail, with a comma\r\nA;b\r\n").columns == ("Name", "Mail, with a comma")


def test_one_column_is_a_table_too() -> None:
    assert table_of(b"mail\na@x.org\nb@x.org\n").columns == ("mail",)


@pytest.mark.parametrize(
    ("content", "about"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf  \n ", "empty"),
        (b"Name,Mail\n", "nothing below"),
        (b"PK\x03\x04" + bytes(100), "Excel"),
        (b"%PDF-1.7 ...", "PDF"),
        (bytes(range(256)) * 20, "does not look like a table"),
        (b'Name,Mail\n"A,a@x.org\nB,b@x.org\n', "quotation mark"),
        (b"x" * (LARGEST_FILE + 1), "larger than 20 MB"),
        (b"a," * 300 + b"\n1\n", "columns"),
    ],
)
def test_what_cannot_be_read_is_answered_in_a_sentence(content: bytes, about: str) -> None:
    assert about in sentence_of(content)


@given(st.binary(max_size=3_000))
@settings(max_examples=400)
def test_whatever_bytes_come_it_never_raises(content: bytes) -> None:
    table = read_table(content)
    if isinstance(table, Table):
        assert all(len(cells) == len(table.columns) for _, cells in table.rows)


@given(st.text(max_size=1_000))
@settings(max_examples=300)
def test_whatever_text_comes_it_never_raises(text: str) -> None:
    read_table(text.encode("utf-8", errors="replace"))


_CELL = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Z"]) | st.sampled_from(list(" ,;\t|\"'")),
    max_size=20,
).map(lambda text: " ".join(text.split()))


@given(
    st.lists(st.tuples(_CELL, _CELL, _CELL), min_size=1, max_size=12),
    st.sampled_from([",", ";", "\t", "|"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
@settings(max_examples=300)
def test_what_was_written_is_read(rows: list[tuple[str, str, str]], delimiter: str, encoding: str) -> None:
    body = [["n", *row] for row in rows]
    table = table_of(
        written([["Key", "Heading one", "Heading two", "Heading three"], *body], delimiter, encoding)
    )
    expected = [
        tuple(cell[1:] if cell[:1] == "'" and cell[1:2] in {*"=+-@"} else cell for cell in row)
        for row in body
    ]
    assert [cells for _, cells in table.rows] == expected


_LOOKS_LIKE_A_FORMULA = st.builds(
    lambda start, rest: " ".join(f"{start}{rest}".split()),
    st.sampled_from(["=", "+", "-", "@", "'=", "''=", "'", "'a", "+1 ", "-5", ""]),
    _CELL,
)


@given(st.lists(st.tuples(_LOOKS_LIKE_A_FORMULA, _LOOKS_LIKE_A_FORMULA), min_size=1, max_size=6))
@settings(max_examples=300)
def test_what_goes_out_and_comes_in_again_is_the_same_and_no_formula_on_its_way(
    rows: list[tuple[str, str]],
) -> None:
    """Telephone numbers and what is negative among them."""
    once = [table_of(written([["Key", "One", "Two"], ["n", *row]])).rows[0][1] for row in rows]
    content = bad_rows_csv(("Key", "One", "Two"), [BadRow(2, cells, ()) for cells in once])
    lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert not [cell for line in lines for cell in line if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert [cells[:3] for _, cells in table_of(content).rows] == once


@pytest.mark.parametrize("cell", ["=1+1", "+1 206 555 0100", "-5", "@SUM(A1)", "\tx", "\r=x"])
def test_a_spreadsheet_runs_nothing_from_our_download(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"


def test_the_bad_rows_come_back_with_their_reasons_and_can_be_imported_again() -> None:
    bad = [BadRow(3, ("=cmd()", "not an address"), (Fault("Mail address", "“not an address” is none."),))]
    content = bad_rows_csv(("Name", "Mail"), bad)
    assert b"'=cmd()" in content
    table = table_of(content)
    assert table.columns == ("Name", "Mail", WHY)
    assert table.rows[0][1] == ("=cmd()", "not an address", "Row 3. Mail address: “not an address” is none.")
