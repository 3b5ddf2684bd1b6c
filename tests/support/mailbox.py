"""A real mail server in the test's own process, and what arrived at it."""

import re
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class Mailbox:
    """Everything that was delivered, oldest first."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.port = 0

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd calls it so
        content = envelope.content
        if not isinstance(content, bytes):
            return "550 no content"
        message = message_from_bytes(content, policy=default)
        if isinstance(message, EmailMessage):
            self.mails.append(message)
        return "250 OK"

    def to(self, address: str) -> list[EmailMessage]:
        return [mail for mail in list(self.mails) if address.lower() in str(mail["To"]).lower()]

    def wait_for(self, address: str, words: str, *, seconds: float = 20) -> EmailMessage:
        """The newest mail to that address with these words in its subject or text.

        Raises:
            AssertionError: when none arrives in time.
        """
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            for mail in reversed(self.to(address)):
                if words.lower() in f"{mail['Subject']}\n{text_of(mail)}".lower():
                    return mail
            time.sleep(0.1)
        subjects = [str(mail["Subject"]) for mail in self.to(address)]
        raise AssertionError(f"No mail to {address} says “{words}”. There are: {subjects}")


def text_of(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    return body.get_content() if body else ""


def link_in(mail: EmailMessage) -> str:
    """The first address in a mail's text."""
    found = re.search(r"https?://\S+", text_of(mail))
    if found is None:
        raise AssertionError(f"There is no link in “{mail['Subject']}”.")
    return found.group()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def mailbox() -> Iterator[Mailbox]:
    box = Mailbox()
    box.port = _free_port()
    controller = Controller(box, hostname="127.0.0.1", port=box.port)
    controller.start()
    try:
        yield box
    finally:
        controller.stop()
