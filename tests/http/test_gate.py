import httpx
import pytest
from starlette.types import Message, Receive, Scope, Send

from mentorhub.http.app import routes
from mentorhub.http.origin import Gate
from tenants.kit import settings
from tests.support.cast import Cast


async def websocket(origin: str | None) -> list[Message]:
    """What a websocket handshake from that origin gets; "accepted" is the application behind the gate."""
    sent: list[Message] = []

    async def behind(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "websocket.accept"})

    async def receive() -> Message:
        return {"type": "websocket.connect"}

    async def send(message: Message) -> None:
        sent.append(message)

    headers = [(b"host", b"wtsa.localhost:3000")]
    if origin is not None:
        headers.append((b"origin", origin.encode()))
    await Gate(behind)({"type": "websocket", "path": "/_event/", "headers": headers}, receive, send)
    return sent


async def test_the_page_itself_may_open_the_live_connection() -> None:
    assert (await websocket("http://wtsa.localhost:3000"))[0]["type"] == "websocket.accept"


@pytest.mark.parametrize(
    "origin",
    [
        None,
        "",
        "null",
        "http://evil.example",
        "http://csa.localhost:3000",
        "http://localhost:3000",
        "ftp://wtsa.localhost:3000",
    ],
)
async def test_no_other_page_may_open_the_live_connection(origin: str | None) -> None:
    sent = await websocket(origin)
    assert [message["type"] for message in sent] == ["websocket.close"]


KEPT_OUT = {
    "x-frame-options": "DENY",
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
}


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ("GET /sign-in", 200),
        ("GET /nothing-is-here", 404),
        ("GET /brand.css", 200),
        ("GET /organizer/program/document.toml", 401),
        ("DELETE /sign-in", 405),
        ("POST /sign-in", 422),
        ("POST /sign-out", 303),
        ("POST /sign-in from elsewhere", 403),
        ("GET /healthz when it fails", 500),
    ],
)
async def test_every_answer_bears_the_headers_that_keep_other_sites_out(
    asked: str, status: int, client: httpx.AsyncClient, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    method, path, how = f"{asked}  ".split(" ", 2)
    how = how.strip()
    if how == "when it fails":
        monkeypatch.setattr("mentorhub.http.app.unit_of_work", None)
    headers = {"Origin": "http://evil.example"} if how == "from elsewhere" else {}
    answer = await client.request(method, path, headers=headers)
    assert answer.status_code == status
    assert {name: answer.headers.get(name) for name in KEPT_OUT} == KEPT_OUT


async def test_a_visitor_gets_a_cookie_that_tells_tabs_apart_once(
    client: httpx.AsyncClient, cast: Cast
) -> None:
    first = await client.get("/sign-in")
    second = await client.get("/sign-in")
    assert "visitor=" in first.headers["set-cookie"]
    assert "set-cookie" not in second.headers


def test_production_has_none_of_the_developers_routes() -> None:
    before = settings.current()
    production = before.model_copy(update={"environment": "production"})
    assert any(route.path.startswith("/dev/") for route in routes())  # type: ignore[attr-defined]  # each has a path
    settings.use(production)
    try:
        assert not any(route.path.startswith("/dev/") for route in routes())  # type: ignore[attr-defined]  # each has a path
    finally:
        settings.use(before)
