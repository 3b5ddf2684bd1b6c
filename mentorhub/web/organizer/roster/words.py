"""What the screen says about a roster file, in sentences."""

from dataclasses import dataclass

from tenants.roster.views import ImportView

_ENCODINGS = {"utf-8": "UTF-8", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16", "windows-1252": "Windows-1252"}
_DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "vertical bars"}


@dataclass(frozen=True)
class Summary:
    title: str = ""
    line: str = ""
    button: str = ""
    new: str = ""
    changed: str = ""
    unchanged: str = ""
    bad: str = ""


def how_it_is_written(seen: ImportView) -> str:
    """Such as "1,204 rows, read as Windows-1252 with semicolons"."""
    encoding = _ENCODINGS.get(seen.encoding, seen.encoding)
    return f"{_rows(seen.rows)}, read as {encoding} with {_DELIMITERS.get(seen.delimiter, seen.delimiter)}"


def summary(seen: ImportView, step: str) -> Summary:
    title, line = {
        "columns": _columns,
        "nothing": _nothing,
        "ready": _ready,
        "applying": _applying,
        "done": _done,
        "failed": _failed,
    }[step](seen)
    return Summary(
        title,
        line,
        f"Bring in the {seen.to_write:,} good rows" if seen.to_write != 1 else "Bring in the one good row",
        f"{seen.new:,}",
        f"{seen.changed:,}",
        f"{seen.unchanged:,}",
        f"{seen.bad:,}",
    )


def _columns(seen: ImportView) -> tuple[str, str]:
    return (
        f"Which column holds this: {'; '.join(seen.missing).lower()}?",
        "We did not recognize it. Choose it below, and every row is looked at.",
    )


def _nothing(seen: ImportView) -> tuple[str, str]:
    if seen.bad == 0:
        return "Nothing in this file is new", f"{_on_it(seen)}, exactly as the file says."
    title = "Nothing new can go in as it is" if seen.unchanged else "None of the rows can go in as they are"
    line = f"{_rows(seen.bad)} to put right. Mend them in your spreadsheet and choose it again."
    return title, f"{line} {_on_it(seen)}." if seen.unchanged else line


def _ready(seen: ImportView) -> tuple[str, str]:
    title = f"{_rows(seen.to_write)} can go onto your roster"
    if seen.bad == 0:
        return title, "Nobody gets a mail yet: you invite people when you are ready."
    return title, f"{_rows(seen.bad)} with problems {'stays' if seen.bad == 1 else 'stay'} out until mended."


def _applying(_seen: ImportView) -> tuple[str, str]:
    return "People are coming onto your roster", "You can leave this page. It goes on, and you find it here."


def _done(seen: ImportView) -> tuple[str, str]:
    if seen.new == 0:
        title = f"{_rows(seen.changed)} brought your roster up to date"
        return title, "Next, invite those who have not been asked in yet."
    people = "1 person is" if seen.new == 1 else f"{seen.new:,} people are"
    changed = f" {_rows(seen.changed)} had something new." if seen.changed else ""
    return f"{people} new on your roster", f"Nobody has had a mail yet.{changed}"


def _failed(_seen: ImportView) -> tuple[str, str]:
    return "This file could not be brought in", "Nothing more of it will be stored. Choose it again, please."


def _rows(number: int) -> str:
    return "1 row" if number == 1 else f"{number:,} rows"


def _on_it(seen: ImportView) -> str:
    people = "1 person is" if seen.unchanged == 1 else f"{seen.unchanged:,} people are"
    return f"{people} on your roster already"
