from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cache
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Integer, Select, Uuid, bindparam, func, literal, select, update
from sqlalchemy.dialects.postgresql import distinct_on, insert
from sqlalchemy.orm import aliased

from mentorhub.messaging.model import Conversation, ConversationSeat, Message
from mentorhub.messaging.views import MessageView, WaitingNotice
from tenants.database import Lookup, Session
from tenants.kit.ids import new_id

# Of a class, a name for another row is dear to make: once, not at each question.
WAITING: Final = aliased(Message)
NEWEST: Final = aliased(Message)


async def next_number(db: Session, conversation_id: UUID, kind: str, at: datetime) -> int:
    """Holds the conversation until the transaction ends: numbers become visible in their order."""
    statement = (
        insert(Conversation)
        .values(id=conversation_id, kind=kind, last_number=1, last_at=at)
        .on_conflict_do_update(
            index_elements=["tenant_id", "id"],
            set_={"last_number": Conversation.last_number + 1, "last_at": at},
        )
        .returning(Conversation.last_number)
    )
    return (await db.scalars(statement)).one()


async def add(db: Session, message: Message) -> bool:
    """Whether it is new; the same sender's same key is not."""
    statement = (
        insert(Message)
        .values(
            id=message.id,
            conversation_id=message.conversation_id,
            number=message.number,
            sender_id=message.sender_id,
            body=message.body,
            key=message.key,
            sent_at=message.sent_at,
        )
        .on_conflict_do_nothing(index_elements=["tenant_id", "conversation_id", "sender_id", "key"])
        .returning(Message.id)
    )
    return (await db.scalars(statement)).first() is not None


async def by_key(db: Session, conversation_id: UUID, sender_id: UUID, key: UUID) -> Message | None:
    statement = select(Message).where(
        Message.conversation_id == conversation_id, Message.sender_id == sender_id, Message.key == key
    )
    return (await db.scalars(statement)).one_or_none()


async def give_seats(db: Session, conversation_id: UUID, people: Iterable[UUID]) -> None:
    rows = [
        {
            "id": new_id(),
            "conversation_id": conversation_id,
            "person_id": each,
            "read_number": 0,
            "noticed_number": 0,
        }
        for each in people
    ]
    await db.execute(insert(ConversationSeat).values(rows).on_conflict_do_nothing())


async def latest(
    db: Session, conversation_id: UUID, reader_id: UUID, before: int | None, limit: int
) -> list[tuple[MessageView, int, int, datetime | None]]:
    """Newest first, by the number and never by an offset: new messages shift nothing. Each row also says how
    many the reader has not seen, up to where everybody else has read, and when the last of them did.
    """
    values: dict[str, object] = {"conversation": conversation_id, "reader": reader_id, "most": limit}
    if before is not None:
        values["before"] = before
    rows = await db.rows(Lookup(_latest(older=before is not None), values))
    return [
        (
            MessageView(row["id"], row["number"], row["sender_id"], row["body"], row["sent_at"]),
            row["unread"],
            row["read_number"],
            row["read_at"],
        )
        for row in rows
    ]


@cache
def _latest(*, older: bool) -> Select[Any]:
    conversation, reader = bindparam("conversation", type_=Uuid()), bindparam("reader", type_=Uuid())
    unread = (
        select(func.count())
        .select_from(WAITING)
        .join(ConversationSeat, ConversationSeat.conversation_id == WAITING.conversation_id)
        .where(
            ConversationSeat.conversation_id == conversation,
            ConversationSeat.person_id == reader,
            WAITING.number > ConversationSeat.read_number,
            WAITING.sender_id != reader,
        )
        .scalar_subquery()
    )
    others = select(ConversationSeat).where(
        ConversationSeat.conversation_id == conversation, ConversationSeat.person_id != reader
    )
    read_number = others.with_only_columns(func.min(ConversationSeat.read_number)).scalar_subquery()
    read_at = others.with_only_columns(func.max(ConversationSeat.read_at)).scalar_subquery()
    statement = select(
        Message.id,
        Message.number,
        Message.sender_id,
        Message.body,
        Message.sent_at,
        unread.label("unread"),
        func.coalesce(read_number, 0).label("read_number"),
        read_at.label("read_at"),
    ).where(Message.conversation_id == conversation)
    if older:
        statement = statement.where(Message.number < bindparam("before"))
    return statement.order_by(Message.number.desc()).limit(bindparam("most", type_=Integer()))


async def mark_read(db: Session, conversation_id: UUID, person_id: UUID, number: int, at: datetime) -> bool:
    """Never backwards, never past the last message; whether the mark moved."""
    last = select(Conversation.last_number).where(Conversation.id == conversation_id).scalar_subquery()
    statement = (
        update(ConversationSeat)
        .where(
            ConversationSeat.conversation_id == conversation_id,
            ConversationSeat.person_id == person_id,
            ConversationSeat.read_number < func.least(literal(number), last),
        )
        .values(read_number=func.least(literal(number), last), read_at=at)
        .returning(ConversationSeat.id)
    )
    return (await db.scalars(statement)).first() is not None


async def unread_of(db: Session, person_id: UUID) -> dict[UUID, int]:
    rows = await db.execute(_unread(), {"reader": person_id})
    return dict(rows.all())


@cache
def _unread() -> Select[UUID, int]:
    """Put together once: the frame of every page asks this."""
    reader = bindparam("reader", type_=Uuid())
    return (
        select(Message.conversation_id, func.count())
        .select_from(Message)
        .join(ConversationSeat, ConversationSeat.conversation_id == Message.conversation_id)
        .where(
            ConversationSeat.person_id == reader,
            Message.number > ConversationSeat.read_number,
            Message.sender_id != reader,
        )
        .group_by(Message.conversation_id)
    )


async def last_of(db: Session, conversation_ids: Iterable[UUID]) -> Sequence[Message]:
    """The newest message of each."""
    statement = (
        select(Message)
        .where(Message.conversation_id.in_(list(conversation_ids)))
        .ext(distinct_on(Message.conversation_id))
        .order_by(Message.conversation_id, Message.number.desc())
    )
    return (await db.scalars(statement)).all()


async def last_sent(db: Session, conversation_ids: Iterable[UUID]) -> dict[UUID, datetime]:
    rows = await db.execute(
        select(Conversation.id, Conversation.last_at).where(Conversation.id.in_(list(conversation_ids)))
    )
    return dict(rows.all())


async def waiting_notices(db: Session, sent_before: datetime) -> list[WaitingNotice]:
    """Unread since before then, and no mail since the person last read."""
    unread_since = (
        select(func.min(Message.sent_at))
        .where(
            Message.conversation_id == ConversationSeat.conversation_id,
            Message.number > ConversationSeat.read_number,
            Message.sender_id != ConversationSeat.person_id,
        )
        .correlate(ConversationSeat)
        .scalar_subquery()
    )
    newest_number = (
        select(func.max(Message.number))
        .where(
            Message.conversation_id == ConversationSeat.conversation_id,
            Message.sender_id != ConversationSeat.person_id,
        )
        .correlate(ConversationSeat)
        .scalar_subquery()
    )
    rows = await db.execute(
        select(
            Conversation.id, Conversation.kind, ConversationSeat.person_id, NEWEST.sender_id, NEWEST.number
        )
        .join(ConversationSeat, ConversationSeat.conversation_id == Conversation.id)
        .join(NEWEST, (NEWEST.conversation_id == Conversation.id) & (NEWEST.number == newest_number))
        .where(
            ConversationSeat.read_number < Conversation.last_number,
            ConversationSeat.noticed_number <= ConversationSeat.read_number,
            unread_since < sent_before,
        )
        .order_by(Conversation.id, ConversationSeat.person_id)
        .with_for_update(of=ConversationSeat, skip_locked=True)
    )
    return [WaitingNotice(*row) for row in rows]


async def note_noticed(db: Session, conversation_id: UUID, person_id: UUID, number: int) -> None:
    await db.execute(
        update(ConversationSeat)
        .where(ConversationSeat.conversation_id == conversation_id, ConversationSeat.person_id == person_id)
        .values(noticed_number=number)
    )
