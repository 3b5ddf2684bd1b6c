"""What a template's data says, in sentences for the people who live by it."""

from typing import assert_never

from mentorhub.forms.display import MONTHS
from mentorhub.programs.counting import both, counted, either
from mentorhub.programs.template.pairing import Acceptance
from mentorhub.programs.template.together import Every, Framework, MonthlyMinutes, Regularly, Season, Term
from mentorhub.programs.template.vocabulary import Party

_PARTIES: dict[Party, str] = {
    "mentor": "the mentor",
    "mentee": "the mentee",
    "peer": "everybody in the circle",
    "guardian": "the parent or guardian",
    "committee": "the committee",
    "staff": "the coordinators",
}
_MODES = {"phone": "by phone", "video": "by video", "in_person": "in person"}


def length(minutes: int) -> str:
    """Such as "half an hour"."""
    match minutes:
        case 30:
            return "half an hour"
        case 60:
            return "an hour"
        case 90:
            return "an hour and a half"
        case _ if minutes % 60 == 0:
            return counted(minutes // 60, "hour")
        case _:
            return f"{minutes} minutes"


def every(rhythm: Every) -> str:
    """Such as "every 12 weeks", "once a month", "each quarter"."""
    if rhythm.count == 1:
        return {"weeks": "every week", "months": "once a month", "quarters": "each quarter"}[rhythm.unit]
    return f"every {rhythm.count} {rhythm.unit}"


def cadence(framework: Framework) -> str:
    """Such as "Half an hour every 12 weeks, or as often as suits you both"."""
    rhythm = framework.rhythm
    match rhythm:
        case Every():
            often = every(rhythm)
            said = (
                f"{length(framework.minutes)} {often.replace('once a', 'a')}" if framework.minutes else often
            )
        case MonthlyMinutes():
            said = f"at least {length(rhythm.minutes)} a month"
            if framework.season is not None:
                said += f", {framework.season.label}"
            return _capital(said)
        case Regularly():
            return "Regularly, at a rhythm you set together"
        case _:
            assert_never(rhythm)
    if framework.ad_hoc:
        said += ", and whenever you need it" if framework.firm else ", or as often as suits you both"
    return _capital(said)


def term(what: Term, season: Season | None = None) -> str:
    match what.kind:
        case "open":
            return "No end date: as long as it helps"
        case "fixed":
            return f"{_months(what.months)}, and then you are both free to work with others"
        case "minimum":
            again = (
                "each year" if what.renew_every_months == 12 else f"every {what.renew_every_months} months"
            )
            return f"At least {_months(what.months).lower()}; then you are asked {again} whether to go on"
        case "season":
            return f"Until {month_day(season.ends)}" if season is not None else "Until the season ends"


def _months(months: int) -> str:
    if months % 12 == 0 and months != 12:
        return _capital(counted(months // 12, "year"))
    return "One year" if months == 12 else f"{months} months"


def month_day(day: str) -> str:
    """Such as "31 May" for `05-31`."""
    return f"{int(day[3:])} {MONTHS[int(day[:2]) - 1]}"


def acceptance(asked: Acceptance) -> str:
    """Such as "It is final when the mentor and the mentee have said yes"."""
    if not asked.parties:
        return "It stands as soon as it is published; nobody has to accept it first."
    names = [_PARTIES[party] for party in asked.parties]
    within = f"within {counted(asked.within_days, 'day')}"
    if len(names) == 1:
        return f"It is final when {names[0]} says yes. The answer is due {within}."
    if asked.in_order:
        first, *rest = names
        return f"{_capital(first)} answers first, then {', then '.join(rest)}; each {within}."
    who = f"both {both(names)}" if len(names) == 2 else both(names)
    return f"It is final when {who} have said yes. Answers are due {within}."


def modes(framework: Framework) -> str:
    said = _capital(either([_MODES[mode] for mode in framework.modes]))
    return f"{said}; in person where you can" if framework.prefer_in_person else said


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
