"""Inviting from the list: one person in one's own words, or everybody the list shows."""

from dataclasses import replace
from typing import Any

import reflex as rx
from pydantic import BaseModel, ConfigDict, Field

from mentorhub.programs import service as programs
from mentorhub.web import components as ui
from mentorhub.web.components import overlays as over
from mentorhub.web.guard import action, actor
from mentorhub.web.organizer.people.list import People
from mentorhub.web.organizer.people.person import Person
from mentorhub.web.organizer.people.words import people
from mentorhub.web.screen import Screen, parse, parse_id
from tenants.access import Principal
from tenants.access.permissions import PEOPLE_INVITE
from tenants.database import Session, unit_of_work
from tenants.roster import invitations
from tenants.roster import service as roster
from tenants.roster.invitations import LONGEST_NOTE
from tenants.roster.views import Filters

HOME = "/home"


class InvitationForm(BaseModel):
    model_config = ConfigDict(extra="ignore")

    path: str = Field(default=HOME, max_length=200)
    note: str = Field(default="", max_length=LONGEST_NOTE)


class Invite(Screen, rx.State):
    """The dialog, wherever it stands. Whom it is about is kept here and not taken from the form."""

    open: bool = False
    title: str = ""
    line: str = ""
    button: str = ""
    paths: list[tuple[str, str]] = []
    is_for_one: bool = False
    person_id: str = ""
    _text: str = ""
    _filters: Filters = Filters()

    @action(PEOPLE_INVITE)
    async def ask_one(self, person_id: str) -> None:
        person = actor()
        async with unit_of_work(person) as db:
            found = await roster.person_page(db, person, parse_id(person_id))
            self.paths = await _paths(db, person)
        self.person_id, self.is_for_one = str(found.person.id), True
        self.title = f"Invite {found.person.name}"
        self.line = f"A mail with a personal link goes to {found.person.mail}."
        if found.state == "invited":
            self.line += " The link of the earlier one stops working."
        self.button = "Send the invitation"
        self._open()

    @action(PEOPLE_INVITE)
    async def ask_all(self) -> None:
        shown = await self.get_state(People)
        if shown.to_invite == 0:
            return
        person = actor()
        async with unit_of_work(person) as db:
            self.paths = (await _paths(db, person))[::-1]
        self._text, self._filters = shown.text, replace(shown._filters(), state=shown._whom_to_invite())
        self.person_id, self.is_for_one = "", False
        self.title = f"{shown.invite_words}?"
        again = " The links they have stop working." if self._filters.state == "invited" else ""
        each = "A mail" if shown.to_invite == 1 else f"{shown.to_invite:,} mails"
        self.line = (
            f"{each} with a personal link {'goes' if shown.to_invite == 1 else 'go'} out now, "
            f"to everybody this list shows who {_who(self._filters.state)}.{again}"
        )
        self.button = f"Send {each[0].lower()}{each[1:]}"
        self._open()

    @action(PEOPLE_INVITE)
    async def send(self, form_data: dict[str, Any]) -> Any:
        if not self.open:
            return None
        person, form = actor(), parse(InvitationForm, form_data)
        path = form.path if form.path in dict(self.paths) else HOME
        async with unit_of_work(person) as db:
            if self.is_for_one:
                who = [parse_id(self.person_id)]
                sent = await invitations.invite(db, person, who, note=form.note, path=path)
            else:
                sent = await invitations.invite_all(
                    db, person, self._text, self._filters, note=form.note, path=path
                )
        self.open = False
        if sent.sent:
            self._done(f"{people(sent.sent)} {'gets' if sent.sent == 1 else 'get'} a mail now.")
        else:
            self._done("Nobody gets a mail: they have been here already.")
        return Person.refresh() if self._param("person_id") else People.refresh()

    @action(PEOPLE_INVITE)
    async def close(self) -> None:
        self.open = False

    @action(PEOPLE_INVITE)
    async def close_notice(self) -> None:
        self.notice = ""

    def _open(self) -> None:
        self.open, self.notice, self.problem, self.problems = True, "", "", {}


async def _paths(db: Session, person: Principal) -> list[tuple[str, str]]:
    """Where a link can lead: the form for a role of the program that is open, or just the portal."""
    choices = [(HOME, "To sign in")]
    line = next((line for line in await programs.all_of(db, person) if line.status == "open"), None)
    if line is None:
        return choices
    template = (await programs.current(db, line.id)).template
    roles = [(f"/apply/{role.key}", f"To apply as {_a(role.name)}") for role in template.roles.roles]
    return [*roles, *choices]


def _a(name: str) -> str:
    return f"{'an' if name[:1].lower() in 'aeiou' else 'a'} {name.lower()}"


def _who(state: str) -> str:
    return "was invited and has not signed in yet" if state == "invited" else "has not been invited yet"


def invite_dialog() -> rx.Component:
    return over.dialog(
        ui.form(
            ui.select("path", "What for", Invite.paths, default=Invite.paths[0][0], empty=None),
            ui.text_area(
                "note",
                "In your own words",
                required=False,
                rows=4,
                maximum=LONGEST_NOTE,
                errors=Invite.problems,
                placeholder=rx.cond(
                    Invite.is_for_one,
                    "Why you think of this person. It stands at the head of the mail.",
                    "It stands at the head of the mail, the same for everybody.",
                ),
            ),
            rx.cond(Invite.problem != "", ui.notice(Invite.problem, tone="bad")),
            ui.form_foot(
                ui.button(Invite.button, kind="primary", submit=True),
                ui.button("Not now", on_click=Invite.close),
            ),
            on_submit=Invite.send,
        ),
        title=Invite.title,
        description=Invite.line,
        open=Invite.open,
        on_close=Invite.close(),
    )
