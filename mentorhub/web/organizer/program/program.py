"""The organizer's program: where it stands, its first texts, what its rules say, and its versions."""

from dataclasses import dataclass
from typing import Any

import reflex as rx

from mentorhub.permissions import PROGRAM_EDIT
from mentorhub.programs import service as programs
from mentorhub.programs import shelf
from mentorhub.programs.errors import NotInCatalog
from mentorhub.programs.views import ProgramLine, ProgramView
from mentorhub.programs.words import acceptance
from mentorhub.web.guard import action, actor, page_load
from mentorhub.web.organizer.program.forms import FirstTexts
from mentorhub.web.organizer.program.words import Chapter, chapters
from mentorhub.web.screen import Screen, parse, parse_id
from tenants.access import Principal
from tenants.database import Session, unit_of_work
from tenants.kit.errors import NotFound
from tenants.organizations import service as organizations
from tenants.people import service as people


@dataclass(frozen=True)
class Version:
    number: int
    note: str
    when: str
    who: str


@dataclass(frozen=True)
class Other:
    """Another program of the organization."""

    name: str
    href: str


@dataclass(frozen=True)
class Start:
    """A program of the catalog to start from."""

    key: str
    name: str
    text: str
    how: str


class ProgramPage(Screen, rx.State):
    program_id: str = ""  # empty where the organization has none yet
    name: str = ""
    slug: str = ""
    address: str = ""  # of the public page, to pass on
    standing: str = "draft"
    number: int = 0
    headline: str = ""
    lead: str = ""
    story: str = ""
    contact_mail: str = ""
    within_days: int = 0  # 0 where nobody's yes is needed
    whose_yes: str = ""
    chapters: list[Chapter] = []
    others: list[Other] = []
    starts: list[Start] = []
    versions: list[Version] = []
    confirming: str = ""  # open | close | start:KEY: what is asked before it is done
    confirmed_name: str = ""

    @page_load(PROGRAM_EDIT)
    async def load(self) -> None:
        me, wanted = actor(), self._param("program")
        async with unit_of_work(me) as db:
            lines = await programs.all_of(db, me)
            chosen = chosen_line(lines, wanted)
            program = await programs.current(db, chosen.id) if chosen else None
            self.address = await _address(db, lines, chosen) if chosen else ""
        if str(program.id if program else "") != self.program_id:
            self.versions = []
        self.others = [Other(line.name, address_of(line)) for line in lines if line != chosen]
        if program is None:
            self.program_id, self.name, self.number = "", "", 0
        else:
            self._show(program)
        self.starts = _starts() if program is None or program.status == "draft" else []
        if self.status != "ready":
            self._ready()

    @action(PROGRAM_EDIT)
    async def show_versions(self) -> None:
        me = actor()
        async with unit_of_work(me) as db:
            lines = await programs.history(db, me, parse_id(self.program_id))
            names = await people.by_ids(db, {line.published_by for line in lines if line.published_by})
        self.versions = [
            Version(
                line.number,
                line.note or ("The first version." if line.number == 1 else "Without a note."),
                line.published_at.isoformat(),
                names[line.published_by].name if line.published_by in names else "MentorHub",
            )
            for line in lines
        ]

    @action(PROGRAM_EDIT)
    async def ask(self, what: str) -> None:
        """Says what an act would do before it is done."""
        what = str(what)
        if what in ("open", "close"):
            self.confirming = what
        elif (entry := _entry(what.removeprefix("start:"))) is not None:
            self.confirming, self.confirmed_name = f"start:{entry.key}", entry.name

    @action(PROGRAM_EDIT)
    async def keep(self) -> None:
        self.confirming = ""

    @action(PROGRAM_EDIT)
    async def confirm(self) -> None:
        what, self.confirming = self.confirming, ""
        match what.partition(":"):
            case ("open", _, _):
                await self._set(is_open=True)
            case ("close", _, _):
                await self._set(is_open=False)
            case ("start", _, key):
                await self._start(key)

    @action(PROGRAM_EDIT)
    async def choose(self, key: str) -> Any:
        """The organization has no program yet: make this one of the catalog its own."""
        me = actor()
        async with unit_of_work(me) as db:
            if await programs.all_of(db, me):
                raise NotFound
            made = await programs.create_from_catalog(db, me, str(key))
        self._show(made)
        self._done(f"“{made.name}” is yours. It is a draft: change what you like, then open applications.")
        return ProgramPage.load

    @action(PROGRAM_EDIT)
    async def save_texts(self, form: dict[str, Any]) -> None:
        texts = parse(FirstTexts, form)
        me = actor()
        async with unit_of_work(me) as db:
            before = await programs.current(db, parse_id(self.program_id))
            template = texts.applied_to(before.template)
            if template == before.template:
                self._done("Nothing was different, so nothing has changed.")
                return
            made = await programs.publish(
                db, me, before.id, template, note="Changed on the program page.", instead_of=self.number
            )
        self._show(made)
        self._done(f"Saved as version {made.number}. Your public page says it now.")

    async def _set(self, *, is_open: bool) -> None:
        me, program_id = actor(), parse_id(self.program_id)
        async with unit_of_work(me) as db:
            await programs.set_status(db, me, program_id, "open" if is_open else "closed")
        self.standing = "open" if is_open else "closed"
        self.starts = []
        self._done(
            "Applications are open. Share the address of your public page."
            if is_open
            else "Applications are closed. Nobody new can apply until you open them again."
        )

    async def _start(self, key: str) -> None:
        """A draft takes over another program of the catalog as its next version."""
        me, template = actor(), shelf.load(key)
        if template is None:
            raise NotInCatalog
        async with unit_of_work(me) as db:
            before = await programs.current(db, parse_id(self.program_id))
            if before.status != "draft":
                raise NotFound
            note = f"Started again from “{template.about.name}”."
            made = await programs.publish(db, me, before.id, template, note=note, instead_of=self.number)
        self._show(made)
        self._done(f"Your program is now “{made.name}”, version {made.number}. Nothing else has changed.")

    def _show(self, program: ProgramView) -> None:
        if program.number != self.number:
            self.versions = []
        template = program.template
        asked = template.pairing.acceptance
        self.program_id, self.name, self.slug = str(program.id), program.name, program.slug
        self.standing, self.number = program.status, program.number
        self.headline, self.lead = template.about.headline, template.about.lead
        self.story = template.about.story.strip()
        self.contact_mail = template.about.contact.email or ""
        self.within_days = asked.within_days if asked.parties else 0
        self.whose_yes = acceptance(asked)
        self.chapters = chapters(template)


def chosen_line(lines: list[ProgramLine], slug: str) -> ProgramLine | None:
    """The one its address names, else the first.

    Raises:
        NotFound: for an address that names none of them.
    """
    if not slug:
        return lines[0] if lines else None
    named = [line for line in lines if line.slug == slug]
    if not named:
        raise NotFound
    return named[0]


async def chosen_program(db: Session, principal: Principal, slug: str) -> ProgramView:
    """Raises NotFound where there is none."""
    chosen = chosen_line(await programs.all_of(db, principal), slug)
    if chosen is None:
        raise NotFound
    return await programs.current(db, chosen.id)


async def _address(db: Session, lines: list[ProgramLine], chosen: ProgramLine) -> str:
    """The portal's own where it shows this program anyway."""
    organization = await organizations.current(db)
    return organization.url("/") if len(lines) == 1 else organization.url(f"/?program={chosen.slug}")


def address_of(line: ProgramLine) -> str:
    return f"/organizer/program?program={line.slug}"


def _starts() -> list[Start]:
    return [_start_of(entry) for entry in shelf.entries()]


def _start_of(entry: shelf.CatalogEntry) -> Start:
    return Start(entry.key, entry.name, entry.text, f"{entry.cadence}. {entry.term}.")


def _entry(key: str) -> shelf.CatalogEntry | None:
    return next((entry for entry in shelf.entries() if entry.key == key), None)
