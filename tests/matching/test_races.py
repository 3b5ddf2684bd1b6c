"""Answers in the same instant, on connections of their own, committed for real."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

import pytest

from mentorhub.consents.views import ConsentView
from mentorhub.matching import jobs, proposals, sending
from mentorhub.matching.forms import DeclineForm
from mentorhub.mentorships import service as mentorships
from mentorhub.participants import service as participants
from tenants.access import Principal
from tenants.database import Session, unit_of_work
from tenants.kit.errors import Conflict
from tests.matching.conftest import Opened, Setting
from tests.matching.test_proposals import running

Act = Callable[[Session], Awaitable[Any]]


async def at_once(*acts: tuple[Principal, Act]) -> list[Any]:
    """Everybody has begun a transaction before anybody acts."""
    gate = asyncio.Barrier(len(acts))

    async def one(who: Principal, act: Act) -> Any:
        async with unit_of_work(who) as db:
            await mentorships.running_counts(db, UUID(int=0))
            await gate.wait()
            return await act(db)

    return await asyncio.gather(*(one(who, act) for who, act in acts), return_exceptions=True)


def yes(who: Principal, proposal_id: UUID) -> tuple[Principal, Act]:
    return who, lambda db: proposals.accept(db, who, proposal_id)


def no(who: Principal, proposal_id: UUID) -> tuple[Principal, Act]:
    return who, lambda db: proposals.decline(db, who, proposal_id, DeclineForm())


async def ready(opened: Opened) -> tuple[Setting, UUID]:
    setting = await opened("wtsa")
    return setting, await setting.ready()


@pytest.mark.requirement("WTSA-18")
async def test_two_who_accept_in_the_same_instant_become_one_pair(committed: None, opened: Opened) -> None:
    setting, proposal_id = await ready(opened)
    mona, mina = setting.cast.mona, setting.cast.mina
    results = await at_once(yes(mona, proposal_id), yes(mina, proposal_id), yes(mina, proposal_id))
    settled = [each.settled for each in results if isinstance(each, ConsentView)]
    assert len(settled) == 3
    assert settled.count("agreed") == 1
    assert await running(setting) == 1


async def test_yes_and_no_in_the_same_instant_make_no_pair(committed: None, opened: Opened) -> None:
    setting, proposal_id = await ready(opened)
    mona, mina = setting.cast.mona, setting.cast.mina
    await at_once(yes(mona, proposal_id), no(mina, proposal_id))
    assert await running(setting) == 0
    assert await setting.together() == {}


async def test_the_last_yes_and_a_withdrawal_in_the_same_instant_do_not_both_win(
    committed: None, opened: Opened
) -> None:
    setting, proposal_id = await ready(opened)
    mona, mina, dana = setting.cast.mona, setting.cast.mina, setting.cast.dana
    await setting.accepts(mona, proposal_id)
    answered, taken_back = await at_once(
        yes(mina, proposal_id), (dana, lambda db: sending.take_back(db, dana, proposal_id))
    )
    assert isinstance(answered, Conflict) != isinstance(taken_back, Conflict)
    assert await running(setting) == (0 if isinstance(answered, Conflict) else 1)


async def test_the_last_yes_and_a_removal_in_the_same_instant_leave_no_running_pair(
    committed: None, opened: Opened
) -> None:
    from mentorhub.mentorships import subscriptions

    subscriptions.subscribe_all()
    setting, proposal_id = await ready(opened)
    mona, mina, carl = setting.cast.mona, setting.cast.mina, setting.cast.carl
    await setting.accepts(mona, proposal_id)
    answered, removed = await at_once(
        yes(mina, proposal_id),
        (carl, lambda db: participants.remove(db, carl, setting.parts["mona"].id, "Conduct")),
    )
    assert removed is None
    assert isinstance(answered, ConsentView | Conflict)
    assert await running(setting) == 0


async def test_two_colleagues_who_send_in_the_same_instant_send_once(committed: None, opened: Opened) -> None:
    setting = await opened("wtsa")
    await setting.ready(send=False)
    dana, carl = setting.cast.dana, setting.cast.carl
    results = await at_once(
        (dana, lambda db: sending.send(db, dana, setting.round_id)),
        (carl, lambda db: sending.send(db, carl, setting.round_id)),
    )
    assert sum(isinstance(each, Conflict) for each in results) == 1
    mails = [mail for mail in await setting.mails_to(setting.cast.mina) if mail.kind == "proposal"]
    assert len(mails) == 1


async def test_the_expiry_job_twice_in_the_same_instant_tells_once(committed: None, opened: Opened) -> None:
    from datetime import timedelta

    from tenants.kit import clock

    with clock.travel() as time:
        setting, _ = await ready(opened)
        time.forward(timedelta(days=14))
        await asyncio.gather(jobs.expire(setting.cast.program), jobs.expire(setting.cast.program))
        mails = [
            mail for mail in await setting.mails_to(setting.cast.mina) if "will not come" in mail.subject
        ]
        assert len(mails) == 1
