"""A visitor without an account applies: nothing counts until the link in the mail is used.

What the visitor is told is the same whether or not somebody here has that address, and nothing is attached to
anybody's account before they have shown that the address is theirs.
"""

from collections.abc import Mapping
from datetime import timedelta
from urllib.parse import quote

from pydantic import BaseModel, ConfigDict, EmailStr, Field

from mentorhub.participants import applying, claim_repository, rules
from mentorhub.participants.errors import LinkSpent, MembersOnly, NotOpen, TooManyClaims
from mentorhub.participants.model import ApplicationClaim
from mentorhub.participants.views import ClaimView, Confirmed, Submission
from mentorhub.programs import calendar_rules
from mentorhub.programs import service as programs
from mentorhub.programs.eligibility import Facts
from mentorhub.programs.template import RoleKey
from mentorhub.programs.views import ProgramView
from tenants.access import Principal
from tenants.access.principal import person as principal_of
from tenants.database import Session
from tenants.kit import clock
from tenants.kit.errors import Problem
from tenants.organizations import service as organizations
from tenants.outbox import service as outbox
from tenants.outbox.letter import letter
from tenants.outbox.views import Somebody
from tenants.people import service as people
from tenants.people import sessions, tokens
from tenants.people.forms import Name, PersonForm
from tenants.people.rules import mail_key
from tenants.roster import service as roster

PATH = "/apply/confirm"


class WhoForm(BaseModel):
    """Who a visitor is; the rest of the form is the template's."""

    model_config = ConfigDict(frozen=True, str_strip_whitespace=True)

    name: Name
    mail: EmailStr = Field(max_length=254)


async def submit(
    db: Session,
    principal: Principal,
    program: ProgramView,
    role: RoleKey,
    typed: Mapping[str, object],
    *,
    who: WhoForm,
) -> Submission:
    """Keep the form for a short while and send the link that makes it an application."""
    template, today = program.template, clock.today(principal.zone)
    if template.intake.audience == "members":
        raise MembersOnly("Please sign in first: this program is for members.")
    if not program.is_open or not calendar_rules.takes_applications(template.intake, today):
        raise NotOpen
    judged = rules.judge(template, role, typed, {}, today, draft=False)
    if not judged.ready:
        problems = {problem.field: problem.sentence for problem in judged.problems}
        reasons = tuple((each.sentence, each.way_out) for each in judged.refusals)
        return Submission(None, problems, reasons, forget=judged.keep_nothing)
    moment, key = clock.now(), mail_key(who.mail)
    if await claim_repository.recent(db, key, moment - timedelta(hours=1)) >= rules.CLAIMS_AN_HOUR:
        raise TooManyClaims(seconds=3_600)
    token = tokens.new_token()
    claim = ApplicationClaim(
        program_id=program.id,
        role=role,
        name=who.name,
        mail=who.mail,
        mail_key=key,
        typed=rules.tidy(typed, rules.questions_of(template, role)),
        token_hash=tokens.hash_of(token),
        expires_at=moment + rules.CLAIM_LIFE,
    )
    await claim_repository.add(db, claim)
    await _send(db, program, who, token)
    return Submission(None)


async def peek(db: Session, token: str) -> ClaimView:
    """For the page behind the link: mail scanners open it, so looking uses nothing up."""
    row = await claim_repository.peek(db, tokens.hash_of(token), clock.now())
    if row is None:
        raise LinkSpent
    return ClaimView(row.name, row.role)


async def confirm(db: Session, token: str, *, user_agent: str = "") -> Confirmed:
    """The button was pressed: there is an account, signed in, and the application is sent or says why not."""
    claim = await claim_repository.take(db, tokens.hash_of(token), clock.now())
    if claim is None:
        raise LinkSpent
    program = await programs.current(db, claim["program_id"])
    found = await people.by_mail(db, claim["mail"])
    if found is not None and found.disabled_at is not None:
        raise LinkSpent
    facts = None
    if found is None:
        facts = roster.facts_from(None)  # whoever is new here is on no roster
        found = await people.add(db, PersonForm(name=claim["name"], mail=claim["mail"]))
    signed_in = await sessions.start(db, found.id, user_agent)
    applicant = principal_of(
        db.info["scope"].tenant_id, found.id, frozenset(), name=found.name, mail=found.mail
    )
    return Confirmed(signed_in, await _apply(db, applicant, program, claim["role"], claim["typed"], facts))


async def _apply(  # noqa: PLR0917 - who sends what, and what is known of them
    db: Session,
    applicant: Principal,
    program: ProgramView,
    wanted: str,
    typed: Mapping[str, object],
    facts: Facts | None,
) -> Submission | None:
    """Whoever has shown that the address is theirs is signed in, even where the form cannot be sent."""
    role = applying.role_in(program, wanted)
    try:
        async with db.begin_nested():
            return await applying.submit(db, applicant, program, role, typed, facts=facts)
    except Problem:  # sent before, closed meanwhile: their page says so, and the form is kept where it can be
        facts = await applying.facts_of(db, applicant)
        await applying.keep(db, applicant, program, role, typed, facts=facts)
        return None


async def _send(db: Session, program: ProgramView, who: WhoForm, token: str) -> None:
    organization = await organizations.current(db)
    name = program.template.about.name
    text = letter(
        f"Hello {who.name},",
        f"here is the last step of your application to {name}. Open this link and press the button:",
        organization.url(f"{PATH}?token={quote(token)}"),
        "The link is yours alone and works once, within three days. It also signs you in.",
        "If you did not apply, you need not do anything, and nothing is kept.",
    )
    await outbox.send_mail(
        db, Somebody(who.mail), f"Confirm your application to {name}", text, "confirm", secret=True
    )
