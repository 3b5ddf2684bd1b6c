"""What goes wrong in a way a person can be told about: a code, one sentence, and how HTTP says it.

Raised anywhere below, rendered once at the edge. Everything else that is raised is a fault of ours.
"""

from typing import ClassVar


class Problem(Exception):  # noqa: N818 - "problem" is the word for it; "error" is for faults
    """Subclass one of the five below in a slice's errors.py and give it a code and a sentence."""

    code: ClassVar[str] = "problem"
    status: ClassVar[int] = 400
    default: ClassVar[str] = "This did not work."

    def __init__(self, sentence: str | None = None, *, field: str | None = None) -> None:
        self.sentence = sentence or self.default
        self.field = field
        super().__init__(self.sentence)


class NotFound(Problem):
    """Also the answer to a stranger: it never says whether the thing exists."""

    code = "not_found"
    status = 404
    default = "Not found."


class NotAllowed(Problem):
    code = "not_allowed"
    status = 403
    default = "You may not do this. Ask an administrator of your organization if you should be able to."


class Invalid(Problem):
    code = "invalid"
    status = 422
    default = "Please check what you entered."


class Conflict(Problem):
    """Right in itself, but something has happened in the meantime."""

    code = "conflict"
    status = 409
    default = "This has changed in the meantime. Load the page again and look."


class RateLimited(Problem):
    code = "rate_limited"
    status = 429
    default = "Too many attempts. Wait a few minutes and try again."

    def __init__(self, sentence: str | None = None, *, field: str | None = None, seconds: int = 60) -> None:
        super().__init__(sentence, field=field)
        self.seconds = seconds
