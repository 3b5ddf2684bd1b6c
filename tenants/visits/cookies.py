"""The two cookies: one says who is signed in, one tells anonymous visitors' tabs apart."""

from http.cookies import CookieError, SimpleCookie

from tenants.kit import settings


def session_cookie() -> str:
    """With https the name itself makes browsers refuse it from another host or without Secure."""
    return "__Host-session" if settings.current().scheme == "https" else "session"


def visitor_cookie() -> str:
    return "__Host-visitor" if settings.current().scheme == "https" else "visitor"


def read(header: str, name: str) -> str:
    """A cookie's value in a Cookie header, or nothing when it is not there or not readable."""
    try:
        morsel = SimpleCookie(header).get(name)
    except CookieError:
        return ""
    return morsel.value if morsel else ""


def attributes() -> str:
    secure = "; Secure" if settings.current().scheme == "https" else ""
    return f"; Path=/; HttpOnly; SameSite=Lax{secure}"
