"""Due dates, ends and openings, from the catalog's data alone."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorhub.programs import calendar_rules as rules
from mentorhub.programs import shelf
from mentorhub.programs.template import Template
from mentorhub.programs.template.people import Intake, RoundDate, Window
from mentorhub.programs.template.together import Every, Season

days = st.dates(date(1990, 1, 1), date(2090, 12, 31))
month_days = st.dates(date(2024, 1, 1), date(2024, 12, 31)).map(lambda day: day.strftime("%m-%d"))


def catalog(key: str) -> Template:
    template = shelf.load(key)
    assert template is not None
    return template


def due(key: str, last: date) -> date | None:
    framework = catalog(key).framework
    return rules.next_due(last, framework.rhythm, framework.season)


@pytest.mark.requirement("WSRS-9")
def test_the_next_half_hour_is_due_84_days_after_the_last() -> None:
    assert due("wsrs", date(2026, 1, 10)) == date(2026, 1, 10) + timedelta(days=84)
    assert catalog("wsrs").framework.minutes == 30
    assert catalog("wsrs").framework.ad_hoc


@pytest.mark.requirement("WTSA-11")
def test_a_quarter_later_is_three_calendar_months() -> None:
    assert due("wtsa", date(2026, 11, 30)) == date(2027, 2, 28)
    assert catalog("wtsa").framework.ad_hoc


def test_a_month_later_is_recommended_and_never_failed() -> None:
    framework = catalog("wpsr").framework
    assert due("wpsr", date(2026, 1, 31)) == date(2026, 2, 28)
    assert not framework.firm
    assert rules.nudge_due(date(2026, 1, 1), framework) == date(2026, 2, 1)


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        (date(2026, 10, 12), date(2026, 11, 30)),
        (date(2027, 4, 30), date(2027, 5, 31)),
        (date(2027, 5, 20), date(2027, 10, 31)),
        (date(2027, 7, 1), date(2027, 10, 31)),
        (date(2027, 9, 30), date(2027, 10, 31)),
    ],
)
def test_a_monthly_target_counts_in_the_school_year_only(last: date, expected: date) -> None:
    assert due("alaska", last) == expected


def test_no_nudge_falls_into_the_summer() -> None:
    framework = catalog("alaska").framework
    assert rules.nudge_due(date(2027, 5, 20), framework) == date(2027, 10, 1)
    assert rules.nudge_due(date(2027, 1, 10), framework) == date(2027, 2, 14)


def test_a_circle_meets_regularly_and_nothing_falls_due() -> None:
    assert due("wim", date(2026, 1, 1)) is None


@pytest.mark.requirement("WSRS-8")
@pytest.mark.parametrize(
    ("start", "end"),
    [(date(2026, 3, 5), date(2027, 3, 5)), (date(2024, 2, 29), date(2025, 2, 28))],
)
def test_a_year_ends_by_itself_on_the_same_day(start: date, end: date) -> None:
    assert rules.end_date(start, catalog("wsrs").framework.term) == end


@pytest.mark.requirement("WTSA-19")
def test_a_minimum_has_no_end_and_asks_each_year() -> None:
    term, start = catalog("wtsa").framework.term, date(2026, 1, 15)
    assert rules.end_date(start, term) is None
    assert rules.next_renewal(start, term, date(2026, 6, 1)) == date(2027, 1, 15)
    assert rules.next_renewal(start, term, date(2027, 1, 15)) == date(2027, 1, 15)
    assert rules.next_renewal(start, term, date(2029, 6, 1)) == date(2030, 1, 15)


@pytest.mark.requirement("WPSR-17")
def test_without_a_term_there_is_no_end() -> None:
    term = catalog("wpsr").framework.term
    assert rules.end_date(date(2026, 1, 1), term) is None
    assert rules.next_renewal(date(2026, 1, 1), term, date(2030, 1, 1)) is None


@pytest.mark.parametrize(
    ("start", "end"), [(date(2026, 11, 1), date(2027, 5, 31)), (date(2026, 7, 1), date(2027, 5, 31))]
)
def test_a_school_year_ends_with_the_school_year(start: date, end: date) -> None:
    framework = catalog("alaska").framework
    assert rules.end_date(start, framework.term, framework.season) == end


@pytest.mark.requirement("WPSR-18", "AK-1")
@pytest.mark.parametrize("key", ["wpsr", "alaska"])
def test_rolling_intake_is_open_every_day(key: str) -> None:
    intake = catalog(key).intake
    assert all(rules.takes_applications(intake, date(2026, 1, 1) + timedelta(days=d)) for d in range(366))


def test_a_window_over_new_year_is_open_on_both_sides_of_it() -> None:
    intake = Intake(kind="windows", windows=(Window(opens="12-01", closes="01-31"),), audience="public")
    assert rules.takes_applications(intake, date(2026, 12, 1))
    assert rules.takes_applications(intake, date(2027, 1, 31))
    assert not rules.takes_applications(intake, date(2027, 2, 1))
    assert rules.next_opening(intake, date(2027, 2, 1)) == date(2027, 12, 1)


def test_who_applies_on_the_last_day_is_in_that_round_and_a_day_later_in_the_next() -> None:
    intake = catalog("wtsa").intake
    assert rules.next_round(intake, date(2026, 12, 20)) == rules.NextRound(
        date(2026, 12, 20), date(2027, 1, 15)
    )
    assert rules.next_round(intake, date(2026, 12, 21)) == rules.NextRound(
        date(2027, 6, 20), date(2027, 7, 15)
    )


def test_surveys_fall_on_their_days() -> None:
    wsrs, alaska = catalog("wsrs"), catalog("alaska")
    midway, closing, weeks = wsrs.survey("midway"), wsrs.survey("closing"), alaska.survey("first_month")
    assert midway is not None
    assert closing is not None
    assert weeks is not None
    start, end = date(2026, 1, 1), date(2027, 1, 1)
    assert rules.survey_due(midway, start, end) == date(2026, 7, 2)
    assert rules.survey_due(midway, start, None) is None
    assert rules.survey_due(closing, start, end) == end
    assert rules.survey_due(weeks, start, None) == date(2026, 1, 31)


@given(last=days, count=st.integers(1, 60), unit=st.sampled_from(["weeks", "months", "quarters"]))
def test_what_falls_due_lies_ahead(last: date, count: int, unit: str) -> None:
    rhythm = Every.model_validate({"kind": "every", "count": count, "unit": unit})
    found = rules.next_due(last, rhythm)
    assert found is not None
    assert found > last


@given(day=days, starts=month_days, ends=month_days)
def test_a_season_ends_on_its_day_and_that_day_lies_within(day: date, starts: str, ends: str) -> None:
    season = Season(starts=starts, ends=ends, label="then")
    end = rules.season_end(day, season)
    assert end >= day
    assert rules.in_season(end, season)


@given(today=days, by=month_days, pairs=month_days)
def test_a_round_takes_applications_before_it_pairs(today: date, by: str, pairs: str) -> None:
    intake = Intake(
        kind="rolling", audience="public", rounds=(RoundDate(applications_by=by, pairs_on=pairs),)
    )
    found = rules.next_round(intake, today)
    assert found is not None
    assert today <= found.applications_by <= found.pairs_on
