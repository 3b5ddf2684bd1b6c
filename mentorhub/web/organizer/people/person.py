"""One person: what the roster says, whether they have been invited, what they may do."""

from dataclasses import dataclass
from typing import Any

import reflex as rx
from pydantic import BaseModel, ConfigDict, Field, field_validator

from mentorhub.participants import service as participants
from mentorhub.participants.views import PartView
from mentorhub.permissions import APPLICATIONS_REVIEW, MENTORSHIPS_OVERSEE
from mentorhub.programs.counting import counted
from mentorhub.web.guard import action, actor, page_load
from mentorhub.web.organizer.people.words import DUES, STANDINGS, STATES, FactLine, facts_of
from mentorhub.web.places import PlacesForm
from mentorhub.web.screen import Screen, parse, parse_id
from tenants.access import Role
from tenants.access.permissions import PEOPLE_INVITE, PEOPLE_MANAGE, PEOPLE_READ, ROLES_MANAGE
from tenants.access.roles import GIVEN_ROLES
from tenants.database import Session, unit_of_work
from tenants.people import service as persons
from tenants.roster import service as roster
from tenants.roster.views import RosterPerson

WHAT_THEY_MAY = {
    Role.OWNER: "Everything, and names other owners.",
    Role.ADMINISTRATOR: "Everything except naming owners.",
    Role.COORDINATOR: "Runs the program: people, applications, pairing and pairs.",
    Role.COMMITTEE: "Takes part in pairing.",
    Role.AUDITOR: "Reads the figures and the record of acts.",
}
PARTS = {
    "active": ("Takes part", "good"),
    "paused": ("Paused", "warn"),
    "left": ("Has left", "plain"),
    "removed": ("Removed", "bad"),
}


@dataclass(frozen=True)
class RoleLine:
    role: str
    label: str
    what: str
    holds: bool
    may_change: bool


@dataclass(frozen=True)
class PartLine:
    id: str
    what: str
    since: str
    status: str
    words: str
    tone: str
    href: str
    places: int  # with how many at once; 0 where that is no question
    until: str
    reason: str  # of a removal, also of one that was taken back


class RoleForm(BaseModel):
    role: Role

    @field_validator("role")
    @classmethod
    def _is_given(cls, role: Role) -> Role:
        if role not in GIVEN_ROLES:
            raise ValueError("This role is not one to give.")
        return role


class RemovalForm(BaseModel):
    model_config = ConfigDict(extra="ignore", str_strip_whitespace=True)

    reason: str = Field(min_length=1, max_length=2_000)


class Person(Screen, rx.State):
    person_id: str = ""
    name: str = ""
    mail: str = ""
    phone: str = ""
    state: str = ""
    state_words: str = ""
    state_tone: str = "plain"
    invited_at: str = ""
    joined_at: str = ""
    disabled_at: str = ""
    on_roster: bool = False
    standing: str = ""
    standing_tone: str = "plain"
    dues: str = ""
    dues_tone: str = "plain"
    dues_until: str = ""
    facts: list[FactLine] = []
    roles: list[RoleLine] = []
    parts: list[PartLine] = []
    may_invite: bool = False
    may_manage: bool = False
    may_oversee: bool = False
    is_me: bool = False
    removing: str = ""
    removing_what: str = ""
    disabling: bool = False
    placing: str = ""  # whose places are being set
    places: int = 1
    most_places: int = 1

    @page_load(PEOPLE_READ)
    async def load(self) -> None:
        person_id = parse_id(self._param("person_id"))
        if self.person_id != str(person_id):
            self.person_id, self.notice = str(person_id), ""
            self.removing, self.disabling, self.placing = "", False, ""
        async with unit_of_work(actor()) as db:
            await self._show(db)
        self._ready()

    @action(PEOPLE_READ)
    async def refresh(self) -> None:
        async with unit_of_work(actor()) as db:
            await self._show(db)

    @action(ROLES_MANAGE)
    async def give(self, role: str) -> Any:
        chosen = parse(RoleForm, {"role": role}).role
        async with unit_of_work(actor()) as db:
            await roster.give_role(db, actor(), parse_id(self.person_id), chosen)
        self._done(f"{self.name} is {_article(chosen.label)} now.")
        return Person.refresh()

    @action(ROLES_MANAGE)
    async def take(self, role: str) -> Any:
        chosen = parse(RoleForm, {"role": role}).role
        async with unit_of_work(actor()) as db:
            await roster.take_role(db, actor(), parse_id(self.person_id), chosen)
        self._done(f"{self.name} is not {_article(chosen.label)} any more.")
        return Person.refresh()

    @action(PEOPLE_MANAGE)
    async def ask_disable(self) -> None:
        self.disabling, self.problem = True, ""

    @action(PEOPLE_MANAGE)
    async def disable(self) -> Any:
        self.disabling = False
        async with unit_of_work(actor()) as db:
            await persons.disable(db, actor(), parse_id(self.person_id))
        self._done(f"{self.name} is signed out everywhere and cannot sign in.")
        return Person.refresh()

    @action(PEOPLE_MANAGE)
    async def enable(self) -> Any:
        async with unit_of_work(actor()) as db:
            await persons.enable(db, actor(), parse_id(self.person_id))
        self._done(f"{self.name} can sign in again.")
        return Person.refresh()

    @action(MENTORSHIPS_OVERSEE)
    async def ask_remove(self, participant_id: str) -> None:
        line = self._part(participant_id)
        if line is not None and line.status in ("active", "paused"):
            self.removing, self.removing_what, self.problem, self.problems = line.id, line.what, "", {}

    @action(MENTORSHIPS_OVERSEE)
    async def remove(self, form_data: dict[str, Any]) -> Any:
        participant_id, form = parse_id(self.removing), parse(RemovalForm, form_data)
        async with unit_of_work(actor()) as db:
            await participants.remove(db, actor(), participant_id, form.reason)
        self.removing = ""
        self._done(f"{self.name} is no longer in the program. Their open pairs have ended.")
        return Person.refresh()

    @action(MENTORSHIPS_OVERSEE)
    async def lift(self, participant_id: str) -> Any:
        async with unit_of_work(actor()) as db:
            await participants.lift(db, actor(), parse_id(participant_id))
        self._done(f"{self.name} may apply again.")
        return Person.refresh()

    @action(MENTORSHIPS_OVERSEE)
    async def ask_places(self, participant_id: str) -> None:
        line = self._part(participant_id)
        if line is None or not line.places:
            return
        async with unit_of_work(actor()) as db:
            _, self.most_places = await participants.places(db, actor(), parse_id(line.id))
        self.placing, self.places, self.problem, self.problems = line.id, line.places, "", {}

    @action(MENTORSHIPS_OVERSEE)
    async def set_places(self, form_data: dict[str, Any]) -> Any:
        participant_id, form = parse_id(self.placing), parse(PlacesForm, form_data)
        async with unit_of_work(actor()) as db:
            await participants.set_capacity(db, actor(), participant_id, form.capacity)
        self.placing = ""
        self._done(f"Up to {counted(form.capacity, 'mentee')} at a time. The next round counts with it.")
        return Person.refresh()

    def _part(self, participant_id: str) -> PartLine | None:
        """What they are in a program; None for what is not on this page."""
        return next((line for line in self.parts if line.id == str(participant_id)), None)

    @action(PEOPLE_READ)
    async def close(self) -> None:
        self.removing, self.disabling, self.placing = "", False, ""
        self.problem, self.problems = "", {}

    async def _show(self, db: Session) -> None:
        person_id = parse_id(self.person_id)
        seen = await roster.person_page(db, actor(), person_id)
        parts = await participants.seen_by_staff(db, actor(), person_id)
        self._tell_person(seen)
        self._tell_membership(seen)
        me = actor()
        self.is_me = is_me = person_id == me.person_id
        self.may_invite = me.may(PEOPLE_INVITE) and seen.state != "joined" and not self.disabled_at
        self.may_manage = me.may(PEOPLE_MANAGE) and not is_me
        self.may_oversee = me.may(MENTORSHIPS_OVERSEE)
        self.roles = [
            RoleLine(
                role,
                role.label,
                WHAT_THEY_MAY[role],
                role in seen.roles,
                me.may(ROLES_MANAGE) and (role is not Role.OWNER or Role.OWNER in me.roles),
            )
            for role in GIVEN_ROLES
        ]
        self.parts = [_part(part, reads=me.may(APPLICATIONS_REVIEW)) for part in parts]

    def _tell_person(self, seen: RosterPerson) -> None:
        person = seen.person
        self.name, self.mail, self.phone = person.name, person.mail, person.phone
        self.state = "disabled" if person.disabled_at else seen.state
        self.state_words, self.state_tone = STATES[self.state]
        self.invited_at, self.joined_at, self.disabled_at = (
            moment.isoformat() if moment else ""
            for moment in (person.invited_at, person.joined_at, person.disabled_at)
        )

    def _tell_membership(self, seen: RosterPerson) -> None:
        membership = seen.membership
        self.on_roster = membership is not None
        self.standing, self.standing_tone = STANDINGS[(membership and membership.standing) or ""]
        self.dues, self.dues_tone = DUES[membership.dues if membership else None]
        until = membership.dues_paid_until if membership else None
        self.dues_until = until.isoformat() if until else ""
        self.facts = facts_of(membership) if membership else []


def _part(part: PartView, *, reads: bool) -> PartLine:
    words, tone = PARTS[part.status]
    takes_part = part.status in ("active", "paused")
    return PartLine(
        id=str(part.id),
        what=part.role.capitalize(),
        since=part.joined_at.isoformat(),
        status=part.status,
        words=words,
        tone=tone,
        href=f"/organizer/applications/{part.application_id}" if reads else "",
        places=part.capacity if part.role == "mentor" and takes_part else 0,
        until=part.left_at.isoformat() if part.left_at and not takes_part else "",
        reason=part.reason,
    )


def _article(label: str) -> str:
    return f"{'an' if label[0] in 'AEIOU' else 'a'} {label.lower()}"
