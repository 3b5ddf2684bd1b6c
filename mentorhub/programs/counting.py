"""Numbers and lists as they are said."""

from collections.abc import Sequence

_SMALL = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)


def counted(number: int, noun: str) -> str:
    """Such as "one year", "eight years", "no years"."""
    word = _SMALL[number] if 0 <= number < len(_SMALL) else f"{number:,}"
    return f"{word} {noun}" if number == 1 else f"{word} {noun}s"


def either(words: Sequence[str]) -> str:
    """Such as "a, b or c"."""
    return _joined(words, "or")


def both(words: Sequence[str]) -> str:
    """Such as "a, b and c"."""
    return _joined(words, "and")


def _joined(words: Sequence[str], last: str) -> str:
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"
