"""Which of several things a member's home leads with."""

from mentorhub.web.member.next_thing import NextThing, beside, leading

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


def test_what_does_not_lead_stands_beside_and_nothing_stands_twice() -> None:
    touch = NextThing("Would you like to stay in touch with Gia?", "", asked=True)
    assert beside(QUESTION, [QUESTION, touch], SURVEY) == [touch, SURVEY]
    assert beside(PROPOSAL, [QUESTION], PROPOSAL) == [QUESTION]
    assert beside(QUIET, [], None) == []
