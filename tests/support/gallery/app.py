"""Every component in every state, as an application of its own: for looking at, and for the tests.

REFLEX_APP_MODULE_IMPORT=tests.support.gallery.app PORT=3400 .venv/bin/reflex run --env prod --single-port
"""

from collections.abc import Callable

import reflex as rx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from mentorhub.http.pages import page
from mentorhub.web import components as ui
from mentorhub.web import theme
from tenants.organizations.colour import stylesheet
from tests.support.gallery import parts, pictures
from tests.support.gallery.names import NAMES

PAGES: dict[str, Callable[[], rx.Component]] = {
    name: getattr(pictures, name, None) or getattr(parts, name) for name in NAMES
}


def index() -> rx.Component:
    links = [rx.el.li(ui.link(name.capitalize(), f"/gallery/{name}")) for name in PAGES]
    return rx.el.main(rx.el.h1("Gallery"), rx.el.ul(*links, class_name="prose"), class_name="narrow")


ORGANIZATION = {"name": "Western Surgical Association", "contact_mail": "mentorship@example.org"}
INVITED = {"purpose": "invitation", "name": "Mina Okafor", "mail": "mina@example.org", "has_password": False}
PLAIN: dict[str, dict[str, object]] = {
    "sign_in": {"mail": "mina@example.org", "next": "/home", "problem": "These do not go together."},
    "forgotten": {},
    "mail_sent": {"mail": "mina@example.org"},
    "link": {
        "link": INVITED,
        "token": "t",
        "next": "/home",
        "problem": "Please use at least ten characters.",
    },
    "link_spent": {"problem": "This link was used before, or a newer one was sent."},
    "problem": {"title": "Not found", "problem": "There is nothing here."},
    "mail": {"letters": []},
}


async def plain(request: Request) -> Response:
    name = request.path_params.get("name", "sign_in")
    return page(f"{name}.html", organization=ORGANIZATION, **PLAIN[name])


async def brand(request: Request) -> Response:
    colour = request.query_params.get("colour", "") or "#0b6a6f"
    return Response(stylesheet(colour), media_type="text/css")


class Policy:
    """The product's policy without its hashes: what must hold here is that nothing is evaluated."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_policy(message: Message) -> None:
            if message["type"] == "http.response.start":
                policy = b"script-src 'self' 'unsafe-inline'; default-src 'self' ws: 'unsafe-inline' data:"
                message["headers"] = [*message["headers"], (b"content-security-policy", policy)]
            await send(message)

        await self.app(scope, receive, with_policy)


app = rx.App(
    theme=None,
    reset_style=False,
    toaster=None,
    stylesheets=theme.STYLESHEETS,
    head_components=theme.head_components(),
    app_wraps=theme.app_wraps(),
    html_lang="en",
    api_transformer=[
        Starlette(
            routes=[Route("/sign-in", plain), Route("/plain/{name}", plain), Route("/brand.css", brand)]
        ),
        Policy,
    ],
)
app.add_page(index, route="/", title="Gallery")
for _name, _page in PAGES.items():
    app.add_page(_page, route=f"/gallery/{_name}", title=_name.capitalize())
