from sqlalchemy import select

from mentorhub.help.figures import figures as help_figures
from mentorhub.insights.views import Overview
from mentorhub.mentorships.figures import figures as mentorship_figures
from mentorhub.participants.figures import figures as participant_figures
from mentorhub.permissions import INSIGHTS_READ
from tenants.access import Principal, require
from tenants.database import Session
from tenants.kit import clock
from tenants.roster.figures import figures as roster_figures


async def overview(db: Session, principal: Principal) -> Overview:
    """Every number of the organizer's first page, in one statement."""
    require(principal, INSIGHTS_READ)
    wanted = {
        **roster_figures(),
        **participant_figures(),
        **mentorship_figures(clock.today(principal.zone)),
        **help_figures(clock.now()),
    }
    row = (await db.execute(select(*[number.label(name) for name, number in wanted.items()]))).one()
    return Overview(**row._mapping)
