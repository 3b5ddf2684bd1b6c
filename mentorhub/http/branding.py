"""An organization's colours, by host: the pages are the same for everybody, this sheet is not."""

from starlette.requests import Request
from starlette.responses import Response

from mentorhub.http.pages import organization_of, visit_of
from tenants.kit.errors import NotFound
from tenants.organizations.colour import stylesheet


async def branding(request: Request) -> Response:
    try:
        organization = await organization_of(await visit_of(request))
        sheet = stylesheet(organization.accent)
    except NotFound:
        sheet = ""
    return Response(sheet, media_type="text/css", headers={"Cache-Control": "no-cache"})
