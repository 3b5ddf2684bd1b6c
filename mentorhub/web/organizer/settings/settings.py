"""What the organization says about itself, its colour, and who may do what in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import reflex as rx

from mentorhub.web.frame import Frame, forget_organization
from mentorhub.web.guard import action, actor, page_load
from mentorhub.web.screen import Screen, parse
from tenants.access import Role
from tenants.access import service as access
from tenants.access.permissions import ORGANIZATION_MANAGE
from tenants.database import unit_of_work
from tenants.organizations import colour
from tenants.organizations import service as organizations
from tenants.organizations.forms import OrganizationForm
from tenants.organizations.views import OrganizationView
from tenants.people import service as people
from tenants.people.views import PersonView


@dataclass(frozen=True)
class Holder:
    name: str
    mail: str
    roles: str
    href: str


class Settings(Screen, rx.State):
    name: str = ""
    address: str = ""
    tagline: str = ""
    contact_mail: str = ""
    dues_url: str = ""
    zone: str = "UTC"
    accent: str = colour.DEFAULT  # as saved
    tried: str = colour.DEFAULT  # as it stands in the form
    light: str = colour.DEFAULT
    on_light: str = colour.WHITE
    dark: str = colour.DEFAULT
    on_dark: str = colour.WHITE
    verdict: str = ""
    adjusted: bool = False
    typed: int = 0  # the picker starts afresh when a colour was typed, and the other way round
    picked: int = 0
    new_colour: bool = False  # saved, and not yet on this page
    holders: list[Holder] = []

    @page_load(ORGANIZATION_MANAGE)
    async def load(self) -> None:
        async with unit_of_work(actor()) as db:
            organization = await organizations.current(db)
            roles = await access.everybody(db)
            persons = await people.by_ids(db, roles)
        self.holders = holders_of(roles, persons)
        if self.status != "ready" or organization.accent != self.accent:
            self._try(organization.accent)
        self._show(organization)
        self.new_colour = False
        if self.status != "ready":
            self._ready()

    @action(ORGANIZATION_MANAGE)
    async def type_colour(self, text: str) -> None:
        self.typed += int(self._try(text))

    @action(ORGANIZATION_MANAGE)
    async def pick_colour(self, text: str) -> None:
        self.picked += int(self._try(text))

    @action(ORGANIZATION_MANAGE)
    async def save(self, form: dict[str, Any]) -> None:
        wanted = parse(OrganizationForm, form)
        me = actor()
        async with unit_of_work(me) as db:
            organization = await organizations.change(db, me, wanted)
        forget_organization(organization.id)
        frame = await self.get_state(Frame)
        frame.organization, frame.contact_mail = organization.name, organization.contact_mail
        self.new_colour = organization.accent != self.accent
        self._try(organization.accent)
        self._show(organization)
        self._done("Saved.")

    def _show(self, organization: OrganizationView) -> None:
        self.name, self.tagline = organization.name, organization.tagline
        self.contact_mail, self.dues_url = organization.contact_mail, organization.dues_url
        self.zone, self.accent = organization.zone, organization.accent
        self.address = organization.url("/").rstrip("/")

    def _try(self, text: object) -> bool:
        """Shows a colour without keeping it; half a colour, while it is typed, changes nothing."""
        try:
            brand = colour.brand(text if isinstance(text, str) else "")
        except colour.NotAColour as refused:
            self.verdict, self.adjusted = refused.sentence, True
            return False
        self.tried, self.light, self.on_light = brand.asked, brand.light, brand.on_light
        self.dark, self.on_dark = brand.dark, brand.on_dark
        self.verdict, self.adjusted = brand.sentence, brand.adjusted
        return True


def holders_of(roles: Mapping[UUID, frozenset[Role]], persons: Mapping[UUID, PersonView]) -> list[Holder]:
    """Those with the widest powers first."""
    rank = {role: place for place, role in enumerate(Role)}
    found = [
        (min(rank[role] for role in held), persons[person_id], held)
        for person_id, held in roles.items()
        if person_id in persons
    ]
    found.sort(key=lambda entry: (entry[0], entry[1].family_name or entry[1].name))
    return [
        Holder(
            person.name,
            person.mail,
            ", ".join(role.label for role in Role if role in held),
            f"/organizer/people/{person.id}",
        )
        for _, person, held in found
    ]
