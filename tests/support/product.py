"""The whole product as it runs: built pages, one server process on a database of its own, a mail server."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.database import Database
from tests.support.mailbox import Mailbox, mailbox

ROOT = Path(__file__).resolve().parents[2]
PORT = int(os.environ.get("TEST_PORT", "3080"))  # the pages are built for it, so it is the same in every run


@dataclass(frozen=True)
class Product:
    port: int
    mail: Mailbox
    log: Path
    database: Database

    def url(self, slug: str = "", path: str = "/") -> str:
        host = f"{slug}.localhost" if slug else "localhost"
        return f"http://{host}:{self.port}{path}"

    def later(self, days: int) -> datetime:
        """The server's clock moves on, and what was due by then is done. Says what time it is there."""
        request = urllib.request.Request(self.url(path=f"/dev/later?days={days}"), method="POST")  # noqa: S310 - our own address
        with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310 - our own server
            return datetime.fromisoformat(json.load(answer)["now"])

    def today(self) -> date:
        return self.later(0).astimezone(ZoneInfo("America/Los_Angeles")).date()


@contextmanager
def running_product(database: Database, log: Path) -> Iterator[Product]:
    """Builds the pages unless they are built, and serves them."""
    with mailbox() as mail, log.open("wb") as output:
        environment = {
            **os.environ,
            "DATABASE_URL": database.app,
            "SMTP_URL": f"smtp://127.0.0.1:{mail.port}",
            "MENTORHUB_PORT": str(PORT),
        }
        server = subprocess.Popen(
            [sys.executable, "-m", "mentorhub.cli", "serve", "--no-migrate"],
            cwd=ROOT,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait_until_healthy(server, log)
            yield Product(PORT, mail, log, database)
        finally:
            server.send_signal(signal.SIGINT)
            try:
                server.wait(20)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


def _wait_until_healthy(server: subprocess.Popen[bytes], log: Path, *, seconds: int = 300) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if server.poll() is not None:
            raise AssertionError(f"The server ended:\n{log.read_text()[-4000:]}")
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{PORT}/healthz", timeout=2):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.3)
    raise AssertionError(f"The server did not come up:\n{log.read_text()[-4000:]}")
