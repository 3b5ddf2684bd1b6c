"""Behind a proxy the visitor's own address is counted, and nobody chooses which that is."""

from collections.abc import AsyncIterator, Callable, Iterator

import httpx
import pytest
import pytest_asyncio
from starlette.types import Message, Receive, Scope, Send

from mentorhub.http.app import plain_routes
from mentorhub.http.origin import gate
from tenants.kit import settings
from tenants.people import rules
from tests.support.cast import Cast

PROXY, OTHER_PROXY, VISITOR, ELSEWHERE = "10.0.0.7", "10.0.1.9", "203.0.113.5", "198.51.100.8"


@pytest.fixture
def behind_proxies() -> Iterator[None]:
    before = settings.current()
    settings.use(before.model_copy(update={"trusted_proxies": ("10.0.0.7/32", "10.0.1.0/24")}))
    yield
    settings.use(before)


async def seen(client: str, *forwarded: str, kind: str = "http") -> str:
    """Where the application believes that a request comes from."""
    found = ""

    async def behind(scope: Scope, receive: Receive, send: Send) -> None:
        nonlocal found
        found = scope["client"][0]

    async def nothing(*_message: Message) -> Message:
        return {"type": "http.request"}

    headers = [(b"host", b"wtsa.localhost:3000"), (b"origin", b"http://wtsa.localhost:3000")]
    headers += [(b"x-forwarded-for", each.encode("latin-1")) for each in forwarded]
    scope = {"type": kind, "method": "GET", "path": "/", "headers": headers, "client": (client, 1)}
    await gate(behind)(scope, nothing, nothing)  # type: ignore[arg-type]  # as small as it can be
    return found


@pytest.mark.parametrize(
    ("forwarded", "counted"),
    [
        ((VISITOR,), VISITOR),
        ((f"{ELSEWHERE}, {VISITOR}",), VISITOR),
        ((ELSEWHERE, VISITOR), VISITOR),
        ((f"{ELSEWHERE}, {VISITOR}, {OTHER_PROXY}",), VISITOR),
        ((f"127.0.0.1, ::1, {PROXY}, {VISITOR}",), VISITOR),
        (("unknown, <script>", f"\t{VISITOR} "), VISITOR),
        (("2001:db8::7",), "2001:db8::7"),
        ((), PROXY),
        (("",), PROXY),
    ],
)
@pytest.mark.parametrize("kind", ["http", "websocket"])
async def test_what_the_nearest_proxy_saw_counts_whatever_was_sent_before_it(
    forwarded: tuple[str, ...], counted: str, kind: str, behind_proxies: None
) -> None:
    assert await seen(PROXY, *forwarded, kind=kind) == counted


async def test_nobody_else_is_believed(behind_proxies: None) -> None:
    assert await seen(ELSEWHERE, VISITOR) == ELSEWHERE


async def test_without_the_setting_no_header_is_believed() -> None:
    assert await seen("127.0.0.1", VISITOR) == "127.0.0.1"
    assert await seen(PROXY, VISITOR) == PROXY


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", ()),
        ("10.0.0.7", ("10.0.0.7/32",)),
        (" 10.0.0.7 , fd00::/8,", ("10.0.0.7/32", "fd00::/8")),
    ],
)
def test_the_setting_takes_addresses_and_networks(
    typed: str, kept: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MENTORHUB_TRUSTED_PROXIES", typed)
    assert settings.load(env_file=None).trusted_proxies == kept


@pytest.mark.parametrize("typed", ["*", "proxy.example.org", "0.0.0.0/0", "::/0", "10.0.0.7/99"])
def test_the_setting_refuses_names_and_everybody(typed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MENTORHUB_TRUSTED_PROXIES", typed)
    with pytest.raises(settings.SettingsError, match="MENTORHUB_TRUSTED_PROXIES"):
        settings.load(env_file=None)


Browser = Callable[[str], httpx.AsyncClient]


@pytest_asyncio.fixture
async def through_the_proxy(behind_proxies: None) -> AsyncIterator[Browser]:
    """A browser at an address, as the proxy passes it on."""
    application = gate(plain_routes())
    opened: list[httpx.AsyncClient] = []

    def browser(address: str) -> httpx.AsyncClient:
        host = "wtsa.localhost:3000"
        made = httpx.AsyncClient(
            transport=httpx.ASGITransport(application, client=(PROXY, 1)),
            base_url=f"http://{host}",
            headers={"Origin": f"http://{host}", "X-Forwarded-For": address},
        )
        opened.append(made)
        return made

    yield browser
    for each in opened:
        await each.aclose()


async def test_one_who_guesses_makes_nobody_else_wait_and_does_not_get_away_by_a_header(
    cast: Cast, through_the_proxy: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "FAILURES_FROM_ONE_PLACE", 3)
    answers = []
    for number in range(5):  # each for another person, each with another made-up address in front
        guesser = through_the_proxy(f"192.0.2.{number}, {VISITOR}")
        sent = {"mail": f"person{number}@wtsa.example", "password": "wrong"}
        answers.append((await guesser.post("/sign-in", data=sent)).status_code)
    assert answers == [422, 422, 422, 429, 429]
    neighbour = through_the_proxy(ELSEWHERE)
    sent = {"mail": "person9@wtsa.example", "password": "wrong"}
    assert (await neighbour.post("/sign-in", data=sent)).status_code == 422
