"""A proposal as the two see it, and their answers."""

from uuid import UUID

from mentorhub.consents import service as consents
from mentorhub.consents.views import ConsentView
from mentorhub.forms.answers import from_json
from mentorhub.forms.display import display
from mentorhub.matching import desk, final, letters, proposal_repository, reasons, watchers
from mentorhub.matching.engine import Part
from mentorhub.matching.forms import DeclineForm
from mentorhub.matching.model import Proposal, RoundMember
from mentorhub.matching.proposal_repository import Found
from mentorhub.matching.rules import SUBJECT
from mentorhub.matching.views import ProposalCard, ProposalPage, Reason, Shown
from mentorhub.notifications import service as notifications
from mentorhub.programs import service as programs
from mentorhub.programs import words
from mentorhub.programs.template import Template
from tenants.access import Principal
from tenants.database import Session, effects
from tenants.kit.errors import NotFound
from tenants.people import service as people


async def page(db: Session, principal: Principal, proposal_id: UUID) -> ProposalPage:
    """For the two of it, from the moment they are asked. Everybody else, staff too, gets NotFound here."""
    found = await _of_party(db, principal, proposal_id)
    proposal = found.proposal
    consent = await consents.of(db, SUBJECT, proposal.id)
    if consent is not None and principal.me not in final.heard(consent):
        raise NotFound  # the first is still asked; the second need never learn of a no
    template = await programs.template(db, found.round.version_id)
    as_mentee = found.mentee.person_id == principal.me
    mine, other = (found.mentee, found.mentor) if as_mentee else (found.mentor, found.mentee)
    hidden = template.pairing.contact_hidden_until_final and proposal.state != "final"
    contact = "" if hidden else (await people.get(db, other.person_id)).mail
    return ProposalPage(
        id=str(proposal.id),
        state=_state(principal, proposal, consent),
        program=template.about.name,
        paired_by=template.pairing.by,
        my_role=mine.role,
        other_role=other.role,
        other=other.name,
        other_line=_line(template, other),
        reasons=_reasons(template, found),
        shown=_shown(template, other),
        terms=_terms(template),
        agrees_to=words.acceptance(template.pairing.acceptance),
        until=proposal.expires_at.isoformat() if proposal.expires_at else "",
        contact_hidden=hidden,
        contact=contact,
        mentorship_id=str(proposal.mentorship_id) if proposal.mentorship_id else "",
        ready_words=tuple((each.text, each.title) for each in template.pairing.decline_words),
    )


async def accept(db: Session, principal: Principal, proposal_id: UUID) -> ConsentView:
    """The acting person's yes. The last yes makes them a pair, once.

    Raises:
        NotFound: for anybody but the two.
        Conflict: declined before, too late, no longer open, not their turn.
    """
    found = await _of_party(db, principal, proposal_id)
    if found.proposal.consent_id is None:
        raise NotFound
    consent = await consents.answer(db, principal, found.proposal.consent_id, yes=True)
    if consent.settled == "agreed":
        await final.make(db, principal, await programs.current(db, found.round.program_id), found)
    elif consent.in_order and not consent.repeated:
        await _tell_next(db, found, consent)
    await watchers.refresh(db)
    await notifications.refresh(db, final.heard(consent), letters.KIND)
    return consent


async def decline(db: Session, principal: Principal, proposal_id: UUID, form: DeclineForm) -> ConsentView:
    """The acting person's no. The other is told that it will not be, and never who or why."""
    found = await _of_party(db, principal, proposal_id)
    if found.proposal.consent_id is None:
        raise NotFound
    consent = await consents.answer(db, principal, found.proposal.consent_id, yes=False)
    if consent.settled == "refused":
        effects.change(db, found.proposal, declined_by=principal.me, declined_why=form.words)
        await final.back_to_the_list(db, found, "declined", consent, besides=principal.me)
    return consent


async def awaiting(db: Session, principal: Principal) -> list[ProposalCard]:
    """For the home screen: what waits for the acting person's answer."""
    waiting = await consents.awaiting(db, principal, SUBJECT)
    if not waiting:
        return []
    return [
        ProposalCard(
            id=proposal_id,
            other=mentor if mentee_person == principal.me else mentee,
            my_role="mentee" if mentee_person == principal.me else "mentor",
            expires_at=expires_at,
        )
        for proposal_id, expires_at, mentee_person, mentee, mentor in await proposal_repository.mine(
            db, waiting, principal.me
        )
    ]


async def _of_party(db: Session, principal: Principal, proposal_id: UUID) -> Found:
    found = await proposal_repository.with_people(db, proposal_id)
    if found is None or found.proposal.state == "suggested" or principal.person_id not in found.people:
        raise NotFound
    return found


def _state(principal: Principal, proposal: Proposal, consent: ConsentView | None) -> str:
    if proposal.state == "final":
        return "final"
    if proposal.state == "declined" and proposal.declined_by == principal.person_id:
        return "declined"
    if proposal.state != "sent" or consent is None or consent.state != "open":
        return "over"
    return "waiting" if principal.me in consent.asked_now else "answered"


def _line(template: Template, other: RoundMember) -> str:
    """Only for those of whom the template shows what it is made of."""
    shown = set(template.pairing.proposal_shows)
    asked = {f.mentor if other.role == "mentor" else f.mentee for f in template.matching.factors}
    return other.line if asked & set(other.answers) <= shown else ""


def _reasons(template: Template, found: Found) -> tuple[Reason, ...]:
    known = {factor.key for factor in template.matching.factors}
    parts = [Part(*part) for part in found.proposal.parts if part[0] in known]
    mentee, mentor = desk.snapshot(found.mentee), desk.snapshot(found.mentor)
    return reasons.speak(template, parts, mentee, mentor, found.round.frozen_at.date()).for_the_two


def _shown(template: Template, other: RoundMember) -> tuple[Shown, ...]:
    answers = from_json(template.questions_for(other.role), other.answers)
    shown = []
    for key in template.pairing.proposal_shows:
        question = template.question(key)
        if question is not None and key in answers:
            text = display(question, answers[key], template.form.lists)
            shown.append(Shown(question.label, text))
    return tuple(shown)


def _terms(template: Template) -> tuple[Shown, ...]:
    framework = template.framework
    terms: list[tuple[str, str]] = [
        ("How often", words.cadence(framework)),
        ("How", words.modes(framework)),
        ("How long", words.term(framework.term, framework.season)),
    ]
    return tuple(Shown(label, text) for label, text in terms)


async def _tell_next(db: Session, found: Found, consent: ConsentView) -> None:
    """In order, the next is asked when the one before has said yes."""
    expires = found.proposal.expires_at
    if expires is None:
        return
    template = await programs.template(db, found.round.version_id)
    until = letters.day(expires, found.zone)
    roles = {found.mentee.person_id: "mentee", found.mentor.person_id: "mentor"}
    await letters.send_each(
        db,
        [
            (person, letters.asked(template, roles[person], found.proposal.id, until))
            for person in consent.asked_now
        ],
    )
