"""Prints which of the numbered requirements have a passing test. Runs the tests that claim one."""

import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RECORD = ROOT / ".mentorhub" / "requirements.json"


def main() -> int:
    requirements = re.findall(
        r"^- \*\*([A-Z]+-\d+)\*\* (.*)$", (ROOT / "docs/requirements.md").read_text(), re.MULTILINE
    )
    command = [sys.executable, "-m", "pytest", "-q", "-m", "requirement", "--record-requirements"]
    run = subprocess.run(command, cwd=ROOT, check=False)
    if run.returncode not in (0, 1):
        return run.returncode
    outcomes: dict[str, dict[str, str]] = json.loads(RECORD.read_text())
    unknown = sorted(set(outcomes) - {name for name, _ in requirements})
    proven = 0
    for name, text in requirements:
        tests = outcomes.get(name, {})
        passed = bool(tests) and set(tests.values()) == {"passed"}
        proven += passed
        state = "proven" if passed else "FAILS" if tests else "open"
        print(f"{name:8} {state:7} {len(tests):3} tests  {text[:90]}")
    print(f"\n{proven} of {len(requirements)} requirements have a passing test.")
    for name in unknown:
        print(f"There is no requirement {name}, but a test claims it.")
    return 1 if unknown or run.returncode else 0


if __name__ == "__main__":
    sys.exit(main())
