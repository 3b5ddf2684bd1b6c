"""What a benchmark found, beside its baseline of the same run, and the table of it all."""

import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from tests.database import Cluster

Measured = Literal["ratio", "ours"]


@dataclass(frozen=True)
class Figure:
    """`most` is the target: of the ratio to the baseline, or of the number itself."""

    what: str
    ours: float
    unit: str
    baseline: float | None = None
    beside: str = ""
    most: float | None = None
    of: Measured = "ratio"

    @property
    def ratio(self) -> float | None:
        return self.ours / self.baseline if self.baseline else None

    @property
    def verdict(self) -> str:
        measured = self.ratio if self.of == "ratio" else self.ours
        if self.most is None or measured is None:
            return ""
        return "ok" if measured <= self.most else "OVER"

    @property
    def target(self) -> str:
        if self.most is None:
            return ""
        return f"≤ {self.most:g} times" if self.of == "ratio" else f"≤ {self.most:g} {self.unit}"

    def cells(self) -> tuple[str, ...]:
        ratio = f"{self.ratio:.2f} times" if self.ratio is not None else ""
        baseline = f"{_number(self.baseline)} {self.unit}" if self.baseline is not None else ""
        return (
            self.what,
            f"{_number(self.ours)} {self.unit}",
            f"{baseline} ({self.beside})" if baseline and self.beside else baseline,
            ratio,
            self.target,
            self.verdict,
        )


@dataclass(frozen=True)
class Run:
    """What a benchmark is given: a PostgreSQL to make databases in, and how long it may take."""

    postgres: Cluster
    quick: bool

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
