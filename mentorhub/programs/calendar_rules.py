"""When things fall due: pure arithmetic with dates, from a template's words."""

from calendar import isleap, monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import assert_never

from dateutil.relativedelta import relativedelta

from mentorhub.programs.template.care import Survey
from mentorhub.programs.template.people import Intake
from mentorhub.programs.template.together import (
    Every,
    Framework,
    MonthlyMinutes,
    Regularly,
    Rhythm,
    Season,
    Term,
)


def in_year(day: str, year: int) -> date:
    """`10-01` in that year; the 29th of February is the 28th where there is none."""
    month, number = int(day[:2]), int(day[3:])
    if month == 2 and number == 29 and not isleap(year):
        number = 28
    return date(year, month, number)


def coming(day: str, today: date) -> date:
    """The next time this day of the year comes round, today included."""
    this_year = in_year(day, today.year)
    return this_year if this_year >= today else in_year(day, today.year + 1)


def is_between(today: date, starts: str, ends: str) -> bool:
    """Whether a day lies in a stretch of the year, both ends included, over New Year too."""
    start, end = in_year(starts, today.year), in_year(ends, today.year)
    return start <= today <= end if start <= end else today >= start or today <= end


def in_season(day: date, season: Season | None) -> bool:
    return season is None or is_between(day, season.starts, season.ends)


def season_end(day: date, season: Season) -> date:
    """The end of the season that a day lies in, or of the next one."""
    start = day if in_season(day, season) else coming(season.starts, day)
    return coming(season.ends, start)


def next_due(last: date, rhythm: Rhythm, season: Season | None = None) -> date | None:
    """By when the next meeting (or month's sum) is due after the last one; None where nothing falls due."""
    match rhythm:
        case Every():
            return _into_season(last + _step(rhythm), season)
        case MonthlyMinutes():
            first_of_next = last.replace(day=1) + relativedelta(months=1)
            month = _into_season(first_of_next, season)
            end = date(month.year, month.month, monthrange(month.year, month.month)[1])
            return end if season is None else min(end, season_end(month, season))
        case Regularly():
            return None
        case _:
            assert_never(rhythm)


def _step(rhythm: Every) -> relativedelta:
    match rhythm.unit:
        case "weeks":
            return relativedelta(weeks=rhythm.count)
        case "months":
            return relativedelta(months=rhythm.count)
        case "quarters":
            return relativedelta(months=3 * rhythm.count)


def _into_season(day: date, season: Season | None) -> date:
    return day if season is None or in_season(day, season) else coming(season.starts, day)


def end_date(start: date, term: Term, season: Season | None = None) -> date | None:
    """When it ends by itself; None where it does not."""
    match term.kind:
        case "fixed":
            return start + relativedelta(months=term.months)
        case "season":
            return season_end(start, season) if season is not None else None
        case "open" | "minimum":
            return None


def next_renewal(start: date, term: Term, today: date) -> date | None:
    """When the two are next asked whether to go on."""
    if term.kind != "minimum":
        return None
    asked = start + relativedelta(months=term.months)
    times = 0
    while asked < today:
        times += 1
        asked = start + relativedelta(months=term.months + times * term.renew_every_months)
    return asked


def nudge_due(last: date, framework: Framework) -> date | None:
    """When a quiet pair gets its gentle question; never out of season."""
    if framework.nudge_after_days is None:
        return None
    return _into_season(last + timedelta(days=framework.nudge_after_days), framework.season)


def survey_due(survey: Survey, start: date, ends: date | None) -> date | None:
    """When a pair that began then gets a survey; None for those that hang on other things."""
    match survey.when.kind:
        case "days_in":
            return start + timedelta(days=survey.when.days)
        case "mid_term":
            return start + (ends - start) / 2 if ends is not None else None
        case "at_end":
            return ends
        case "after_first_meeting" | "every_months" | "by_hand":
            return None


@dataclass(frozen=True)
class NextRound:
    applications_by: date
    pairs_on: date


def takes_applications(intake: Intake, today: date) -> bool:
    if intake.kind == "rolling":
        return True
    return any(is_between(today, window.opens, window.closes) for window in intake.windows)


def next_opening(intake: Intake, today: date) -> date | None:
    """When applications are next taken; today where they are taken now."""
    if takes_applications(intake, today):
        return today
    return min((coming(window.opens, today) for window in intake.windows), default=None)


def next_round(intake: Intake, today: date) -> NextRound | None:
    """The next pairing that somebody who applies today can be part of."""
    rounds = [
        NextRound(by := coming(entry.applications_by, today), coming(entry.pairs_on, by))
        for entry in intake.rounds
    ]
    return min(rounds, key=lambda entry: entry.applications_by, default=None)
