"""What waits for a member's answer, as the slices above the pairs know it."""

from mentorhub.matching import proposals
from mentorhub.matching.views import ProposalCard
from mentorhub.web.member.next_thing import NextThing
from tenants.access import Principal
from tenants.database import Session


async def waiting_for(db: Session, principal: Principal) -> NextThing | None:
    """The most urgent one."""
    cards = await proposals.awaiting(db, principal)
    return _proposal(cards[0], len(cards)) if cards else None


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
