"""Identifiers: uuid version 7, so that rows made one after the other lie side by side in an index."""

from uuid import UUID

from uuid_utils.compat import uuid7


def new_id() -> UUID:
    return uuid7()


def parse_id(text: object) -> UUID | None:
    """The id in an untrusted value (an address, an event's payload), or None when it is not one."""
    if isinstance(text, UUID):
        return text
    if not isinstance(text, str) or len(text) != 36:  # the one canonical spelling, no braces, no urn:
        return None
    try:
        return UUID(text)
    except ValueError:
        return None
