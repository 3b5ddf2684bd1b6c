import httpx
import pytest

from tenants.access import anonymous
from tenants.database import unit_of_work
from tenants.people import links, sessions
from tests.http.conftest import HOST, Client
from tests.support.cast import PASSWORD, Cast, signed_in

RIGHT = {"mail": "mina@wtsa.example", "password": PASSWORD}


async def test_the_right_password_signs_in_with_a_cookie_that_scripts_cannot_read(
    client: httpx.AsyncClient, cast: Cast
) -> None:
    answer = await client.post("/sign-in", data=RIGHT)
    cookie = answer.headers["set-cookie"]
    assert (answer.status_code, answer.headers["location"]) == (303, "/home")
    assert cookie.startswith("session=")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


async def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(
    client: httpx.AsyncClient, cast: Cast
) -> None:
    wrong = await client.post("/sign-in", data={**RIGHT, "password": "not the password"})
    unknown = await client.post("/sign-in", data={**RIGHT, "mail": "nobody@wtsa.example"})
    assert "set-cookie" not in wrong.headers or "session=" not in wrong.headers["set-cookie"]
    assert wrong.status_code == unknown.status_code
    assert wrong.text.replace("mina@", "nobody@") == unknown.text


async def test_what_was_typed_into_the_address_stays_and_the_password_does_not(
    client: httpx.AsyncClient, cast: Cast
) -> None:
    answer = await client.post("/sign-in", data={**RIGHT, "password": "not the password"})
    assert "mina@wtsa.example" in answer.text
    assert "not the password" not in answer.text


async def test_a_password_of_one_organization_opens_nothing_in_another(client_at: Client, cast: Cast) -> None:
    answer = await client_at("csa.localhost:3000").post("/sign-in", data=RIGHT)
    assert answer.status_code != 303


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://csa.localhost:3000", "", None])
async def test_a_post_from_elsewhere_is_refused(
    origin: str | None, client: httpx.AsyncClient, cast: Cast
) -> None:
    client.cookies.set("session", (await signed_in(cast.mina)).token)
    client.headers.pop("Origin")
    headers = {} if origin is None else {"Origin": origin}
    answer = await client.post("/sign-out", headers=headers)
    assert answer.status_code == 403


@pytest.mark.parametrize("wanted", ["//evil.example", "https://evil.example", "/\\evil.example", "evil"])
async def test_after_signing_in_nobody_is_sent_to_another_site(
    wanted: str, client: httpx.AsyncClient, cast: Cast
) -> None:
    answer = await client.post("/sign-in", data={**RIGHT, "next": wanted})
    assert answer.headers["location"] == "/home"


async def test_looking_at_a_mailed_link_uses_nothing_up_and_pressing_its_button_does(
    client: httpx.AsyncClient, cast: Cast
) -> None:
    async with unit_of_work(anonymous(cast.a.tenant_id)) as db:
        token = (await links.make_links(db, [cast.mina.me], "sign_in"))[cast.mina.me]
    for _ in range(3):
        looked = await client.get("/sign-in/link", params={"token": token})
        assert looked.status_code == 200
    used = await client.post("/sign-in/link", data={"token": token})
    again = await client.post("/sign-in/link", data={"token": token})
    assert used.status_code == 303
    assert again.status_code == 404


async def test_a_link_of_another_organization_is_none_here(client_at: Client, cast: Cast) -> None:
    async with unit_of_work(anonymous(cast.a.tenant_id)) as db:
        token = (await links.make_links(db, [cast.mina.me], "sign_in"))[cast.mina.me]
    answer = await client_at("csa.localhost:3000").post("/sign-in/link", data={"token": token})
    assert answer.status_code == 404


async def test_asking_for_a_link_gets_one_answer_for_every_address(
    client: httpx.AsyncClient, cast: Cast
) -> None:
    known = await client.post("/sign-in/mail", data={"mail": "mina@wtsa.example"})
    unknown = await client.post("/sign-in/mail", data={"mail": "nobody@wtsa.example"})
    assert known.text.replace("mina@", "nobody@") == unknown.text


async def test_signing_out_ends_the_session_itself_and_not_only_the_cookie(
    client: httpx.AsyncClient, cast: Cast
) -> None:
    token = (await signed_in(cast.mina)).token
    client.cookies.set("session", token)
    answer = await client.post("/sign-out")
    assert answer.headers["location"] == "/"
    assert "Max-Age=0" in answer.headers["set-cookie"]
    assert await sessions.resolve(anonymous(cast.a.tenant_id), token) is None


async def test_a_signed_in_person_is_not_asked_again(client: httpx.AsyncClient, cast: Cast) -> None:
    client.cookies.set("session", (await signed_in(cast.mina)).token)
    answer = await client.get("/sign-in", params={"next": "/messages"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/messages")


async def test_a_host_that_is_nobodys_has_no_sign_in(client_at: Client, cast: Cast) -> None:
    for host in ("localhost:3000", "nobody.localhost:3000", "evil.example"):
        answer = await client_at(host).get("/sign-in")
        assert answer.status_code == 404, host


async def test_each_organization_has_its_own_colours(client_at: Client, cast: Cast) -> None:
    own = await client_at(HOST).get("/brand.css")
    bare = await client_at("localhost:3000").get("/brand.css")
    assert "--brand:" in own.text
    assert bare.text == ""
