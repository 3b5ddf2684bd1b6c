"""From a row to a server that takes mail."""

import ssl
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from urllib.parse import unquote, urlsplit

import aiosmtplib

from tenants.kit.settings import Settings
from tenants.outbox.views import Letter

SECONDS = 30


class Undeliverable(Exception):  # noqa: N818 - it is a fact about an address
    """The server says that it will never take this mail."""


def message_of(letter: Letter, settings: Settings) -> EmailMessage:
    name, address = parseaddr(settings.mail_from)
    message = EmailMessage(policy=SMTP)
    user, _, domain = address.partition("@")
    sender = " ".join(letter.sender.split()) or name  # a header is one line
    message["From"] = Address(sender, user, domain)
    message["To"] = letter.address
    if letter.reply_to:
        message["Reply-To"] = letter.reply_to
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(letter.created_at)
    message["Message-ID"] = f"<{letter.id}@{settings.base_host}>"  # the same each time it is tried
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text)
    return message


async def send(message: EmailMessage, smtp_url: str, settings: Settings) -> None:
    """Raises `Undeliverable` for what no retry can help, anything else for what one may."""
    url = urlsplit(smtp_url)
    try:
        await aiosmtplib.send(
            message,
            hostname=url.hostname or "localhost",
            port=url.port,
            username=unquote(url.username) if url.username else None,
            password=unquote(url.password) if url.password else None,
            use_tls=url.scheme == "smtps",
            start_tls=True if url.scheme == "smtp+starttls" else False if url.scheme == "smtps" else None,
            tls_context=ssl.create_default_context() if url.scheme != "smtp" else None,
            local_hostname=settings.base_host,
            timeout=SECONDS,
        )
    except aiosmtplib.SMTPRecipientsRefused as refused:
        if all(each.code >= 500 for each in refused.recipients):
            raise Undeliverable(refused.recipients[0].message) from refused
        raise
    except (aiosmtplib.SMTPDataError, aiosmtplib.SMTPRecipientRefused) as refused:
        if refused.code >= 500:
            raise Undeliverable(refused.message) from refused
        raise
