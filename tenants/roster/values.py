"""A cell as what it means, or one sentence on why it cannot be read."""

import re
from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache

STANDINGS = ("current", "lapsed", "pending", "suspended")

_STANDING_WORDS = {
    "current": (
        "current|active|good|good standing|in good standing|paid|yes|y|member|renewed|honorary|emeritus|life"
    ),
    "lapsed": (
        "lapsed|inactive|expired|unpaid|not renewed|former|no|n|resigned|cancelled|canceled"
        "|terminated|dropped|delinquent|past due"
    ),
    "pending": "pending|applied|applicant|new|in review|prospective",
    "suspended": "suspended|on hold|blocked",
}
_STANDING = {word: standing for standing, words in _STANDING_WORDS.items() for word in words.split("|")}

# Month first where it could be either: these programs are American, and their software writes it so.
_DATES = (
    "%Y-%m-%d",
    "%m/%d/%Y",
    "%m/%d/%y",
    "%d.%m.%Y",
    "%Y/%m/%d",
    "%d-%b-%Y",
    "%d %b %Y",
    "%d %B %Y",
    "%b %d, %Y",
    "%B %d, %Y",
    "%d/%m/%Y",
    "%m-%d-%Y",
    "%Y%m%d",
)
_MAIL = re.compile(r"[^@\s<>(),;:\"\[\]\\]+@(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_]{2,63}")


class Unfit(ValueError):  # noqa: N818 - it is said to people, in these words
    """Why a cell cannot be read, as a sentence for whoever has the file."""


def mail(text: str) -> str:
    plain = text.removeprefix("mailto:").strip()
    if not plain:
        raise Unfit("There is no mail address.")
    if len(plain) > 254 or ".." in plain or plain.startswith(".") or not _MAIL.fullmatch(plain):
        raise Unfit(f"“{short(text)}” is not a mail address.")
    return plain


@lru_cache(maxsize=4_096)  # a roster of thousands knows a handful of days
def day(text: str) -> date | None:
    if not text:
        return None
    plain = re.sub(r"[T ]\d{1,2}:\d{2}.*$", "", text)  # many exports write midnight behind the date
    for form in _DATES:
        try:
            found = datetime.strptime(plain, form).date()  # noqa: DTZ007 - a date has no time zone
        except ValueError:
            continue
        if 1900 <= found.year <= 2200:
            return found
    raise Unfit(f"“{short(text)}” is not a date. Write it like 2026-12-31 or 12/31/2026.")


def year_not_after(latest: int) -> Callable[[str], int | None]:
    def year(text: str) -> int | None:
        if not text:
            return None
        if not re.fullmatch(r"\d{4}(\.0)?", text):
            try:
                found = day(text)
            except Unfit as unfit:
                raise Unfit(f"“{short(text)}” is not a year. Write it like 2015.") from unfit
            number = found.year if found else 0
        else:
            number = int(text[:4])
        if not 1920 <= number <= latest:
            raise Unfit(f"{number} cannot be right here: it should lie between 1920 and {latest}.")
        return number

    return year


def standing(text: str) -> str | None:
    if not text:
        return None
    found = _STANDING.get(" ".join(re.sub(r"[^a-z]+", " ", text.lower()).split()))
    if found is None:
        raise Unfit(
            f"“{short(text)}” is not a standing we know. "
            "We understand active, lapsed, pending, suspended and the like."
        )
    return found


def line(longest: int) -> Callable[[str], str]:
    def text_of(text: str) -> str:
        if len(text) > longest:
            raise Unfit(f"This is longer than {longest} characters: “{short(text)}”.")
        return text

    return text_of


def short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
