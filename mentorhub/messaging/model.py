from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from tenants.database import TenantRow, belongs_to, index, one_of, unique
from tenants.kit import clock


class Conversation(TenantRow):
    """Bears its gathering's id. Its row is the lock that gives the messages their numbers."""

    __tablename__ = "conversation"

    kind: Mapped[str]
    last_number: Mapped[int] = mapped_column(default=0)
    last_at: Mapped[datetime]

    __table_args__ = (one_of("kind", ("mentorship", "circle")),)


class ConversationSeat(TenantRow):
    """How far one person has read, and up to where a mail told them that something waits."""

    __tablename__ = "conversation_seat"

    conversation_id: Mapped[UUID]
    person_id: Mapped[UUID]
    read_number: Mapped[int] = mapped_column(default=0)
    read_at: Mapped[datetime | None]
    noticed_number: Mapped[int] = mapped_column(default=0)

    __table_args__ = (
        belongs_to("conversation_id", "conversation", ondelete="cascade"),
        belongs_to("person_id", "person", ondelete="cascade"),
        unique("conversation_id", "person_id"),
        index("person_id"),
    )


class Message(TenantRow):
    __tablename__ = "message"

    conversation_id: Mapped[UUID]
    number: Mapped[int]
    sender_id: Mapped[UUID]
    body: Mapped[str]
    key: Mapped[UUID]  # made by the screen that sends: the same one twice is the same message
    sent_at: Mapped[datetime] = mapped_column(default=clock.now)

    __table_args__ = (
        belongs_to("conversation_id", "conversation", ondelete="cascade"),
        belongs_to("sender_id", "person", ondelete="restrict"),
        unique("conversation_id", "number"),
        unique("conversation_id", "sender_id", "key", name="uq_message_key"),
    )
