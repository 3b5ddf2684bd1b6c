"""The link in a visitor's mail: it proves the address, opens an account and sends the application."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from mentorhub.http.pages import form_of, organization_of, page, typed, visit_of
from mentorhub.http.sign_in import welcome
from mentorhub.participants import claims
from tenants.database import Scope, unit_of_work
from tenants.kit.errors import NotFound, Problem


async def show(request: Request) -> Response:
    """Looking uses nothing up: mail scanners look at every link."""
    organization = await organization_of(await visit_of(request))
    token = typed(request.query_params.get("token"))
    try:
        async with unit_of_work(Scope(organization.id)) as db:
            claim = await claims.peek(db, token)
    except Problem as problem:
        return page(
            "link_spent.html", status=problem.status, organization=organization, problem=problem.sentence
        )
    return page("confirm.html", organization=organization, claim=claim, token=token)


async def confirm(request: Request) -> Response:
    visit = await visit_of(request)
    token = typed((await form_of(request)).get("token"))
    if visit.tenant is None:
        raise NotFound
    try:
        async with unit_of_work(Scope(visit.tenant.tenant_id)) as db:
            done = await claims.confirm(db, token, user_agent=request.headers.get("user-agent", ""))
    except Problem as problem:
        organization = await organization_of(visit)
        return page(
            "link_spent.html", status=problem.status, organization=organization, problem=problem.sentence
        )
    return welcome(done.signed_in, "/application")


ROUTES = [Route(claims.PATH, show), Route(claims.PATH, confirm, methods=["POST"])]
