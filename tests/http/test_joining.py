"""The link that confirms a visitor's application, and the program's guide."""

import re
from urllib.parse import unquote

import httpx
import pytest

from mentorhub.participants import claims
from mentorhub.participants import service as participants
from mentorhub.participants.claims import WhoForm
from mentorhub.programs import service as programs
from mentorhub.programs.views import ProgramView
from tenants.database import unit_of_work
from tests.http.conftest import Client
from tests.participants.conftest import filled, mails
from tests.support.cast import Cast


async def opened(cast: Cast, key: str) -> ProgramView:
    async with unit_of_work(cast.olivia) as db:
        return await programs.create_from_catalog(db, cast.olivia, key, status="open")


async def token_of_a_claim(cast: Cast) -> str:
    program = await opened(cast, "wpsr")
    async with unit_of_work(cast.visitor) as db:
        who = WhoForm(name="Nadia Nuñez", mail="nadia@example.org")
        form = filled(program.template, "mentee")
        await claims.submit(db, cast.visitor, program, "mentee", form, who=who)
    found = re.search(r"confirm\?token=(\S+)", (await mails(cast.program))[0].text)
    assert found is not None
    return unquote(found.group(1))


async def test_looking_at_the_link_uses_nothing_up_and_the_button_signs_in(
    client: httpx.AsyncClient, cast: Cast
) -> None:
    token = await token_of_a_claim(cast)
    for _ in range(2):  # a scanner of mails, then a person
        looked = await client.get("/apply/confirm", params={"token": token})
        assert looked.status_code == 200
        assert "Nadia Nuñez" in looked.text
    pressed = await client.post("/apply/confirm", data={"token": token})
    assert (pressed.status_code, pressed.headers["location"]) == (303, "/application")
    assert "session=" in pressed.headers["set-cookie"]
    again = await client.post("/apply/confirm", data={"token": token})
    assert again.status_code == 409
    assert "session=" not in again.headers.get("set-cookie", "")


@pytest.mark.parametrize("token", ["", "x", "../../", "0" * 4_000])
async def test_a_link_that_is_none_opens_nothing(client: httpx.AsyncClient, cast: Cast, token: str) -> None:
    await opened(cast, "wpsr")
    assert (await client.get("/apply/confirm", params={"token": token})).status_code == 409
    answer = await client.post("/apply/confirm", data={"token": token})
    assert answer.status_code == 409
    assert "session=" not in answer.headers.get("set-cookie", "")


async def test_the_link_of_one_organization_is_nothing_at_another(client_at: Client, cast: Cast) -> None:
    token = await token_of_a_claim(cast)
    answer = await client_at("csa.localhost:3000").post("/apply/confirm", data={"token": token})
    assert answer.status_code == 409


@pytest.mark.requirement("WTSA-24")
async def test_the_guide_is_read_freely_and_each_copy_taken_is_counted(
    client: httpx.AsyncClient, cast: Cast
) -> None:
    program = await opened(cast, "wtsa")
    assert "Before the first meeting" in (await client.get("/guide")).text
    for _ in range(2):
        taken = await client.get("/guide/file")
        assert taken.headers["content-disposition"].startswith("attachment")
        assert f"-guide-{program.number}." in taken.headers["content-disposition"]
        assert "Before the first meeting" in taken.text
    async with unit_of_work(cast.carl) as db:
        assert await participants.downloads(db, cast.carl, program.id) == {program.version_id: 2}


async def test_a_program_without_a_guide_has_none(client: httpx.AsyncClient, cast: Cast) -> None:
    await opened(cast, "wpsr")
    assert (await client.get("/guide")).status_code == 404
    assert (await client.get("/guide/file")).status_code == 404
