"""What stands around every page: whose portal this is, who is signed in, where one can go."""

from uuid import UUID

import reflex as rx

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
from mentorhub.web.shell import Entry, Group
from tenants.access.permissions import ORGANIZATION_MANAGE, PEOPLE_READ
from tenants.access.principal import Principal
from tenants.database import Session, unit_of_work
from tenants.kit import clock
from tenants.organizations import service as organizations
from tenants.visits.service import Visit

REMEMBERED_SECONDS = 30
PAIRS = "/mentorships"  # as a place in the navigation: the one pair's page, or the list of several
Signature = tuple[str, str]
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

    async def _fill(self, here: Visit) -> None:
        """Raises NotFound for a host that is nobody's."""
        self.is_platform = here.tenant is None
        person = here.principal
        if here.tenant is None or person is None:
            return
        known = _remembered(here.tenant.tenant_id)
        if known is None or person.is_signed_in:
            async with unit_of_work(person) as db:
                known = await self._look(db, person, known)
        self.organization, self.contact_mail = known
        self._know(person)

    async def _look(self, db: Session, person: Principal, known: Signature | None) -> Signature:
        """What of all this is not known yet, in one statement."""
        if not person.is_signed_in:
            found = await organizations.current(db)
            return _remember(person.tenant_id, (found.name, found.contact_mail))
        besides = organizations.signature_column() if known is None else None
        at_hand, signature = await mentorships.at_hand(db, person, besides)
        self._lay_at_hand(at_hand)
        return known or _remember(person.tenant_id, (signature[0], signature[1]))

    def _lay_at_hand(self, found: AtHand) -> None:
        self.unread = found.unread
        self.pair = "Your pairs" if found.several else found.called
        self.pair_path = PAIRS if found.several else f"/mentorship/{found.pair_id}" if found.pair_id else ""

    def _know(self, person: Principal) -> None:
        self.signed_in, self.person, self.zone = person.is_signed_in, person.name, person.zone
        self.may_review = person.may(APPLICATIONS_REVIEW)
        self.may_pair = person.may(ROUNDS_VIEW)
        self.may_oversee = person.may(MENTORSHIPS_OVERSEE)
        self.may_help = person.may(HELP_ANSWER)
        self.may_read_surveys = person.may(SURVEYS_READ)
        self.may_edit_program = person.may(PROGRAM_EDIT)
        self.may_see_people = person.may(PEOPLE_READ)
        self.may_manage = person.may(ORGANIZATION_MANAGE)
        self.may_read_insights = person.may(INSIGHTS_READ)
        self.is_staff = any(
            (
                self.may_review,
                self.may_pair,
                self.may_oversee,
                self.may_help,
                self.may_read_surveys,
                self.may_edit_program,
                self.may_see_people,
                self.may_manage,
                self.may_read_insights,
            )
        )


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
