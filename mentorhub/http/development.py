"""On a developer's machine only: the mail that would have been sent."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from mentorhub.http.pages import page, visit_of
from tenants.outbox import service as outbox


async def mail(request: Request) -> Response:
    """The mail of the host that was asked; on the platform's own host everybody's."""
    visit = await visit_of(request)
    letters = await outbox.everything_recent()
    if visit.tenant is not None:
        letters = [(slug, letter) for slug, letter in letters if slug == visit.tenant.slug]
    return page("mail.html", letters=letters)


ROUTES = [Route("/dev/mail", mail)]
