"""An organization in the making: its clock, its people as those who act, its program."""

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from mentorhub.demonstration.crowd import Human
from mentorhub.demonstration.organizations import Setting
from mentorhub.programs.views import ProgramView
from tenants.access import Principal, Role
from tenants.access.principal import person
from tenants.database import unit_of_work
from tenants.kit.clock import Travel
from tenants.people import service as people
from tenants.people import sessions

DAY_BEGINS, DAY_ENDS = 7, 21


@dataclass
class Stage:
    setting: Setting
    tenant_id: UUID
    owner: Principal
    program: ProgramView
    present: datetime
    """When the filling began; the clock travels from there into the past and back."""
    journey: Travel
    chance: random.Random
    """What happens. The hours it happens at are drawn apart: whether it is night depends on the present, and
    the same histories shall come of the same seed at any time of day.
    """
    hours: random.Random
    staff: dict[Role, Principal] = field(default_factory=dict)
    """One for each role that acts; the owner for roles that nobody has."""
    principals: dict[str, Principal] = field(default_factory=dict)
    """By mail address, whoever has been here."""

    def days_before(self, days_ago: float) -> datetime:
        return self.present - timedelta(days=days_ago)

    def at(self, days_ago: float) -> None:
        """From now on it is so many days before the present, by day where they live; never earlier than
        before.
        """
        moment = self.days_before(days_ago).astimezone(ZoneInfo(self.setting.zone))
        if not DAY_BEGINS <= moment.hour < DAY_ENDS:
            hour = self.hours.randrange(DAY_BEGINS, DAY_ENDS)
            moment = moment.replace(hour=hour, minute=self.hours.randrange(60))
        self.journey.to(min(max(moment, self.journey.moment), self.present))

    @property
    def coordinator(self) -> Principal:
        return self.staff.get(Role.COORDINATOR, self.owner)

    async def principal_of(self, human: Human) -> Principal:
        """Signed in for the first time when first asked for, and out again."""
        if human.mail not in self.principals:
            async with unit_of_work(self.owner) as db:
                found = await people.by_mail(db, human.mail)
                if found is None:
                    raise LookupError(f"{human.mail} is not on the roster of {self.setting.slug}.")
                signed_in = await sessions.start(db, found.id, "Demonstration")
                await sessions.end(db, signed_in.token)
            self.principals[human.mail] = self.person(found.id, human.name, human.mail)
        return self.principals[human.mail]

    def person(self, person_id: UUID, name: str, mail: str, *roles: Role) -> Principal:
        zone = self.setting.zone
        return person(self.tenant_id, person_id, frozenset(roles), name=name, mail=mail, zone=zone)
