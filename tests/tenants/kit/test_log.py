"""Logs name people by their ids only."""

import errno
import json
import logging
import re
from collections.abc import Iterator

import psycopg
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
    assert line["exception"].endswith("builtins.ValueError")


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


def test_production_keeps_a_faults_words_to_itself_and_says_where_and_of_which_kind(
    capsys: pytest.CaptureFixture[str],
) -> None:
    log.configure(production=True)
    typed = "what mina typed"
    try:
        try:
            int(typed)
        except ValueError as first:
            raise ExceptionGroup(typed, [KeyError(typed)]) from first
    except ExceptionGroup:
        log.get("x").exception("it failed")
    told = json.loads(capsys.readouterr().err)["exception"]
    assert typed not in told
    kinds = [line for line in told.splitlines() if line.startswith("builtins.")]
    assert kinds == ["builtins.ValueError", "builtins.ExceptionGroup", "builtins.KeyError"]
    assert "test_log.py" in told


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (psycopg.OperationalError("connection failed: server closed"), "connection failed: server closed"),
        (psycopg.errors.UniqueViolation("Key (mail)=(mina@b.example) already exists."), "23505"),
        (ConnectionRefusedError(errno.ECONNREFUSED, "mina@b.example"), "Connection refused"),
        (AttributeError("'str' object has no attribute 'zone'"), "'str' object has no attribute 'zone'"),
    ],
)
def test_what_cannot_be_personal_is_written(
    fault: Exception, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    log.configure(production=True)
    log.get("x").error("it failed", exc_info=fault)
    told = json.loads(capsys.readouterr().err)["exception"]
    assert told.endswith(f": {words}")


def test_of_a_line_of_the_screens_library_only_its_place_is_written(
    capsys: pytest.CaptureFixture[str],
) -> None:
    log.configure(production=True)
    logging.getLogger("reflex.app").warning("Received event. Event data: what mina typed")
    line = json.loads(capsys.readouterr().err)
    assert re.fullmatch(r"test_log\.py, line \d+", line["event"])
    assert "mina" not in str(line)


def test_an_error_id_can_be_read_out_on_the_telephone() -> None:
    made = {log.new_error_id() for _ in range(500)}
    assert len(made) == 500
    assert all(re.fullmatch(r"[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}", error_id) for error_id in made)
