"""Names, addresses, passwords and waiting times: what can be decided without looking anything up."""

import unicodedata
from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files

LINK_PURPOSES = ("invitation", "sign_in", "reset")
LINK_LIFE = {
    "invitation": timedelta(days=14),
    "sign_in": timedelta(minutes=30),
    "reset": timedelta(hours=1),
}

SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 200

WINDOW = timedelta(minutes=15)
FREE_FAILURES = 5
LONGEST_WAIT = 60
FAILURES_FROM_ONE_PLACE = 50
MAILS_IN_A_WINDOW = 5


def mail_key(mail: str) -> str:
    return mail.strip().lower()


def fold(text: str) -> str:
    """Without accents or case, so that "nunez" finds "Nuñez"."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(sign for sign in decomposed if not unicodedata.combining(sign)).split())


def sort_key(name: str, given: str, family: str) -> str:
    if family:
        return fold(f"{family} {given}")
    words = name.split()
    return fold(" ".join([*words[-1:], *words[:-1]]))


def search_key(name: str, mail: str) -> str:
    return f"{fold(name)} {mail_key(mail)}"


@cache
def _common() -> frozenset[str]:
    return frozenset(files("tenants.people").joinpath("common_passwords.txt").read_text("utf-8").split())


def why_not_password(password: str, *, mail: str, name: str) -> str | None:
    """One sentence on what is wrong with it, or None. Length is what counts; nobody is made to use a dollar
    sign.
    """
    if len(password) < SHORTEST_PASSWORD:
        return f"Use at least {SHORTEST_PASSWORD} characters. A few words together are easy to remember."
    if len(password) > LONGEST_PASSWORD:
        return f"Use at most {LONGEST_PASSWORD} characters."
    plain = fold(password)
    if plain in {fold(mail), fold(mail.split("@", maxsplit=1)[0]), fold(name), fold(name).replace(" ", "")}:
        return "Use something other than your name or mail address."
    if plain in _common() or len(set(plain)) < 4:
        return "This password is among the first that are tried. Use a few words together instead."
    return None


def seconds_to_wait(failures: list[datetime], moment: datetime) -> int:
    """A delay that grows with each failure and is forgotten after a while; never a lock-out."""
    recent = sorted(at for at in failures if at > moment - WINDOW)
    if len(recent) < FREE_FAILURES:
        return 0
    wait: int = min(2 ** (len(recent) - FREE_FAILURES + 1), LONGEST_WAIT)
    left = recent[-1] + timedelta(seconds=wait) - moment
    return max(0, -(-left // timedelta(seconds=1)))
