"""argon2id, a few at a time and never on the event loop: each takes about 64 MiB and a tenth of a second."""

import asyncio
from functools import cache
from weakref import WeakKeyDictionary

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.profiles import RFC_9106_LOW_MEMORY

AT_ONCE = 4

_hasher = PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY)
_turns: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Semaphore] = WeakKeyDictionary()


def _turn() -> asyncio.Semaphore:
    return _turns.setdefault(asyncio.get_running_loop(), asyncio.Semaphore(AT_ONCE))


@cache
def _nobodys() -> str:
    return _hasher.hash("nobody has this password")


def _verify(stored: str | None, password: str) -> bool:
    try:
        _hasher.verify(stored or _nobodys(), password)
    except (VerificationError, InvalidHashError):
        return False
    return stored is not None


async def hashed(password: str) -> str:
    async with _turn():
        return await asyncio.to_thread(_hasher.hash, password)


async def matches(stored: str | None, password: str) -> bool:
    """As long for an address that nobody has, or that has no password, as for one that does."""
    async with _turn():
        return await asyncio.to_thread(_verify, stored, password)


def is_outdated(stored: str) -> bool:
    return _hasher.check_needs_rehash(stored)
