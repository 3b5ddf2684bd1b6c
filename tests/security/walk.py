"""Every event handler, called with anything in every place an argument may stand."""

import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, get_type_hints
from uuid import UUID

from pydantic import BaseModel
from reflex_base.registry import RegisteredEventHandler

import mentorhub
import tenants
from mentorhub.mentorhub import app
from mentorhub.web import guard
from mentorhub.web.routes import PAGES, Page

HANDLERS: dict[str, RegisteredEventHandler] = {
    name: found
    for name, found in app._registration_context.event_handlers.items()
    if found.handler.fn.__module__.startswith("mentorhub.web.")
}
ROUTES = [page.route for page in PAGES if "[" in page.route]
IN_WORDS = (
    "application",
    "help_request",
    "meeting",
    "mentorship",
    "participant",
    "person",
    "proposal",
    "roster_import",
    "round",
    "round_member",
    "session",
    "survey_wave",
)
IN_FORMS = ("help_request", "round_member", "participant", "proposal", "survey_wave")
_READ = re.compile(r"""(?:\.get\(|_data\[|form\[)["'](\w+)["']""")


def arguments(name: str) -> list[str]:
    return list(inspect.signature(inspect.unwrap(HANDLERS[name].handler.fn)).parameters)[1:]


def open_to(needs: str) -> list[str]:
    return [name for name in HANDLERS if needs_of(name) == needs]


def needs_of(name: str) -> str:
    access = guard.access_of(name)
    assert access is not None, name
    return access.needs


@cache
def field_names() -> list[str]:
    """What any form of ours reads: the fields of the forms' classes, and what handlers look up themselves."""
    found: set[str] = set()
    for package in (mentorhub, tenants):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if module.name.split(".")[-1] == "forms" or module.name.startswith("mentorhub.web."):
                made = importlib.import_module(module.name)
                found |= set(_READ.findall(Path(made.__file__ or "").read_text()))
                for form in vars(made).values():
                    if isinstance(form, type) and issubclass(form, BaseModel):
                        found |= set(form.model_fields)
    return sorted(found)


def calls(name: str, ids: dict[str, list[UUID]]) -> Iterator[dict[str, Any]]:
    """A handler without arguments once; with words every kind of id in each place; with a form those that
    forms ask for, in all of its fields.
    """
    names = arguments(name)
    hints = get_type_hints(inspect.unwrap(HANDLERS[name].handler.fn))
    if not names:
        yield {}
    elif all(hints[each] in (str, int) for each in names):
        for table in IN_WORDS:
            yield dict.fromkeys(names, str(ids[table][0]))
    elif "password" not in name:  # each try costs a tenth of a second, and takes no id
        for table in IN_FORMS:
            form = dict.fromkeys(field_names(), str(ids[table][0]))
            yield dict.fromkeys(names, form)


def with_junk(name: str, junk: Any) -> Iterator[dict[str, Any]]:
    """As an argument, and in each field of a form; passwords are not tried, each costs too long."""
    names = arguments(name)
    yield {}
    if names and "password" not in name:
        yield dict.fromkeys(names, junk)
        yield dict.fromkeys(names, dict.fromkeys(field_names(), junk))


def on_page(route: str) -> list[str]:
    """The handlers of the state that a page is of."""
    [page] = [page for page in PAGES if page.route == route]
    state = loader(page).rpartition(".")[0]
    return [name for name in HANDLERS if name.rpartition(".")[0] == state]


def loader(page: Page) -> str:
    return next(name for name, found in HANDLERS.items() if found.handler.fn is page.load.fn)


TABLE_OF = {
    "application_id": "application",
    "proposal_id": "proposal",
    "round_id": "round",
    "mentorship_id": "mentorship",
    "wave_id": "survey_wave",
    "person_id": "person",
    "import_id": "roster_import",
}


def place(route: str, ids: dict[str, list[UUID]]) -> str:
    """A page's address with the id of something that is there."""
    table = next((table for word, table in TABLE_OF.items() if word in route), "application")
    return path_of(route.replace("[role]", "mentor"), ids[table][0])


def path_of(route: str, value: object) -> str:
    return re.sub(r"\[\w+\]", str(value), route)
