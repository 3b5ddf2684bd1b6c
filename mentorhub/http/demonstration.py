"""In demonstration mode only: sign in as anybody of the cast with one press, no password asked.

These routes do not exist elsewhere, and production refuses to start in demonstration mode.
"""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from mentorhub.demonstration import people as demonstration
from mentorhub.http.pages import form_of, organization_of, page, visit_of
from mentorhub.http.sign_in import text_of, welcome
from mentorhub.permissions import INSIGHTS_READ, ROUNDS_VIEW
from tenants.access import Role, system
from tenants.access import service as access
from tenants.access.permissions import permissions_of
from tenants.database import Session, unit_of_work
from tenants.kit.errors import NotFound
from tenants.organizations import directory
from tenants.organizations import service as organizations
from tenants.organizations.views import OrganizationView
from tenants.people import service as people
from tenants.people import sessions
from tenants.people.views import PersonView

MOST_SHOWN = 12


@dataclass(frozen=True)
class Somebody:
    """A person to be, and a line on who that is."""

    person: PersonView
    line: str
    lands: str


async def show(request: Request) -> Response:
    visit = await visit_of(request)
    if visit.tenant is None:
        return page("demonstration_all.html", organizations=await _all_organizations())
    organization = await organization_of(visit)
    async with unit_of_work(system(organization.id)) as db:
        cast = await _cast(db, organization.slug)
    return page("demonstration.html", organization=organization, cast=cast)


async def be(request: Request) -> Response:
    """Signs in as one of those on the list, and nobody else."""
    organization = await organization_of(await visit_of(request))
    mail = text_of(await form_of(request), "mail")
    async with unit_of_work(system(organization.id)) as db:
        chosen = [each for each in await _cast(db, organization.slug) if each.person.mail == mail]
        if not chosen:
            raise NotFound
        agent = request.headers.get("user-agent", "")
        signed_in = await sessions.start(db, chosen[0].person.id, agent)
    return welcome(signed_in, chosen[0].lands)


async def _cast(db: Session, slug: str) -> list[Somebody]:
    """Whom the demonstration names; in an organization of one's own making, those who hold a role."""
    roles = await access.everybody(db)
    named = demonstration.WHO.get(slug, [])
    if not named:
        persons = await people.by_ids(db, roles)
        lines = [(person.mail, _roles_line(roles[person.id])) for person in persons.values()]
        found = {person.mail: person for person in persons.values()}
        named = sorted(lines, key=lambda entry: entry[0])
    else:
        found = await people.by_mails(db, [mail for mail, _ in named])
    return [
        Somebody(
            found[mail], _without_name(line, found[mail].name), _lands(roles.get(found[mail].id, frozenset()))
        )
        for mail, line in named[:MOST_SHOWN]
        if mail in found and found[mail].disabled_at is None
    ]


def _lands(roles: frozenset[Role]) -> str:
    """Where somebody who looks around wants to begin."""
    may = permissions_of(roles)
    if INSIGHTS_READ in may:
        return "/organizer"
    return "/organizer/rounds" if ROUNDS_VIEW in may else "/home"


def _without_name(line: str, name: str) -> str:
    """The name stands above the line already."""
    rest = line.removeprefix(name).lstrip(", ")
    return rest[:1].upper() + rest[1:]


def _roles_line(held: frozenset[Role]) -> str:
    return ", ".join(role.label for role in Role if role in held)


async def _all_organizations() -> list[OrganizationView]:
    found = []
    async for tenant in directory.all_tenants():
        if demonstration.WHO and tenant.slug not in demonstration.WHO:
            continue
        async with unit_of_work(system(tenant.tenant_id)) as db:
            found.append(await organizations.current(db))
        if len(found) == MOST_SHOWN:
            break
    return found


ROUTES = [Route("/demo", show), Route("/demo", be, methods=["POST"])]
