"""Random tokens for cookies and links. We keep their hashes; a read of the database opens no door."""

import hashlib
import hmac
import secrets

from tenants.kit import settings


def new_token() -> str:
    return secrets.token_urlsafe(32)


def hash_of(token: str) -> bytes:
    """Plain SHA-256: there are 256 random bits to guess, so nothing slow is needed."""
    return hashlib.sha256(token.encode()).digest()


def attempt_key(kind: str, value: str) -> bytes:
    """An address or an ip that can be counted but not read back."""
    secret = settings.current().secret_key.get_secret_value().encode()
    return hmac.digest(secret, f"{kind}:{value}".encode(), "sha256")
