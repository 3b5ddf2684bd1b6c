"""Builds the pages when they changed, and serves everything on one port."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STAMP = ROOT / ".web" / "build" / ".mentorhub-stamp"
LOCK = ROOT / "reflex.lock" / "package-lock.json"
SOURCES = (
    "rxconfig.py",
    "requirements.lock",
    "reflex.lock",
    "assets",
    "mentorhub/web",
    "mentorhub/mentorhub.py",
)
# The server's lines go the way of all others (tenants.kit.log); it writes no line for each request.
SERVERS_LOG = {
    "formatters": {},
    "handlers": {},
    "loggers": {"_granian": {"handlers": [], "propagate": True}},
}


def build_pages(port: int) -> bool:
    """Builds the pages unless the last build was of these very sources; says whether it built.

    Raises:
        SystemExit: when the build fails, after its output.
    """
    digest = _digest(port)
    if STAMP.exists() and STAMP.read_text() == digest:
        return False
    command = [
        sys.executable,
        "-m",
        "reflex",
        "export",
        "--frontend-only",
        "--no-zip",
        "--loglevel",
        "warning",
    ]
    finished = subprocess.run(command, cwd=ROOT, env=_environment(port), check=False)  # noqa: S603 - our own words
    if finished.returncode != 0:
        sys.exit("The pages could not be built; what the build said stands above.")
    leave_out_addresses(LOCK)
    STAMP.write_text(digest)
    return True


def leave_out_addresses(lock: Path) -> None:
    """At each build npm notes in its lock where packages ask for money; a lock names no host."""
    listed = json.loads(lock.read_text(encoding="utf-8"))
    for package in listed["packages"].values():
        package.pop("funding", None)
    lock.write_text(json.dumps(listed, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def run(host: str, port: int, workers: int = 1) -> None:
    """Serves pages, live connection and plain routes until told to stop."""
    os.environ.update(_environment(port))
    os.environ["REFLEX_ENV_MODE"] = "prod"
    from reflex.environment import environment  # reads the variables set above

    environment.REFLEX_SKIP_COMPILE.set(True)
    environment.REFLEX_MOUNT_FRONTEND_COMPILED_APP.set(True)
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    Server(
        target="mentorhub.mentorhub:app",
        factory=True,
        address=host,
        port=port,
        interface=Interfaces.ASGI,
        log_level=LogLevels.warning,
        log_dictconfig=SERVERS_LOG,
        workers=workers,
    ).serve()


def _environment(port: int) -> dict[str, str]:
    """Node comes with the virtual environment; the pages are told the port they are served on."""
    tools = str(Path(sys.executable).parent)
    return {**os.environ, "PATH": f"{tools}{os.pathsep}{os.environ.get('PATH', '')}", "PORT": str(port)}


def _digest(port: int) -> str:
    sums = hashlib.sha256(str(port).encode())
    for source in SOURCES:
        path = ROOT / source
        files = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
        for file in files:
            if "__pycache__" not in file.parts:
                sums.update(str(file.relative_to(ROOT)).encode())
                sums.update(file.read_bytes())
    return sums.hexdigest()
