"""A pytest plugin: notes for each numbered requirement which tests proved it in this run."""

import json
from collections import defaultdict
from pathlib import Path

import pytest

RECORD = Path(".mentorhub/requirements.json")


class Recorder:
    def __init__(self) -> None:
        self.outcomes: dict[str, dict[str, str]] = defaultdict(dict)
        self.marks: dict[str, tuple[str, ...]] = {}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        for item in items:
            ids = tuple(name for mark in item.iter_markers("requirement") for name in mark.args)
            if ids:
                self.marks[item.nodeid] = ids

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call" or report.failed:
            for name in self.marks.get(report.nodeid, ()):
                self.outcomes[name][report.nodeid] = report.outcome

    def pytest_sessionfinish(self) -> None:
        RECORD.parent.mkdir(exist_ok=True)
        RECORD.write_text(json.dumps(self.outcomes, indent=1, sort_keys=True))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--record-requirements", action="store_true", help="write which requirements were proven"
    )


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--record-requirements"):
        config.pluginmanager.register(Recorder(), "requirements-recorder")
