"""A program of the catalog in the cast's organization, its members, and forms filled in."""

from collections.abc import Awaitable, Callable
from uuid import UUID

import pytest

from mentorhub import permissions
from mentorhub.forms.options import options_of
from mentorhub.forms.questions import AnyQuestion
from mentorhub.participants import history, repository, rules
from mentorhub.participants import service as participants
from mentorhub.participants.jobs import tell
from mentorhub.participants.views import ApplicationView, Submission
from mentorhub.programs import service as programs
from mentorhub.programs.template import RoleKey, Template
from mentorhub.programs.views import ProgramView
from tenants.access import Principal
from tenants.database import unit_of_work
from tenants.outbox import service as outbox
from tenants.outbox.views import MailView
from tenants.roster.model import Membership
from tests.support.cast import Cast

permissions.register()

Typed = dict[str, str | list[str]]
OpenProgram = Callable[[str], Awaitable[ProgramView]]


@pytest.fixture
def opened(cast: Cast) -> OpenProgram:
    async def open_program(key: str) -> ProgramView:
        async with unit_of_work(cast.olivia) as db:
            return await programs.create_from_catalog(db, cast.olivia, key, status="open")

    return open_program


def filled(template: Template, role: RoleKey, **changed: str | list[str] | None) -> Typed:
    """Every question that is asked, answered rightly; some of them otherwise, or (None) not at all."""
    typed: Typed = {}
    for question in rules.questions_of(template, role):
        typed |= _right(question, template)
    for key, value in changed.items():
        name = key.replace("__", ".")
        if value is None:
            typed.pop(name, None)
        else:
            typed[name] = value
    return typed


def _right(question: AnyQuestion, template: Template) -> Typed:
    options = [option.value for option in options_of(question, template.form.lists)]
    match question.kind:
        case "choice" | "mode":
            return {question.key: options[0]}
        case "several" | "topics":
            return {question.key: options[: max(2, question.at_least)]}
        case "tick" | "yes_no":
            return {question.key: "yes"}
        case "number":
            return {question.key: str(question.minimum)}
        case "year":
            return {question.key: "2009"}
        case "date":
            return {question.key: "2009-05-17"}
        case "scale" | "nps":
            return {question.key: "4"}
        case "short_text" if question.form == "mail":
            return {question.key: "gia@home.example"}
        case "short_text" if question.form == "phone":
            return {question.key: "907 555 0100"}
        case "place":
            return {f"{question.key}.city": "Tacoma", f"{question.key}.region": "Washington"}
        case _:
            return {question.key: "A few honest words."}


async def mails(principal: Principal) -> list[MailView]:
    async with unit_of_work(principal) as db:
        return await outbox.recent(db)


async def on_roster(principal: Principal, member_class: str, **facts: object) -> None:
    """Put somebody on the list of members; current unless said otherwise."""
    async with unit_of_work(principal) as db:
        db.add(
            Membership(
                person_id=principal.me,
                number=None,
                member_class=member_class,
                **{"standing": "current", **facts},
            )
        )


async def told(cast: Cast, application_id: UUID) -> None:
    """The job that follows the last step of an application, run at once."""
    async with unit_of_work(cast.program) as db:
        row = await repository.by_id(db, application_id)
        assert row is not None
        step = history.entries(row)[-1]
    await tell(cast.program, application_id=application_id, step_id=step.id)


async def send(principal: Principal, program: ProgramView, role: RoleKey, typed: Typed) -> Submission:
    async with unit_of_work(principal) as db:
        return await participants.submit(db, principal, program, role, typed)


async def mine(principal: Principal) -> list[ApplicationView]:
    async with unit_of_work(principal) as db:
        return await participants.mine(db, principal)
