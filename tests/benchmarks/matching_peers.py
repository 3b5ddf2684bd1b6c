"""The open peers on the same instance: `python -m tests.benchmarks.matching_peers --people 500`.

The two overwrite each other's package, so each gets a virtual environment made here and thrown away after.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import venv
from pathlib import Path
from typing import Any

import numpy as np

from mentorhub.matching.engine.encode import encode
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


def compared(peer: str, people: int, timeout: float) -> list[str]:
    """One line for the table: ours beside theirs, in the same run."""
    ours = measured(people, "tight")
    theirs = run(peer, people, timeout)
    if theirs is None:
        return [
            f"`{peer}`, {people:,} people",
            f"{ours['processor']:.2f} s",
            f"more than {timeout:.0f} s",
            f"more than {timeout / ours['processor']:.0f}x",
        ]
    better = 100 * (ours["total"] - theirs["total"]) / theirs["total"]
    return [
        f"`{peer}`, {people:,} people",
        f"{ours['processor']:.2f} s, {ours['memory']:.0f} MB, {ours['matched']} matched",
        f"{theirs['seconds']:.1f} s, {theirs['memory']:.0f} MB, {theirs['matched']} matched",
        f"{theirs['seconds'] / ours['processor']:.0f}x; total {better:+.2f} %",
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=500)
    parser.add_argument("--timeout", type=float, default=100)
    parser.add_argument("--peer", choices=[*PEERS], action="append")
    asked = parser.parse_args()
    for peer in asked.peer or PEERS:
        print(" | ".join(compared(peer, asked.people, asked.timeout)), flush=True)


if __name__ == "__main__":
    sys.exit(main())
