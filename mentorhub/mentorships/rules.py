"""When a pair's next meeting is due, how that is said, when to remind. Pure, from the pair's own terms."""

from collections.abc import Iterable
from datetime import date, timedelta

from mentorhub.mentorships.views import Due, DueState, EndReason
from mentorhub.programs import calendar_rules
from mentorhub.programs.counting import counted
from mentorhub.programs.template.together import Framework, MonthlyMinutes

SOON = timedelta(days=14)
REMIND_BEFORE = timedelta(days=7)


def due_on(framework: Framework, began_on: date, last_met_on: date | None) -> date | None:
    return calendar_rules.next_due(last_met_on or began_on, framework.rhythm, framework.season)


def remind_on(framework: Framework, began_on: date, last_met_on: date | None) -> date | None:
    """A gentle question after some quiet days where the program wants one, else a week before it is due."""
    nudge = calendar_rules.nudge_due(last_met_on or began_on, framework)
    if nudge is not None:
        return nudge
    on = due_on(framework, began_on, last_met_on)
    if on is None:
        return None
    before = on - REMIND_BEFORE
    return before if calendar_rules.in_season(before, framework.season) else on


def due_state(due: date | None, today: date) -> DueState:
    if due is None:
        return "none"
    if due < today:
        return "past"
    return "soon" if due - today <= SOON else "later"


def due(framework: Framework, last_met_on: date | None, on: date | None, today: date) -> Due:
    state = due_state(on, today)
    if not calendar_rules.in_season(today, framework.season) and framework.season is not None:
        starts = calendar_rules.coming(framework.season.starts, today)
        return Due(on, "none", f"Out of season until {day(starts)}. Meet if you like; nothing is due.")
    if on is None:
        return Due(None, state, "Meet whenever it suits you both.")
    if last_met_on is None:
        when = day(on) if state != "past" else ""
        sentence = (
            f"Your first meeting: find a date before {when}."
            if when
            else "Find a date for your first meeting."
        )
        return Due(on, state, sentence)
    if state != "past":
        return Due(on, state, f"You last met on {day(last_met_on)}. Meet again by {day(on)}.")
    ago = since(last_met_on, today)
    if framework.firm:
        return Due(on, state, f"You last met {ago}. The next meeting was due by {day(on)}.")
    return Due(on, state, f"You last met {ago}. A good moment to find a date, if it suits you both.")


def month_sum(framework: Framework, held: Iterable[tuple[date, int]], today: date) -> tuple[int, int] | None:
    """Minutes met this month and minutes meant; None outside the season, or where no month's sum is asked."""
    if not isinstance(framework.rhythm, MonthlyMinutes) or not calendar_rules.in_season(
        today, framework.season
    ):
        return None
    met = sum(minutes for on, minutes in held if (on.year, on.month) == (today.year, today.month))
    return met, framework.rhythm.minutes


def since(then: date, today: date) -> str:
    """Such as "today", "three days ago", "five weeks ago", "eight months ago"."""
    days = (today - then).days
    if days <= 0:
        return "today"
    if days == 1:
        return "yesterday"
    if days < 14:
        return f"{counted(days, 'day')} ago"
    if days < 70:
        return f"{counted(days // 7, 'week')} ago"
    return f"{counted(max(2, round(days / 30.44)), 'month')} ago"


def day(when: date) -> str:
    return f"{when.day} {when:%B %Y}"


def ended_words(reason: EndReason | None) -> str:
    """For staff: that it ended, and never who asked."""
    match reason:
        case "term":
            return "Completed its term"
        case "not_renewed":
            return "Not renewed"
        case "party":
            return "Ended by the pair"
        case "removed":
            return "A person was removed"
        case None:
            return ""
