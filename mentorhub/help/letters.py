"""The one mail that carries an answer: whoever asked has asked for it."""

from mentorhub.help.views import HelpView
from tenants.access import Principal
from tenants.database import Session
from tenants.organizations import service as organizations
from tenants.outbox import service as outbox
from tenants.outbox.letter import letter
from tenants.outbox.views import Somebody


async def send_answer(db: Session, principal: Principal, request: HelpView) -> None:
    organization = await organizations.current(db)
    asked = "\n".join(f"> {line}" for line in request.body.splitlines())
    text = letter(
        f"Hello {request.name},",
        request.answer,
        f"{principal.name}\n{organization.name}",
        "You asked:",
        asked,
    )
    to = Somebody(request.mail, request.person_id)
    await outbox.send_mail(db, to, f"Your question to {organization.name}", text, "help_answer")
