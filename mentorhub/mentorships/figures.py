"""Numbers about pairs, each a scalar for a statement that collects several. Dates only, never content."""

from datetime import date

from sqlalchemy import ColumnElement, ScalarSelect, func, select

from mentorhub.mentorships.model import Mentorship


def figures(today: date) -> dict[str, ScalarSelect[int]]:
    def pairs(*conditions: ColumnElement[bool]) -> ScalarSelect[int]:
        return select(func.count()).select_from(Mentorship).where(*conditions).scalar_subquery()

    running = Mentorship.status == "running"
    return {
        "pairs": pairs(running),
        "pairs_met": pairs(running, Mentorship.last_met_on.is_not(None)),
        "pairs_due": pairs(running, Mentorship.due_on < today),
        "pairs_ended": pairs(Mentorship.status == "ended"),
        "paired_mentees": select(func.count(Mentorship.mentee_participant_id.distinct()))
        .where(running)
        .scalar_subquery(),
    }
