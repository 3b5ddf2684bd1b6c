"""Adding one person by hand: a colleague, or somebody whom no list has."""

from typing import Any, Final
from uuid import UUID

import reflex as rx
from pydantic import BaseModel, ConfigDict, Field, field_validator

from mentorhub.web import components as ui
from mentorhub.web.components import overlays as over
from mentorhub.web.guard import action, actor
from mentorhub.web.organizer.people.list import People
from mentorhub.web.organizer.settings.settings import Settings
from mentorhub.web.screen import Screen, parse
from tenants.access import Role
from tenants.access.permissions import PEOPLE_MANAGE
from tenants.access.roles import GIVEN_ROLES
from tenants.database import unit_of_work
from tenants.people import service as people
from tenants.people.forms import Name, PersonForm
from tenants.roster import invitations
from tenants.roster import service as roster

NO_ROLE: Final = ""
PEOPLE: Final = "people"
SETTINGS: Final = "settings"


class AddForm(BaseModel):
    model_config = ConfigDict(extra="ignore", str_strip_whitespace=True)

    name: Name
    mail: str = Field(max_length=254)
    role: Role | None = None
    invite: bool = False

    @field_validator("role", mode="before")
    @classmethod
    def _is_given(cls, value: object) -> object:
        if value in (NO_ROLE, None):
            return None
        if value not in list(GIVEN_ROLES):
            raise ValueError("Please choose one of the list.")
        return value

    @property
    def person(self) -> PersonForm:
        return parse(PersonForm, {"name": self.name, "mail": self.mail})


class AddPerson(Screen, rx.State):
    """The dialog, wherever it stands."""

    open: bool = False
    begun: str = NO_ROLE  # the role that stands in the form at first
    roles: list[tuple[str, str]] = []
    added: int = 0
    _stands_on: str = ""
    _to_invite: str = ""

    @action(PEOPLE_MANAGE)
    async def ask(self, where: str, role: str) -> None:
        me, self._stands_on = actor(), where
        may_give = [each for each in GIVEN_ROLES if each is not Role.OWNER or Role.OWNER in me.roles]
        self.roles = [(NO_ROLE, "Nothing for the program"), *[(each, each.label) for each in may_give]]
        self.begun = role if role in dict(self.roles) else NO_ROLE
        self.open, self.notice, self.problem, self.problems = True, "", "", {}

    @action(PEOPLE_MANAGE)
    async def add(self, form_data: dict[str, Any]) -> Any:
        if not self.open:
            return None
        form = parse(AddForm, form_data)
        me = actor()
        async with unit_of_work(me) as db:
            person = await people.add_person(db, me, form.person)
            if form.role is not None:
                await roster.give_role(db, me, person.id, form.role)
        self.open, self.added = False, self.added + 1
        self._to_invite = str(person.id) if form.invite else ""
        self._done(f"{person.name} is here now.")
        shown_anew = Settings.load if self._stands_on == SETTINGS else People.refresh
        return [AddPerson.send_invitation, shown_anew] if form.invite else shown_anew

    @action(PEOPLE_MANAGE)
    async def send_invitation(self) -> None:
        """In an event of its own: whoever was added stays added should this fail."""
        if not self._to_invite:
            return
        me, wanted = actor(), UUID(self._to_invite)
        self._to_invite = ""
        async with unit_of_work(me) as db:
            await invitations.invite(db, me, [wanted])
        self._done(f"{self.notice} They get a mail with a link to sign in.")

    @action(PEOPLE_MANAGE)
    async def close(self) -> None:
        self.open, self.problem, self.problems = False, "", {}

    @action(PEOPLE_MANAGE)
    async def close_notice(self) -> None:
        self.notice = ""


def add_dialog() -> rx.Component:
    return rx.fragment(
        over.dialog(
            ui.form(
                ui.text_input("name", "Name", errors=AddPerson.problems, autocomplete="off"),
                ui.text_input(
                    "mail", "Mail address", type="email", errors=AddPerson.problems, autocomplete="off"
                ),
                ui.select(
                    "role",
                    "What they do for the program",
                    AddPerson.roles,
                    default=AddPerson.begun,
                    empty=None,
                    errors=AddPerson.problems,
                    help="Members need no role: they apply.",
                    required=False,
                ),
                ui.checkbox("invite", "Send them a mail with a link to sign in", default=True),
                rx.cond(
                    (AddPerson.problem != "") & (AddPerson.problems.length() == 0),
                    ui.notice(AddPerson.problem, tone="bad"),
                ),
                ui.form_foot(
                    ui.button("Add them", kind="primary", submit=True),
                    ui.button("Not now", on_click=AddPerson.close),
                ),
                on_submit=AddPerson.add,
                errors=AddPerson.problems,
            ),
            title="Add a person",
            description="For one or a few. A list comes in faster as a file.",
            open=AddPerson.open,
            on_close=AddPerson.close(),
        ),
        ui.toast_area(AddPerson.notice, on_close=AddPerson.close_notice),
    )
