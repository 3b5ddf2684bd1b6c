"""A real SMTP server in the test's own loop, which can be told to fail."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.smtp import SMTP, Envelope

from tenants.kit import settings


class Postbox:
    """What came in, also what was then refused; the next answers can be set beforehand."""

    def __init__(self) -> None:
        self.tried: list[EmailMessage] = []
        self.kept: list[EmailMessage] = []
        self.answers: list[str] = []
        self.unknown: set[str] = set()

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, _server: Any, _session: Any, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if address in self.unknown:
            return "550 5.1.1 No such user here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd calls it so
        content = envelope.content
        assert isinstance(content, bytes)
        message = message_from_bytes(content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.tried.append(message)
        if self.answers:
            return self.answers.pop(0)
        self.kept.append(message)
        return "250 OK"


@asynccontextmanager
async def post_office() -> AsyncIterator[Postbox]:
    """Mail goes there as long as the block lasts."""
    postbox = Postbox()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(postbox, loop=loop), "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    before = settings.current()
    settings.use(before.model_copy(update={"smtp_url": f"smtp://127.0.0.1:{port}"}))
    try:
        yield postbox
    finally:
        settings.use(before)
        server.close()
        await server.wait_closed()
