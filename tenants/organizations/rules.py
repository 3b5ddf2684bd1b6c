"""Slugs: the one word an organization's address begins with."""

import re
import unicodedata
from collections.abc import Iterator

LONGEST_SLUG = 40
_SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?")

# Names that a visitor, a mail server or a certificate authority would take for the platform's own.
RESERVED_SLUGS = frozenset(
    [
        "about",
        "abuse",
        "account",
        "accounts",
        "admin",
        "administrator",
        "api",
        "app",
        "apps",
        "assets",
        "auth",
        "autoconfig",
        "autodiscover",
        "beta",
        "billing",
        "blog",
        "cdn",
        "contact",
        "dashboard",
        "demo",
        "dev",
        "docs",
        "email",
        "example",
        "feedback",
        "files",
        "ftp",
        "health",
        "help",
        "home",
        "host",
        "hostmaster",
        "id",
        "imap",
        "info",
        "internal",
        "legal",
        "live",
        "localhost",
        "login",
        "logout",
        "mail",
        "mentor",
        "mentorhub",
        "mentors",
        "mx",
        "news",
        "ns",
        "ns1",
        "ns2",
        "oauth",
        "official",
        "pay",
        "payments",
        "platform",
        "pop",
        "pop3",
        "postmaster",
        "press",
        "privacy",
        "root",
        "security",
        "server",
        "signin",
        "signup",
        "site",
        "smtp",
        "sso",
        "ssl",
        "staff",
        "staging",
        "static",
        "status",
        "stripe",
        "support",
        "system",
        "team",
        "terms",
        "test",
        "tls",
        "webmaster",
        "webmail",
        "websocket",
        "wpad",
        "ws",
        "www",
    ]
)


def is_slug(text: str) -> bool:
    return _SLUG.fullmatch(text) is not None and "--" not in text


def slug_from(name: str) -> str:
    """A proposal: "Société d'Ophtalmologie" becomes "societe-d-ophtalmologie"."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if len(slug) > LONGEST_SLUG:  # whole words, where there are any
        slug = slug[: LONGEST_SLUG + 1].rpartition("-")[0] or slug[:LONGEST_SLUG]
    return slug.strip("-")


def alternatives(slug: str) -> Iterator[str]:
    """What to offer when a slug is gone, nearest first."""
    stem = slug[: LONGEST_SLUG - 9].strip("-") or "organization"
    yield f"{stem}-mentors"
    yield f"{stem}-program"
    for number in range(2, 100):
        yield f"{stem}-{number}"
