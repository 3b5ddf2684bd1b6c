"""The engine from the command line, without a server: an instance in, pairs or circles out."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from mentorhub.matching.engine import instance_json
from mentorhub.matching.engine.circles.instance_json import solve_text
from mentorhub.matching.engine.errors import MatchingError

REFUSED = 2
MATCH_FORMAT = """\
Match mentees with mentors: as many as can be, then the aim, then the best total, with a proof.

An instance is JSON: {"mentors":[{"id":"m1","capacity":2}],"mentees":[{"id":"e1"}],
"scores":[["e1","m1",8450]],"locked":[["e1","m1"]],"aim":"total|floor|share"}.
Scores are whole numbers from 0 to 10,000; a pair not listed is not allowed; "locked" may be left out.
"""


def refuse(sentence: str) -> typer.Exit:
    """One clear sentence, and the exit code for an instance that cannot be used."""
    typer.echo(sentence, err=True)
    return typer.Exit(REFUSED)


def read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise MatchingError(f"“{path}” cannot be read: {error.strerror or error}.") from None
    except UnicodeDecodeError:
        raise MatchingError(
            f"“{path}” is not text in UTF-8: save it as “CSV UTF-8” or JSON in UTF-8."
        ) from None


def write_text(path: Path, text: str) -> None:
    """Whole or not at all: a reader never sees half a file."""
    if path.is_dir():
        raise MatchingError(f"“{path}” cannot be written: it is a folder.")
    part = path.with_name(path.name + ".part")
    try:
        part.write_text(text, encoding="utf-8")
        part.replace(path)
    except OSError as error:
        raise MatchingError(f"“{path}” cannot be written: {error.strerror or error}.") from None


def show_progress() -> Callable[[str, int, int], None] | None:
    """A line that rewrites itself, on a terminal only."""
    if not sys.stderr.isatty():
        return None

    def tell(step: str, done: int, of: int) -> None:
        share = f" {100 * done // of} %" if of > 1 else ""
        typer.echo(f"\r\x1b[K{step}{share}", nl=False, err=True)

    return tell


def match_instance(instance: Path, out: Path | None) -> None:
    """Read, solve, write; raises MatchingError with its sentence."""
    listed = instance_json.read(read_text(instance))
    if listed.ignored:
        names = ", ".join(f"“{name}”" for name in listed.ignored)
        typer.echo(f"Not part of the format, and left out: {names}.", err=True)
    answer = json.dumps(instance_json.solve_listed(listed, show_progress()), indent=1, ensure_ascii=False)
    if out is None:
        typer.echo(answer)
    else:
        write_text(out, answer + "\n")


app = typer.Typer(no_args_is_help=True, pretty_exceptions_enable=False, help=__doc__)


@app.command(help=MATCH_FORMAT)
def match(
    instance: Annotated[Path, typer.Option(help="The instance, as JSON.")],
    out: Annotated[Path | None, typer.Option(help="Where the answer goes; else it is printed.")] = None,
) -> None:
    try:
        match_instance(instance, out)
    except MatchingError as error:
        raise refuse(error.sentence) from None


CIRCLES_FORMAT = """\
Form circles of peers: never one that breaks a rule; whoever cannot be placed is told why.

An instance is JSON: {"people":[{"id":"p1","institution":"A","hours":["mon 18","tue 12"],"clock":-5,
"interests":["burnout"],"seniority":"early","supervisor":["p2"],"region":"west","specialty":"surgery",
"blocks":["p3"]}],"rules":{"smallest":6,"largest":12,"limits":{"institution":1},"stages":2},
"circles":[{"name":"Tuesday","members":["p4"]}]}.
Hours like "mon 18" are local and read with "clock", the hours ahead of UTC. "rules" and "circles" may be
left out; members of circles that stand stay, and newcomers may join them.
"""


def form_circles(instance: Path, out: Path | None) -> None:
    answer = json.dumps(solve_text(read_text(instance), show_progress()), indent=1, ensure_ascii=False)
    if out is None:
        typer.echo(answer)
    else:
        write_text(out, answer + "\n")


@app.command(help=CIRCLES_FORMAT)
def circles(
    instance: Annotated[Path, typer.Option(help="The instance, as JSON.")],
    out: Annotated[Path | None, typer.Option(help="Where the answer goes; else it is printed.")] = None,
) -> None:
    try:
        form_circles(instance, out)
    except MatchingError as error:
        raise refuse(error.sentence) from None
