"""Logs name people by their ids only."""

import json
import logging
import re
from collections.abc import Iterator

import pytest
import structlog

from tenants.kit import log


@pytest.fixture(autouse=True)
def _put_back() -> Iterator[None]:
    root = logging.getLogger()
    before = (root.handlers[:], root.level)
    yield
    root.handlers[:], root.level = before
    structlog.reset_defaults()


def test_production_writes_one_json_object_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    log.configure(production=True)
    log.get("tenants.people").info("signed in", person_id="0190-7", attempt=2)
    line = json.loads(capsys.readouterr().err)
    assert (line["event"], line["person_id"], line["attempt"]) == ("signed in", "0190-7", 2)
    assert (line["level"], line["logger"]) == ("info", "tenants.people")
    assert line["timestamp"].endswith("Z")


@pytest.mark.parametrize("production", [True, False])
def test_what_is_personal_is_not_written(capsys: pytest.CaptureFixture[str], *, production: bool) -> None:
    log.configure(production=production)
    log.get("x").warning("sent", email="mona@example.org", to="Mona <mona@example.org>", first_name="Mona")
    written = capsys.readouterr().err
    assert "ona" not in written
    assert written.count("[hidden]") == 3


def test_libraries_write_the_same_way_and_with_their_error(capsys: pytest.CaptureFixture[str]) -> None:
    log.configure(production=True)
    try:
        raise ValueError("broken")
    except ValueError:
        logging.getLogger("sqlalchemy").exception("it failed")
    line = json.loads(capsys.readouterr().err)
    assert (line["logger"], line["event"]) == ("sqlalchemy", "it failed")
    assert "ValueError: broken" in line["exception"]


@pytest.mark.parametrize("production", [True, False])
def test_a_fault_is_written_without_the_variables_around_it(
    capsys: pytest.CaptureFixture[str], *, production: bool
) -> None:
    log.configure(production=production)
    body = "what one wrote to the other"
    try:
        raise ValueError(len(body))
    except ValueError:
        log.get("x").exception("it failed")
    written = capsys.readouterr().err
    assert "ValueError" in written
    assert body not in written.replace('body = "what one wrote to the other"', "")


def test_an_error_id_can_be_read_out_on_the_telephone() -> None:
    made = {log.new_error_id() for _ in range(500)}
    assert len(made) == 500
    assert all(re.fullmatch(r"[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}", error_id) for error_id in made)
