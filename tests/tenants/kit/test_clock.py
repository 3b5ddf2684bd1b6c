"""One clock, and tests can move it."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from tenants.kit import clock


def test_now_is_aware_and_in_utc() -> None:
    assert clock.now().tzinfo is UTC
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=5)


def test_today_is_the_date_where_somebody_lives() -> None:
    with clock.travel(datetime(2026, 3, 1, 2, tzinfo=UTC)):
        assert clock.today("Europe/Zurich") == date(2026, 3, 1)
        assert clock.today("America/Anchorage") == date(2026, 2, 28)


def test_a_stopped_clock_moves_only_when_told() -> None:
    with clock.travel(datetime(2026, 1, 1, tzinfo=UTC)) as journey:
        assert clock.now() == clock.now() == datetime(2026, 1, 1, tzinfo=UTC)
        journey.forward(timedelta(days=84))
        assert clock.now() == datetime(2026, 3, 26, tzinfo=UTC)
        journey.to(datetime(2027, 1, 1, tzinfo=timezone(timedelta(hours=2))))
        assert clock.now() == datetime(2026, 12, 31, 22, tzinfo=UTC)
        assert clock.now().tzinfo is UTC


def test_a_journey_by_an_amount_starts_from_now() -> None:
    before = clock.now()
    with clock.travel(timedelta(days=400)):
        assert clock.now() - before >= timedelta(days=400)


def test_journeys_nest_and_end() -> None:
    with clock.travel(datetime(2026, 1, 1, tzinfo=UTC)):
        with clock.travel(timedelta(days=1)):
            assert clock.now() == datetime(2026, 1, 2, tzinfo=UTC)
        assert clock.now() == datetime(2026, 1, 1, tzinfo=UTC)
    assert clock.now() - datetime.now(UTC) < timedelta(seconds=5)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"), clock.travel(datetime(2026, 1, 1)):  # noqa: DTZ001 - that is what is refused
        pass
