"""Proving who one is, by password.

These functions take a scope and open their own, short transactions: no connection is held while a password is
hashed (a flood of sign-ins would otherwise take every connection there is), and a failed attempt must be
remembered although the attempt itself raises.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from tenants import live
from tenants.access import Principal, require
from tenants.access.permissions import SIGNED_IN
from tenants.database import Session, unit_of_work
from tenants.database.scope import HasScope
from tenants.kit import clock
from tenants.kit.ids import new_id
from tenants.people import letters, passwords, repository, rules, sessions, tokens
from tenants.people import sign_in_repository as store
from tenants.people.errors import LinkSpent, WaitABit, WeakPassword, WrongCredentials
from tenants.people.views import SignedIn


async def sign_in(scope: HasScope, mail: str, password: str, *, ip: str, user_agent: str = "") -> SignedIn:
    """The same sentence after the same time, whatever it was that did not fit."""
    key = rules.mail_key(mail)
    async with unit_of_work(scope) as db:
        attempt = await count_attempt(db, key, ip)
        person = await repository.by_mail(db, key)
    stored = person.password_hash if person is not None and person.disabled_at is None else None
    right = await passwords.matches(stored, password[: rules.LONGEST_PASSWORD])
    if not right or person is None or stored is None:
        raise WrongCredentials
    fresh_hash = await passwords.hashed(password) if passwords.is_outdated(stored) else None
    async with unit_of_work(scope) as db:
        store.forgive(db, tokens.attempt_key("mail", key), attempt)
        if fresh_hash is not None:
            await repository.change(db, [person.id], password_hash=fresh_hash)
        return await sessions.start(db, person.id, user_agent)


async def count_attempt(db: Session, key: str, ip: str) -> list[UUID]:
    """Counted before the password is looked at, so that many at the same moment count too."""
    keys = tokens.attempt_key("mail", key), tokens.attempt_key("ip", ip)
    moment = clock.now()
    return _count(db, keys, await store.attempts(db, keys, moment - rules.WINDOW), moment)


def _count(
    db: Session, keys: tuple[bytes, bytes], earlier: Sequence[tuple[bytes, datetime]], moment: datetime
) -> list[UUID]:
    by_mail, by_ip = keys
    wait = rules.seconds_to_wait([at for each, at in earlier if each == by_mail], moment)
    if sum(each == by_ip for each, _ in earlier) >= rules.FAILURES_FROM_ONE_PLACE:
        wait = rules.LONGEST_WAIT
    if wait:
        raise WaitABit(wait)
    rows = [{"id": new_id(), "key": each, "at": moment} for each in (by_mail, by_ip)]
    store.add_attempts(db, rows)
    return [UUID(str(row["id"])) for row in rows]


async def choose_password(scope: HasScope, token: str, password: str, *, user_agent: str = "") -> SignedIn:
    """Behind a link of an invitation or a reset: the link is used up, the password set, everybody else
    signed out.
    """
    async with unit_of_work(scope) as db:
        link = await store.link(db, tokens.hash_of(token), clock.now())
    if link is None:
        raise LinkSpent
    refuse_weak(password, mail=link.mail, name=link.name)
    password_hash = await passwords.hashed(password)
    async with unit_of_work(scope) as db:
        if not await store.use_link(db, link.id, clock.now()):
            raise LinkSpent
        await store.spend_links_of(db, [link.person_id], clock.now())
        await store.end_sessions(db, link.person_id)
        await repository.change(db, [link.person_id], password_hash=password_hash)
        return await sessions.start(db, link.person_id, user_agent)


async def change_password(principal: Principal, current: str, new: str, *, ip: str) -> None:
    """From the account page. Every other browser is signed out, and a mail says that it happened."""
    require(principal, SIGNED_IN)
    attempt = await _matches(principal, current, ip)
    try:
        refuse_weak(new, mail=principal.mail, name=principal.name)
    except WeakPassword:
        await _forgive(principal, attempt)
        raise
    password_hash = await passwords.hashed(new)
    async with unit_of_work(principal) as db:
        _forget_attempt(db, principal, attempt)
        store.replace_password(db, principal.me, password_hash, clock.now())
        await store.end_sessions(db, principal.me, but=principal.session_id)
        await letters.send_password_changed(db, principal)
        await live.announce(db, [principal.me], sessions.TOPIC)


async def step_up(principal: Principal, password: str, *, ip: str) -> None:
    """The password once more, for what `require_fresh` guards."""
    require(principal, SIGNED_IN)
    await _prove(principal, password, ip)
    if principal.session_id is not None:
        async with unit_of_work(principal) as db:
            await store.step_up(db, principal.session_id, clock.now())


async def _prove(principal: Principal, password: str, ip: str) -> None:
    await _forgive(principal, await _matches(principal, password, ip))


async def _matches(principal: Principal, password: str, ip: str) -> list[UUID]:
    """The attempt, which was counted before anything was known and is to be forgiven now."""
    key = rules.mail_key(principal.mail)
    keys, moment = (tokens.attempt_key("mail", key), tokens.attempt_key("ip", ip)), clock.now()
    async with unit_of_work(principal) as db:
        earlier, stored = await store.attempts_and_password(db, keys, moment - rules.WINDOW, principal.me)
        attempt = _count(db, keys, earlier, moment)
    if not await passwords.matches(stored, password[: rules.LONGEST_PASSWORD]):
        raise WrongCredentials("That is not your password.", field="password")
    return attempt


async def _forgive(principal: Principal, attempt: list[UUID]) -> None:
    async with unit_of_work(principal) as db:
        _forget_attempt(db, principal, attempt)


def _forget_attempt(db: Session, principal: Principal, attempt: list[UUID]) -> None:
    store.forgive(db, tokens.attempt_key("mail", rules.mail_key(principal.mail)), attempt)


def refuse_weak(password: str, *, mail: str, name: str) -> None:
    if why := rules.why_not_password(password, mail=mail, name=name):
        raise WeakPassword(why, field="password")
