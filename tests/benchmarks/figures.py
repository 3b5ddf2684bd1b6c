"""What a benchmark found, beside its baseline of the same run, and the table of it all."""

import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from tests.database import Cluster

Measured = Literal["ratio", "ours"]


@dataclass(frozen=True)
class Figure:
    """What is to be met: `most` of the ratio to the baseline, or of the number itself (`of`); `least` of the
    number itself; `faster`: so many times the baseline's speed.
    """

    what: str
    ours: float
    unit: str
    baseline: float | None = None
    beside: str = ""
    most: float | None = None
    of: Measured = "ratio"
    least: float | None = None
    faster: float | None = None

    @property
    def ratio(self) -> float | None:
        if not self.baseline:
            return None
        return self.baseline / self.ours if self.faster else self.ours / self.baseline

    @property
    def verdict(self) -> str:
        if self.faster is not None and self.ratio is not None:
            return "ok" if self.ratio >= self.faster else "UNDER"
        if self.least is not None:
            return "ok" if self.ours >= self.least else "UNDER"
        measured = self.ratio if self.of == "ratio" else self.ours
        if self.most is None or measured is None:
            return ""
        return "ok" if measured <= self.most else "OVER"

    @property
    def target(self) -> str:
        if self.faster is not None:
            return f"≥ {self.faster:g} times as fast"
        if self.least is not None:
            return f"≥ {self.least:g} {self.unit}"
        if self.most is None:
            return ""
        return f"≤ {self.most:g} times" if self.of == "ratio" else f"≤ {self.most:g} {self.unit}"

    def cells(self) -> tuple[str, ...]:
        ratio = f"{self.ratio:.2f} times" if self.ratio is not None else ""
        if self.faster and self.ratio is not None:
            ratio = f"{self.ratio:.0f} times as fast"
        baseline = f"{_number(self.baseline)} {self.unit}" if self.baseline is not None else ""
        return (
            self.what,
            f"{_number(self.ours)} {self.unit}",
            f"{baseline} ({self.beside})" if baseline and self.beside else baseline or self.beside,
            ratio,
            self.target,
            self.verdict,
        )


@dataclass(frozen=True)
class Run:
    """What a benchmark is given: a PostgreSQL to make databases in, and how long it may take."""

    postgres: Cluster
    quick: bool
    full: bool = False  # also what takes many minutes

    def times(self, full: int, quick: int) -> int:
        return quick if self.quick else full


Benchmark = Callable[[Run], Sequence[Figure]]

HEAD = ("what", "ours", "baseline", "ratio", "target", "")


def table(figures: Iterable[Figure]) -> str:
    """As Markdown, so that it can be read in a terminal and put into `docs/` as it is."""
    rows = [HEAD, *(figure.cells() for figure in figures)]
    widths = [max(len(row[at]) for row in rows) for at in range(len(HEAD))]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"
        for row in rows
    ]
    rule = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
    return "\n".join([lines[0], rule, *lines[1:]])


def median(values: Sequence[float]) -> float:
    return statistics.median(values)


def percentile(values: Sequence[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, round(share * len(values)))]


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
