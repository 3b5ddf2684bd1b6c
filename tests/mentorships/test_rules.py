"""What is due, from the terms of real programs."""

from datetime import date, timedelta

import pytest

from mentorhub.mentorships import rules
from mentorhub.programs import calendar_rules, shelf
from mentorhub.programs.template.together import Framework

BEGAN = date(2026, 1, 14)
MET = date(2026, 2, 2)


def framework(key: str) -> Framework:
    template = shelf.load(key)
    assert template is not None
    return template.framework


@pytest.mark.requirement("WSRS-9")
def test_radiologists_are_due_84_days_after_they_last_met() -> None:
    assert rules.due_on(framework("wsrs"), BEGAN, MET) == MET + timedelta(days=84)
    assert framework("wsrs").minutes == 30


@pytest.mark.requirement("WTSA-11")
def test_surgeons_are_due_each_quarter() -> None:
    assert rules.due_on(framework("wtsa"), BEGAN, MET) == date(2026, 5, 2)


def test_before_the_first_meeting_the_beginning_counts() -> None:
    assert rules.due_on(framework("wsrs"), BEGAN, None) == BEGAN + timedelta(days=84)


@pytest.mark.requirement("WPSR-11")
def test_a_soft_program_nudges_after_a_month_and_its_words_blame_nobody() -> None:
    terms = framework("wpsr")
    assert not terms.firm
    assert rules.remind_on(terms, BEGAN, MET) == MET + timedelta(days=31)
    due = rules.due_on(terms, BEGAN, MET)
    late = rules.due(terms, MET, due, MET + timedelta(days=60))
    assert late.sentence == (
        "You last met eight weeks ago. A good moment to find a date, if it suits you both."
    )


def test_a_firm_program_says_by_when_it_was_due() -> None:
    terms = framework("wtsa")
    due = rules.due_on(terms, BEGAN, MET)
    late = rules.due(terms, MET, due, date(2026, 6, 1))
    assert late.state == "past"
    assert late.sentence == "You last met four months ago. The next meeting was due by 2 May 2026."


@pytest.mark.requirement("AK-5")
def test_minutes_are_summed_for_the_month_and_only_inside_the_season() -> None:
    terms = framework("alaska")
    held = [(date(2026, 11, 3), 45), (date(2026, 11, 20), 30), (date(2026, 10, 30), 90)]
    assert rules.month_sum(terms, held, date(2026, 11, 25)) == (75, 120)
    assert rules.month_sum(terms, [(date(2026, 7, 3), 45)], date(2026, 7, 10)) is None


@pytest.mark.requirement("AK-5")
def test_nobody_is_reminded_out_of_season() -> None:
    terms = framework("alaska")
    assert terms.season is not None
    for last in (date(2026, 4, 1) + timedelta(days=step) for step in range(0, 365, 7)):
        reminder = rules.remind_on(terms, last, last)
        assert reminder is None or calendar_rules.in_season(reminder, terms.season)
    summer = rules.due(terms, date(2026, 5, 20), date(2026, 10, 31), date(2026, 7, 10))
    assert summer.state == "none"
    assert "Out of season until 1 October 2026" in summer.sentence


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "today"),
        (1, "yesterday"),
        (3, "three days ago"),
        (13, "13 days ago"),
        (14, "two weeks ago"),
        (69, "nine weeks ago"),
        (70, "two months ago"),
        (245, "eight months ago"),
    ],
)
def test_how_long_ago_is_said_as_people_say_it(days: int, words: str) -> None:
    assert rules.since(MET, MET + timedelta(days=days)) == words
