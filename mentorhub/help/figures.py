"""Numbers about help requests, each a scalar for a statement that collects several."""

from datetime import datetime

from sqlalchemy import ScalarSelect, func, select

from mentorhub.help.model import HelpRequest


def figures(now: datetime) -> dict[str, ScalarSelect[int]]:
    unanswered = select(func.count()).select_from(HelpRequest).where(HelpRequest.answered_at.is_(None))
    return {
        "help_open": unanswered.scalar_subquery(),
        "help_late": unanswered.where(HelpRequest.answer_by < now).scalar_subquery(),
    }
