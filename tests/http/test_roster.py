"""A roster file comes in, and its refused rows go out, only for those who may import."""

import httpx
import pytest

from tenants.database import unit_of_work
from tenants.kit.ids import new_id, parse_id
from tenants.people import service as people
from tenants.roster import imports
from tenants.roster.table import LARGEST_FILE
from tests.http.conftest import Client
from tests.support.cast import Cast, signed_in

FILE = "Name;E-Mail\nRosa Nuñez;rosa@example.org\nMiles O'Brien;nowhere\n"
UPLOAD = "/organizer/people/import/file"
THEIRS = "csa.localhost:3000"


def body(content: str | bytes = FILE, name: str = "members.csv") -> dict[str, tuple[str, bytes, str]]:
    raw = content if isinstance(content, bytes) else content.encode()
    return {"file": (name, raw, "text/csv")}


async def sign(client: httpx.AsyncClient, cast: Cast, who: str) -> None:
    if who:
        client.cookies.set("session", (await signed_in(getattr(cast, who))).token)


async def checked(cast: Cast) -> str:
    async with unit_of_work(cast.carl) as db:
        return str((await imports.start(db, cast.carl, "members.csv", FILE.encode())).id)


MATRIX = [
    ("", 401),
    ("stan", 401),
    ("otto", 401),
    ("mina", 403),
    ("dana", 403),
    ("carl", 200),
    ("olivia", 200),
]


@pytest.mark.parametrize(("who", "status"), MATRIX)
async def test_who_may_send_a_roster_file(
    client: httpx.AsyncClient, cast: Cast, who: str, status: int
) -> None:
    await sign(client, cast, who)
    answer = await client.post(UPLOAD, files=body())
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("text/plain")
    if status == 200:
        import_id = parse_id(answer.text)
        assert import_id is not None
        async with unit_of_work(cast.carl) as db:
            seen = await imports.view(db, cast.carl, import_id)
        assert (seen.file_name, seen.rows, seen.bad, seen.delimiter) == ("members.csv", 2, 1, ";")


@pytest.mark.parametrize(("who", "status"), MATRIX)
async def test_who_may_fetch_the_rows_with_problems(
    client: httpx.AsyncClient, cast: Cast, who: str, status: int
) -> None:
    path = f"/organizer/people/import/{await checked(cast)}/problems.csv"
    await sign(client, cast, who)
    answer = await client.get(path)
    assert answer.status_code == status
    assert ("nowhere" in answer.text) is (status == 200)


async def test_the_rows_with_problems_come_as_a_file_with_their_reasons(
    client: httpx.AsyncClient, cast: Cast
) -> None:
    await sign(client, cast, "carl")
    answer = await client.get(f"/organizer/people/import/{await checked(cast)}/problems.csv")
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["cache-control"] == "no-store"
    head, row = answer.content.decode("utf-8-sig").strip().splitlines()
    assert head == "Name,E-Mail,What is wrong"
    assert row.startswith("Miles O'Brien,nowhere,Row 3. Mail address: ")


async def test_another_organization_finds_no_such_import(client_at: Client, cast: Cast) -> None:
    import_id = await checked(cast)
    otto = client_at(THEIRS)
    await sign(otto, cast, "otto")
    for wanted in (import_id, str(new_id()), "nonsense"):
        assert (await otto.get(f"/organizer/people/import/{wanted}/problems.csv")).status_code == 404


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://csa.localhost:3000", None])
async def test_a_file_sent_from_elsewhere_is_refused(
    client: httpx.AsyncClient, cast: Cast, origin: str | None
) -> None:
    await sign(client, cast, "carl")
    client.headers.pop("Origin")
    headers = {} if origin is None else {"Origin": origin}
    assert (await client.post(UPLOAD, files=body(), headers=headers)).status_code == 403
    async with unit_of_work(cast.carl) as db:
        assert await imports.latest(db, cast.carl) == []


@pytest.mark.parametrize(
    ("content", "status", "words"),
    [
        (b"PK\x03\x04 and more", 422, "Excel"),
        (b"", 422, "empty"),
        (b"x" * (LARGEST_FILE + 1), 422, "larger than 20 MB"),
        (b"x" * (LARGEST_FILE + 200_000), 413, "larger than 20 MB"),
    ],
)
async def test_a_file_that_cannot_be_taken_is_refused_in_one_sentence(
    client: httpx.AsyncClient, cast: Cast, content: bytes, status: int, words: str
) -> None:
    await sign(client, cast, "carl")
    answer = await client.post(UPLOAD, files=body(content))
    assert (answer.status_code, words in answer.text) == (status, True)
    assert len(answer.text) < 300


async def test_a_body_of_unannounced_length_is_cut_off(client: httpx.AsyncClient, cast: Cast) -> None:
    await sign(client, cast, "carl")

    async def endless() -> object:
        yield b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
        for _ in range(30):
            yield b"y" * 1024 * 1024

    answer = await client.post(
        UPLOAD,
        content=endless(),  # type: ignore[arg-type]  # it may be sent in pieces
        headers={"Content-Type": "multipart/form-data; boundary=x"},
    )
    assert (answer.status_code, "20 MB" in answer.text) == (413, True)


@pytest.mark.parametrize("form", [{}, {"file": "just words"}, {"other": "x"}])
async def test_a_form_without_a_file_is_told_so(
    client: httpx.AsyncClient, cast: Cast, form: dict[str, str]
) -> None:
    await sign(client, cast, "carl")
    answer = await client.post(UPLOAD, data=form)
    assert (answer.status_code, answer.text) == (422, "Please choose a file.")


async def test_nobody_goes_onto_the_roster_by_sending_a_file_alone(
    client: httpx.AsyncClient, cast: Cast
) -> None:
    await sign(client, cast, "carl")
    assert (await client.post(UPLOAD, files=body())).status_code == 200
    async with unit_of_work(cast.carl) as db:
        assert await people.by_mail(db, "rosa@example.org") is None
