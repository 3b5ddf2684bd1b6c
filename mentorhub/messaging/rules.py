"""What may be sent."""

from datetime import timedelta

from mentorhub.messaging.errors import MessageTooLong, NothingWritten
from mentorhub.written import cleaned

LONGEST = 5_000
PAGE = 30
NOTICE_AFTER = timedelta(minutes=10)
"""Who sees it on an open screen within this time needs no mail."""


def body_of(typed: str) -> str:
    """The words as they were typed, without what no screen shows and no database keeps."""
    body = cleaned(typed)
    if not body:
        raise NothingWritten(field="body")
    if len(body) > LONGEST:
        raise MessageTooLong(
            f"This has {len(body):,} characters, and one message can have {LONGEST:,}. "
            "Send it in two parts; nothing is lost.",
            field="body",
        )
    return body
