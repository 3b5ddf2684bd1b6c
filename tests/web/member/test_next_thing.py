"""Which of several things a member's home leads with."""

from mentorhub.web.member.next_thing import NextThing, leading

QUIET = NextThing("You are on track with Mona", "")
QUESTION = NextThing("Would you like to go on with Mona?", "", asked=True)
SURVEY = NextThing("How is the program doing?", "", patient=True)
PROPOSAL = NextThing("Mona Moreau could be your mentor", "")


def test_a_survey_waits_behind_what_somebody_was_asked_in_person() -> None:
    assert leading(QUESTION, SURVEY) is QUESTION
    assert leading(QUIET, SURVEY) is SURVEY


def test_a_proposal_stands_before_everything() -> None:
    assert leading(QUESTION, PROPOSAL) is PROPOSAL


def test_where_nothing_waits_elsewhere_ones_own_leads() -> None:
    assert leading(QUIET, None) is QUIET
