"""What the screens and other slices call. Each part of it has a module of its own beside this one."""

from mentorhub.surveys.answering import answer, page, waiting
from mentorhub.surveys.reading import report, waves
from mentorhub.surveys.sending import preview, send, sendable

__all__ = ["answer", "page", "preview", "report", "send", "sendable", "waiting", "waves"]
