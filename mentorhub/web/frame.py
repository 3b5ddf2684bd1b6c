"""What stands around every page: whose portal this is, who is signed in, where one can go."""

from collections.abc import Sequence
from functools import cache
from typing import Final
from uuid import UUID

import reflex as rx
from sqlalchemy import ColumnElement

from mentorhub.mentorships import service as mentorships
from mentorhub.mentorships.views import AtHand
from mentorhub.permissions import (
    APPLICATIONS_REVIEW,
    HELP_ANSWER,
    INSIGHTS_READ,
    MENTORSHIPS_OVERSEE,
    PROGRAM_EDIT,
    ROUNDS_VIEW,
    SURVEYS_READ,
)
from mentorhub.web.screen import show
from mentorhub.web.shell import Entry, Group
from tenants.access.permissions import ORGANIZATION_MANAGE, PEOPLE_READ
from tenants.access.principal import Principal
from tenants.database import Found, Lookup, ask, unit_of_work
from tenants.kit import clock
from tenants.organizations import service as organizations
from tenants.visits.service import Visit

REMEMBERED_SECONDS = 30
PAIRS = "/mentorships"  # as a place in the navigation: the one pair's page, or the list of several
STAFF: Final = {
    "may_review": APPLICATIONS_REVIEW,
    "may_pair": ROUNDS_VIEW,
    "may_oversee": MENTORSHIPS_OVERSEE,
    "may_help": HELP_ANSWER,
    "may_read_surveys": SURVEYS_READ,
    "may_edit_program": PROGRAM_EDIT,
    "may_see_people": PEOPLE_READ,
    "may_manage": ORGANIZATION_MANAGE,
    "may_read_insights": INSIGHTS_READ,
}
"""What staff may do, by the field of the frame that says so."""
Signature = Sequence[str]
"""An organization's name and the address of its office."""

_organizations: dict[UUID, tuple[float, Signature]] = {}


class Frame(rx.State):
    """Filled before each page's own load event."""

    is_platform: bool = False
    organization: str = ""
    contact_mail: str = ""
    signed_in: bool = False
    person: str = ""
    zone: str = "UTC"
    unread: int = 0
    pair: str = ""  # whom one is paired with, or that there are several
    pair_path: str = ""
    may_review: bool = False
    may_pair: bool = False
    may_oversee: bool = False
    may_help: bool = False
    may_read_surveys: bool = False
    may_edit_program: bool = False
    may_see_people: bool = False
    may_manage: bool = False
    may_read_insights: bool = False
    is_staff: bool = False  # may do anything for the program

    async def _fill(self, here: Visit, found: Found | None = None) -> None:
        """Puts in what `lookup` found for whoever is signed in; it is asked for where it was not yet.

        Raises:
            NotFound: for a host that is nobody's.
        """
        show(self, is_platform=here.tenant is None)
        person = here.principal
        if here.tenant is None or person is None:
            return
        signature = _remembered(here.tenant.tenant_id)
        if found is None and person.is_signed_in:
            found = await ask(person, lookup(person))
        if found is not None:
            self._lay_at_hand(mentorships.at_hand(found))
            if signature is None and "signature" in found:  # not where it was forgotten only after the lookup
                signature = _remember(here.tenant.tenant_id, found["signature"])
        if signature is None:
            async with unit_of_work(person) as db:
                organization = await organizations.current(db)
            signature = _remember(here.tenant.tenant_id, (organization.name, organization.contact_mail))
        show(self, organization=signature[0], contact_mail=signature[1])
        self._know(person)

    def _lay_at_hand(self, found: AtHand) -> None:
        path = f"/mentorship/{found.pair_id}" if found.pair_id else ""
        show(
            self,
            unread=found.unread,
            pair="Your pairs" if found.several else found.called,
            pair_path=PAIRS if found.several else path,
        )

    def _know(self, person: Principal) -> None:
        may = {name: person.may(permission) for name, permission in STAFF.items()}
        show(
            self,
            signed_in=person.is_signed_in,
            person=person.name,
            zone=person.zone,
            is_staff=any(may.values()),
            **may,
        )


def lookup(person: Principal) -> Lookup:
    """What the frame around a signed-in person's page is to know, in one statement."""
    known = _remembered(person.tenant_id)
    return mentorships.ask_at_hand(person, _signature() if known is None else None)


@cache
def _signature() -> ColumnElement[list[str]]:
    return organizations.signature_column().label("signature")


def _remembered(tenant_id: UUID) -> Signature | None:
    at, known = _organizations.get(tenant_id, (0.0, None))
    return known if clock.now().timestamp() - at < REMEMBERED_SECONDS else None


def _remember(tenant_id: UUID, found: Signature) -> Signature:
    if len(_organizations) > 1000:
        _organizations.clear()
    _organizations[tenant_id] = (clock.now().timestamp(), found)
    return found


def forget_organization(tenant_id: UUID) -> None:
    """After its name or colours changed in this process; others follow within half a minute."""
    _organizations.pop(tenant_id, None)


def _own(*, staff: bool) -> tuple[Entry, ...]:
    """A member's own places. Whoever works for the program finds them below that work."""
    member, seldom = ~Frame.is_staff, Frame.is_staff & ~Frame.may_review
    paired = Frame.pair_path != ""
    return (
        Entry("Home", "/home", phone=seldom if staff else True, visible=Frame.is_staff if staff else member),
        Entry(
            Frame.pair,
            Frame.pair_path,
            place=PAIRS,
            phone=not staff,
            visible=(Frame.is_staff if staff else member) & paired,
        ),
        Entry(
            "Messages",
            "/messages",
            count=Frame.unread,
            counted="unread",
            phone=seldom & ~Frame.may_read_insights if staff else True,
            visible=Frame.is_staff if staff else member,
        ),
    )


ENTRIES: tuple[Entry | Group, ...] = (
    *_own(staff=False),
    Entry("Your application", "/application", phone=Frame.pair_path == "", visible=~Frame.is_staff),
    Entry("Overview", "/organizer", visible=Frame.may_read_insights, phone=True),
    Entry("Applications", "/organizer/applications", visible=Frame.may_review, phone=True),
    Entry("Pairing", "/organizer/rounds", visible=Frame.may_pair, phone=True),
    Entry("Pairs", "/organizer/mentorships", visible=Frame.may_oversee),
    Entry("Surveys", "/organizer/surveys", visible=Frame.may_read_surveys),
    Entry("Help requests", "/organizer/help", visible=Frame.may_help),
    Entry("People", "/organizer/people", visible=Frame.may_see_people),
    Entry("Program page", "/organizer/program", visible=Frame.may_edit_program),
    Entry("Settings", "/organizer/settings", visible=Frame.may_manage),
    Group("For yourself", _own(staff=True)),
)
