"""Columns recognised, cells read, problems named by row and field."""

from datetime import date

import pytest

from tenants.roster import values
from tenants.roster.checking import Report, check
from tenants.roster.columns import cleaned, fact_key, label_of, missing_in, propose
from tenants.roster.table import Table

TODAY = date(2026, 11, 22)


def checked(columns: str, *rows: str) -> Report:
    headings = tuple(columns.split("|"))
    table = Table(
        headings,
        tuple((number, tuple(row.split("|"))) for number, row in enumerate(rows, start=2)),
        "utf-8",
        ",",
    )
    return check(table, propose(headings), TODAY)


@pytest.mark.parametrize(
    ("heading", "target"),
    [
        ("E-Mail", "mail"),
        ("EMAIL ADDRESS", "mail"),
        ("Primary_Email", "mail"),
        ("FirstName", "given_name"),
        ("last name", "family_name"),
        ("Member #", "number"),
        ("Member ID", "number"),
        ("Membership Type", "member_class"),
        ("Status", "standing"),
        ("Paid Thru", "dues_paid_until"),
        ("Start year", "started_practice_year"),
        ("Member since", "joined_year"),
        ("Speciality", "specialty"),
        ("Employer", "institution"),
        ("State/Province", "region"),
        ("Teléfono", "phone"),
        ("Profession", "fact:profession"),
        ("Favourite colour", ""),
        ("Date of birth", ""),
        ("", ""),
    ],
)
def test_headings_are_recognised_and_what_is_unknown_is_left_out(heading: str, target: str) -> None:
    assert propose([heading]) == {0: target}


def test_of_two_columns_that_look_alike_the_first_is_taken() -> None:
    assert propose(["Email", "E-mail", "Work email"]) == {0: "mail", 1: "", 2: ""}


def test_what_a_file_cannot_do_without_is_named() -> None:
    assert missing_in(propose(["City"])) == ("Mail address", "Full name, or first and last name")
    assert missing_in(propose(["Mail", "First name", "Last name"])) == ()


def test_a_mapping_from_a_browser_is_held_to_what_there_is() -> None:
    hostile = {0: "mail", 1: "mail", 2: "password_hash", 3: "fact:shoe_size", 4: "fact:../x", 99: "name"}
    assert cleaned(hostile, 5) == {0: "mail", 1: "", 2: "", 3: "fact:shoe_size", 4: ""}
    assert label_of(fact_key("Shoe Size (EU)")) == "Shoe size eu"


def test_good_rows_are_read_whole() -> None:
    report = checked(
        "Mail|First name|Last name|Member no|Class|Status|Paid until|Practice since|Profession",
        "Mona@Example.org|Mona|Moreau|0042|Senior Member|Active|12/31/2026|2009|Surgeon",
    )
    row = report.good[0]
    assert report.bad == []
    assert row.person == {
        "mail": "Mona@Example.org",
        "given_name": "Mona",
        "family_name": "Moreau",
        "name": "Mona Moreau",
    }
    assert row.membership == {
        "number": "0042",
        "member_class": "Senior Member",
        "standing": "current",
        "dues_paid_until": date(2026, 12, 31),
        "started_practice_year": 2009,
    }
    assert row.facts == {"profession": "Surgeon"}


def test_every_problem_is_named_by_row_and_field() -> None:
    report = checked(
        "Mail|Name|Status|Paid until|Practice since",
        "ok@x.org|Ok|active||",
        "nonsense||perhaps|soon|2099",
        "|Nobody|||",
    )
    assert [row.line for row in report.good] == [2]
    assert [(row.line, [fault.field for fault in row.faults]) for row in report.bad] == [
        (3, ["Mail address", "Standing", "Dues paid until", "In practice since (year)"]),
        (4, ["Mail address"]),
    ]
    assert all(fault.sentence.endswith(".") for row in report.bad for fault in row.faults)


def test_of_two_rows_with_one_address_or_number_the_first_counts() -> None:
    report = checked(
        "Mail|Name|Number", "a@x.org|A|1", "A@X.ORG|A again|2", "b@x.org|B|1", "c@x.org|C|", "d@x.org|D|"
    )
    assert [row.line for row in report.good] == [2, 5, 6]
    assert [row.faults[0].sentence for row in report.bad] == [
        "The same mail address stands in row 2.",
        "The same member number stands in row 2.",
    ]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-12-31", date(2026, 12, 31)),
        ("12/31/2026", date(2026, 12, 31)),
        ("3/4/2026", date(2026, 3, 4)),
        ("31/12/2026", date(2026, 12, 31)),
        ("31.12.2026", date(2026, 12, 31)),
        ("31 Dec 2026", date(2026, 12, 31)),
        ("December 31, 2026", date(2026, 12, 31)),
        ("2026-12-31 00:00:00", date(2026, 12, 31)),
        ("2026-12-31T00:00:00Z", date(2026, 12, 31)),
        ("", None),
    ],
)
def test_dates_are_read_as_they_are_written_here(text: str, day: date | None) -> None:
    assert values.day(text) == day


@pytest.mark.parametrize("text", ["soon", "2026-13-40", "31/31/2026", "1", "0001-01-01"])
def test_what_is_no_date_is_said(text: str) -> None:
    with pytest.raises(values.Unfit):
        values.day(text)


@pytest.mark.parametrize(
    "text",
    [
        "o'brien@example.org",
        "nuñez@ejemplo.es",
        "a.b+c@sub.example.co.uk",
        "mailto:x@y.org",
        "x@bücher.example",
    ],
)
def test_unusual_addresses_pass(text: str) -> None:
    assert values.mail(text) == text.removeprefix("mailto:")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "x@",
        "@x.org",
        "x@y",
        "a b@x.org",
        "a@x.org, b@x.org",
        "a@x..org",
        "a..b@x.org",
        "x@-y.org",
        "a@x.org\n",
    ],
)
def test_what_is_no_address_does_not(text: str) -> None:
    with pytest.raises(values.Unfit):
        values.mail(text if text != "a@x.org\n" else "a@x.org\nBcc: b@x.org")
