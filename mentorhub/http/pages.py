"""Plain HTML pages: what has to set a cookie, and so cannot be a reactive page."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, select_autoescape
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import Message

from tenants.database import Scope, unit_of_work
from tenants.kit.errors import Invalid, NotFound, Problem
from tenants.organizations import service as organizations
from tenants.organizations.views import OrganizationView
from tenants.visits.service import Visit, identify

LONGEST_FORM = 64 * 1024

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


class TooLong(Invalid):
    code = "form_too_long"
    status = 413
    default = "That is more than this form takes. Please go back and write less."


async def form_of(request: Request) -> FormData:
    """The words of one of our own small forms; nobody has to be signed in to send one, so no files and no
    flood.
    """
    async with limited(request, LONGEST_FORM, TooLong).form(max_files=0, max_fields=20) as form:
        return form


def limited(request: Request, most: int, refusal: type[Problem]) -> Request:
    """The same request, whose body is refused as soon as it is too long, whatever length it announced."""
    received = 0

    async def receive() -> Message:
        nonlocal received
        message = await request.receive()
        received += len(message.get("body", b""))
        if received > most:
            raise refusal
        return message

    announced = request.headers.get("content-length", "")
    if announced.isdecimal() and int(announced) > most:
        raise refusal
    return Request(request.scope, receive)


def typed(value: object) -> str:
    """A field of a form or of an address, without the one sign that PostgreSQL has no place for."""
    return value.replace("\x00", "") if isinstance(value, str) else ""


def go(path: str) -> Response:
    """After a POST: the browser asks for the next page with GET."""
    return RedirectResponse(path, 303)


def safe_path(wanted: str, otherwise: str = "/home") -> str:
    """A path on this very host, whatever somebody put into the address. Browsers drop tabs and line ends, so
    that "/<tab>/evil" would become another host.
    """
    is_ours = wanted.startswith("/") and not wanted.startswith(("//", "/\\")) and wanted.isprintable()
    return wanted if is_ours else otherwise
