"""The production build of another application than the product, running beside the tests: the gallery."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[3]
PATIENCE_SECONDS = 400


def running_gallery(log: Path) -> AbstractContextManager[str]:
    return running("tests.support.gallery.app", "/gallery/home", log)


@contextmanager
def running(module: str, ready: str, log: Path) -> Iterator[str]:
    """Builds and serves an application, in a web folder of its own; gives its address. It is there once the
    path `ready` is.
    """
    port = free_port()
    binaries = Path(sys.executable).parent
    name = module.removesuffix(".app").rpartition(".")[2]
    environment = os.environ | {
        "REFLEX_APP_MODULE_IMPORT": module,
        "REFLEX_WEB_WORKDIR": str(ROOT / ".mentorhub" / f"{name}-web"),
        "PATH": f"{binaries}{os.pathsep}{os.environ['PATH']}",
        "PORT": str(port),
    }
    # Reflex writes what this application needs into the one lock file, which is the product's.
    locked = {file: file.read_bytes() for file in (ROOT / "reflex.lock").iterdir()}
    command = [str(binaries / "reflex"), "run", "--env", "prod", "--single-port"]
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            address = f"http://localhost:{port}"
            wait_for(f"{address}{ready}", process, log)
            for file, content in locked.items():
                file.write_bytes(content)
            yield address
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310 - our own address
                return
        except OSError:
            time.sleep(0.5)
    raise RuntimeError(f"The application did not start:\n{log.read_text(errors='replace')[-3000:]}")
