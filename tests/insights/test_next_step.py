import dataclasses

import pytest

from mentorhub.insights.next_step import also_waiting, next_step
from mentorhub.insights.views import Overview

NOTHING = Overview(*[0] * len(dataclasses.fields(Overview)))


@pytest.mark.parametrize(
    ("changes", "is_open", "href"),
    [
        ({}, False, "/organizer/people/import"),
        ({"members": 40}, False, "/organizer/program"),
        ({"members": 40}, True, "/organizer/people"),
        ({"members": 40, "applied": 3, "to_review": 3}, True, "/organizer/applications"),
        ({"members": 40, "applied": 3, "mentors": 1, "mentees": 2}, True, "/organizer/rounds"),
        (
            {"members": 40, "applied": 3, "mentors": 1, "mentees": 2, "paired_mentees": 2},
            True,
            "/organizer/mentorships",
        ),
        ({"members": 40, "to_review": 3, "help_open": 1, "help_late": 1}, True, "/organizer/help"),
    ],
)
def test_the_next_step_is_what_somebody_waits_for_longest(
    changes: dict[str, int],
    is_open: bool,  # noqa: FBT001 - a table of cases
    href: str,
) -> None:
    step = next_step(dataclasses.replace(NOTHING, **changes), program_open=is_open, members_needed=True)
    assert step.href == href


@pytest.mark.parametrize(("is_open", "href"), [(False, "/organizer/program"), (True, "/organizer/program")])
def test_a_program_open_to_everybody_waits_for_no_roster(
    is_open: bool,  # noqa: FBT001 - a table of cases
    href: str,
) -> None:
    step = next_step(NOTHING, program_open=is_open, members_needed=False)
    assert (step.href, "roster" in step.line + step.sentence) == (href, False)


def test_one_and_many_are_said_rightly() -> None:
    one = next_step(dataclasses.replace(NOTHING, to_review=1), program_open=True, members_needed=False)
    many = next_step(dataclasses.replace(NOTHING, to_review=7), program_open=True, members_needed=False)
    assert (one.sentence, many.sentence) == ("One application to read", "7 applications to read")


def test_what_else_waits_is_said_once() -> None:
    seen = dataclasses.replace(
        NOTHING, members=40, to_review=3, mentors=2, mentees=2, help_open=1, pairs_due=1
    )
    first = next_step(seen, program_open=True, members_needed=True)
    assert first.href == "/organizer/applications"
    assert [(step.sentence, step.href) for step in also_waiting(seen, first)] == [
        ("One person waits for an answer", "/organizer/help"),
        ("2 mentees wait for a mentor", "/organizer/rounds"),
        ("One pair is late to meet", "/organizer/mentorships"),
    ]
