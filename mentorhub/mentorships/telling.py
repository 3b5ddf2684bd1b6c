"""What the two are told by mail and on their screens. Jobs: an answer or an end does not wait for them."""

from uuid import UUID

from mentorhub.mentorships import naming, repository, rules
from mentorhub.mentorships.model import Mentorship
from mentorhub.notifications import service as notifications
from mentorhub.notifications.views import Notice
from mentorhub.participants import service as participants
from mentorhub.programs import service as programs
from mentorhub.programs import words
from mentorhub.programs.template import Template
from mentorhub.programs.template.together import Framework
from tenants.access import Principal
from tenants.database import Session, unit_of_work
from tenants.outbox.queue import job
from tenants.people import service as people
from tenants.people.views import PersonView


@job("mentorships.tell_begun")
async def tell_begun(principal: Principal, *, mentorship_id: UUID) -> None:
    async with unit_of_work(principal) as db:
        row, template, found = await _all(db, mentorship_id)
        framework = Framework.model_validate(row.framework)
        for reader, other in _each(row):
            partner = found[other]
            until = f" until {rules.day(row.ends_on)}" if row.ends_on else ""
            text = (
                f"you and {partner.name} are a pair now in {template.about.name}{until}. "
                f"How often: {_small(words.cadence(framework))}.\n\n"
                f"Your page has {naming.called(partner)}'s contact, and a place to write to each other. "
                "A good first step is to suggest two dates."
            )
            await _tell(db, row, reader, (f"You and {naming.called(partner)} begin", text, "mentorship"))


@job("mentorships.tell_ended")
async def tell_ended(principal: Principal, *, mentorship_id: UUID) -> None:
    """The same words to both, whoever asked. Who was removed hears it from those who removed them."""
    async with unit_of_work(principal) as db:
        row, template, found = await _all(db, mentorship_id)
        removed = await _removed(db, row) if row.end_reason == "removed" else set()
        for reader, other in _each(row):
            if reader in removed:
                continue
            subject = f"Your mentorship with {naming.called(found[other])} has ended"
            await _tell(db, row, reader, (subject, _ended_text(row, template), "mentorship_ended"))


@job("mentorships.tell_asked")
async def tell_asked(principal: Principal, *, mentorship_id: UUID) -> None:
    async with unit_of_work(principal) as db:
        row, template, found = await _all(db, mentorship_id)
        if row.question != "renewal":
            return
        for reader, other in _each(row):
            name = naming.called(found[other])
            text = (
                f"you and {found[other].name} have been a pair in {template.about.name} "
                f"since {rules.day(row.began_on)}. Would you like to go on?\n\n"
                "It goes on when you both say yes, and as long as nobody has answered. "
                "If one of you says no, it ends, and nobody is told who said so."
            )
            await _tell(db, row, reader, (f"Go on with {name}?", text, "renewal"))


async def tell_reminded(db: Session, row: Mentorship) -> None:
    """Gentle, and the same to both; for the job that has found them quiet, in its transaction."""
    found = await people.by_ids(db, (row.mentor_id, row.mentee_id))
    framework = Framework.model_validate(row.framework)
    for reader, other in _each(row):
        name = naming.called(found[other])
        last = (
            f"your last meeting with {name} was on {rules.day(row.last_met_on)}"
            if row.last_met_on
            else f"you and {name} have not written down a meeting yet"
        )
        by = f" It is due by {rules.day(row.due_on)}." if framework.firm and row.due_on else ""
        text = f"{last}. Would this be a good moment to find a date?{by}"
        await _tell(db, row, reader, (f"A date with {name}?", text, "meeting_due"))


def _ended_text(row: Mentorship, template: Template) -> str:
    said = template.safeguarding.removal_text if row.end_reason == "removed" else template.closing.ended
    if row.end_reason == "term":
        kept = (
            "\n\nIf you both like, you can stay in touch here: your page asks each of you."
            if template.closing.stay_in_touch
            else ""
        )
        again = "\n\nYou are both free to take part again." if template.closing.may_apply_again else ""
        return said + again + kept
    return (
        f"{said}\n\nIf you would like to be paired with somebody else, your page has a button that tells us."
    )


async def _all(db: Session, mentorship_id: UUID) -> tuple[Mentorship, Template, dict[UUID, PersonView]]:
    row = await repository.get(db, mentorship_id)
    template = await programs.template(db, row.version_id)
    return row, template, await people.by_ids(db, (row.mentor_id, row.mentee_id))


async def _removed(db: Session, row: Mentorship) -> set[UUID]:
    found = await participants.participants(db, [row.mentor_participant_id, row.mentee_participant_id])
    return {each.person_id for each in found.values() if each.status == "removed"}


async def _tell(db: Session, row: Mentorship, reader: UUID, said: tuple[str, str, str]) -> None:
    subject, text, kind = said
    notice = Notice(subject=subject, text=text, path=f"/mentorship/{row.id}", kind=kind)
    await notifications.tell(db, [reader], notice)


def _each(row: Mentorship) -> tuple[tuple[UUID, UUID], tuple[UUID, UUID]]:
    """Reader, other."""
    return (row.mentor_id, row.mentee_id), (row.mentee_id, row.mentor_id)


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]
