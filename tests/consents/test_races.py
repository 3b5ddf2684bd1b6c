"""Answers in the same instant, on connections of their own, committed for real."""

import asyncio
from datetime import timedelta

import pytest_asyncio
from sqlalchemy.exc import IntegrityError

from mentorhub.consents import service as consents
from mentorhub.consents.errors import NoLongerOpen
from mentorhub.consents.views import ConsentView
from tenants.access import Principal
from tenants.database import unit_of_work
from tenants.kit import clock
from tenants.kit.ids import new_id
from tests.consents.test_service import KIND, asked, says, state_of
from tests.support.cast import Cast, assemble

ROUNDS = 12
"""A race that can be lost is lost within so many."""


@pytest_asyncio.fixture
async def cast(committed: None) -> Cast:
    return await assemble()


async def together(*answers: tuple[Principal, bool], to: ConsentView) -> list[ConsentView | BaseException]:
    """Everybody has opened a transaction of their own before anybody answers."""
    gate = asyncio.Barrier(len(answers))

    async def one(who: Principal, *, yes: bool) -> ConsentView:
        async with unit_of_work(who) as db:
            await consents.of(db, KIND, to.subject_id)
            await gate.wait()
            return await consents.answer(db, who, to.id, yes=yes)

    return await asyncio.gather(*(one(who, yes=yes) for who, yes in answers), return_exceptions=True)


async def test_two_yes_in_the_same_instant_agree_exactly_once(cast: Cast) -> None:
    for _ in range(ROUNDS):
        consent = await asked(cast)
        results = await together((cast.mona, True), (cast.mina, True), to=consent)
        settled = [result.settled for result in results if isinstance(result, ConsentView)]
        assert sorted(settled, key=str) == [None, "agreed"]
        assert (await state_of(cast.carl, consent)).state == "agreed"


async def test_a_double_click_in_the_same_instant_counts_once(cast: Cast) -> None:
    for _ in range(ROUNDS):
        consent = await asked(cast)
        await says(cast.mona, consent)
        results = await together((cast.mina, True), (cast.mina, True), to=consent)
        views = [result for result in results if isinstance(result, ConsentView)]
        assert sorted((view.settled or "", view.repeated) for view in views) == [
            ("", True),
            ("agreed", False),
        ]


async def test_yes_and_no_in_the_same_instant_end_refused_whoever_came_first(cast: Cast) -> None:
    for _ in range(ROUNDS):
        consent = await asked(cast)
        yes, no = await together((cast.mona, True), (cast.mina, False), to=consent)
        assert isinstance(no, ConsentView)
        assert no.settled == "refused"
        assert isinstance(yes, NoLongerOpen) or (isinstance(yes, ConsentView) and yes.settled is None)
        assert (await state_of(cast.carl, consent)).state == "refused"


async def test_an_answer_and_the_expiry_in_the_same_instant_do_not_both_win(cast: Cast) -> None:
    for _ in range(ROUNDS):
        with clock.travel() as time:
            consent = await asked(cast, within=timedelta(days=1))
            await says(cast.mona, consent)
            gate = asyncio.Barrier(2)

            async def answer(gate: asyncio.Barrier = gate, consent: ConsentView = consent) -> ConsentView:
                async with unit_of_work(cast.mina) as db:
                    await gate.wait()
                    return await consents.answer(db, cast.mina, consent.id, yes=True)

            async def expire(gate: asyncio.Barrier = gate) -> list[ConsentView]:
                async with unit_of_work(cast.program) as db:
                    await gate.wait()
                    time.forward(timedelta(days=1))
                    return await consents.expire_due(db, cast.program, KIND)

            answered, expired = await asyncio.gather(answer(), expire(), return_exceptions=True)
            assert not isinstance(expired, BaseException)
            agreed = isinstance(answered, ConsentView) and answered.settled == "agreed"
            if agreed:
                assert expired == []
            else:
                async with unit_of_work(cast.program) as db:
                    expired += await consents.expire_due(db, cast.program, KIND)
                assert [one.id for one in expired] == [consent.id]
            assert (await state_of(cast.carl, consent)).state == ("agreed" if agreed else "expired")


async def test_two_open_questions_about_one_subject_cannot_be(cast: Cast) -> None:
    subject = new_id()
    results = await asyncio.gather(
        asked(cast, subject=subject), asked(cast, subject=subject), return_exceptions=True
    )
    assert sum(isinstance(result, ConsentView) for result in results) == 1
    assert sum(isinstance(result, IntegrityError) for result in results) == 1
