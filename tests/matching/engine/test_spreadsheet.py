"""`mentorhub match` and `mentorhub circles` from spreadsheets, with the programs of the catalog."""

import csv
import re
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from mentorhub.cli import app as product
from mentorhub.matching import commands
from mentorhub.matching.engine import Aim, Instance, Pair, solve
from mentorhub.matching.engine.report import render
from tests.matching.engine.worlds import world

MENTORS = """id,name,places,specialization,practice_setting,start_year,topics,offer,place,institution
m1,Dr. Reyes,2,Thoracic oncology,,2000,Leadership; leadership,Leading a department,"Seattle, Washington",North
m2,Dr. <b>Tran</b>,1,Congenital,,2001,Referrals,Growing a practice,"Boise, Idaho",South
"""
MENTEES = """id,name,specialization,practice_setting,start_year,topics_wanted,goals,place,institution,blocks
e1,Mina,Thoracic oncology,,2018,Leadership,I want to lead a department,"Seattle, Washington",East,
e2,=Otto,Congenital,,2019,Referrals,Growing my practice,"Boise, Idaho",East,
e3,Pia,Congenital,,2019,Referrals,Growing my practice,"Boise, Idaho",South,m1
"""


@pytest.fixture
def app() -> typer.Typer:
    found = typer.Typer()
    found.command()(commands.match)
    found.command()(commands.circles)
    return found


def run(
    app: typer.Typer, folder: Path, mentors: str = MENTORS, mentees: str = MENTEES, name: str = "wtsa"
) -> Result:
    (folder / "m.csv").write_text(mentors, encoding="utf-8")
    (folder / "n.csv").write_text(mentees, encoding="utf-8")
    files = ["--mentors", str(folder / "m.csv"), "--mentees", str(folder / "n.csv")]
    outs = ["--out", str(folder / "pairs.csv"), "--report", str(folder / "report.html")]
    return CliRunner().invoke(app, ["match", *files, "--program", name, *outs])


def pairs(folder: Path) -> dict[str, dict[str, str]]:
    with (folder / "pairs.csv").open(encoding="utf-8", newline="") as file:
        return {row["mentee"]: row for row in csv.DictReader(file)}


@pytest.mark.requirement("WTSA-16")
def test_two_spreadsheets_become_pairs_with_reasons_in_the_words_of_the_form(
    app: typer.Typer, tmp_path: Path
) -> None:
    result = run(app, tmp_path)
    assert result.exit_code == 0, result.output
    found = pairs(tmp_path)
    assert {mentee: row["mentor"] for mentee, row in found.items()} == {"e1": "m1", "e2": "m2", "e3": ""}
    assert "Thoracic oncology" in found["e1"]["why"]
    assert found["e3"]["why"].startswith("No mentor")


def test_the_report_stands_alone_and_says_that_it_is_proven(app: typer.Typer, tmp_path: Path) -> None:
    run(app, tmp_path)
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "This is proven" in page
    assert page.count("<svg") == 2
    assert "&lt;b&gt;Tran" in page
    assert not re.search(r"https?://|<script|@import|src=|url\(", page)


def test_a_cell_that_begins_like_a_formula_is_made_harmless(app: typer.Typer, tmp_path: Path) -> None:
    run(app, tmp_path, mentees=MENTEES.replace("e1,", '"=1+1",'))
    assert "'=1+1" in pairs(tmp_path)


@pytest.mark.parametrize(("mentors", "program", "sentence"), [
    (MENTORS, "nowhere", "There is no program “nowhere”"),
    ("", "wtsa", "mentors is empty"),
    (MENTORS.replace("m2,", "m1,"), "wtsa", "“m1” is listed 2 times"),
    (MENTORS.replace("Reyes,2", "Reyes,two"), "wtsa", "should be a whole number"),
    (MENTORS.replace("Reyes,2", "Reyes,-2"), "wtsa", "between 0 and"),
    (MENTORS.replace("name,places", "name,name"), "wtsa", "two columns “name”"),
    (MENTORS + "x,y,1,a,b,2000,c,d,e,f,g,h\n", "wtsa", "more cells than columns"),
    (MENTORS + ",,1\n", "wtsa", "neither an id nor a name"),
    (MENTORS.replace(",", ";"), "wtsa", "should be separated by commas"),
    (MENTORS.replace("id,name", "key,who"), "wtsa", "neither a column “id” nor a column “name”"),
    (MENTORS.replace("2000", "9" * 30), "wtsa", "“Experience level” of m1 is too large a number"),
    (MENTORS.replace("2000", "nan"), "wtsa", "should be a whole number and is “nan”"),
])  # fmt: skip
def test_spreadsheets_that_cannot_be_read_are_refused_with_one_sentence(
    app: typer.Typer, tmp_path: Path, mentors: str, program: str, sentence: str
) -> None:
    result = run(app, tmp_path, mentors, name=program)
    assert result.exit_code == 2
    assert sentence in result.output
    assert not (tmp_path / "pairs.csv").exists()


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16"])
def test_a_spreadsheet_in_another_encoding_is_refused_with_the_way_out(
    app: typer.Typer, tmp_path: Path, encoding: str
) -> None:
    path = tmp_path / "m.csv"
    path.write_bytes(MENTORS.replace("Reyes", "Réyes").encode(encoding))
    files = ["--mentors", str(path), "--mentees", str(path), "--program", "wtsa"]
    result = CliRunner().invoke(app, ["match", *files])
    assert result.exit_code == 2
    assert "save it as “CSV UTF-8”" in result.output


def test_a_column_that_nothing_reads_is_told(app: typer.Typer, tmp_path: Path) -> None:
    result = run(app, tmp_path, MENTORS.replace("topics,", "topcis,"))
    assert "“topcis”" in result.output
    assert "“Stated interests” does not count" in result.output


def test_peers_in_a_spreadsheet_become_circles_by_the_programs_rules(
    app: typer.Typer, tmp_path: Path
) -> None:
    lines = ["id,name,institution,department,hours,interests,seniority,keep_apart"]
    stages = ("Student", "Resident or fellow")
    lines += [
        f'{"=" * (n == 1)}p{n},Peer {n},Hospital {n},Unit {n},"Monday, noon; Tuesday, noon",burnout,'
        f"{stages[n % 2]},"
        for n in range(1, 11)
    ]
    path = tmp_path / "p.csv"
    path.write_text("\n".join(lines).replace("Peer 10,Hospital 10", "Peer 10,Hospital 1"), encoding="utf-8")
    out = tmp_path / "circles.csv"
    result = CliRunner().invoke(
        app, ["circles", "--people", str(path), "--program", "wim", "--out", str(out)]
    )
    assert result.exit_code == 0, result.output
    with out.open(encoding="utf-8", newline="") as file:
        rows = {row["person"]: row for row in csv.DictReader(file)}
    assert sum(row["circle"] == "1" for row in rows.values()) == 9
    assert {rows["'=p1"]["circle"], rows["p10"]["circle"]} == {"1", ""}, "a name like a formula is harmless"


def test_a_program_of_pairs_forms_no_circles(app: typer.Typer, tmp_path: Path) -> None:
    (tmp_path / "p.csv").write_text("id\np1\n", encoding="utf-8")
    result = CliRunner().invoke(app, ["circles", "--people", str(tmp_path / "p.csv"), "--program", "wtsa"])
    assert result.exit_code == 2
    assert "forms pairs, not circles" in result.output


def test_a_report_without_pairs_is_a_page_too() -> None:
    found = solve(Instance((), world(1, 2, 0).mentees, ()), Aim.FLOOR)
    page = render("Nobody", found, {}, {})
    assert "0 of 2" in page
    assert not any(isinstance(pair, Pair) for pair in found.pairs)


def test_the_products_own_command_line_has_both_commands() -> None:
    for command in ("match", "circles"):
        result = CliRunner().invoke(product, [command])
        assert result.exit_code == 2
        assert "--instance" in result.output
