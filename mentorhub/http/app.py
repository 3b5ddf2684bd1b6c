"""The plain routes; whatever none of them answers goes on to the pages."""

from contextlib import suppress

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from mentorhub.http import (
    applying,
    branding,
    demonstration,
    development,
    files,
    program,
    roster,
    sign_in,
)
from mentorhub.http.pages import organization_of, page, visit_of
from tenants.database import unit_of_work
from tenants.kit import log as logs
from tenants.kit import settings
from tenants.kit.errors import NotFound, Problem
from tenants.organizations.views import OrganizationView

log = logs.get(__name__)


async def healthy(_request: Request) -> Response:
    """Whether this process can do its work: it answers, and its database does."""
    async with unit_of_work(None) as db:
        await (await db.connection()).exec_driver_sql("SELECT 1")
    return JSONResponse({"status": "ok"})


async def on_problem(request: Request, problem: Exception) -> Response:
    if not isinstance(problem, Problem):
        raise problem
    missing = isinstance(problem, NotFound)
    bare = missing and problem.sentence == NotFound.default
    return page(
        "problem.html",
        status=problem.status,
        title="Not found" if missing else "This did not work",
        problem="There is nothing at this address, or it is not yours to see." if bare else problem.sentence,
        organization=await _organization(request),
    )


async def on_fault(request: Request, fault: Exception) -> Response:
    number = logs.new_error_id()
    log.error("request_failed", fault=number, exc_info=fault)
    sentence = f"Something went wrong on our side. Please try again, or tell us this number: {number}."
    return page(
        "problem.html",
        status=500,
        title="This did not work",
        problem=sentence,
        organization=await _organization(request),
    )


async def _organization(request: Request) -> OrganizationView | None:
    """Whose name stands above the problem; telling of one must not raise another."""
    with suppress(Exception):
        return await organization_of(await visit_of(request))
    return None


def routes() -> list[BaseRoute]:
    found: list[BaseRoute] = [
        Route("/healthz", healthy),
        Route("/brand.css", branding.branding),
        *program.ROUTES,
        *sign_in.ROUTES,
        *applying.ROUTES,
        *files.ROUTES,
        *roster.ROUTES,
    ]
    if settings.current().demonstration and not settings.current().production:
        found += demonstration.ROUTES
    if not settings.current().production:
        found += development.ROUTES
    return found


def plain_routes() -> Starlette:
    """What is mounted in front of the pages."""
    return Starlette(routes=routes(), exception_handlers={Problem: on_problem, Exception: on_fault})
