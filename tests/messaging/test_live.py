"""A message on the other's open screen, and a mail for what nobody saw."""

import asyncio
from contextlib import suppress
from datetime import timedelta

import pytest
import structlog
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from mentorhub.gathering import Gathering
from mentorhub.messaging import service as messaging
from mentorhub.messaging.jobs import notices
from tenants.access import Principal
from tenants.database import unit_of_work
from tenants.kit import clock
from tenants.kit.ids import new_id
from tenants.live import Listener, Signal
from tenants.outbox import service as outbox
from tests.support.cast import Cast
from tests.support.patience import PATIENCE_SECONDS

SECRET = "the fellowship in Denver"


async def send(who: Principal, pair: Gathering, body: str) -> None:
    async with unit_of_work(who) as db:
        await messaging.send(db, who, pair, body, new_id())


async def test_both_are_told_on_another_connection_when_it_is_committed_and_not_before(
    committed: None, cast: Cast
) -> None:
    pair = Gathering(new_id(), "mentorship", (cast.mona.me, cast.mina.me))
    heard: asyncio.Queue[Signal] = asyncio.Queue()
    listener = Listener(heard.put)
    task = asyncio.create_task(listener.run())
    try:
        await asyncio.wait_for(listener.ready.wait(), PATIENCE_SECONDS)
        async with unit_of_work(cast.mona) as db:
            await messaging.send(db, cast.mona, pair, SECRET, new_id())
            await asyncio.sleep(0.1)
            assert heard.empty()
        told = {(await asyncio.wait_for(heard.get(), PATIENCE_SECONDS)) for _ in range(2)}
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
    assert {signal.person_id for signal in told} == {cast.mona.me, cast.mina.me}
    assert {signal.topic for signal in told} == {"messages"}


async def test_two_who_write_at_the_same_moment_get_numbers_of_their_own(committed: None, cast: Cast) -> None:
    pair = Gathering(new_id(), "mentorship", (cast.mona.me, cast.mina.me))
    await asyncio.gather(*(send(who, pair, "now") for who in (cast.mona, cast.mina) for _ in range(5)))
    async with unit_of_work(cast.mona) as db:
        page = await messaging.latest(db, cast.mona, pair)
    assert [message.number for message in page.messages] == list(range(1, 11))


async def test_a_double_click_that_arrives_on_two_connections_makes_one_message(
    committed: None, cast: Cast
) -> None:
    pair = Gathering(new_id(), "mentorship", (cast.mona.me, cast.mina.me))
    key = new_id()

    async def click() -> None:
        async with unit_of_work(cast.mona) as db:
            await messaging.send(db, cast.mona, pair, "Once", key)

    await asyncio.gather(*(click() for _ in range(4)))
    async with unit_of_work(cast.mina) as db:
        assert len((await messaging.latest(db, cast.mina, pair)).messages) == 1


async def mails_to(cast: Cast, who: Principal) -> list[str]:
    async with unit_of_work(cast.program) as db:
        sent = await outbox.recent(db, person_id=who.me)
    return [f"{mail.subject}\n{mail.text}" for mail in sent]


async def test_what_is_not_read_brings_one_mail_without_its_content(cast: Cast) -> None:
    pair = Gathering(new_id(), "mentorship", (cast.mona.me, cast.mina.me))
    with clock.travel() as journey:
        await send(cast.mona, pair, SECRET)
        await notices(cast.program)
        assert await mails_to(cast, cast.mina) == []  # she may be about to see it on her screen
        journey.forward(timedelta(minutes=11))
        await notices(cast.program)
        await send(cast.mona, pair, SECRET)
        journey.forward(timedelta(minutes=11))
        await notices(cast.program)
    [mail] = await mails_to(cast, cast.mina)
    assert mail.startswith("You have a message from Mona Moreau")
    assert f"/mentorship/{pair.id}" in mail
    assert SECRET not in mail
    assert await mails_to(cast, cast.mona) == []


async def test_after_reading_a_new_silence_brings_a_new_mail(cast: Cast) -> None:
    pair = Gathering(new_id(), "mentorship", (cast.mona.me, cast.mina.me))
    with clock.travel() as journey:
        for _ in range(2):
            await send(cast.mona, pair, SECRET)
            journey.forward(timedelta(minutes=11))
            await notices(cast.program)
            async with unit_of_work(cast.mina) as db:
                await messaging.mark_read(db, cast.mina, pair, 100)
    assert len(await mails_to(cast, cast.mina)) == 2


async def test_what_was_seen_in_time_brings_no_mail(cast: Cast) -> None:
    pair = Gathering(new_id(), "mentorship", (cast.mona.me, cast.mina.me))
    with clock.travel() as journey:
        await send(cast.mona, pair, SECRET)
        async with unit_of_work(cast.mina) as db:
            await messaging.mark_read(db, cast.mina, pair, 1)
        journey.forward(timedelta(minutes=30))
        await notices(cast.program)
    assert await mails_to(cast, cast.mina) == []


async def test_a_fault_of_the_database_does_not_say_what_was_written(cast: Cast) -> None:
    with pytest.raises(DBAPIError, match="division by zero") as fault:
        async with unit_of_work(cast.mona) as db:
            await db.execute(text("SELECT 1 / length(CAST(:body AS text)) - 1 / 0"), {"body": SECRET})
    assert SECRET not in str(fault.value)


@pytest.mark.requirement("WTSA-10")
async def test_what_is_written_never_reaches_a_log(cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    pair = Gathering(new_id(), "mentorship", (cast.mona.me, cast.mina.me))
    with structlog.testing.capture_logs() as logged, caplog.at_level("DEBUG"):
        await send(cast.mona, pair, SECRET)
        async with unit_of_work(cast.mina) as db:
            await messaging.latest(db, cast.mina, pair)
    assert SECRET not in str(logged)
    assert SECRET not in caplog.text
