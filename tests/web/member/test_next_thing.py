"""Which of several things a member's home leads with."""

from datetime import date

import pytest

from mentorhub.gathering import Gathering
from mentorhub.mentorships.views import Contact, Due, MyPair, Over
from mentorhub.programs import shelf
from mentorhub.web.member.next_thing import NextThing, beside, leading, next_thing
from tenants.kit.ids import new_id

QUIET = NextThing("You are on track with Mona", "")
QUESTION = NextThing("Would you like to go on with Mona?", "", asked=True)
SURVEY = NextThing("How is the program doing?", "", patient=True)
PROPOSAL = NextThing("Mona Moreau could be your mentor", "")


def ended(over: Over, *, in_touch: bool) -> MyPair:
    template = shelf.load("wsrs")
    assert template is not None
    me, other = new_id(), Contact(new_id(), "Mona Moreau", "Mona", "", "", None)
    return MyPair(
        id=new_id(),
        version_id=new_id(),
        role="mentee",
        other=other,
        status="ended",
        began_on=date(2025, 11, 20),
        ends_on=date(2026, 11, 20),
        ended_on=date(2026, 11, 20),
        over=over,
        last_met_on=None,
        due=Due(None, "none", "Meet whenever it suits you both."),
        framework=template.framework,
        asked=None,
        in_touch=in_touch,
        gathering=Gathering(new_id(), "mentorship", (other.person_id, me)),
    )


def test_a_survey_waits_behind_what_somebody_was_asked_in_person() -> None:
    assert leading(QUESTION, SURVEY) is QUESTION
    assert leading(QUIET, SURVEY) is SURVEY


def test_a_proposal_stands_before_everything() -> None:
    assert leading(QUESTION, PROPOSAL) is PROPOSAL


def test_where_nothing_waits_elsewhere_ones_own_leads() -> None:
    assert leading(QUIET, None) is QUIET


def test_what_does_not_lead_stands_beside_and_nothing_stands_twice() -> None:
    touch = NextThing("Would you like to stay in touch with Gia?", "", asked=True)
    assert beside(QUESTION, [QUESTION, touch], SURVEY) == [touch, SURVEY]
    assert beside(PROPOSAL, [QUESTION], PROPOSAL) == [QUESTION]
    assert beside(QUIET, [], None) == []


@pytest.mark.parametrize(
    ("over", "in_touch", "title"),
    [
        ("term", False, "Your mentorship with Mona is complete"),
        ("term", True, "You and Mona stay in touch"),
        ("early", False, "Your mentorship with Mona has ended"),
    ],
)
def test_what_is_over_is_told_as_it_ended(over: Over, in_touch: bool, title: str) -> None:  # noqa: FBT001 - pytest gives it by name
    found = next_thing([ended(over, in_touch=in_touch)], [])
    assert (found.title, found.button) == (title, "Open your page")
    assert ("paired again" in found.line) is (over == "early")
