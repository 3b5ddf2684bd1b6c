"""`mentorhub match` and `mentorhub circles`: the engine from the command line."""

import csv
import io
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from mentorhub.matching import spreadsheet
from mentorhub.matching.engine import Aim, Desk, MatchingError, solve
from mentorhub.matching.engine.circles import CircleRules, Circles, form
from mentorhub.matching.engine.cli import (
    CIRCLES_FORMAT,
    MATCH_FORMAT,
    form_circles,
    match_instance,
    read_text,
    refuse,
    show_progress,
    write_text,
)
from mentorhub.matching.engine.report import render
from mentorhub.matching.instance import FACTS
from mentorhub.programs.template import Template
from tenants.kit import clock

InstanceFile = Annotated[Path | None, typer.Option(help="An instance as JSON, in place of spreadsheets.")]
Program = Annotated[str | None, typer.Option(help="A program of the catalog, by its key.")]
SENIORITY = "seniority"
Out = Annotated[Path | None, typer.Option(help="Where the answer goes; else it is printed.")]


def match(  # noqa: PLR0917 - Typer makes the options of them
    instance: InstanceFile = None,
    mentors: Annotated[Path | None, typer.Option(help="A CSV of mentors: id, name, places, answers.")] = None,
    mentees: Annotated[Path | None, typer.Option(help="A CSV of mentees: id, name, answers.")] = None,
    program: Program = None,
    out: Out = None,
    report: Annotated[Path | None, typer.Option(help="An HTML report with reasons and plots.")] = None,
    aim: Annotated[Aim | None, typer.Option(help="In place of the program's own.")] = None,
) -> None:
    """Match mentees with mentors; the help of --instance is below."""
    try:
        if instance is not None:
            match_instance(instance, out)
        elif mentors is None or mentees is None or program is None:
            raise MatchingError("Give --mentors, --mentees and --program, or --instance.")
        else:
            _match_sheets(spreadsheet.program(program), Files(mentors, mentees, out, report), aim)
    except MatchingError as error:
        raise refuse(error.sentence) from None


match.__doc__ = MATCH_FORMAT


@dataclass(frozen=True, slots=True)
class Files:
    mentors: Path
    mentees: Path
    out: Path | None
    report: Path | None


def _match_sheets(template: Template, at: Files, aim: Aim | None) -> None:
    mentor_sheet = spreadsheet.read(read_text(at.mentors), "mentors")
    mentee_sheet = spreadsheet.read(read_text(at.mentees), "mentees")
    for role, sheet in (("mentor", mentor_sheet), ("mentee", mentee_sheet)):
        for column in spreadsheet.unread(template, sheet, role):
            typer.echo(f"Nothing reads the column “{column}” of the {role}s.", err=True)
    notes = [
        f"“{label}” does not count: one of the spreadsheets has no column for it."
        for label in spreadsheet.missing(template, mentor_sheet, mentee_sheet)
    ]
    asked = spreadsheet.instance(template, mentor_sheet, mentee_sheet, clock.now().date())
    found = solve(asked, aim or Aim(template.matching.aim), progress=show_progress())
    desk = Desk(asked, found)
    text = spreadsheet.pairs_csv(found, desk)
    if at.report is not None:
        names = {person.id: person.name for person in (*asked.mentors, *asked.mentees)}
        why = {(pair.mentee, pair.mentor): desk.sentence(pair.mentee, pair.mentor) for pair in found.pairs}
        write_text(at.report, render(f"Matching: {template.about.name}", found, names, why, notes))
    for note in notes:
        typer.echo(note, err=True)
    if at.out is None:
        typer.echo(text, nl=False)
    else:
        write_text(at.out, text)


def circles(
    instance: InstanceFile = None,
    people: Annotated[Path | None, typer.Option(help="A CSV of peers: id, name, answers.")] = None,
    program: Program = None,
    out: Out = None,
) -> None:
    """Form circles of peers; the help of --instance is below."""
    try:
        if instance is not None:
            form_circles(instance, out)
        elif people is None or program is None:
            raise MatchingError("Give --people and --program, or --instance.")
        else:
            _circle_sheet(spreadsheet.program(program), people, out)
    except MatchingError as error:
        raise refuse(error.sentence) from None


circles.__doc__ = CIRCLES_FORMAT


def _circle_sheet(template: Template, people: Path, out: Path | None) -> None:
    rules = circle_rules(template)
    sheet = spreadsheet.read(read_text(people), "peers")
    people_there = spreadsheet.people(template, sheet, "peer", names=rules.supervisor)
    made = form(people_there, rules, progress=show_progress())
    text = _circles_csv(made)
    if out is None:
        typer.echo(text, nl=False)
    else:
        write_text(out, text)


def circle_rules(template: Template) -> CircleRules:
    """The program's own sizes and limits; what it shares and mixes by the names of its questions."""
    shape = template.pairing.circle
    if shape is None:
        raise MatchingError(f"“{template.about.name}” forms pairs, not circles.")
    ruled = {rule.kind: rule for rule in template.matching.rules}
    limits = {}
    for kind, most in (("different_institution", shape.per_institution), ("different_department", 1)):
        if kind in ruled:
            limits[ruled[kind].mentee or FACTS[kind]] = most
    judged = ruled.get("not_supervisor")
    return CircleRules(
        smallest=shape.size_from,
        largest=shape.size_to,
        limits=limits,
        hours=shape.availability or "",
        interests=shape.shared or "",
        seniority=SENIORITY if SENIORITY in shape.mix else "",
        supervisor=(judged.mentee or FACTS["not_supervisor"]) if judged else "",
        mixed=tuple(shape.mix),
    )


def _circles_csv(made: Circles) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["person", "circle", "hours", "interests", "why"])
    for number, circle in enumerate(made.circles, start=1):
        for member in circle.members:
            words = (member, "; ".join(circle.hours), "; ".join(circle.interests))
            name, hours, interests = map(spreadsheet.safe, words)
            writer.writerow([name, number, hours, interests, ""])
    for one in made.unplaced:
        why = spreadsheet.safe(f"{one.reason} {one.relaxation}".strip())
        writer.writerow([spreadsheet.safe(one.person), "", "", "", why])
    return out.getvalue()
