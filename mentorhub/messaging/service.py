"""Write, read, and know what waits. What shows content asks the gathering first: staff are no party."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from mentorhub.gathering import Gathering
from mentorhub.messaging import repository, rules
from mentorhub.messaging.model import Message
from mentorhub.messaging.views import ConversationLine, MessagePage, MessageView
from mentorhub.permissions import MENTORSHIPS_OVERSEE
from tenants import live
from tenants.access import Principal, require
from tenants.database import Session
from tenants.kit import clock
from tenants.kit.ids import new_id

TOPIC = "messages"


def _view(row: Message) -> MessageView:
    return MessageView(row.id, row.number, row.sender_id, row.body, row.sent_at)


async def send(db: Session, principal: Principal, gathering: Gathering, body: str, key: UUID) -> MessageView:
    """The same key again (a double click, a lost answer) is the message that already stands."""
    me = gathering.party(principal)
    text, at = rules.body_of(body), clock.now()
    number = await repository.next_number(db, gathering.id, gathering.kind, at)
    if number == 1:
        await repository.give_seats(db, gathering.id, gathering.people)
    message = Message(
        id=new_id(), conversation_id=gathering.id, number=number, sender_id=me, body=text, key=key, sent_at=at
    )
    if not await repository.add(db, message):
        standing = await repository.by_key(db, gathering.id, me, key)
        return _view(standing or message)
    await live.announce(db, gathering.people, TOPIC)
    return _view(message)


async def latest(
    db: Session, principal: Principal, gathering: Gathering, before: int | None = None
) -> MessagePage:
    me = gathering.party(principal)
    rows = await repository.latest(db, gathering.id, me, before, rules.PAGE + 1)
    _, unread, read_number, read_at = rows[0] if rows else (None, 0, 0, None)
    return MessagePage(
        messages=tuple(row[0] for row in reversed(rows[: rules.PAGE])),
        older=rows[rules.PAGE - 1][0].number if len(rows) > rules.PAGE else None,
        unread=unread,
        read_number=read_number,
        read_at=read_at,
    )


async def mark_read(db: Session, principal: Principal, gathering: Gathering, number: int) -> bool:
    """Up to the message that was on the screen. The others see it; whether the mark moved."""
    me = gathering.party(principal)
    moved = await repository.mark_read(db, gathering.id, me, number, clock.now())
    if moved:
        await live.announce(db, gathering.people, TOPIC)
    return moved


async def lines(
    db: Session, principal: Principal, gatherings: Sequence[Gathering]
) -> tuple[ConversationLine, ...]:
    """The conversations of these gatherings in which something has been written, the latest first."""
    for gathering in gatherings:
        gathering.party(principal)
    rows = await repository.last_of(db, [gathering.id for gathering in gatherings])
    unread = await repository.unread_of(db, principal.me) if rows else {}
    found = [
        ConversationLine(
            row.conversation_id, row.body, row.sender_id, row.sent_at, unread.get(row.conversation_id, 0)
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda line: line.last_at, reverse=True))


async def last_sent(db: Session, principal: Principal, gathering_ids: Iterable[UUID]) -> dict[UUID, datetime]:
    """For staff: when there was last a sign of life. Never by whom, never what."""
    require(principal, MENTORSHIPS_OVERSEE)
    return await repository.last_sent(db, gathering_ids)
