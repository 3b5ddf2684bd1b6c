"""Answers through the service, on rows: what each of the cast gets."""

from datetime import timedelta
from uuid import UUID

import pytest

from mentorhub.consents import service as consents
from mentorhub.consents.errors import AnsweredOtherwise, NoLongerOpen, NotYourTurn, TooLate
from mentorhub.consents.views import ConsentView
from tenants.access import Principal
from tenants.database import unit_of_work
from tenants.kit import clock
from tenants.kit.errors import NotFound
from tenants.kit.ids import new_id
from tests.support.cast import Cast, cast

__all__ = ["cast"]

KIND = "proposal"


async def asked(
    cast: Cast,
    *,
    in_order: bool = False,
    within: timedelta | None = timedelta(days=14),
    subject: UUID | None = None,
) -> ConsentView:
    async with unit_of_work(cast.carl) as db:
        return await consents.ask(
            db,
            cast.carl,
            KIND,
            subject or new_id(),
            [cast.mona.me, cast.mina.me],
            in_order=in_order,
            expires_at=clock.now() + within if within else None,
        )


async def says(who: Principal, consent: ConsentView, *, yes: bool = True) -> ConsentView:
    async with unit_of_work(who) as db:
        return await consents.answer(db, who, consent.id, yes=yes)


async def state_of(who: Principal, consent: ConsentView) -> ConsentView:
    async with unit_of_work(who) as db:
        found = await consents.of(db, consent.subject_kind, consent.subject_id)
    assert found is not None
    return found


async def test_it_is_agreed_when_the_last_one_says_yes(cast: Cast) -> None:
    consent = await asked(cast)
    first = await says(cast.mona, consent)
    assert (first.state, first.settled, first.asked_now) == ("open", None, (cast.mina.me,))
    last = await says(cast.mina, consent)
    assert (last.state, last.settled, last.asked_now) == ("agreed", "agreed", ())


async def test_one_no_settles_it_and_the_other_is_asked_no_more(cast: Cast) -> None:
    consent = await asked(cast)
    assert (await says(cast.mina, consent, yes=False)).settled == "refused"
    with pytest.raises(NoLongerOpen):
        await says(cast.mona, consent)
    assert (await state_of(cast.carl, consent)).answer_of(cast.mona.me) is None


async def test_a_double_click_is_told_apart_and_decides_nothing_twice(cast: Cast) -> None:
    consent = await asked(cast)
    await says(cast.mona, consent)
    again = await says(cast.mona, consent)
    assert (again.repeated, again.settled, again.state) == (True, None, "open")
    assert (await says(cast.mina, consent)).settled == "agreed"
    after = await says(cast.mina, consent)
    assert (after.repeated, after.settled, after.state) == (True, None, "agreed")


async def test_an_answer_stays(cast: Cast) -> None:
    consent = await asked(cast)
    await says(cast.mona, consent)
    with pytest.raises(AnsweredOtherwise, match="You said yes already"):
        await says(cast.mona, consent, yes=False)
    assert (await state_of(cast.mona, consent)).answer_of(cast.mona.me) == "yes"


async def test_a_stranger_learns_nothing_and_changes_nothing(cast: Cast) -> None:
    consent = await asked(cast)
    for stranger in (cast.stan, cast.gia, cast.carl):
        with pytest.raises(NotFound):
            await says(stranger, consent)
    async with unit_of_work(cast.stan) as db:
        assert await consents.of(db, KIND, consent.subject_id) is None
        assert await consents.of_many(db, KIND, [consent.subject_id]) == {}
        assert await consents.awaiting(db, cast.stan, KIND) == []
        with pytest.raises(NotFound):
            await consents.withdraw(db, cast.stan, consent.id)
        assert await consents.expire_due(db, cast.stan, KIND) == []
    assert (await state_of(cast.mona, consent)).state == "open"


async def test_an_id_that_never_was_is_not_found(cast: Cast) -> None:
    async with unit_of_work(cast.mona) as db:
        with pytest.raises(NotFound):
            await consents.answer(db, cast.mona, new_id(), yes=True)


async def test_too_late_is_too_late_even_before_the_job_has_come_by(cast: Cast) -> None:
    with clock.travel() as time:
        consent = await asked(cast, within=timedelta(days=10))
        await says(cast.mona, consent)
        time.forward(timedelta(days=10))
        with pytest.raises(TooLate):
            await says(cast.mina, consent)


async def test_the_job_closes_what_is_due_once_and_only_of_its_kind(cast: Cast) -> None:
    with clock.travel() as time:
        due = await asked(cast, within=timedelta(days=3))
        later = await asked(cast, within=timedelta(days=9))
        endless = await asked(cast, within=None)
        time.forward(timedelta(days=5))
        async with unit_of_work(cast.program) as db:
            assert await consents.expire_due(db, cast.program, "renewal") == []
            closed = await consents.expire_due(db, cast.program, KIND)
            assert [(one.id, one.state) for one in closed] == [(due.id, "expired")]
            assert await consents.expire_due(db, cast.program, KIND) == []
        assert (await state_of(cast.mona, later)).state == "open"
        assert (await state_of(cast.mona, endless)).state == "open"
        with pytest.raises(TooLate):
            await says(cast.mona, due)


async def test_in_order_the_second_is_asked_when_the_first_has_said_yes(cast: Cast) -> None:
    consent = await asked(cast, in_order=True)
    assert consent.asked_now == (cast.mona.me,)
    with pytest.raises(NotYourTurn):
        await says(cast.mina, consent)
    assert (await says(cast.mona, consent)).asked_now == (cast.mina.me,)
    assert (await says(cast.mina, consent)).settled == "agreed"


async def test_what_waits_for_me_is_what_i_can_answer_now(cast: Cast) -> None:
    together, ordered = await asked(cast), await asked(cast, in_order=True)

    async def awaiting(who: Principal) -> set[UUID]:
        async with unit_of_work(who) as db:
            return set(await consents.awaiting(db, who, KIND))

    assert await awaiting(cast.mona) == {together.subject_id, ordered.subject_id}
    assert await awaiting(cast.mina) == {together.subject_id}
    await says(cast.mona, ordered)
    await says(cast.mina, together)
    assert await awaiting(cast.mina) == {ordered.subject_id}
    assert await awaiting(cast.gia) == set()


async def test_withdrawn_is_withdrawn_once(cast: Cast) -> None:
    consent = await asked(cast)
    async with unit_of_work(cast.carl) as db:
        assert (await consents.withdraw(db, cast.carl, consent.id)).state == "withdrawn"
        with pytest.raises(NoLongerOpen):
            await consents.withdraw(db, cast.carl, consent.id)
    with pytest.raises(NoLongerOpen):
        await says(cast.mona, consent)


async def test_a_subject_can_ask_again_after_it_was_settled_and_the_last_question_counts(cast: Cast) -> None:
    with clock.travel() as time:
        first = await asked(cast)
        await says(cast.mina, first, yes=False)
        time.forward(timedelta(minutes=1))
        second = await asked(cast, subject=first.subject_id)
        assert (await state_of(cast.mona, first)).id == second.id


async def test_asked_twice_in_one_question_is_asked_once(cast: Cast) -> None:
    async with unit_of_work(cast.carl) as db:
        consent = await consents.ask(db, cast.carl, KIND, new_id(), [cast.mona.me, cast.mona.me])
        assert len(consent.parties) == 1
        with pytest.raises(ValueError, match="somebody to ask"):
            await consents.ask(db, cast.carl, KIND, new_id(), [])
