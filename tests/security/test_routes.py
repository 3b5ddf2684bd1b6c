"""Every plain route, asked by everybody, and by other sites."""

from collections.abc import AsyncIterator, Callable

import httpx
import pytest
from starlette.routing import Route

from mentorhub.http.app import routes
from mentorhub.http.pages import safe_path
from tenants.access import Principal
from tests.security.victim import PERSONAL, PRIVATE, Victim, print_of
from tests.support.cast import Cast, signed_in

HERE, THEIRS = "wtsa.localhost:3000", "csa.localhost:3000"
Client = Callable[[str], httpx.AsyncClient]
ROUTES = [route for route in routes() if isinstance(route, Route) and not route.path.startswith("/dev/")]
WRITING = [route for route in ROUTES if route.methods and "POST" in route.methods]
STAFF = ["/organizer/program/document.toml", "/organizer/people/import/{import_id}/problems.csv"]
STAFF_WRITING = ["/organizer/people/import/file", "/organizer/program/document/file"]


async def browser(client_at: Client, host: str, who: Principal | None) -> httpx.AsyncClient:
    client = client_at(host)
    if who is not None:
        client.headers["Cookie"] = f"session={(await signed_in(who)).token}"
    return client


def address(route: Route, victim: Victim) -> str:
    return route.path.replace("{import_id}", str(victim.ids["roster_import"][0]))


@pytest.mark.parametrize(
    ("host", "name"),
    [(HERE, None), (HERE, "stan"), (HERE, "otto"), (THEIRS, "stan"), (THEIRS, "otto"), (HERE, "gia")],
)
async def test_no_route_tells_or_changes_anything_for_those_it_is_not_for(
    host: str, name: str | None, victim: Victim, client_at: Client
) -> None:
    """Otto's cookie on our host is nobody's; on his own he may do anything, but not with our ids."""
    client = await browser(client_at, host, getattr(victim.cast, name) if name else None)
    but = ("session", "person", "sign_in_attempt", "link_request", "guide_download")
    before = await print_of(victim.cast.program, *but)
    for route in ROUTES:
        for method in ("GET", "HEAD", "POST", "PUT", "DELETE"):
            sent = {"mail": "mina@wtsa.example", "token": "x"} if method == "POST" else None
            answer = await client.request(method, address(route, victim), data=sent)
            said = answer.text + str(answer.headers)
            found = [canary for canary in (*PRIVATE, *PERSONAL) if canary in _unsaid(said)]
            assert found == [], (method, route.path)
            assert answer.status_code < 500, (method, route.path)
    assert await print_of(victim.cast.program, *but) == before


def _unsaid(text: str) -> str:
    """Without the address that was typed, and the office's, which is public."""
    return text.replace("mina@wtsa.example", "").replace("office@wtsa.example", "")


@pytest.mark.parametrize("path", STAFF)
@pytest.mark.parametrize("name", [None, "gia", "mina", "stan"])
async def test_staffs_files_are_for_staff(
    path: str, name: str | None, victim: Victim, client_at: Client
) -> None:
    wanted = path.replace("{import_id}", str(victim.ids["roster_import"][0]))
    client = await browser(client_at, HERE, getattr(victim.cast, name) if name else None)
    assert (await client.get(wanted)).status_code in (401, 403, 404)
    olivia = await browser(client_at, HERE, victim.cast.olivia)
    assert (await olivia.get(wanted)).status_code == 200


@pytest.mark.parametrize("path", STAFF_WRITING)
@pytest.mark.parametrize("name", [None, "gia", "stan"])
async def test_staffs_uploads_are_for_staff(
    path: str, name: str | None, cast: Cast, client_at: Client
) -> None:
    client = await browser(client_at, HERE, getattr(cast, name) if name else None)
    before = await print_of(cast.program, "session", "person")
    files = {"file": ("a.csv", b"Name;Email\nx;x@y.org\n"), "document": ("a.toml", b"x = 1")}
    assert (await client.post(path, files=files)).status_code in (401, 403, 404)
    assert await print_of(cast.program, "session", "person") == before


@pytest.mark.parametrize("route", WRITING, ids=lambda route: route.path)
@pytest.mark.parametrize("origin", ["http://evil.example", "http://csa.localhost:3000", "null", ""])
async def test_no_other_site_writes_with_somebodys_cookie(
    route: Route, origin: str, cast: Cast, client_at: Client
) -> None:
    client = await browser(client_at, HERE, cast.olivia)
    client.headers["Origin"] = origin
    assert (await client.post(route.path, data={"mail": "x"})).status_code == 403


NASTY = ("%00", "%ED%A0%80", "%FF%FE", "x" * 6_000, "[]", "-1", "%F0%9F%A6%86")
FIELDS = ("mail", "token", "next", "purpose", "program", "accent", "file", "document")
BODIES = {
    "application/x-www-form-urlencoded": b"mail=%00&=&&&token",
    "multipart/form-data": b"--x",
    "multipart/form-data; boundary=x": b"--x\r\nContent-Disposition: form-data; name=file\r\n\r\n\x00",
    "multipart/form-data; boundary=y": b"--y\r\nContent-Disposition: form-data; name=file; "
    b'filename="a\x00=\xff.csv"\r\n\r\nName;Email\r\nRosa\x00;rosa@b.example\r\n--y--\r\n',
    "application/json": b'{"mail": ["x"]}',
    "": b"\x00\xff",
}


@pytest.mark.parametrize("name", [None, "olivia"])
async def test_no_junk_in_a_request_is_more_than_refused(
    name: str | None, victim: Victim, client_at: Client
) -> None:
    client = await browser(client_at, HERE, getattr(victim.cast, name) if name else None)
    wrong = []
    for route in ROUTES:
        for nasty in NASTY:
            sent = "&".join(f"{field}={nasty}" for field in FIELDS)
            path = route.path.replace("{import_id}", nasty)
            answers = [await client.get(f"{path}?{sent}")]
            kinds = {"Content-Type": "application/x-www-form-urlencoded"}
            answers.append(await client.post(path, content=sent, headers=kinds))
            wrong += [(route.path, nasty[:9], answer.status_code) for answer in answers if _fault(answer)]
        for kind, body in BODIES.items():
            answer = await client.post(route.path, content=body, headers={"Content-Type": kind})
            wrong += [(route.path, kind, answer.status_code)] * _fault(answer)
    assert wrong == []


async def test_no_junk_in_a_header_is_more_than_refused(victim: Victim, client_at: Client) -> None:
    """Cookies, and hosts that are nobody's."""
    client = client_at(HERE)
    for cookie in ("session=\x01", "session", ";;;=", "session=" + "x" * 9_000, 'session="\\777"', "a=\xff"):
        answer = await client.get("/sign-in", headers={"Cookie": cookie.encode("latin-1")})
        assert answer.status_code == 200, cookie
    for host in (
        "",
        "x" * 300,
        "%00",
        "evil.example",
        "wtsa.localhost.evil.example",
        "..",
        "[::1",
        "wtsa.:80",
    ):
        answer = await client.get("/sign-in", headers={"Host": host})
        assert answer.status_code == 404, host


@pytest.mark.parametrize("path", ["/sign-in", "/sign-in/mail", "/sign-in/link", "/apply/confirm"])
async def test_nobody_fills_memory_or_disk_with_a_form_that_is_for_everybody(
    path: str, cast: Cast, client_at: Client
) -> None:
    client = await browser(client_at, HERE, None)
    taken = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal taken
        yield b"mail="
        while True:
            taken += 10_000
            yield b"x" * 10_000

    kinds = {"Content-Type": "application/x-www-form-urlencoded"}
    assert (await client.post(path, content=endless(), headers=kinds)).status_code == 413
    assert (await client.post(path, data={"mail": "x" * 100_000})).status_code == 413
    assert (await client.post(path, files={"mail": ("a", b"x")})).status_code == 400
    assert taken < 200_000


def _fault(answer: httpx.Response) -> bool:
    return answer.status_code >= 500


@pytest.mark.parametrize(
    "wanted",
    [
        "//evil.example",
        "/\\evil.example",
        "https://evil.example",
        "/\t/evil.example",
        "/\r/evil.example",
        "\t//evil.example",
        "javascript:alert(1)",
        "/\n/evil.example",
        "/%0a\n/evil",
    ],
)
def test_nobody_is_led_to_another_site_after_signing_in(wanted: str) -> None:
    assert safe_path(wanted) == "/home"
