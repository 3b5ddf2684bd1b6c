"""Signing in and out: full page loads, because a cookie cannot change on an open websocket."""

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from mentorhub.http.pages import form_of, go, organization_of, page, safe_path, typed, visit_of
from tenants.database import Scope, unit_of_work
from tenants.kit.errors import Problem
from tenants.people import links, requests, sessions
from tenants.people import sign_in as passwords
from tenants.people.views import SignedIn
from tenants.visits import cookies

SESSION_SECONDS = 60 * 60 * 24 * 30


async def show(request: Request) -> Response:
    visit = await visit_of(request)
    organization = await organization_of(visit)
    wanted = safe_path(request.query_params.get("next", ""))
    if visit.is_signed_in:
        return go(wanted)
    return page("sign_in.html", organization=organization, next=wanted)


async def with_password(request: Request) -> Response:
    visit = await visit_of(request)
    organization = await organization_of(visit)
    form = await form_of(request)
    mail, wanted = text_of(form, "mail"), safe_path(text_of(form, "next"))
    try:
        signed_in = await passwords.sign_in(
            Scope(organization.id),
            mail,
            text_of(form, "password"),
            ip=_ip(request),
            user_agent=request.headers.get("user-agent", ""),
        )
    except Problem as problem:
        return page(
            "sign_in.html",
            status=problem.status,
            organization=organization,
            mail=mail,
            next=wanted,
            problem=problem.sentence,
        )
    return welcome(signed_in, wanted)


async def ask_for_link(request: Request) -> Response:
    """One answer for every address, known or not."""
    organization = await organization_of(await visit_of(request))
    form = await form_of(request)
    mail = text_of(form, "mail")
    purpose = "reset" if text_of(form, "purpose") == "reset" else "sign_in"
    async with unit_of_work(Scope(organization.id)) as db:
        await requests.request_link(db, mail, purpose=purpose)  # type: ignore[arg-type]  # one of the two above
    return page("mail_sent.html", organization=organization, mail=mail)


async def show_forgotten(request: Request) -> Response:
    organization = await organization_of(await visit_of(request))
    return page("forgotten.html", organization=organization)


async def show_link(request: Request) -> Response:
    """Looking uses nothing up: mail scanners look at every link."""
    organization = await organization_of(await visit_of(request))
    token = typed(request.query_params.get("token"))
    wanted = safe_path(request.query_params.get("next", ""))
    try:
        async with unit_of_work(Scope(organization.id)) as db:
            link = await links.peek_link(db, token)
    except Problem as problem:
        return page(
            "link_spent.html", status=problem.status, organization=organization, problem=problem.sentence
        )
    return page("link.html", organization=organization, link=link, token=token, next=wanted)


async def use_link(request: Request) -> Response:
    organization = await organization_of(await visit_of(request))
    form = await form_of(request)
    token, password = text_of(form, "token"), text_of(form, "password")
    wanted = safe_path(text_of(form, "next"))
    agent = request.headers.get("user-agent", "")
    scope = Scope(organization.id)
    try:
        if password:
            return welcome(await passwords.choose_password(scope, token, password, user_agent=agent), wanted)
        async with unit_of_work(scope) as db:
            return welcome(await links.consume_link(db, token, user_agent=agent), wanted)
    except Problem as problem:
        if problem.field != "password":
            return page(
                "link_spent.html", status=problem.status, organization=organization, problem=problem.sentence
            )
        async with unit_of_work(scope) as db:
            link = await links.peek_link(db, token)
        return page(
            "link.html",
            status=problem.status,
            organization=organization,
            link=link,
            token=token,
            next=wanted,
            problem=problem.sentence,
        )


async def out(request: Request) -> Response:
    visit = await visit_of(request)
    if visit.tenant is not None:
        token = cookies.read(request.headers.get("cookie", ""), cookies.session_cookie())
        async with unit_of_work(Scope(visit.tenant.tenant_id)) as db:
            await sessions.end(db, token)
    answer = go("/")
    answer.headers.append("Set-Cookie", f"{cookies.session_cookie()}=; Max-Age=0{cookies.attributes()}")
    answer.headers["Clear-Site-Data"] = (
        '"storage"'  # the tab token, drafts: nothing stays for the next person
    )
    return answer


def welcome(signed_in: SignedIn, wanted: str) -> Response:
    answer = go(wanted)
    cookie = f"{cookies.session_cookie()}={signed_in.token}; Max-Age={SESSION_SECONDS}{cookies.attributes()}"
    answer.headers.append("Set-Cookie", cookie)
    return answer


def text_of(form: FormData, name: str) -> str:
    return typed(form.get(name))


def _ip(request: Request) -> str:
    return request.client.host if request.client else ""


ROUTES = [
    Route("/sign-in", show),
    Route("/sign-in", with_password, methods=["POST"]),
    Route("/sign-in/mail", ask_for_link, methods=["POST"]),
    Route("/sign-in/link", show_link),
    Route("/sign-in/link", use_link, methods=["POST"]),
    Route("/forgot-password", show_forgotten),
    Route("/sign-out", out, methods=["POST"]),
]
