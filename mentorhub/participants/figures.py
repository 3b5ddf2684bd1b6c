"""Numbers about applications and participants, each a scalar for a statement that collects several."""

from sqlalchemy import ColumnElement, ScalarSelect, func, select

from mentorhub.participants.model import Application, Participant


def figures() -> dict[str, ScalarSelect[int]]:
    def applications(*conditions: ColumnElement[bool]) -> ScalarSelect[int]:
        return select(func.count()).select_from(Application).where(*conditions).scalar_subquery()

    def active(role: str) -> ScalarSelect[int]:
        return (
            select(func.count())
            .select_from(Participant)
            .where(Participant.status == "active", Participant.role == role)
            .scalar_subquery()
        )

    return {
        "to_review": applications(Application.status == "submitted"),
        "applied": applications(Application.status.not_in(["draft", "withdrawn"])),
        "mentors": active("mentor"),
        "mentees": active("mentee"),
        "peers": active("peer"),
    }
