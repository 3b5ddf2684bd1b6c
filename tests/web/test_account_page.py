import pytest
from sqlalchemy import text

from mentorhub.mentorhub import app
from mentorhub.web import live
from mentorhub.web.account.account import Account
from mentorhub.web.account.browsers import browser_words
from mentorhub.web.frame import Frame
from tenants.access import anonymous
from tenants.database import unit_of_work
from tenants.people import service as people
from tenants.people import sessions, sign_in
from tenants.people.errors import WrongCredentials
from tests.support.cast import PASSWORD, Cast, signed_in
from tests.support.patience import until
from tests.support.statements import counted
from tests.support.tab import Tab, Wires
from tests.support.visits import THEIRS, visited

PATH = "/account"
PROFILE = {
    "name": "Dr. Mina Minami",
    "given_name": "Mina",
    "family_name": "Minami",
    "phone": "555 0100",
    "zone": "Europe/Vienna",
}
NEW = "four boats at the pier"


async def test_a_member_changes_their_name_phone_and_zone(wires: Wires, cast: Cast) -> None:
    mina = await visited(wires, cast.mina, PATH)
    await mina.send(Account.save, PROFILE)
    async with unit_of_work(cast.mina) as db:
        person = await people.get(db, cast.mina.me)
    assert (person.name, person.phone, person.zone) == ("Dr. Mina Minami", "555 0100", "Europe/Vienna")
    assert (await mina.state(Frame)).person == "Dr. Mina Minami"


async def test_the_address_that_signs_them_in_cannot_be_changed_here(wires: Wires, cast: Cast) -> None:
    mina = await visited(wires, cast.mina, PATH)
    await mina.send(Account.save, {**PROFILE, "mail": "thief@evil.example", "person_id": str(cast.mona.me)})
    async with unit_of_work(cast.mina) as db:
        assert (await people.get(db, cast.mina.me)).mail == "mina@wtsa.example"
        assert (await people.get(db, cast.mona.me)).name == "Mona Moreau"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"name": ""}, "name"), ({"zone": "Mars/Olympus"}, "zone"), ({"phone": "5" * 41}, "phone")],
)
async def test_what_does_not_do_is_refused_at_its_field(
    wrong: dict[str, str], field: str, wires: Wires, cast: Cast
) -> None:
    mina = await visited(wires, cast.mina, PATH)
    await mina.send(Account.save, {**PROFILE, **wrong})
    assert list((await mina.state(Account)).problems) == [field]


async def test_a_new_password_works_and_the_old_one_and_other_browsers_do_not(
    wires: Wires, cast: Cast
) -> None:
    other = await visited(wires, cast.mina, PATH)
    mina = await visited(wires, cast.mina, PATH)
    await mina.send(Account.change_password, {"password": PASSWORD, "new_password": NEW})
    page = await mina.state(Account)
    assert "password is changed" in page.notice
    assert [browser.is_this_one for browser in page.browsers] == [True]
    await sign_in.sign_in(anonymous(cast.a.tenant_id), "mina@wtsa.example", NEW, ip="127.0.0.1")
    with pytest.raises(WrongCredentials):
        await sign_in.sign_in(anonymous(cast.a.tenant_id), "mina@wtsa.example", PASSWORD, ip="127.0.0.1")
    await other.send(Account.load)
    assert (await other.state(Account)).mail == ""


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"password": "not my password", "new_password": NEW}, "password"),
        ({"password": PASSWORD, "new_password": "short"}, "new_password"),
        ({"password": PASSWORD, "new_password": "mina@wtsa.example"}, "new_password"),
        ({"password": PASSWORD}, "new_password"),
    ],
)
async def test_a_password_is_not_changed_where_something_is_wrong_with_it(
    typed: dict[str, str], field: str, wires: Wires, cast: Cast
) -> None:
    mina = await visited(wires, cast.mina, PATH)
    await mina.send(Account.change_password, typed)
    assert list((await mina.state(Account)).problems) == [field]
    await sign_in.sign_in(anonymous(cast.a.tenant_id), "mina@wtsa.example", PASSWORD, ip="127.0.0.1")


async def test_no_password_is_sent_back_to_the_page(wires: Wires, cast: Cast) -> None:
    mina = await visited(wires, cast.mina, PATH)
    await mina.send(Account.change_password, {"password": PASSWORD, "new_password": NEW})
    assert PASSWORD not in mina.received
    assert NEW not in mina.received


async def test_this_browser_is_named_and_another_can_be_signed_out(wires: Wires, cast: Cast) -> None:
    other = await visited(wires, cast.mina, PATH)
    mina = await visited(wires, cast.mina, PATH)
    browsers = (await mina.state(Account)).browsers
    assert [browser.is_this_one for browser in browsers] == [True, False]
    await mina.send(Account.end, browsers[1].id)
    assert len((await mina.state(Account)).browsers) == 1
    await other.send(Account.save, PROFILE)
    assert (await other.state(Account)).mail == ""
    async with unit_of_work(cast.mina) as db:
        assert (await people.get(db, cast.mina.me)).name == "Mina Minami"


async def test_everywhere_else_is_signed_out_at_once(wires: Wires, cast: Cast) -> None:
    others = [(await signed_in(cast.mina)).token for _ in range(3)]
    mina = await visited(wires, cast.mina, PATH)
    await mina.send(Account.end_others)
    assert [browser.is_this_one for browser in (await mina.state(Account)).browsers] == [True]
    assert [await sessions.resolve(anonymous(cast.a.tenant_id), token) for token in others] == [
        None,
        None,
        None,
    ]


async def _listened() -> bool:
    async with unit_of_work(None) as db:
        listens = "query = 'LISTEN live' AND state = 'idle' AND datname = current_database()"
        return bool(await db.scalar(text(f"SELECT count(*) FROM pg_stat_activity WHERE {listens}")))


async def test_an_open_page_of_an_ended_session_leaves_by_itself(
    committed: None, wires: Wires, cast: Cast
) -> None:
    other = await visited(wires, cast.mina, PATH)
    mina = await visited(wires, cast.mina, PATH)
    async with live.listening(app):
        await until(_listened)
        await mina.send(Account.end_others)

        async def leaves() -> bool:
            return "reload" in other.received

        await until(leaves)
    assert "reload" in other.received


@pytest.mark.parametrize("junk", [None, "", "x", 7, {"a": 1}])
async def test_a_session_that_is_none_is_not_found(junk: object, wires: Wires, cast: Cast) -> None:
    mina = await visited(wires, cast.mina, PATH)
    await mina.send(Account.end, junk)
    assert (await mina.state(Account)).problem == "Not found."


async def test_nobody_ends_or_sees_a_session_of_somebody_else(wires: Wires, cast: Cast) -> None:
    theirs = await signed_in(cast.mina)
    gia = await visited(wires, cast.gia, PATH)
    assert str(theirs.session_id) not in gia.received
    await gia.send(Account.end, str(theirs.session_id))
    stan = await visited(wires, cast.stan, PATH, THEIRS)
    await stan.send(Account.end, str(theirs.session_id))
    assert await sessions.resolve(anonymous(cast.a.tenant_id), theirs.token) is not None


async def test_a_visitor_and_a_stranger_are_sent_to_sign_in(wires: Wires, cast: Cast, tab: Tab) -> None:
    await tab.visit(PATH)
    stan = await visited(wires, cast.stan, PATH)
    assert "/sign-in" in tab.received
    assert "/sign-in" in stan.received


async def test_the_page_asks_the_database_at_most_six_times(wires: Wires, cast: Cast) -> None:
    mina = await visited(wires, cast.mina, PATH)
    with counted() as seen:
        await mina.send(Account.load)
    assert len(seen) <= 6, seen
    with counted() as seen:
        await mina.send(Account.end_others)
    assert len(seen) <= 6, seen


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0",
            "Firefox on Windows",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1",
            "Safari on an iPhone",
        ),
        (
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156.0 Safari/537.36 Edg/156.0",
            "Edge on Linux",
        ),
        ("curl/8", "A browser"),
        ("", "A browser"),
    ],
)
def test_a_browser_is_told_in_words(agent: str, words: str) -> None:
    assert browser_words(agent) == words
