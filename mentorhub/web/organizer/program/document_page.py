"""What the page with the program's document looks like."""

import reflex as rx

from mentorhub.web import components as ui
from mentorhub.web.organizer.program.document import Fault, ProgramDocument
from mentorhub.web.page import organizer_page, said

CHECK_URL = "/organizer/program/document/file"
MOST_BYTES = 1_600_000


def program_document_page() -> rx.Component:
    back = rx.Var.create("/organizer/program?program=").to(str) + ProgramDocument.slug
    return organizer_page(
        ProgramDocument,
        ui.page_head(
            "The program's document",
            above=ui.link(ProgramDocument.name, back),
            below=rx.fragment(
                "Version ",
                ProgramDocument.number,
                ". Checking changes nothing; publishing makes the next version.",
            ),
        ),
        said(ProgramDocument),
        rx.cond(ProgramDocument.checked, _ready(), _writing()),
        current="/organizer/program",
    )


def _writing() -> rx.Component:
    return rx.fragment(
        rx.cond(ProgramDocument.faults.length() > 0, _faults()),
        ui.form(
            rx.el.div(
                ui.text_area(
                    "document",
                    "The document, as TOML",
                    default=ProgramDocument.text,
                    help="Each part begins with its name in brackets. "
                    "Lines that begin with # are notes of yours; they are not kept.",
                    rows=28,
                ),
                class_name="[&_textarea]:font-mono [&_textarea]:text-s",
                key=ProgramDocument.starts.to_string(),
            ),
            ui.form_foot(
                ui.button("Check", kind="primary", submit=True),
                ui.link_button(
                    "Download version " + ProgramDocument.number.to_string(),
                    rx.Var.create("/organizer/program/document.toml?program=").to(str) + ProgramDocument.slug,
                    kind="text",
                    lead="download",
                    page_load=True,
                ),
                note="Nothing changes yet.",
            ),
            on_submit=ProgramDocument.check,
            class_name="stack",
        ),
        ui.card(
            ui.file_drop(
                "document",
                "A document from your computer",
                url=CHECK_URL,
                on_done=ProgramDocument.uploaded,
                accept=".toml,text/plain",
                max_bytes=MOST_BYTES,
                help="It takes the place of the text above and is checked at once. Nothing is published.",
                required=False,
            ),
            title="Or bring a file",
        ),
    )


def _faults() -> rx.Component:
    def one(fault: rx.Var[Fault]) -> rx.Component:
        place = rx.el.code(fault.place, class_name="break-all")
        return rx.el.li(rx.cond(fault.place != "", rx.fragment(place, ": ")), fault.sentence)

    count = ProgramDocument.faults.length()
    return rx.el.div(
        rx.el.h2(rx.cond(count == 1, "One thing does not hold", f"{count} things do not hold")),
        rx.el.p("Nothing has changed: version ", ProgramDocument.number, " still counts.", class_name="s"),
        rx.el.ul(rx.foreach(ProgramDocument.faults, one)),
        class_name="summary",
        key=ProgramDocument.faults.to_string(),
        custom_attrs={"role": "alert", "tabIndex": -1, "ref": ui.browser_function("focusOnArrival")},
    )


def _ready() -> rx.Component:
    following = (ProgramDocument.number + 1).to_string()
    form = ui.form(
        ui.text_input(
            "note",
            "What is new, for your colleagues",
            placeholder="Mentees answer within ten days",
            help="It stands in the list of versions.",
            errors=ProgramDocument.problems,
            required=False,
        ),
        ui.form_foot(
            ui.button("Publish version " + following, kind="primary", submit=True),
            ui.button("Change the text again", on_click=ProgramDocument.write_on),
        ),
        on_submit=ProgramDocument.publish,
        errors=ProgramDocument.problems,
    )
    return rx.fragment(
        ui.next_card(
            "The document holds. Publish it?",
            lines=(
                rx.fragment(
                    "Different from version ", ProgramDocument.number, ": ", ProgramDocument.changed, "."
                ),
            ),
        ),
        ui.card(
            rx.el.ul(
                rx.el.li("New applications and new pairs go by it at once."),
                rx.el.li("Running pairs keep the version they began under."),
                rx.el.li("Nobody gets a mail about it."),
                class_name="quiet list-disc pl-5 mb-4 flex flex-col gap-1",
            ),
            form,
            title="Publish version " + following,
        ),
    )
