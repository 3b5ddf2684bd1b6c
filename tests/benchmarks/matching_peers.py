"""The open peers on the same instance.

The two overwrite each other's package, so each gets a virtual environment made here and thrown away after.
"""

import json
import subprocess
import tempfile
import venv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from mentorhub.matching.engine.encode import encode
from tests.benchmarks.figures import Figure
from tests.benchmarks.matching_instances import program
from tests.benchmarks.matching_measure import measured

HERE = Path(__file__).parent
PEERS = {
    "mentor-match": ("matching_peer_mentor_match.py", ["mentor-match==7.0.1", "munkres==3.0.0"]),
    "matching": ("matching_peer_hospital.py", ["matching==1.4.3"]),
}


def written(folder: Path, people: int) -> Path:
    """The whole table of scores, -1 where not allowed: what the peers need and the engine never stores."""
    instance = program(people)
    encoded = encode(instance)
    scores = np.array([encoded.grid.row(row) for row in range(len(encoded.mentees))])
    places = [person.capacity for person in encoded.mentors]
    path = folder / f"{people}.json"
    path.write_text(json.dumps({"scores": scores.tolist(), "places": places}), encoding="utf-8")
    return path


def environment(folder: Path, packages: list[str]) -> Path:
    venv.create(folder, with_pip=True)
    python = folder / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "--quiet", *packages], check=True)
    return python


def run(peer: str, people: int, timeout: float) -> dict[str, Any] | None:
    """Seconds, matched, total and megabytes; None where it did not end in time."""
    script, packages = PEERS[peer]
    with tempfile.TemporaryDirectory() as folder:
        at = Path(folder)
        python = environment(at / "peer", packages)
        try:
            done = subprocess.run(
                [python, HERE / script, written(at, people)],
                check=True,
                timeout=timeout,
                capture_output=True,
                text=True,
            )
        except subprocess.TimeoutExpired:
            return None
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def compared(peer: str, people: int, timeout: float, faster: float | None) -> Iterator[Figure]:
    """Ours beside theirs, in the same run: seconds, memory, people matched and total."""
    ours = measured(people, "tight")
    theirs = run(peer, people, timeout)
    name = f"engine: {people:,} people beside `{peer}`"
    if theirs is None:
        stopped = f"{peer}, stopped before its end: at least so many times"
        yield Figure(name, ours["processor"], "s", timeout, stopped, faster=faster or 1)
        return
    yield Figure(name, ours["processor"], "s", theirs["seconds"], peer, faster=faster or 1)
    yield Figure(f"{name}, memory", ours["memory"], "MB", theirs["memory"], peer)
    yield Figure(f"{name}, matched", ours["matched"], "people", theirs["matched"], peer)
    better = 100 * (ours["total"] - theirs["total"]) / theirs["total"]
    yield Figure(f"{name}, total above theirs", better, "%", least=0)
