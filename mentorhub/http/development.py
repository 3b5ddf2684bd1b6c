"""On a developer's machine only: the mail that would have been sent, and a clock that can be moved."""

from datetime import timedelta

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from mentorhub.http.pages import page, visit_of
from tenants.access import system
from tenants.kit import clock
from tenants.organizations import directory
from tenants.outbox import service as outbox
from tenants.outbox.queue import run_everything_periodic

LONGEST_JUMP_DAYS = 2000


async def mail(request: Request) -> Response:
    """The mail of the host that was asked; on the platform's own host everybody's."""
    visit = await visit_of(request)
    letters = await outbox.everything_recent()
    if visit.tenant is not None:
        letters = [(slug, letter) for slug, letter in letters if slug == visit.tenant.slug]
    return page("mail.html", letters=letters)


async def later(request: Request) -> Response:
    """POST /dev/later?days=85: the clock of this process moves on, and what was due by then is done."""
    days = request.query_params.get("days", "")
    if not days.isdecimal() or int(days) > LONGEST_JUMP_DAYS:
        return JSONResponse({"problem": f"days must be a whole number up to {LONGEST_JUMP_DAYS}."}, 422)
    clock.shift(timedelta(days=int(days)))
    async for tenant in directory.all_tenants():
        await run_everything_periodic(system(tenant.tenant_id))
    return JSONResponse({"now": clock.now().isoformat()})


ROUTES = [Route("/dev/mail", mail), Route("/dev/later", later, methods=["POST"])]
