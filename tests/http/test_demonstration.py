from collections.abc import AsyncIterator, Iterator

import httpx
import pytest
import pytest_asyncio

from mentorhub.demonstration import people as demonstration
from mentorhub.http.app import plain_routes, routes
from mentorhub.http.origin import Gate
from tenants.kit import settings
from tests.support.cast import Cast

HOST = "wtsa.localhost:3000"
WHO = {
    "wtsa": [
        ("olivia@wtsa.example", "Owns the organization"),
        ("mona@wtsa.example", "Mentors two people"),
        ("gone@wtsa.example", "Is not there"),
    ]
}


@pytest.fixture
def demonstrating(engine: object) -> Iterator[None]:
    before = settings.current()
    settings.use(before.model_copy(update={"demonstration": True}))
    yield
    settings.use(before)


@pytest.fixture
def who(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demonstration, "WHO", WHO)


@pytest.fixture
def nobody_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demonstration, "WHO", {})


@pytest_asyncio.fixture
async def demo(demonstrating: None) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(Gate(plain_routes())),
        base_url=f"http://{HOST}",
        headers={"Origin": f"http://{HOST}"},
    ) as client:
        yield client


async def test_one_press_signs_in_as_somebody_of_the_cast(
    demo: httpx.AsyncClient, who: None, cast: Cast
) -> None:
    page = await demo.get("/demo")
    assert "Mona Moreau" in page.text
    assert "Mentors two people" in page.text
    assert "gone@" not in page.text
    member = await demo.post("/demo", data={"mail": "mona@wtsa.example"})
    assert (member.status_code, member.headers["location"]) == (303, "/home")
    assert "HttpOnly" in member.headers["set-cookie"]
    again = await demo.get("/sign-in")
    assert (again.status_code, again.headers["location"]) == (303, "/home")


async def test_staff_come_to_the_program(demo: httpx.AsyncClient, who: None, cast: Cast) -> None:
    owner = await demo.post("/demo", data={"mail": "olivia@wtsa.example"})
    assert owner.headers["location"] == "/organizer"


@pytest.mark.parametrize("mail", ["mina@wtsa.example", "stan@csa.example", "", "x" * 5000])
async def test_nobody_beside_the_cast_can_be_signed_in_as(
    mail: str, demo: httpx.AsyncClient, who: None, cast: Cast
) -> None:
    answer = await demo.post("/demo", data={"mail": mail})
    assert answer.status_code == 404
    assert "session=" not in answer.headers.get("set-cookie", "")


async def test_an_organization_of_ones_own_making_offers_those_who_hold_a_role(
    demo: httpx.AsyncClient, nobody_named: None, cast: Cast
) -> None:
    page = await demo.get("/demo")
    assert "Olivia Owens" in page.text
    assert "Owner" in page.text
    assert "Mina Minami" not in page.text


async def test_the_bare_host_leads_to_each_organization(
    demo: httpx.AsyncClient, nobody_named: None, cast: Cast
) -> None:
    page = await demo.get("http://localhost:3000/demo")
    assert "Central Surgical Association" in page.text
    assert "http://wtsa.localhost:3000/demo" in page.text


async def test_a_press_from_another_site_is_refused(demo: httpx.AsyncClient, who: None, cast: Cast) -> None:
    answer = await demo.post(
        "/demo", data={"mail": "mona@wtsa.example"}, headers={"Origin": "http://evil.example"}
    )
    assert answer.status_code == 403


def test_there_is_no_such_route_outside_a_demonstration_and_none_in_production() -> None:
    def paths() -> set[str]:
        return {route.path for route in routes()}  # type: ignore[attr-defined]  # each has a path

    before = settings.current()
    assert "/demo" not in paths()
    settings.use(before.model_copy(update={"demonstration": True, "environment": "production"}))
    try:
        assert "/demo" not in paths()
    finally:
        settings.use(before)


def test_production_refuses_to_start_as_a_demonstration(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MENTORHUB_ENVIRONMENT", "production")
    monkeypatch.setenv("MENTORHUB_DEMONSTRATION", "true")
    monkeypatch.setenv("SECRET_KEY", "a secret of our own, long enough to be one")
    with pytest.raises(settings.SettingsError, match="Demonstration"):
        settings.load(env_file=None)
