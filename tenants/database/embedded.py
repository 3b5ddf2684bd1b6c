"""A PostgreSQL of the project's own: started on demand as a plain process, all of it in one folder.

Whoever comes second joins the server that runs; the last one out stops it. What happens between them is
settled by two locked files, which the system unlocks when a process dies: `lock` is held while somebody
starts or stops the server, `users` is shared by everybody who uses it.
"""

import contextlib
import fcntl
import json
import os
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

import psutil
import psycopg
from sqlalchemy import URL

from tenants.database import binaries as programs
from tenants.database.account import Account, place_for, server_account
from tenants.database.binaries import Binaries, DatabaseUnavailable

DATABASE = "mentorhub"
SUPERUSER = "postgres"
LONGEST_SOCKET_PATH = 100  # the system's limit is 103 to 107, and PostgreSQL adds ".lock"
PATIENCE = 30.0


@dataclass(frozen=True, slots=True)
class Secrets:
    superuser: str
    owner: str
    app: str
    backup: str

    @classmethod
    def kept_in(cls, file: Path) -> "Secrets":
        if not file.exists():
            made = cls(*(secrets.token_urlsafe(24) for _ in range(4)))
            draft = file.with_suffix(".new")
            draft.touch(mode=0o600)
            draft.write_text(json.dumps(asdict(made)), encoding="utf-8")
            draft.rename(file)
        return cls(**json.loads(file.read_text(encoding="utf-8")))


class Server:
    """The server of one folder. `durable=False` is for tests: it forgets everything when the power fails."""

    def __init__(self, folder: Path, *, durable: bool = True, binaries: Binaries | None = None) -> None:
        self.account: Account = server_account()
        self.home = place_for(folder.absolute() / "postgres", self.account)
        self.data = self.home / "data"
        self.pid_file = self.data / "postmaster.pid"
        self.log = self.home / "postgres.log"
        self.durable = durable
        self._chosen = binaries
        self._child: subprocess.Popen[bytes] | None = None

    @contextmanager
    def running(self) -> Iterator["Server"]:
        self.home.mkdir(parents=True, exist_ok=True)
        users = (self.home / "users").open("a")
        try:
            with self._locked():
                fcntl.flock(users, fcntl.LOCK_SH)
                self.secrets = Secrets.kept_in(self.home / "passwords.json")
                if not self._joinable():
                    self._start()
            yield self
        finally:
            with self._locked():
                fcntl.flock(users, fcntl.LOCK_UN)
                if self._last(users):
                    self._stop()
            users.close()

    def stop_abandoned(self) -> None:
        """Stop a server whose users were all killed."""
        if self.home.exists():
            with self._locked(), (self.home / "users").open("a") as users:
                if self._last(users):
                    self._stop()

    def url(self, role: str, password: str, database: str = DATABASE) -> str:
        return URL.create(
            "postgresql",
            username=role,
            password=password,
            database=database,
            query={"host": str(self.socket_folder), "port": "5432"},
        ).render_as_string(hide_password=False)

    @property
    def superuser_url(self) -> str:
        return self.url(SUPERUSER, self.secrets.superuser, "postgres")

    @property
    def socket_folder(self) -> Path:
        """Beside the data; in the system's temporary folder where that path is too long for a socket."""
        near = self.home / "socket"
        if len(os.fsencode(near / ".s.PGSQL.5432")) <= LONGEST_SOCKET_PATH:
            return near
        note = self.home / "socket-folder"
        if note.exists() and Path(note.read_text(encoding="utf-8")).is_dir():
            return Path(note.read_text(encoding="utf-8"))
        made = tempfile.mkdtemp(prefix="mentorhub-")
        note.write_text(made, encoding="utf-8")
        return Path(made)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        with (self.home / "lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    @staticmethod
    def _last(users: IO[str]) -> bool:
        try:
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _postmaster(self) -> psutil.Process | None:
        """The process of this very folder. A number in a file proves nothing: it may be anybody's by now."""
        try:
            process = psutil.Process(int(self.pid_file.read_text().split("\n", 1)[0]))
            alive = process.status() not in (psutil.STATUS_ZOMBIE, psutil.STATUS_DEAD)
            return process if alive and str(self.data) in process.cmdline() else None
        except (OSError, ValueError, psutil.Error):
            return None

    def _forget_stranger(self) -> None:
        """Drop a process number that is somebody else's by now, or a zombie's: PostgreSQL would believe it.

        One that is nobody's stays: PostgreSQL then looks for itself whether the data is still in use.
        """
        if self._postmaster() is None:
            with contextlib.suppress(OSError, ValueError):
                if psutil.pid_exists(int(self.pid_file.read_text().split("\n", 1)[0])):
                    self.pid_file.unlink()

    def _joinable(self) -> bool:
        """Asked through its socket, because its process may be out of sight (in another container)."""
        return self.pid_file.exists() and self._answers(PATIENCE)

    def _answers(self, patience: float) -> bool:
        until = time.monotonic() + patience
        while time.monotonic() < until:
            try:
                with psycopg.connect(self.superuser_url, connect_timeout=2):
                    return True
            except psycopg.OperationalError:
                if (self._child and self._child.poll() is not None) or (
                    self._child is None and self._postmaster() is None
                ):
                    return False
                time.sleep(0.02)
        return False

    def _binaries(self) -> Binaries:
        version = self.data / "PG_VERSION"
        found = self._chosen or programs.find(int(version.read_text()) if version.exists() else None)
        return self.account.usable(found, self.home)

    def _start(self) -> None:
        if not (self.data / "PG_VERSION").exists():
            self._create()
        self.account.own_folder(self.socket_folder)
        arguments = [self._binaries()["postgres"], "-D", str(self.data)]
        for name, value in self._options().items():
            arguments += ["-c", f"{name}={value}"]
        until = time.monotonic() + PATIENCE
        while True:
            self._forget_stranger()
            with self.log.open("wb") as log:
                self._child = self.account.start(arguments, log, self.data)
            if self._answers(PATIENCE):
                return
            said = self.log.read_text(errors="replace")
            # After a kill, its children need a moment to notice that their parent is gone.
            if "shared memory block" not in said or time.monotonic() > until:
                self._stop()
                raise DatabaseUnavailable(
                    f"The project's database did not start; {self.log} says why:\n{said[-1500:]}"
                )
            time.sleep(0.1)

    def _options(self) -> dict[str, str]:
        options = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.socket_folder),
            "unix_socket_permissions": "0700",
            "port": "5432",
            "timezone": "UTC",
            "log_timezone": "UTC",
            "max_connections": "200",
            "shared_buffers": "64MB",
        }
        if not self.durable:
            options |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        return options

    def _create(self) -> None:
        """Make the cluster beside its place and move it there whole: no half of one is ever found."""
        draft = self.home / "data.new"
        shutil.rmtree(draft, ignore_errors=True)
        shutil.rmtree(self.data, ignore_errors=True)
        self.account.own_folder(draft)
        found = self._binaries()
        word = self.home / "word"
        word.touch(mode=0o600)
        word.write_text(self.secrets.superuser, encoding="utf-8")
        self.account.own(word)
        builtin = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"] if found.major >= 17 else []
        try:
            answer = self.account.run(
                [
                    *(found["initdb"], "-D", str(draft), "-U", SUPERUSER, f"--pwfile={word}"),
                    *("--auth=scram-sha-256", "--encoding=UTF8", "--locale=C", *builtin),
                    *([] if self.durable else ["--no-sync"]),
                ],
                draft,
            )
        finally:
            word.unlink()
        if answer.returncode != 0:
            raise DatabaseUnavailable(f"The project's database could not be made:\n{answer.stderr[-1500:]}")
        draft.rename(self.data)

    def _stop(self) -> None:
        process = self._postmaster()
        for order in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
            if process is None:
                break
            with contextlib.suppress(psutil.NoSuchProcess):
                process.send_signal(order)
            if self._gone(seconds=10):
                break
        if self._child is not None:
            self._child.wait()
            self._child = None
        note = self.home / "socket-folder"
        if note.exists():
            shutil.rmtree(note.read_text(encoding="utf-8"), ignore_errors=True)
            note.unlink()

    def _gone(self, seconds: float) -> bool:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if self._child is not None and self._child.poll() is not None:
                return True
            if self._child is None and self._postmaster() is None:
                return True
            time.sleep(0.02)
        return False
