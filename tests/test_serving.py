"""What a build leaves behind in the working copy."""

import json
from pathlib import Path

from mentorhub.serving import LOCK, leave_out_addresses


def test_the_lock_of_the_pages_names_no_address() -> None:
    assert "://" not in LOCK.read_text(encoding="utf-8")


def test_what_npm_adds_is_left_out_and_the_pins_stay(tmp_path: Path) -> None:
    lock = tmp_path / "package-lock.json"
    pinned = {"version": "8.5.30", "integrity": "sha512-abc"}
    asks = {"url": "https://example.org/give"}
    lock.write_text(json.dumps({"packages": {"node_modules/postcss": {**pinned, "funding": asks}}}))
    leave_out_addresses(lock)
    assert json.loads(lock.read_text()) == {"packages": {"node_modules/postcss": pinned}}
