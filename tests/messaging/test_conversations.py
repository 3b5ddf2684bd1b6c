"""What two people write to each other, and what everybody else gets."""

from datetime import timedelta
from uuid import UUID

import pytest

from mentorhub.gathering import Gathering
from mentorhub.messaging import repository
from mentorhub.messaging import service as messaging
from mentorhub.messaging.errors import MessageTooLong, NothingWritten
from mentorhub.messaging.rules import LONGEST, PAGE
from mentorhub.messaging.views import MessageView
from tenants.access import Principal, Role
from tenants.database import unit_of_work
from tenants.kit import clock
from tenants.kit.errors import NotAllowed, NotFound
from tenants.kit.ids import new_id
from tests.support.cast import Cast, join


@pytest.fixture
def pair(cast: Cast) -> Gathering:
    return Gathering(new_id(), "mentorship", (cast.mona.me, cast.mina.me))


async def send(who: Principal, pair: Gathering, body: str, key: UUID | None = None) -> MessageView:
    async with unit_of_work(who) as db:
        return await messaging.send(db, who, pair, body, key or new_id())


async def read(who: Principal, pair: Gathering, before: int | None = None) -> list[str]:
    async with unit_of_work(who) as db:
        page = await messaging.latest(db, who, pair, before)
    return [message.body for message in page.messages]


async def test_what_one_writes_the_other_reads_in_the_order_it_was_sent(cast: Cast, pair: Gathering) -> None:
    await send(cast.mona, pair, "I moved my Friday list.")
    await send(cast.mina, pair, "That would mean a lot.")
    await send(cast.mona, pair, "Send it.")
    wanted = ["I moved my Friday list.", "That would mean a lot.", "Send it."]
    assert await read(cast.mina, pair) == wanted
    assert await read(cast.mona, pair) == wanted


async def test_a_double_click_makes_one_message(cast: Cast, pair: Gathering) -> None:
    key = new_id()
    first = await send(cast.mona, pair, "Once", key)
    again = await send(cast.mona, pair, "Once", key)
    assert again == first
    assert await read(cast.mina, pair) == ["Once"]


async def test_the_same_key_from_two_people_is_two_messages(cast: Cast, pair: Gathering) -> None:
    key = new_id()
    await send(cast.mona, pair, "Mine", key)
    await send(cast.mina, pair, "Mine too", key)
    assert await read(cast.mona, pair) == ["Mine", "Mine too"]


async def test_paging_backwards_shows_each_message_once_while_new_ones_arrive(
    cast: Cast, pair: Gathering
) -> None:
    for number in range(PAGE + 5):
        await send(cast.mona, pair, f"{number}")
    async with unit_of_work(cast.mina) as db:
        newest = await messaging.latest(db, cast.mina, pair)
    await send(cast.mona, pair, "while she reads")
    async with unit_of_work(cast.mina) as db:
        older = await messaging.latest(db, cast.mina, pair, newest.older)
    bodies = [message.body for message in (*older.messages, *newest.messages)]
    assert bodies == [f"{number}" for number in range(PAGE + 5)]
    assert older.older is None


async def test_unread_counts_only_what_the_other_wrote(cast: Cast, pair: Gathering) -> None:
    await send(cast.mona, pair, "One")
    await send(cast.mona, pair, "Two")
    await send(cast.mina, pair, "Three")
    async with unit_of_work(cast.mina) as db:
        assert await repository.unread_of(db, cast.mina.me) == {pair.id: 2}
    async with unit_of_work(cast.mona) as db:
        assert await repository.unread_of(db, cast.mona.me) == {pair.id: 1}


async def test_the_sender_sees_when_it_was_read(cast: Cast, pair: Gathering) -> None:
    with clock.travel() as journey:
        sent = await send(cast.mona, pair, "Hello")
        journey.forward(timedelta(minutes=4))
        async with unit_of_work(cast.mina) as db:
            assert await messaging.mark_read(db, cast.mina, pair, sent.number)
        async with unit_of_work(cast.mona) as db:
            page = await messaging.latest(db, cast.mona, pair)
        assert page.read_number == sent.number
        assert page.read_at == clock.now()
    async with unit_of_work(cast.mina) as db:
        assert await repository.unread_of(db, cast.mina.me) == {}


async def test_a_read_mark_goes_neither_back_nor_past_the_last_message(cast: Cast, pair: Gathering) -> None:
    await send(cast.mona, pair, "One")
    async with unit_of_work(cast.mina) as db:
        assert await messaging.mark_read(db, cast.mina, pair, 1_000_000)
        assert not await messaging.mark_read(db, cast.mina, pair, 0)
    await send(cast.mona, pair, "Two")
    async with unit_of_work(cast.mina) as db:
        assert await repository.unread_of(db, cast.mina.me) == {pair.id: 1}


@pytest.mark.parametrize("nothing", ["", "   ", "\n\t\n", "\x00\x1b"])
async def test_an_empty_message_is_not_sent(cast: Cast, pair: Gathering, nothing: str) -> None:
    with pytest.raises(NothingWritten):
        await send(cast.mona, pair, nothing)
    assert await read(cast.mona, pair) == []


async def test_a_message_that_is_too_long_is_refused_with_both_numbers(cast: Cast, pair: Gathering) -> None:
    with pytest.raises(MessageTooLong, match=r"5,001 characters.*5,000"):
        await send(cast.mona, pair, "x" * (LONGEST + 1))


async def test_hostile_text_stays_text(cast: Cast, pair: Gathering) -> None:
    body = "<script>alert(1)</script> {{ 7*7 }} '; DROP TABLE message; -- \u202e 李 \U0001f642"
    await send(cast.mona, pair, body + "\x00\x07\ud800")
    assert await read(cast.mina, pair) == [body + "?"]


@pytest.mark.requirement("WTSA-10")
@pytest.mark.parametrize(
    "role", ["olivia", "carl", "dana", "gia", "stan", "otto", "auditor", "program", "visitor"]
)
async def test_for_everybody_else_the_conversation_does_not_exist(
    cast: Cast, pair: Gathering, role: str
) -> None:
    await send(cast.mona, pair, "Between us")
    who = await join(cast.a, "Ada Audit", Role.AUDITOR) if role == "auditor" else getattr(cast, role)
    async with unit_of_work(who) as db:
        for attempt in (
            messaging.send(db, who, pair, "Let me in", new_id()),
            messaging.latest(db, who, pair),
            messaging.mark_read(db, who, pair, 1),
            messaging.lines(db, who, [pair]),
        ):
            with pytest.raises(NotFound):
                await attempt
    assert await read(cast.mina, pair) == ["Between us"]


async def test_a_stranger_who_forges_a_gathering_of_that_id_sees_an_empty_room(
    cast: Cast, pair: Gathering
) -> None:
    await send(cast.mona, pair, "Between us")
    forged = Gathering(pair.id, "mentorship", (cast.stan.me,))
    async with unit_of_work(cast.stan) as db:
        assert (await messaging.latest(db, cast.stan, forged)).messages == ()
        assert await repository.unread_of(db, cast.stan.me) == {}


@pytest.mark.requirement("WTSA-10")
async def test_staff_learn_when_there_was_a_sign_of_life_and_nothing_else(
    cast: Cast, pair: Gathering
) -> None:
    with clock.travel():
        await send(cast.mona, pair, "Between us")
        async with unit_of_work(cast.carl) as db:
            assert await messaging.last_sent(db, cast.carl, [pair.id]) == {pair.id: clock.now()}
    async with unit_of_work(cast.dana) as db:
        with pytest.raises(NotAllowed):
            await messaging.last_sent(db, cast.dana, [pair.id])
    async with unit_of_work(cast.otto) as db:
        assert await messaging.last_sent(db, cast.otto, [pair.id]) == {}


async def test_the_list_of_conversations_shows_the_newest_line_of_each(cast: Cast, pair: Gathering) -> None:
    silent = Gathering(new_id(), "mentorship", (cast.mona.me, cast.gia.me))
    other = Gathering(new_id(), "mentorship", (cast.mona.me, cast.dana.me))
    with clock.travel() as journey:
        await send(cast.mina, pair, "Early")
        journey.forward(timedelta(hours=1))
        await send(cast.dana, other, "Later")
    async with unit_of_work(cast.mona) as db:
        lines = await messaging.lines(db, cast.mona, [pair, silent, other])
    assert [(line.last_body, line.unread) for line in lines] == [("Later", 1), ("Early", 1)]
