"""Everybody the organization knows: found, narrowed, turned page by page."""

from math import ceil

import reflex as rx

from mentorhub.web.guard import action, actor, page_load
from mentorhub.web.organizer.people.words import STANDINGS, STATES, PersonRow, how_many, people, row_of
from mentorhub.web.screen import Screen
from tenants.access.permissions import PEOPLE_INVITE, PEOPLE_READ, ROSTER_IMPORT
from tenants.access.roles import GIVEN_ROLES
from tenants.database import Session, unit_of_work
from tenants.roster import service as roster
from tenants.roster.views import Filters

PAGE = 50
LONGEST = 200

_WORDS_FOR = {
    "role": frozenset(GIVEN_ROLES),
    "standing": frozenset(STANDINGS),
    "state": frozenset(STATES) - {"disabled"},
}


class People(Screen, rx.State):
    text: str = ""
    role: str = ""
    standing: str = ""
    member_class: str = ""
    state: str = ""
    classes: list[tuple[str, str]] = []
    rows: list[PersonRow] = []
    found: int = 0
    how_many: str = ""
    nobody_yet: bool = False
    narrowed: bool = False
    page: int = 1
    pages: int = 1
    afresh: int = 0  # grows when the boxes start from other values than were typed
    to_invite: int = 0
    invite_words: str = ""
    may_invite: bool = False
    may_import: bool = False
    _starts: list[str] = [""]
    _everybody: int = 0
    _address: dict[str, str] = {}

    @page_load(PEOPLE_READ)
    async def load(self) -> None:
        person = actor()
        self.may_invite, self.may_import = person.may(PEOPLE_INVITE), person.may(ROSTER_IMPORT)
        self._follow_address(self._params())
        async with unit_of_work(person) as db:
            self.classes = [(name, name) for name in await roster.classes(db, person)]
            await self._show(db)
        self._ready()

    @action(PEOPLE_READ)
    async def search(self, text: str) -> None:
        self.text = _clean(text)
        await self._from_the_top()

    @action(PEOPLE_READ)
    async def narrow(self, by: str, value: str) -> None:
        self._narrow(by, value)
        await self._from_the_top()

    @action(PEOPLE_READ)
    async def show_everybody(self) -> None:
        self.text = self.role = self.standing = self.member_class = self.state = ""
        self.afresh += 1
        await self._from_the_top()

    @action(PEOPLE_READ)
    async def go_to(self, page: int) -> None:
        if isinstance(page, int) and 1 <= page <= len(self._starts):
            self.page = page
        async with unit_of_work(actor()) as db:
            await self._show(db)

    @action(PEOPLE_READ)
    async def refresh(self) -> None:
        async with unit_of_work(actor()) as db:
            await self._show(db)

    def _narrow(self, by: object, value: object) -> None:
        if by == "member_class":
            self.member_class = _clean(value)
        elif isinstance(by, str) and by in _WORDS_FOR:
            setattr(self, by, value if isinstance(value, str) and value in _WORDS_FOR[by] else "")

    def _arrive(self, *, anew: bool) -> None:
        """A search outlives a look at somebody's page, and not a page loaded anew."""
        self.notice, self.problem, self.problems = "", "", {}
        if anew:
            self.text = self.role = self.standing = self.member_class = self.state = ""
            self._address, self._starts, self.page = {}, [""], 1
            self.afresh += 1

    def _follow_address(self, address: dict[str, str]) -> None:
        """A link such as ?state=not_invited narrows the list; coming back to the same one does not again."""
        if address == self._address:
            return
        self._address = address
        if any(by in address for by in (*_WORDS_FOR, "member_class")):
            self.text = self.role = self.standing = self.member_class = self.state = ""
            for by, value in address.items():
                self._narrow(by, value)
            self._starts, self.page = [""], 1
            self.afresh += 1

    async def _from_the_top(self) -> None:
        self._starts, self.page, self.notice, self.problem = [""], 1, "", ""
        async with unit_of_work(actor()) as db:
            await self._show(db)

    def _filters(self) -> Filters:
        return Filters(self.role, self.standing, self.member_class, self.state)

    async def _show(self, db: Session) -> None:
        """Two statements; three where the list is narrowed, for the number it is narrowed from."""
        person = actor()
        start = self._starts[self.page - 1]
        seen = await roster.search(db, person, self.text, self._filters(), after=start or None, limit=PAGE)
        self.narrowed = bool(self.text or self._filters() != Filters())
        everybody = sum((await roster.states(db, person)).values()) if self.narrowed else seen.total
        if seen.next is not None:
            self._starts = [*self._starts[: self.page], seen.next]
        self.rows = [row_of(row, may_invite=self.may_invite) for row in seen.rows]
        self.found, self.pages = seen.total, max(1, ceil(seen.total / PAGE))
        self.how_many = how_many(seen.counts, everybody)
        self.nobody_yet = everybody <= 1
        target = self._whom_to_invite()
        self.to_invite = seen.counts.get(target, 0) if self.may_invite else 0
        again = " again" if target == "invited" else ""
        self.invite_words = f"Invite {people(self.to_invite)}{again}"

    def _whom_to_invite(self) -> str:
        """Those who have had no mail yet; those who did not answer only where one looks at just them."""
        return "invited" if self.state == "invited" else "not_invited"


def _clean(text: object) -> str:
    return text[:LONGEST].replace("\x00", "") if isinstance(text, str) else ""
