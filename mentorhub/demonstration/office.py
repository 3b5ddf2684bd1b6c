"""How an organization comes to be here: signed up, described, its list of members imported, staff named."""

import csv
import io
import random
import secrets
from collections.abc import Sequence
from datetime import datetime

from pydantic import SecretStr

from mentorhub.demonstration.crowd import Human
from mentorhub.demonstration.organizations import Setting
from mentorhub.demonstration.people import CAST
from mentorhub.demonstration.stage import Stage
from mentorhub.demonstration.texts import texts
from mentorhub.programs import service as programs
from tenants.access import Role, system
from tenants.access.principal import person
from tenants.database import unit_of_work
from tenants.kit.clock import Travel
from tenants.organizations import service as organizations
from tenants.organizations.forms import OrganizationForm
from tenants.people import service as people
from tenants.people import sessions
from tenants.people.forms import PersonForm
from tenants.roster import imports, invitations
from tenants.roster import service as roster
from tenants.roster.jobs import write_import
from tenants.signup.forms import SignUpForm
from tenants.signup.service import sign_up

HEADINGS = (
    "Member number",
    "Name",
    "First name",
    "Last name",
    "Email",
    "Phone",
    "Membership class",
    "Status",
    "Dues paid until",
    "Member since",
    "Specialty",
    "Institution",
    "City",
    "State",
)
INVITED = 12


async def found(setting: Setting, journey: Travel, present: datetime) -> Stage:
    """Nobody knows the owner's password: in a demonstration one signs in with one click."""
    owner = next(member for member in CAST[setting.slug] if Role.OWNER in member.roles)
    signed_up = await sign_up(
        SignUpForm(
            organization=setting.name,
            slug=setting.slug,
            name=owner.name,
            mail=owner.mail,
            password=SecretStr(secrets.token_urlsafe(24)),
            zone=setting.zone,
        )
    )
    acting = person(
        signed_up.tenant_id,
        signed_up.person_id,
        frozenset({Role.OWNER}),
        name=owner.name,
        mail=owner.mail,
        zone=setting.zone,
    )
    about = OrganizationForm(
        name=setting.name,
        tagline=setting.tagline,
        contact_mail=setting.contact,
        dues_url=setting.dues_url,
        zone=setting.zone,
        accent=setting.accent,
    )
    async with unit_of_work(acting) as db:
        signed_in = await sessions.start(db, acting.me, "Demonstration")
        await sessions.end(db, signed_in.token)
        await organizations.change(db, acting, about)
        program = await programs.create_from_catalog(db, acting, setting.slug, status="open")
    chance = random.Random(setting.seed)  # noqa: S311 - believable people, not secrets
    hours = random.Random(setting.seed)  # noqa: S311 - believable days, not secrets
    return Stage(setting, signed_up.tenant_id, acting, program, present, journey, chance, hours)


async def fill_roster(stage: Stage, humans: Sequence[Human], lapsed: Sequence[Human]) -> None:
    """Members by a file, as an office would; whoever is no member is added by hand."""
    members = [human for human in humans if human.member_class]
    async with unit_of_work(stage.owner) as db:
        file = await imports.start(
            db, stage.owner, f"{stage.setting.slug}-members.csv", _csv(stage, members, lapsed)
        )
        if file.bad:
            raise ValueError(f"{file.bad} rows of {file.file_name} are wrong.")
        await imports.apply(db, stage.owner, file.id)
    await write_import(system(stage.tenant_id), import_id=file.id)
    async with unit_of_work(stage.owner) as db:
        for human in humans:
            if not human.member_class and human.mail != stage.owner.mail:
                await people.add_person(db, stage.owner, _form(human))


async def name_staff(stage: Stage, humans: Sequence[Human]) -> None:
    for human in humans:
        roles = human.member.roles if human.member else ()
        if not roles or Role.OWNER in roles:
            continue
        who = await stage.principal_of(human)
        async with unit_of_work(stage.owner) as db:
            for role in roles:
                await roster.give_role(db, stage.owner, who.me, role)
        acting = stage.person(who.me, human.name, human.mail, *roles)
        stage.principals[human.mail] = acting
        for role in roles:
            stage.staff.setdefault(role, acting)


async def invite(stage: Stage, humans: Sequence[Human]) -> None:
    async with unit_of_work(stage.owner) as db:
        found = [await people.by_mail(db, human.mail) for human in humans[:INVITED]]
        wanted = [each.id for each in found if each is not None]
        await invitations.invite(db, stage.owner, wanted, note=texts().invitation)


def _form(human: Human) -> PersonForm:
    return PersonForm(
        name=human.name,
        mail=human.mail,
        given_name=human.given,
        family_name=human.family,
        phone=human.phone,
    )


def _csv(stage: Stage, members: Sequence[Human], lapsed: Sequence[Human]) -> bytes:
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow(HEADINGS)
    for human in members:
        has_lapsed = human in lapsed
        table.writerow(
            [
                human.number,
                human.name,
                human.given,
                human.family,
                human.mail,
                human.phone,
                human.member_class,
                "Lapsed" if has_lapsed else "Active",
                _dues(stage, lapsed=has_lapsed),
                min(human.since + 3, stage.journey.moment.year),
                human.specialty,
                human.workplace,
                human.town.city,
                human.town.region,
            ]
        )
    return text.getvalue().encode()


def _dues(stage: Stage, *, lapsed: bool) -> str:
    """Nothing where the organization collects none."""
    if not stage.setting.dues_url:
        return ""
    return f"{stage.journey.moment.year - 1 if lapsed else stage.present.year + 1}-12-31"
