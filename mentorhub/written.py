"""What people type, fit to be stored and shown: hostile text is text."""

from pydantic import BeforeValidator

_KEPT = frozenset("\n\t")


def cleaned(typed: str) -> str:
    """Every word as it was typed, without control signs and broken characters, which no database stores."""
    whole = typed.encode("utf-8", "replace").decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    return "".join(sign for sign in whole if sign in _KEPT or (sign >= " " and sign != "\x7f")).strip()


def _if_text(value: object) -> object:
    return cleaned(value) if isinstance(value, str) else value


CLEANED = BeforeValidator(_if_text)
"""For a form's field of free text: `Annotated[str, Field(min_length=1), CLEANED]`."""
