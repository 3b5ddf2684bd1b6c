"""As which user the embedded server runs: PostgreSQL refuses to be root, so root has `nobody` run it."""

import hashlib
import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from tenants.database.binaries import Binaries, DatabaseUnavailable

SHARED_PLACE = Path("/var/lib/mentorhub")


@dataclass(frozen=True, slots=True)
class Account:
    """Ourselves, or when we are root another user, by number."""

    uid: int | None = None
    gid: int | None = None

    def _identity(self) -> dict[str, Any]:
        if self.uid is None:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def own(self, path: Path) -> None:
        if self.uid is not None and self.gid is not None:
            os.chown(path, self.uid, self.gid)

    def own_folder(self, path: Path) -> None:
        path.mkdir(mode=0o700, exist_ok=True)
        path.chmod(0o700)
        self.own(path)

    def run(self, arguments: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(  # noqa: S603 - our own programs and paths
            arguments,
            cwd=folder,
            env=_environment(),
            umask=0o077,
            capture_output=True,
            text=True,
            check=False,
            **self._identity(),
        )

    def start(self, arguments: list[str], log: IO[bytes], folder: Path) -> subprocess.Popen[bytes]:
        """A direct child, in a session of its own: Ctrl-C is for the program, which then stops the server."""
        return subprocess.Popen(  # noqa: S603 - our own programs and paths
            arguments,
            cwd=folder,
            env=_environment(),
            umask=0o077,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            **self._identity(),
        )

    def usable(self, binaries: Binaries, home: Path) -> Binaries:
        """These programs, or where the other user may not reach them a copy in our folder."""
        if self.uid is None or self._can_run(binaries["postgres"]):
            return binaries
        copy = home / f"postgresql-{binaries.major}"
        if not (copy / "bin" / "postgres").exists():
            draft = home / f"postgresql-{binaries.major}.new"
            shutil.rmtree(draft, ignore_errors=True)
            for part in ("bin", "lib", "share"):
                shutil.copytree(binaries.folder.parent / part, draft / part)
            for path in [draft, *draft.rglob("*")]:
                path.chmod(
                    path.stat().st_mode | (0o055 if path.is_dir() or path.parent.name == "bin" else 0o044)
                )
            draft.rename(copy)
        return Binaries(copy / "bin", binaries.major)

    def _can_run(self, program: str) -> bool:
        try:
            answer = subprocess.run(  # noqa: S603 - our own programs and paths
                [program, "--version"], cwd="/", capture_output=True, check=False, **self._identity()
            )
        except PermissionError:
            return False
        return answer.returncode == 0


def _environment() -> dict[str, str]:
    """Nothing of ours: PG* variables would change what the programs do, and secrets are none of theirs."""
    return {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}


def server_account() -> Account:
    if os.name == "nt":
        raise DatabaseUnavailable("The embedded database runs on Linux and macOS: set DATABASE_URL here.")
    if os.geteuid() != 0:
        return Account()
    try:
        nobody = pwd.getpwnam("nobody")
    except KeyError:
        raise DatabaseUnavailable(
            "PostgreSQL does not run as root and there is no user `nobody`: start as another user, "
            "or set DATABASE_URL."
        ) from None
    return Account(nobody.pw_uid, nobody.pw_gid)


def place_for(wanted: Path, account: Account) -> Path:
    """The wanted folder, unless the server's user cannot come near it (a project under /root).

    Then a folder of the same project under /var/lib: whose rights we changed, somebody else relied on.
    """
    if account.uid is None:
        return wanted
    existing = [parent for parent in wanted.parents if parent.exists()]
    if all(parent.stat().st_mode & 0o001 for parent in existing):
        return wanted
    return SHARED_PLACE / hashlib.sha256(os.fsencode(wanted)).hexdigest()[:16]
