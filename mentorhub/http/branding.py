"""An organization's colours, by host: the pages are the same for everybody, this sheet is not."""

from starlette.requests import Request
from starlette.responses import Response
from tenants.access.visit import site_of

from tenants.organizations.colour import stylesheet


async def branding(request: Request) -> Response:
    site = await site_of(request.headers.get("host", ""))
    sheet = stylesheet(site.accent) if site else ""
    return Response(sheet, media_type="text/css", headers={"Cache-Control": "no-cache"})
