"""Mail: written with its cause, sent after it, lost never."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

import tenants.jobs  # noqa: F401 - as the composition root does
from tenants.access import Principal, system
from tenants.database import unit_of_work
from tenants.kit import settings
from tenants.kit.clock import Travel
from tenants.outbox import jobs, queue
from tenants.outbox import service as outbox
from tenants.outbox.letter import letter
from tenants.outbox.views import MailView, Somebody
from tenants.outbox.worker import run_until_empty
from tenants.people import service as people
from tests.support.cast import Cast
from tests.support.smtp import post_office


async def write(principal: Principal, subject: str = "Hello", **options: Any) -> None:
    async with unit_of_work(principal) as db:
        person = await people.get(db, principal.me)
        await outbox.send_mail(db, person, subject, letter("Hello,", "this is for you."), "test", **options)


async def the_mail(principal: Principal) -> MailView:
    async with unit_of_work(principal) as db:
        mails = await outbox.recent(db)
    assert len(mails) == 1
    return mails[0]


async def queued(principal: Principal) -> list[tuple[str, str, int, dict[str, Any]]]:
    async with unit_of_work(principal) as db:
        rows = await db.execute(
            text("SELECT task_name, status::text, attempts, args FROM procrastinate_jobs ORDER BY id")
        )
        return [(row[0], row[1], row[2], row[3]) for row in rows]


async def make_due(principal: Principal) -> None:
    async with unit_of_work(principal) as db:
        await db.execute(text("UPDATE procrastinate_jobs SET scheduled_at = NULL"))


async def test_a_mail_arrives_and_says_who_it_is_from(committed: None, cast: Cast) -> None:
    await write(cast.mina, "Nuñez and 李 say hello")
    async with post_office() as postbox:
        await run_until_empty()
    message = postbox.kept[0]
    assert message["To"] == "mina@wtsa.example"
    assert message["From"].addresses[0].display_name == "Western Thoracic Surgical Association"
    assert message["Reply-To"] == "office@wtsa.example"
    assert message["Subject"] == "Nuñez and 李 say hello"
    assert message["Auto-Submitted"] == "auto-generated"
    body = message.get_content()
    assert "this is for you." in body
    assert "Western Thoracic Surgical Association" in body
    assert "http://wtsa.localhost:3000/" in body
    mail = await the_mail(cast.mina)
    assert mail.sent_at is not None
    assert await queued(cast.mina) == []


async def test_what_is_undone_sends_nothing(committed: None, cast: Cast) -> None:
    async def undone() -> None:
        async with unit_of_work(cast.mina) as db:
            await outbox.send_mail(db, Somebody("mina@wtsa.example"), "Hello", "text", "test")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await undone()
    assert await queued(cast.mina) == []
    async with post_office() as postbox:
        await run_until_empty()
    assert postbox.tried == []


async def test_nobody_runs_when_it_is_written_and_it_is_sent_later(committed: None, cast: Cast) -> None:
    """The crash between commit and sending: a worker that starts later finds it."""
    await write(cast.mina)
    assert [(name, state) for name, state, _, _ in await queued(cast.mina)] == [("outbox.deliver", "todo")]
    async with post_office() as postbox:
        await run_until_empty()
    assert len(postbox.kept) == 1


async def test_a_worker_killed_in_the_middle_loses_nothing(committed: None, cast: Cast) -> None:
    await write(cast.mina)
    async with queue.opened() as app:
        worker = await app.job_manager.register_worker()
        taken = await app.job_manager.fetch_job(queues=None, worker_id=worker)
        assert taken is not None
        await app.job_manager.unregister_worker(
            worker
        )  # what the next one to start does with a silent worker
        await queue.rescue(timestamp=0)
    async with post_office() as postbox:
        await run_until_empty()
    assert len(postbox.kept) == 1


async def test_a_server_that_is_busy_is_asked_again_with_the_same_message_id(
    committed: None, cast: Cast
) -> None:
    await write(cast.mina)
    async with post_office() as postbox:
        postbox.answers = ["451 4.3.0 Come back later", "421 4.3.2 Still busy"]
        for _ in range(3):
            await run_until_empty()
            await make_due(cast.mina)
    assert len(postbox.tried) == 3
    assert len(postbox.kept) == 1
    assert len({message["Message-ID"] for message in postbox.tried}) == 1
    mail = await the_mail(cast.mina)
    assert (mail.attempts, mail.problem) == (3, "")


async def test_a_failed_attempt_waits_before_the_next(committed: None, cast: Cast) -> None:
    await write(cast.mina)
    async with post_office() as postbox:
        postbox.answers = ["451 4.3.0 Come back later"]
        await run_until_empty()
        await run_until_empty()
    assert len(postbox.tried) == 1
    assert [(state, attempts) for _, state, attempts, _ in await queued(cast.mina)] == [("todo", 1)]
    mail = await the_mail(cast.mina)
    assert mail.sent_at is None
    assert "Come back later" in mail.problem


async def test_no_server_at_all_is_a_failed_attempt_too(committed: None, cast: Cast) -> None:
    await write(cast.mina)
    async with post_office() as postbox:
        settings.use(settings.current().model_copy(update={"smtp_url": "smtp://127.0.0.1:9"}))
        await run_until_empty()
    assert postbox.tried == []
    assert (await the_mail(cast.mina)).attempts == 1


async def test_an_address_that_does_not_exist_is_noted_with_the_person(committed: None, cast: Cast) -> None:
    await write(cast.mina)
    async with post_office() as postbox:
        postbox.unknown = {"mina@wtsa.example"}
        await run_until_empty()
    mail = await the_mail(cast.mina)
    assert mail.failed_at is not None
    assert "No such user" in mail.problem
    assert await queued(cast.mina) == []
    async with unit_of_work(cast.mina) as db:
        assert (await people.get(db, cast.mina.me)).bounced_at is not None
        assert (await people.get(db, cast.mona.me)).bounced_at is None


async def test_a_mail_that_signs_in_is_wiped_once_it_is_sent(committed: None, cast: Cast) -> None:
    await write(cast.mina, secret=True)
    async with post_office() as postbox:
        await run_until_empty()
    assert "this is for you." in postbox.kept[0].get_content()
    assert (await the_mail(cast.mina)).text == ""


async def test_the_queue_holds_ids_and_nothing_personal(committed: None, cast: Cast) -> None:
    await write(cast.mina)
    [(_, _, _, arguments)] = await queued(cast.mina)
    assert set(arguments) == {"tenant_id", "mail_id"}
    assert arguments["tenant_id"] == str(cast.a.tenant_id)


async def test_a_subject_cannot_add_a_header(committed: None, cast: Cast) -> None:
    await write(cast.mina, "Hello\r\nBcc: everybody@example.org")
    async with post_office() as postbox:
        await run_until_empty()
    assert postbox.kept[0]["Bcc"] is None
    assert postbox.kept[0]["Subject"] == "Hello Bcc: everybody@example.org"


async def test_without_a_server_mail_stays_to_be_read(cast: Cast) -> None:
    await write(cast.mina)
    await write(cast.stan)
    mail = await the_mail(cast.mina)
    await jobs.deliver(cast.program, mail_id=mail.id)
    assert (await the_mail(cast.mina)).sent_at is None
    everything = await outbox.everything_recent()
    assert {(slug, each.address) for slug, each in everything} == {
        ("wtsa", "mina@wtsa.example"),
        ("csa", "stan@csa.example"),
    }


async def test_another_organization_reads_and_sends_none_of_it(cast: Cast) -> None:
    await write(cast.mina)
    mail = await the_mail(cast.mina)
    async with unit_of_work(cast.otto) as db:
        assert await outbox.recent(db) == []
    async with post_office() as postbox:
        await jobs.deliver(system(cast.b.tenant_id), mail_id=mail.id)
        assert postbox.tried == []
        await jobs.deliver(cast.program, mail_id=mail.id)
        await jobs.deliver(cast.program, mail_id=mail.id)
    assert len(postbox.kept) == 1


async def test_what_was_written_is_not_kept_for_ever(cast: Cast, stopped_clock: Travel) -> None:
    await write(cast.mina)
    await jobs.forget(cast.program)
    assert (await the_mail(cast.mina)).text
    stopped_clock.forward(timedelta(days=31))
    await jobs.forget(cast.program)
    assert (await the_mail(cast.mina)).text == ""
