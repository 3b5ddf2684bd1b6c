"""Files that people take with them, through our own routes: the program's guide, which is counted."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from mentorhub.http.pages import organization_of, page, typed, visit_of
from mentorhub.markdown import html_of
from mentorhub.participants import service as participants
from mentorhub.programs import service as programs
from mentorhub.programs.template.care import Guide
from mentorhub.programs.views import ProgramView
from tenants.access import Principal
from tenants.database import Session, unit_of_work
from tenants.kit.errors import NotFound
from tenants.visits.service import Visit

Found = tuple[ProgramView, Guide]


async def guide(request: Request) -> Response:
    """To read at once; nothing is counted by looking."""
    visit = await visit_of(request)
    organization = await organization_of(visit)
    visitor = _visitor(visit)
    async with unit_of_work(visitor) as db:
        program, found = await _guide(db, request)
    return page("guide.html", organization=organization, **_written(program, found))


async def guide_file(request: Request) -> Response:
    """The same as one file to keep, with the version it is of. Each is counted, by day and without a name."""
    visit = await visit_of(request)
    organization = await organization_of(visit)
    visitor = _visitor(visit)
    async with unit_of_work(visitor) as db:
        program, found = await _guide(db, request)
        await participants.count_download(db, visitor, program)
    answer = page("guide_file.html", organization=organization, **_written(program, found))
    name = f"{program.slug}-guide-{program.number}.html"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _visitor(visit: Visit) -> Principal:
    if visit.principal is None:
        raise NotFound
    return visit.principal


async def _guide(db: Session, request: Request) -> Found:
    program = await programs.shown(db, typed(request.query_params.get("program")))
    if program is None:
        raise NotFound
    found = program.template.resources.guide
    if found is None or not found.text:
        raise NotFound
    return program, found


def _written(program: ProgramView, found: Guide) -> dict[str, Any]:
    return {
        "title": found.title,
        "program": program,
        "text": html_of(found.text),
        "duties": [role for role in program.template.roles.roles if role.duties],
    }


ROUTES = [Route("/guide", guide), Route("/guide/file", guide_file)]
