"""What people wrote, and what signs them in, is searched for in everything that the program writes down."""

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import structlog
from reflex.istate.manager.memory import StateManagerMemory
from sqlalchemy import text

from mentorhub.mentorhub import app
from mentorhub.messaging.forms import MessageForm
from mentorhub.web.account.account import Account
from mentorhub.web.door import Door
from mentorhub.web.member.help import Help
from mentorhub.web.member.mentorship import MentorshipPage
from mentorhub.web.member.survey import Survey
from tenants.access import Principal
from tenants.database import Session, unit_of_work
from tenants.kit import log
from tenants.kit.ids import new_id
from tenants.outbox import service as outbox
from tenants.outbox.queue import job
from tenants.outbox.views import Somebody
from tenants.outbox.worker import run_until_empty
from tenants.signup.forms import SignUpForm
from tenants.signup.service import sign_up
from tests.security import walk
from tests.security.conftest import at
from tests.security.victim import PERSONAL, PRIVATE, Victim
from tests.support.cast import PASSWORD, Cast, signed_in
from tests.support.smtp import post_office
from tests.support.tab import Tab, Wires

HERE = "wtsa.localhost:3000"
WORDS = "canary-words that somebody typed"
MAIL = "canary-vera@visitors.example"
WRONG = "canary-password nobody has"
TOKEN = "canary-token-of-a-mailed-link-0123456789abcd"
SECRETS = ("canary", PASSWORD, *PRIVATE, *PERSONAL)


class Lines:
    """All that was written since, by us and by every library, as production writes it."""

    def __init__(self) -> None:
        self.stream = io.StringIO()

    def read(self) -> tuple[str, list[dict[str, Any]]]:
        written = self.stream.getvalue()
        return written, [json.loads(line) for line in written.splitlines()]


@pytest.fixture
def lines() -> Iterator[Lines]:
    root, made = logging.getLogger(), Lines()
    before = (root.handlers[:], root.level)
    log.configure(production=True)
    [handler] = root.handlers
    assert isinstance(handler, logging.StreamHandler)
    handler.setStream(made.stream)
    logging.getLogger("mail.log").propagate = False  # the mail server of the tests
    logging.getLogger("httpx").propagate = False  # and their browser
    yield made
    root.handlers[:], root.level = before
    structlog.reset_defaults()


def secrets_in(written: str, *more: str) -> list[str]:
    return [each for each in (*SECRETS, *more) if each in written]


async def test_a_story_without_faults_leaves_nothing_personal_in_the_log(
    victim: Victim, wires: Wires, client: httpx.AsyncClient, lines: Lines
) -> None:
    session = (await signed_in(victim.cast.mina)).token
    await _knock(client)
    await _sign_up()
    mina = Tab(app, wires, HERE, session=session)
    await _write(mina, victim)
    for handler in walk.HANDLERS:
        for payload in walk.with_junk(handler, WORDS):
            await mina.send_raw(handler, payload)
    assert WORDS in mina.received
    written, _ = lines.read()
    assert secrets_in(written, session) == []


async def _knock(client: httpx.AsyncClient) -> None:
    for password in (WRONG, PASSWORD):
        sent = {"mail": "mina@wtsa.example", "password": password}
        await client.post("/sign-in", data=sent)
    await client.post("/sign-in/mail", data={"mail": MAIL})
    await client.get("/sign-in/link", params={"token": TOKEN})
    await client.post("/sign-in/link", data={"token": TOKEN, "password": WRONG})
    await client.get(f"/{WORDS}", params={"mail": MAIL})


async def _sign_up() -> None:
    words = {"organization": "canary-organization", "slug": "canary", "name": "canary-name", "mail": MAIL}
    made = await sign_up(SignUpForm.model_validate(words | {"password": WRONG, "zone": "UTC"}))
    assert made.slug == "canary"


async def _write(mina: Tab, victim: Victim) -> None:
    await mina.visit("/account")
    await mina.send(Account.save, form={"name": WORDS, "phone": "907 555 0100"})
    await mina.visit("/help")
    await mina.send(Help.ask, form_data={"key": str(new_id()), "body": WORDS})
    await mina.visit(f"/survey/{victim.ids['survey_wave'][0]}")
    await mina.send(Survey.send, form={"worth": WORDS})
    await mina.visit(f"/mentorship/{victim.mentorship_id}")
    await mina.send(MentorshipPage.send, form_data={"key": str(new_id()), "body": WORDS})
    note = {"key": str(new_id()), "held_on": "2026-03-01", "place": "video", "minutes": "30", "notes": WORDS}
    await mina.send(MentorshipPage.save_meeting, form_data=note)


async def _fails(db: Session, principal: Principal, gathering: object, body: str, key: object) -> None:
    """PostgreSQL says in its own words what it could not take."""
    await db.execute(text("SELECT CAST(:typed AS uuid)"), {"typed": body})


async def test_a_fault_of_an_event_is_logged_by_its_number_and_without_what_was_typed(
    victim: Victim, wires: Wires, lines: Lines, monkeypatch: pytest.MonkeyPatch
) -> None:
    mina = Tab(app, wires, HERE, session=(await signed_in(victim.cast.mina)).token)
    await mina.visit(f"/mentorship/{victim.mentorship_id}")
    monkeypatch.setattr("mentorhub.messaging.service.send", _fails)
    await mina.send(
        MentorshipPage.send, form_data=MessageForm(key=new_id(), body=WORDS).model_dump(mode="json")
    )
    written, told = lines.read()
    [line] = [line for line in told if line["event"] == "event_failed"]
    assert line["fault"] in (await mina.state(MentorshipPage)).problem
    assert "psycopg.errors.InvalidTextRepresentation: 22P02" in line["exception"]
    assert secrets_in(written) == []


async def test_a_fault_of_a_route_is_logged_by_its_number_and_without_what_was_sent(
    cast: Cast, client: httpx.AsyncClient, lines: Lines, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fails(_scope: object, mail: str, password: str, **_more: object) -> None:
        raise ValueError(f"{mail} {password}")

    monkeypatch.setattr("tenants.people.sign_in.sign_in", fails)
    at(client, TOKEN)
    answer = await client.post("/sign-in", data={"mail": MAIL, "password": WRONG})
    written, told = lines.read()
    [line] = [line for line in told if line["event"] == "request_failed"]
    assert answer.status_code == 500
    assert line["fault"] in answer.text
    assert secrets_in(written) == []


async def test_an_event_of_a_tab_that_has_just_gone_is_not_written_down(
    cast: Cast, lines: Lines, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "_state_manager", StateManagerMemory())
    door = app.event_namespace
    assert isinstance(door, Door)
    handler = next(iter(walk.HANDLERS))
    await door.on_event("sid-of-nobody", {"name": handler, "payload": {"form": {"body": WORDS}}})
    written, told = lines.read()
    assert [line["logger"] for line in told] == ["reflex.app"]
    assert secrets_in(written) == []


@job("security.fails")
async def breaks(principal: Principal) -> None:
    raise ValueError(f"{WORDS} {MAIL}")


@pytest.mark.parametrize(
    "answer",
    [
        f"451 4.3.0 Later: {MAIL} {WORDS}",
        f"550 5.7.1 Never: {MAIL} {WORDS}",
    ],
)
async def test_mail_that_is_not_taken_and_a_job_that_fails_are_logged_by_ids(
    answer: str, committed: None, cast: Cast, lines: Lines
) -> None:
    async with unit_of_work(cast.program) as db:
        await outbox.send_mail(db, Somebody(MAIL), WORDS, WORDS, "test", secret=True)
        await outbox.defer(db, breaks)
    async with post_office() as postbox:
        postbox.answers = [answer]
        await run_until_empty()
    written, told = lines.read()
    assert len(postbox.tried) == 1
    assert any(
        "security.fails" in line["event"] and "ValueError" in line["exception"]
        for line in told
        if "exception" in line
    )
    assert secrets_in(written) == []
