import httpx
import pytest

from mentorhub.programs.template import Template
from tests.http.conftest import Client
from tests.support.cast import Cast, signed_in
from tests.support.pairs import open_program

DOWNLOAD = "/organizer/program/document.toml"
UPLOAD = "/organizer/program/document/file"


async def test_what_is_downloaded_is_the_program_and_can_be_brought_back(
    client: httpx.AsyncClient, cast: Cast
) -> None:
    program = await open_program(cast, "wtsa")
    client.cookies.set("session", (await signed_in(cast.olivia)).token)
    answer = await client.get(DOWNLOAD, params={"program": program.slug})
    assert answer.status_code == 200
    assert f'filename="{program.slug}-1.toml"' in answer.headers["content-disposition"]
    assert Template.from_toml(answer.text) == program.template
    back = await client.post(UPLOAD, files={"document": ("p.toml", answer.content)})
    assert back.text == answer.text


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (b"", 422),
        (b"  \n", 422),
        (b"\xff\xfe\x00broken", 422),
        (b"x" * 1_700_000, 413),
        ("\ufeffformat = 1".encode(), 200),
    ],
)
async def test_a_file_is_read_as_text_or_refused_in_one_sentence(
    content: bytes, status: int, client: httpx.AsyncClient, cast: Cast
) -> None:
    client.cookies.set("session", (await signed_in(cast.olivia)).token)
    answer = await client.post(UPLOAD, files={"document": ("p.toml", content)})
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("text/plain")
    assert not answer.text.startswith("\ufeff")
    assert len(answer.text) < 300


@pytest.mark.parametrize(("who", "status"), [("mina", 403), ("carl", 403), ("stan", 401), ("", 401)])
async def test_the_document_is_for_those_who_edit_it(
    who: str, status: int, client: httpx.AsyncClient, cast: Cast
) -> None:
    program = await open_program(cast, "wtsa")
    if who:
        client.cookies.set("session", (await signed_in(getattr(cast, who))).token)
    out = await client.get(DOWNLOAD)
    back = await client.post(UPLOAD, files={"document": ("p.toml", b"format = 1")})
    assert (out.status_code, back.status_code) == (status, status)
    assert program.template.about.headline not in out.text


async def test_another_organization_has_its_own_document_only(client_at: Client, cast: Cast) -> None:
    program = await open_program(cast, "wtsa")
    there = client_at("csa.localhost:3000")
    there.cookies.set("session", (await signed_in(cast.otto)).token)
    answer = await there.get(DOWNLOAD, params={"program": program.slug})
    assert answer.status_code == 404
    assert "Central Surgical Association" in answer.text
    assert (await client_at("localhost:3000").get(DOWNLOAD)).status_code == 404
