"""Choosing a roster file."""

from dataclasses import dataclass

import reflex as rx

from mentorhub.web import components as ui
from mentorhub.web.frame import Frame
from mentorhub.web.guard import action, actor, page_load
from mentorhub.web.page import organizer_page
from mentorhub.web.screen import Screen, parse_id
from tenants.access.permissions import ROSTER_IMPORT
from tenants.database import unit_of_work
from tenants.roster import imports
from tenants.roster.columns import FIELDS
from tenants.roster.table import LARGEST_FILE
from tenants.roster.views import ImportView

SHOWN = 8


@dataclass(frozen=True)
class Earlier:
    """A file that was chosen before."""

    href: str
    file_name: str
    at: str
    what: str
    tone: str


class ImportFile(Screen, rx.State):
    earlier: list[Earlier] = []

    @page_load(ROSTER_IMPORT)
    async def load(self) -> None:
        person = actor()
        async with unit_of_work(person) as db:
            found = await imports.latest(db, person, limit=SHOWN)
        self.earlier = [_earlier(seen) for seen in found]
        self._ready()

    @action(ROSTER_IMPORT)
    async def uploaded(self, import_id: str) -> rx.event.EventSpec:
        return rx.redirect(f"/organizer/people/import/{parse_id(import_id)}")


def _earlier(seen: ImportView) -> Earlier:
    what, tone = {
        "checked": ("Looked at, not brought in", "plain"),
        "applying": ("Being brought in", "accent"),
        "done": (f"{seen.new:,} new, {seen.changed:,} changed", "good"),
        "failed": ("Not brought in", "bad"),
    }[seen.state]
    return Earlier(
        f"/organizer/people/import/{seen.id}", seen.file_name, seen.created_at.isoformat(), what, tone
    )


def import_file_page() -> rx.Component:
    return organizer_page(
        ImportFile,
        ui.page_head(
            "Bring your roster",
            above=ui.link("People", "/organizer/people"),
            below="You see every row and every problem before anything is stored.",
        ),
        ui.card(
            ui.file_drop(
                "file",
                "The list of your members",
                url="/organizer/people/import/file",
                on_done=ImportFile.uploaded,
                accept=".csv,.tsv,.txt,text/csv",
                max_bytes=LARGEST_FILE,
                help="A spreadsheet saved as CSV: with commas, semicolons or tabs, up to 20 MB. "
                "The first row holds the names of the columns.",
            ),
            ui.private_line("Only those who look after people in your organization can see it."),
        ),
        ui.split(_what_it_holds(), _what_happens()),
        rx.cond(ImportFile.earlier.length() > 0, _earlier_files()),
        current="/organizer/people",
    )


def _what_it_holds() -> rx.Component:
    others = [words for target, words in FIELDS.items() if target not in ("mail", "name")]
    return ui.card(
        rx.el.p(
            "Each row needs a mail address and a name. These are recognized as well, where you have them:"
        ),
        rx.el.p(f"{', '.join(others)}.", class_name="quiet mt-2"),
        rx.el.p("Any other column can be kept under its own name, or left out.", class_name="mt-2"),
        title="What the file holds",
    )


def _what_happens() -> rx.Component:
    return ui.card(
        rx.el.ul(
            rx.el.li("People who are new come onto your roster. Nobody gets a mail yet."),
            rx.el.li("People you have already are updated where the file says something new."),
            rx.el.li("Nobody is taken off, and the same file twice changes nothing."),
            class_name="list-disc pl-5 flex flex-col gap-2",
        ),
        title="What happens with it",
    )


def _earlier_files() -> rx.Component:
    return ui.card(
        ui.data_table(
            ["File", "When", "What became of it"],
            ImportFile.earlier,
            lambda row: [
                ui.link(row.file_name, row.href),
                ui.time(row.at, "stamp", zone=Frame.zone),
                ui.tag(row.what, row.tone),
            ],
            caption="Files chosen before",
            key=lambda row: row.href,
        ),
        title="Earlier files",
    )
