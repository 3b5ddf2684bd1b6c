"""The whole program as one document: change it, check it, publish it as the next version."""

from dataclasses import dataclass
from typing import Any

import reflex as rx

from mentorhub.permissions import PROGRAM_EDIT
from mentorhub.programs import service as programs
from mentorhub.programs.template import Located, Template, TemplateInvalid
from mentorhub.programs.template.toml import MOST_CHARACTERS
from mentorhub.web.guard import action, actor, page_load
from mentorhub.web.organizer.program.forms import Note
from mentorhub.web.organizer.program.program import chosen_program
from mentorhub.web.organizer.program.words import changed_parts
from mentorhub.web.screen import Screen, parse, parse_id
from tenants.database import unit_of_work
from tenants.kit.errors import Invalid


@dataclass(frozen=True)
class Fault:
    """One thing that does not hold: where in the document, and what to do."""

    place: str
    sentence: str


class ProgramDocument(Screen, rx.State):
    program_id: str = ""
    name: str = ""
    slug: str = ""
    number: int = 0
    text: str = ""  # what the text area starts from
    starts: int = 0  # grows when the text area is to start afresh
    faults: list[Fault] = []
    checked: bool = False  # `text` holds, and waits to be published
    changed: str = ""

    @page_load(PROGRAM_EDIT)
    async def load(self) -> None:
        me, slug = actor(), self._param("program")
        async with unit_of_work(me) as db:
            program = await chosen_program(db, me, slug)
        if str(program.id) != self.program_id or program.number != self.number or not self.text:
            self._begin(str(program.id), program.number, program.template.to_toml())
        self.name, self.slug = program.name, program.slug
        if self.status != "ready":
            self._ready()

    @action(PROGRAM_EDIT)
    async def check(self, form: dict[str, Any]) -> None:
        await self._check(form.get("document", "") if isinstance(form, dict) else "")

    @action(PROGRAM_EDIT)
    async def uploaded(self, text: str) -> None:
        """A file was chosen and read on the way: it takes the place of what stands in the text area."""
        self.starts += 1
        await self._check(text)

    @action(PROGRAM_EDIT)
    async def write_on(self) -> None:
        self.checked = False

    @action(PROGRAM_EDIT)
    async def publish(self, form: dict[str, Any]) -> None:
        """Publishes exactly what was checked."""
        if not self.checked:
            raise Invalid("Please check the document first.")
        me, note = actor(), parse(Note, form).note
        template = Template.from_toml(self.text)
        async with unit_of_work(me) as db:
            made = await programs.publish(
                db, me, parse_id(self.program_id), template, note=note, instead_of=self.number
            )
        self._begin(str(made.id), made.number, made.template.to_toml())
        self.name = made.name
        self._done(
            f"Version {made.number} counts from now on. Running pairs keep the version they began under."
        )

    async def _check(self, document: object) -> None:
        """Nothing is stored; the sentence of each fault comes back with its place."""
        text = document if isinstance(document, str) else ""
        self.checked, self.changed, self.notice, self.problem = False, "", "", ""
        try:
            template = Template.from_toml(text)
        except TemplateInvalid as invalid:
            self.faults = [fault_of(each) for each in invalid.problems]
            self.text = text if len(text) <= MOST_CHARACTERS else self.text
            return
        self.faults, self.text = [], text
        me = actor()
        async with unit_of_work(me) as db:
            before = await programs.current(db, parse_id(self.program_id))
        self.changed = changed_parts(before.template, template)
        self.checked = bool(self.changed)
        if not self.changed:
            self._done(
                f"This holds, and says the same as version {before.number}: there is nothing to publish."
            )

    def _begin(self, program_id: str, number: int, text: str) -> None:
        self.program_id, self.number, self.text = program_id, number, text
        self.starts += 1
        self.faults, self.checked, self.changed = [], False, ""


def fault_of(each: Located) -> Fault:
    return Fault(each.path, each.sentence)
