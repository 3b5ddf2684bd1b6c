from collections.abc import Sequence
from typing import Any
from uuid import UUID

from tenants.access import system
from tenants.database import Session, unit_of_work
from tenants.database.effects import Effect
from tenants.kit import clock
from tenants.kit.ids import new_id
from tenants.organizations import directory
from tenants.outbox import repository
from tenants.outbox.jobs import deliver
from tenants.outbox.model import Mail
from tenants.outbox.queue import Job, defer, job, periodic
from tenants.outbox.views import Addressee, Draft, MailView

__all__ = [
    "Job",
    "defer",
    "everything_recent",
    "job",
    "mails_from",
    "periodic",
    "recent",
    "send_from",
    "send_mail",
    "send_mails",
]


async def send_mail(
    db: Session, to: Addressee, subject: str, text: str, kind: str, *, secret: bool = False
) -> None:
    """Written now, sent after the commit. `kind` says for what ("invitation"); `secret` wipes the text once
    sent.
    """
    await send_mails(db, [Draft(to, subject, text, kind, secret)])


async def send_mails(db: Session, drafts: Sequence[Draft]) -> None:
    ids = [new_id() for _ in drafts]
    rows = [
        {
            "id": mail_id,
            "person_id": draft.to.id,
            "address": draft.to.mail,
            "subject": " ".join(draft.subject.split()),  # a header is one line
            "body": draft.text,
            "kind": draft.kind,
            "secret": draft.secret,
            "created_at": clock.now(),
        }
        for mail_id, draft in zip(ids, drafts, strict=True)
    ]
    if rows:
        repository.add_all(db, rows)
        await deliver.defer(db, [{"mail_id": mail_id} for mail_id in ids])


def mails_from(name: str, query: str) -> Effect:
    """For a slice above that knows addresses: how mails are made of rows that say what is in them."""
    return repository.from_query(name, query)


async def send_from(db: Session, made: Effect, rows: Sequence[dict[str, Any]]) -> None:
    ids, moment = [new_id() for _ in rows], clock.now()
    made.gather(
        db, [{"id": mail_id, "created_at": moment, **row} for mail_id, row in zip(ids, rows, strict=True)]
    )
    await deliver.defer(db, [{"mail_id": mail_id} for mail_id in ids])


def _view(row: Mail) -> MailView:
    return MailView(
        id=row.id,
        address=row.address,
        subject=row.subject,
        text=row.body,
        kind=row.kind,
        created_at=row.created_at,
        sent_at=row.sent_at,
        failed_at=row.failed_at,
        attempts=row.attempts,
        problem=row.problem,
    )


async def recent(db: Session, *, limit: int = 100, person_id: UUID | None = None) -> list[MailView]:
    return [_view(row) for row in await repository.latest(db, limit, person_id=person_id)]


async def everything_recent(*, limit: int = 100) -> list[tuple[str | None, MailView]]:
    """For the mail page of a developer's machine only: every organization's mail, with its slug."""
    found: list[tuple[str | None, MailView]] = []
    async with unit_of_work(system(directory.PLATFORM_TENANT)) as db:
        found += [(None, mail) for mail in await recent(db, limit=limit)]
    async for tenant in directory.all_tenants():
        async with unit_of_work(system(tenant.tenant_id)) as db:
            found += [(tenant.slug, mail) for mail in await recent(db, limit=limit)]
    return sorted(found, key=lambda each: each[1].created_at, reverse=True)[:limit]
