"""Every plain route, asked by everybody, and by other sites."""

from collections.abc import Callable

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
