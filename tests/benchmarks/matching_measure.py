"""One measurement in a process of its own, so that its memory is its own: seconds warm, peak megabytes."""

import hashlib
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

ONE_THREAD = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS"), "1"
)


def measured(people: int, regime: str, threads: int = 1) -> dict[str, Any]:
    """Solve in a fresh process that has solved others before; the best of a few runs counts."""
    environment = os.environ | {name: str(threads) for name in ONE_THREAD}
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.matching_measure", str(people), regime],
        check=True,
        capture_output=True,
        text=True,
        env=environment,
    )
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def peak() -> float:
    """The process's own peak in megabytes: `getrusage` would tell the parent's where that was larger."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def main() -> None:
    from mentorhub.matching.engine import solve
    from tests.benchmarks.matching_instances import program

    people, regime = int(sys.argv[1]), sys.argv[2]
    solve(program(200, regime))  # compiled code is loaded  # type: ignore[arg-type]  # one of the regimes
    if people > 200:  # the large solver's too, by other people than those measured
        solve(program(min(people, 4000), regime, 2))  # type: ignore[arg-type]  # one of the regimes
    instance = program(people, regime)  # type: ignore[arg-type]  # one of the regimes
    made = peak()
    seconds, processor = [], []
    for _ in range(5 if people <= 5_000 else 2 if people <= 20_000 else 1):
        started, used = time.perf_counter(), time.process_time()
        found = solve(instance)
        seconds.append(time.perf_counter() - started)
        processor.append(time.process_time() - used)
    pairs = json.dumps([(pair.mentee, pair.mentor, pair.score) for pair in found.pairs])
    answer = {
        "seconds": min(seconds),
        "processor": min(processor),
        "memory": peak(),
        "memory_of_instance": made,
        "matched": len(found.pairs),
        "total": found.total,
        "proof": found.certificate.proof,
        "gap": found.bound - found.total,
        "digest": hashlib.sha256(pairs.encode()).hexdigest(),
    }
    print(json.dumps(answer))


if __name__ == "__main__":
    main()
