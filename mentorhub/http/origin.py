"""The outermost layer: foreign origins, response headers, and a name tag for anonymous visitors."""

import secrets

from granian.utils.proxies import wrap_asgi_with_proxy_headers
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tenants.kit import log as logs
from tenants.kit import settings
from tenants.visits import cookies

log = logs.get(__name__)

SECURITY_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


def gate(app: ASGIApp) -> ASGIApp:
    """The gate, and in front of it the visitor's own address where a proxy of ours says so.

    Only the rightmost address that is no proxy of ours counts: whatever stands left of it, somebody sent.
    """
    trusted = list(settings.current().trusted_proxies)
    behind: ASGIApp = Gate(app)
    return wrap_asgi_with_proxy_headers(behind, trusted) if trusted else behind


class Gate:
    """Refuses other origins on the websocket and on every writing request.

    A browser always says where a websocket or a POST comes from; it must be this very host. A page
    asked for without a visitor cookie gets one, so that an anonymous visitor's tab is theirs alone.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer = MutableHeaders(scope=message)
                for name, value in SECURITY_HEADERS.items():
                    answer.setdefault(name, value)
                if _wants_name_tag(answer, headers):
                    answer.append("Set-Cookie", _name_tag())
            await send(message)

        if foreign(scope, headers):
            await _refuse(scope, receive, with_headers)
            return
        try:
            await self.app(scope, receive, with_headers)
        except Exception:
            # The server would write it with all its words. A request's fault was told and logged below.
            if scope["type"] == "websocket":
                log.exception("connection_failed", fault=logs.new_error_id())


def foreign(scope: Scope, headers: Headers) -> bool:
    """Whether a websocket or a writing request comes from another origin, or hides where from."""
    if scope["type"] == "http" and scope["method"] in ("GET", "HEAD", "OPTIONS"):
        return False
    origin = headers.get("origin")
    if not origin or origin == "null":
        # Machine clients send no Origin and no cookie; with a cookie, a missing one is refused.
        return scope["type"] == "websocket" or "cookie" in headers
    scheme, _, host = origin.partition("://")
    return host != headers.get("host") or scheme not in _schemes()


def _schemes() -> tuple[str, ...]:
    return ("https",) if settings.current().scheme == "https" else ("http", "https")


async def _refuse(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": 1008})
        return
    body = b"This request came from another site and was refused."
    headers = [(b"content-type", b"text/plain"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 403, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _wants_name_tag(answer: MutableHeaders, request: Headers) -> bool:
    if not answer.get("content-type", "").startswith("text/html"):
        return False
    return not cookies.read(request.get("cookie", ""), cookies.visitor_cookie())


def _name_tag() -> str:
    return f"{cookies.visitor_cookie()}={secrets.token_urlsafe(18)}{cookies.attributes()}"
