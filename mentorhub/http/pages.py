"""Plain HTML pages: what has to set a cookie, and so cannot be a reactive page."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, select_autoescape
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from tenants.database import Scope, unit_of_work
from tenants.kit.errors import NotFound
from tenants.organizations import service as organizations
from tenants.organizations.views import OrganizationView
from tenants.visits.service import Visit, identify

_templates = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=select_autoescape(),
    trim_blocks=True,
    lstrip_blocks=True,
)


async def visit_of(request: Request) -> Visit:
    """Who asks, and at which organization's host."""
    return await identify(request.headers.get("host", ""), request.headers.get("cookie", ""))


async def organization_of(visit: Visit) -> OrganizationView:
    """The organization whose host was asked.

    Raises:
        NotFound: on the platform's own host and on hosts that are nobody's.
    """
    if visit.tenant is None:
        raise NotFound
    async with unit_of_work(Scope(visit.tenant.tenant_id)) as db:
        return await organizations.current(db)


def page(template: str, *, status: int = 200, **values: object) -> HTMLResponse:
    text = _templates.get_template(template).render(**values)
    return HTMLResponse(text, status, headers={"Cache-Control": "no-store"})


def go(path: str) -> Response:
    """After a POST: the browser asks for the next page with GET."""
    return RedirectResponse(path, 303)


def safe_path(wanted: str, otherwise: str = "/home") -> str:
    """A path on this very host, whatever somebody put into the address. Browsers drop tabs and line ends, so
    that "/<tab>/evil" would become another host.
    """
    is_ours = wanted.startswith("/") and not wanted.startswith(("//", "/\\")) and wanted.isprintable()
    return wanted if is_ours else otherwise
