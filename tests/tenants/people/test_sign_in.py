"""Proving who one is, with a password."""

import asyncio
import threading
import time
from datetime import timedelta

import pytest

from tenants.access import anonymous
from tenants.database import unit_of_work
from tenants.kit.clock import Travel
from tenants.outbox import service as outbox
from tenants.people import passwords, rules, sessions
from tenants.people import service as people
from tenants.people.errors import WaitABit, WeakPassword, WrongCredentials
from tenants.people.sign_in import change_password, sign_in, step_up
from tests.support.cast import PASSWORD, Cast, signed_in

IP = "192.0.2.7"


async def test_the_right_password_signs_in_whatever_the_case_of_the_address(cast: Cast) -> None:
    signed = await sign_in(cast.visitor, " Mina@WTSA.example ", PASSWORD, ip=IP)
    principal = await sessions.resolve(cast.visitor, signed.token)
    assert principal is not None
    assert (principal.person_id, principal.name, principal.zone) == (
        cast.mina.me,
        "Mina Minami",
        "America/Los_Angeles",
    )


async def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(cast: Cast) -> None:
    with pytest.raises(WrongCredentials) as wrong:
        await sign_in(cast.visitor, "mina@wtsa.example", "wrong and long enough", ip=IP)
    with pytest.raises(WrongCredentials) as unknown:
        await sign_in(cast.visitor, "nobody@wtsa.example", "wrong and long enough", ip=IP)
    assert wrong.value.sentence == unknown.value.sentence


async def test_an_unknown_address_costs_as_much_hashing_as_a_known_one(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    verified: list[str | None] = []
    real = passwords._verify

    def counted(stored: str | None, password: str) -> bool:
        verified.append(stored)
        return real(stored, password)

    monkeypatch.setattr(passwords, "_verify", counted)
    for mail in ("mina@wtsa.example", "nobody@wtsa.example"):
        with pytest.raises(WrongCredentials):
            await sign_in(cast.visitor, mail, "wrong and long enough", ip=IP)
    assert len(verified) == 2
    assert not real(None, "nobody has this password")  # the stand-in opens no door


async def test_a_stranger_does_not_sign_in_on_another_organizations_host(cast: Cast) -> None:
    with pytest.raises(WrongCredentials):
        await sign_in(cast.visitor, "stan@csa.example", PASSWORD, ip=IP)
    assert await sign_in(anonymous(cast.b.tenant_id), "stan@csa.example", PASSWORD, ip=IP)


async def test_a_disabled_person_does_not_sign_in_and_is_signed_out_everywhere(cast: Cast) -> None:
    signed = await signed_in(cast.mona)
    async with unit_of_work(cast.olivia) as db:
        await people.disable(db, cast.olivia, cast.mona.me)
    assert await sessions.resolve(cast.visitor, signed.token) is None
    with pytest.raises(WrongCredentials):
        await sign_in(cast.visitor, "mona@wtsa.example", PASSWORD, ip=IP)


async def test_failures_make_it_slower_and_never_lock_anybody_out(cast: Cast, stopped_clock: Travel) -> None:
    for _ in range(5):
        with pytest.raises(WrongCredentials):
            await sign_in(cast.visitor, "mina@wtsa.example", "wrong and long enough", ip=IP)
    with pytest.raises(WaitABit) as wait:
        await sign_in(cast.visitor, "mina@wtsa.example", PASSWORD, ip="192.0.2.8")
    assert 0 < wait.value.seconds <= 60
    stopped_clock.forward(timedelta(seconds=wait.value.seconds))
    assert await sign_in(cast.visitor, "mina@wtsa.example", PASSWORD, ip=IP)


async def test_success_forgives_what_went_before(cast: Cast) -> None:
    for _ in range(3):
        for _ in range(4):
            with pytest.raises(WrongCredentials):
                await sign_in(cast.visitor, "mina@wtsa.example", "wrong and long enough", ip=IP)
        await sign_in(cast.visitor, "mina@wtsa.example", PASSWORD, ip=IP)


async def test_one_place_that_tries_many_addresses_is_slowed(cast: Cast, stopped_clock: Travel) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rules, "FAILURES_FROM_ONE_PLACE", 3)
        for number in range(3):
            with pytest.raises(WrongCredentials):
                await sign_in(cast.visitor, f"x{number}@wtsa.example", "wrong and long enough", ip=IP)
        with pytest.raises(WaitABit):
            await sign_in(cast.visitor, "x9@wtsa.example", "wrong and long enough", ip=IP)
        assert await sign_in(cast.visitor, "mina@wtsa.example", PASSWORD, ip="192.0.2.99")


async def test_no_more_than_four_passwords_are_hashed_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    running, most, lock = 0, 0, threading.Lock()

    def slow(_password: str) -> str:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        time.sleep(0.02)
        with lock:
            running -= 1
        return "hash"

    class Slow:
        hash = staticmethod(slow)

    monkeypatch.setattr(passwords, "_hasher", Slow())
    await asyncio.gather(*(passwords.hashed("x") for _ in range(12)))
    assert most == passwords.AT_ONCE


async def test_changing_the_password_signs_out_every_other_browser_and_sends_a_mail(cast: Cast) -> None:
    here, elsewhere = await signed_in(cast.mina), await signed_in(cast.mina)
    principal = await sessions.resolve(cast.visitor, here.token)
    assert principal is not None
    await change_password(principal, PASSWORD, "another set of words", ip=IP)
    async with unit_of_work(cast.visitor) as db:
        assert await sessions.resolve(cast.visitor, here.token)
        assert await sessions.resolve(cast.visitor, elsewhere.token) is None
        assert [mail.kind for mail in await outbox.recent(db)] == ["password_changed"]
    with pytest.raises(WrongCredentials):
        await sign_in(cast.visitor, "mina@wtsa.example", PASSWORD, ip=IP)
    assert await sign_in(cast.visitor, "mina@wtsa.example", "another set of words", ip=IP)


async def test_changing_it_needs_the_old_one_and_a_good_new_one(cast: Cast) -> None:
    with pytest.raises(WrongCredentials):
        await change_password(cast.mina, "wrong and long enough", "another set of words", ip=IP)
    with pytest.raises(WeakPassword):
        await change_password(cast.mina, PASSWORD, "minaminami", ip=IP)


async def test_the_password_once_more_makes_the_session_fresh_again(
    cast: Cast, stopped_clock: Travel
) -> None:
    signed = await signed_in(cast.olivia)
    stopped_clock.forward(timedelta(hours=1))
    stale = await sessions.resolve(cast.visitor, signed.token)
    assert stale is not None
    assert not stale.is_fresh()
    with pytest.raises(WrongCredentials):
        await step_up(stale, "wrong and long enough", ip=IP)
    await step_up(stale, PASSWORD, ip=IP)
    fresh = await sessions.resolve(cast.visitor, signed.token)
    assert fresh is not None
    assert fresh.is_fresh()
