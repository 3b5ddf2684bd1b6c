"""Every service function there is, and arguments for it made of somebody else's ids and things."""

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints
from uuid import UUID

from pydantic import BaseModel

import mentorhub.http
import mentorhub.web
import tenants
from mentorhub.gathering import Gathering
from mentorhub.help.forms import AnswerForm, QuestionForm, VisitorForm
from mentorhub.matching.forms import ChangeForm, DeclineForm, NoteForm, RoundForm
from mentorhub.meetings.forms import MeetingForm
from mentorhub.meetings.rules import MeetingRules
from mentorhub.mentorships import service as mentorships
from mentorhub.participants import service as participants
from mentorhub.participants.claims import WhoForm
from mentorhub.participants.views import ParticipantView
from mentorhub.programs import service as programs
from mentorhub.programs import shelf
from mentorhub.programs.template import Template
from mentorhub.programs.views import ProgramView
from tenants.access import Principal, Role
from tenants.database import Session, unit_of_work
from tenants.database.scope import HasScope
from tenants.kit.ids import new_id
from tenants.organizations.forms import OrganizationForm
from tenants.people.forms import PersonForm, ProfileForm
from tenants.roster.views import Filters
from tests.security.victim import Victim

Service = Callable[..., Awaitable[Any]]
Things = Mapping[Any, object]
"""By kind, or by an argument's name and kind."""

# Technique, screens, and what is compiled for the program alone.
_ELSEWHERE = ("web", "http", "demonstration", "engine", "database", "kit", "commands", "cli", "jobs")


def services() -> dict[str, Service]:
    """By "slice.module.function": what takes somebody, or a transaction of somebody's, and is no query."""
    found = {}
    for package in (mentorhub, tenants):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            words = module.name.split(".")[1:]
            if set(words) & set(_ELSEWHERE) or "repository" in words[-1] or words[-1].startswith("__"):
                continue
            made = importlib.import_module(module.name)
            for name, function in vars(made).items():
                if _is_service(function, name, module.name):
                    found[".".join((*words, name))] = function
    return found


def _is_service(function: object, name: str, module: str) -> bool:
    if name.startswith("_") or not inspect.iscoroutinefunction(function) or function.__module__ != module:
        return False
    return any(kind in (Principal, HasScope, Session) for kind in get_type_hints(function).values())


def takes_somebody(service: Service) -> bool:
    return any(kind in (Principal, HasScope) for kind in get_type_hints(service).values())


def takes_a_thing(service: Service) -> bool:
    """Not only ids: something that a service gave to those who may have it."""
    given = (ProgramView, ParticipantView, Gathering)
    return any(kind in given for kind in get_type_hints(service).values())


class NoSuchThing(Exception):  # noqa: N818 - it is a fact about an argument
    """Nothing of this kind can be made here."""


_TABLES = {
    "application_id": "application",
    "but": "application",
    "consent_id": "consent",
    "import_id": "roster_import",
    "leaving": "person",
    "meeting_id": "meeting",
    "mentee_id": "person",
    "mentor_id": "person",
    "mentorship_id": "mentorship",
    "participant_id": "participant",
    "person_id": "person",
    "program_id": "program",
    "proposal_id": "proposal",
    "request_id": "help_request",
    "round_id": "round",
    "session_id": "session",
    "subject_id": "proposal",
    "wave_id": "survey_wave",
}
_ALL_OF = {
    "busy": "participant",
    "gathering_ids": "mentorship",
    "ids": "participant",
    "mentorship_ids": "mentorship",
    "participant_ids": "participant",
    "people": "person",
    "person_ids": "person",
    "subject_ids": "proposal",
}
_WORDS = {
    "key": "wtsa",
    "mail": "mina@wtsa.example",
    "path": "/home",
    "shown": "all",
    "slug": "wtsa",
    "subject_kind": "proposal",
    "survey_key": "half_yearly",
    "token": "x" * 43,
}
_MANY = (Sequence, Iterable, Collection, list, tuple)


class Arguments:
    """Of the victim's things, whoever calls."""

    def __init__(self, victim: Victim, things: Things) -> None:
        self._ids = victim.ids
        self._things = {**_forms(victim), **things}

    def of(self, service: Service) -> dict[str, Any]:
        """By name; without the transaction and the caller, and what may be left out.

        Raises:
            NoSuchThing: when there is nothing to give it.
        """
        hints = get_type_hints(service)
        return {
            name: self._one(name, hints[name])
            for name, parameter in inspect.signature(service).parameters.items()
            if hints[name] not in (Principal, HasScope, Session)
            and parameter.kind not in (inspect.Parameter.VAR_KEYWORD, inspect.Parameter.VAR_POSITIONAL)
            and (parameter.default is inspect.Parameter.empty or name in _TABLES)
        }

    def _one(self, name: str, kind: Any) -> Any:
        origin = get_origin(kind)
        if (name, kind) in self._things or kind in self._things:
            return self._things.get((name, kind), self._things.get(kind))
        if UUID in (kind, *get_args(kind)) and origin not in (*_MANY, Mapping):
            return self._ids[_TABLES[name]][0] if name in _TABLES else new_id()
        if origin in _MANY:
            return self._several(name, get_args(kind)[0])
        if origin is Literal:
            return get_args(kind)[0]
        if kind is str:
            return _WORDS.get(name, "words of a stranger")
        plain = {int: 1, bool: True, date: date(2026, 3, 1), datetime: datetime(2026, 3, 1, tzinfo=UTC)}
        if kind in plain:
            return plain[kind]
        if kind is bytes:
            return b"Name;Email\nRosa;rosa@b.example\n"
        if origin is not None and issubclass(origin, Mapping):
            return {}
        raise NoSuchThing(f"{name}: {kind}")

    def _several(self, name: str, kind: Any) -> list[Any]:
        if kind is UUID:
            return list(self._ids[_ALL_OF[name]])
        if kind is str:
            return ["mina@wtsa.example"]
        return [self._one(name, kind)]


async def things_of(victim: Victim) -> Things:
    """What the victim's own people are given by the services, and a stranger never is."""
    cast = victim.cast
    async with unit_of_work(cast.mina) as db:
        gathering, rules = await mentorships.to_log(db, cast.mina, victim.mentorship_id)
        program = await programs.current(db, victim.setting.program.id)
        mina, mona = [
            await participants.participant(db, victim.setting.parts[name].id) for name in ("mina", "mona")
        ]
    return {
        ProgramView: program,
        ("mentor", ParticipantView): mona,
        ("mentee", ParticipantView): mina,
        Gathering: gathering,
        MeetingRules: rules,
        ("version_id", UUID): program.version_id,
        Template: shelf.load("alaska"),
        Filters: Filters(),
        Role: Role.OWNER,
    }


def _forms(victim: Victim) -> Things:
    pair = {"kind": "keep", "mentee_id": victim.ids["person"][0], "mentor_id": victim.ids["person"][1]}
    raw: dict[type[BaseModel], dict[str, object]] = {
        AnswerForm: {"answer": "An answer of a stranger"},
        QuestionForm: {"key": new_id(), "body": "A question of a stranger"},
        VisitorForm: {"key": new_id(), "body": "A question", "name": "Vera", "mail": "v@b.example"},
        ChangeForm: pair,
        DeclineForm: {"words": "No."},
        NoteForm: {"words": "A note of a stranger"},
        RoundForm: {"name": "A stranger's round"},
        WhoForm: {"name": "Vera", "mail": "v@b.example"},
        MeetingForm: {"key": new_id(), "held_on": "2026-03-01", "minutes": 30, "place": "video"},
        PersonForm: {"name": "Vera", "mail": "v@b.example"},
        ProfileForm: {"name": "Vera"},
        OrganizationForm: {
            "name": "A stranger's",
            "contact_mail": "v@b.example",
            "zone": "UTC",
            "accent": "#224466",
        },
    }
    return {form: form.model_validate(values) for form, values in raw.items()}


def used_by_screens() -> dict[str, set[str]]:
    """Which services the screens and the plain routes call themselves, and from where."""
    names = {function: name for name, function in services().items()}
    found: dict[str, set[str]] = {}
    for package in (mentorhub.web, mentorhub.http):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            made = importlib.import_module(module.name)
            for node in ast.walk(ast.parse(Path(made.__file__ or "").read_text())):
                function = _meant(node, vars(made))
                if function in names:
                    found.setdefault(names[function], set()).add(module.name.removeprefix("mentorhub."))
    return found


def _meant(node: ast.AST, names: Mapping[str, object]) -> Any:
    """The function that a name, or a module's attribute, stands for."""
    if isinstance(node, ast.Name):
        found = names.get(node.id)
    elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        found = getattr(names.get(node.value.id), node.attr, None)
    else:
        found = None
    return found if inspect.isfunction(found) else None
