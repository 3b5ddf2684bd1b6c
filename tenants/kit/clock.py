"""The one clock. Nothing else in the program asks what time it is, so a test can move it for all of it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo


def _real() -> datetime:
    return datetime.now(UTC)


# A plain module variable and not a ContextVar: background tasks and threads must see the moved clock too.
_read: Callable[[], datetime] = _real


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return _read()


def today(zone: str | ZoneInfo) -> date:
    """The date on the wall where somebody lives."""
    return date_of(now(), zone)


def date_of(moment: datetime, zone: str | ZoneInfo) -> date:
    """Which date was on the wall there at that moment."""
    return moment.astimezone(zone if isinstance(zone, ZoneInfo) else ZoneInfo(zone)).date()


def shift(by: timedelta) -> None:
    """From now on it is that much later: for trying out, on a developer's machine, what time brings."""
    global _read  # noqa: PLW0603 - there is one clock, and this is where it is changed
    before = _read
    _read = lambda: before() + by  # noqa: E731 - the reading is one line


class Travel:
    """A clock that stands still until it is moved."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def forward(self, by: timedelta) -> None:
        self.moment += by

    def to(self, moment: datetime) -> None:
        if moment.tzinfo is None:
            raise ValueError("Travel needs a moment with a time zone.")
        self.moment = moment.astimezone(UTC)


@contextmanager
def travel(to: datetime | timedelta | None = None) -> Iterator[Travel]:
    """Stop the clock at a moment, or that far from now, for tests; `.forward()` and `.to()` move it."""
    global _read  # noqa: PLW0603 - there is one clock, and this is where it is changed
    before = _read
    journey = Travel(before())
    if isinstance(to, timedelta):
        journey.forward(to)
    elif to is not None:
        journey.to(to)
    _read = lambda: journey.moment  # noqa: E731 - the reading is one line
    try:
        yield journey
    finally:
        _read = before
