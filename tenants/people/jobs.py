from datetime import timedelta
from uuid import UUID

from tenants.access import Principal, system
from tenants.database import Session, unit_of_work
from tenants.kit import clock, settings
from tenants.organizations import directory
from tenants.organizations import service as organizations
from tenants.organizations.views import OrganizationView
from tenants.outbox import service as outbox
from tenants.outbox.jobs import on_bounce
from tenants.outbox.letter import letter
from tenants.outbox.queue import job, periodic
from tenants.outbox.views import Somebody
from tenants.people import letters, repository, rules
from tenants.people import sign_in_repository as store
from tenants.people.links import make_links
from tenants.people.service import view


@job("people.answer_request")
async def answer_request(principal: Principal, *, request_id: UUID) -> None:
    """Writes to the address that somebody typed, if a person here has it; else to nobody."""
    async with unit_of_work(principal) as db:
        request = await store.take_request(db, request_id)
        if request is None:
            return
        mail_key, purpose = request
        row = await repository.by_mail(db, mail_key)
        if row is None or row.disabled_at is not None:
            return
        person = view(row)
        organization = await organizations.current(db)
        if purpose == "reset":
            token = (await make_links(db, [person.id], "reset"))[person.id]
            draft = letters.reset_letter(person, organization, token)
        else:
            token = (await make_links(db, [person.id], "sign_in"))[person.id]
            draft = letters.sign_in_letter(person, organization, token)
        await outbox.send_mails(db, [draft])


@job("people.find_organizations")
async def find_organizations(principal: Principal, *, request_id: UUID) -> None:
    """One human may be a person in several organizations: asks each in its own scope, and one mail names
    them all.
    """
    async with unit_of_work(principal) as db:
        request = await store.take_request(db, request_id)
    if request is None:
        return
    mail_key, _ = request
    found: list[OrganizationView] = []
    async for tenant in directory.all_tenants():
        async with unit_of_work(system(tenant.tenant_id)) as db:
            row = await repository.by_mail(db, mail_key)
            if row is not None and row.disabled_at is None:
                found.append(await organizations.current(db))
    if not found:
        return
    lines = "\n".join(f"{each.name}: {each.url('/sign-in')}" for each in found)
    text = letter(
        "Hello,",
        "somebody, most likely you, asked at which organizations this mail address is known. "
        + ("It is one:" if len(found) == 1 else f"They are {len(found)}; each has a sign-in of its own:"),
        lines,
        "If it was not you, you need not do anything. Only this mail says so, to nobody else.",
    )
    async with unit_of_work(principal) as db:
        await outbox.send_mail(db, Somebody(mail_key), "Where you can sign in", text, "find")


@on_bounce
async def note_bounce(db: Session, person_id: UUID) -> None:
    await repository.change(db, [person_id], bounced_at=clock.now())


@periodic("people.forget", cron="41 3 * * *")
async def forget(principal: Principal) -> None:
    """Attempts, spent links and ended sessions are not kept."""
    moment = clock.now()
    async with unit_of_work(principal) as db:
        await store.forget(
            db,
            moment=moment,
            attempts_before=moment - rules.WINDOW,
            links_before=moment - timedelta(days=7),
            seen_before=moment - timedelta(days=settings.current().session_idle_days),
        )
