"""Numbers about messages, each a scalar for a statement that collects several."""

from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, func, select

from mentorhub.messaging.model import ConversationSeat, Message


def unread(person_id: ColumnElement[UUID]) -> ScalarSelect[int]:
    """How many messages wait for somebody, in all their conversations."""
    return (
        select(func.count())
        .select_from(Message)
        .join(ConversationSeat, ConversationSeat.conversation_id == Message.conversation_id)
        .where(
            ConversationSeat.person_id == person_id,
            Message.number > ConversationSeat.read_number,
            Message.sender_id != person_id,
        )
        .scalar_subquery()
    )
