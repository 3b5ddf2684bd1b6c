"""What waits for a member's answer, as the slices above the pairs know it."""

from mentorhub.matching import proposals
from mentorhub.matching.views import ProposalCard
from mentorhub.programs.counting import counted
from mentorhub.surveys import service as surveys
from mentorhub.surveys.views import WaitingSurvey
from mentorhub.web.member.next_thing import NextThing
from tenants.access import Principal
from tenants.database import Session


async def waiting_for(db: Session, principal: Principal) -> NextThing | None:
    """The most urgent one: a proposal before a survey."""
    cards = await proposals.awaiting(db, principal)
    if cards:
        return _proposal(cards[0], len(cards))
    asked = await surveys.waiting(db, principal)
    return _survey(asked[0], len(asked)) if asked else None


def _proposal(card: ProposalCard, waiting: int) -> NextThing:
    role = "mentor" if card.my_role == "mentee" else "mentee"
    more = "" if waiting == 1 else f"{waiting} pairings wait for your answer."
    return NextThing(
        f"{card.other} could be your {role}",
        "Read what speaks for it, and say yes or no. It is final when everybody who is asked has said yes.",
        more,
        "Read the proposal",
        f"/proposal/{card.id}",
    )


def _survey(asked: WaitingSurvey, waiting: int) -> NextThing:
    more = "" if waiting == 1 else f"{counted(waiting, 'short survey').capitalize()} wait for you."
    return NextThing(
        asked.title,
        f"A survey, about {counted(asked.minutes, 'minute')}. Your name is not kept with your answers.",
        more,
        "Answer it",
        f"/survey/{asked.wave_id}",
        patient=True,
    )
