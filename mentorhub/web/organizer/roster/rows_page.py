"""The screen of a roster file that was looked at."""

import reflex as rx

from mentorhub.web import components as ui
from mentorhub.web.components import Column
from mentorhub.web.organizer.roster.rows import ColumnRow, FaultLine, ImportRows, ProblemRow
from mentorhub.web.page import organizer_page, said
from tenants.roster.columns import FIELDS, IGNORED


def import_rows_page() -> rx.Component:
    says = ImportRows.says
    return organizer_page(
        ImportRows,
        ui.page_head(
            ImportRows.file_name,
            above=ui.link("Bring your roster", "/organizer/people/import"),
            below=ImportRows.written_in,
        ),
        rx.match(
            ImportRows.step,
            ("ready", ui.next_card(says.title, _bring_in(), lines=(says.line,))),
            ("applying", _progress()),
            ("done", ui.next_card(says.title, _invite(), lines=(says.line,))),
            (
                "nothing",
                ui.next_card(
                    says.title, ui.link_button("Go to your people", "/organizer/people"), lines=(says.line,)
                ),
            ),
            (
                "failed",
                ui.next_card(
                    says.title,
                    ui.link_button("Choose the file again", "/organizer/people/import", kind="primary"),
                    lines=(says.line,),
                ),
            ),
            ui.next_card(says.title, lines=(says.line,)),
        ),
        said(ImportRows),
        rx.cond(ImportRows.looking, ui.waiting_bar("Looking at every row again")),
        rx.cond(
            ImportRows.step != "columns",
            ui.stats(
                ui.stat(says.new, "new"),
                ui.stat(says.changed, "changed"),
                ui.stat(says.unchanged, "as they were"),
                ui.stat(says.bad, "with problems"),
            ),
        ),
        rx.cond(ImportRows.bad > 0, _problems()),
        rx.cond(
            (ImportRows.step == "columns") | (ImportRows.step == "ready") | (ImportRows.step == "nothing"),
            _columns(),
        ),
        current="/organizer/people",
    )


def _bring_in() -> rx.Component:
    return ui.button(
        ImportRows.says.button, on_click=ImportRows.bring_in, kind="primary", busy=ImportRows.looking
    )


def _invite() -> rx.Component:
    return ui.link_button("Invite them", "/organizer/people?state=not_invited", kind="primary", arrow=True)


def _progress() -> rx.Component:
    return ui.card(
        ui.progress_bar(ImportRows.says.title, ImportRows.written, ImportRows.to_write),
        rx.el.p(ImportRows.says.line, class_name="s mt-3"),
    )


def _problems() -> rx.Component:
    return ui.card(
        ui.data_table(
            [Column("Row", number=True, shrink=True), "Whose", "What is wrong"],
            ImportRows.rows,
            _problem_cells,
            caption="Rows with problems",
            key=lambda row: row.line,
        ),
        ui.pager(ImportRows.page, ImportRows.pages, on_page=ImportRows.go_to),
        title="Rows with problems",
        aside=ui.link_button(
            "Download them with the reasons",
            f"/organizer/people/import/{ImportRows.import_id}/problems.csv",
            lead="download",
            page_load=True,
        ),
    )


def _problem_cells(row: ProblemRow) -> list[ui.Node]:
    return [
        row.line,
        row.name,
        rx.el.div(rx.foreach(row.faults, _fault), class_name="flex flex-col gap-1"),
    ]


def _fault(fault: FaultLine) -> rx.Component:
    return rx.el.div(rx.el.span(fault.field, class_name="font-semibold"), ": ", fault.sentence)


def _columns() -> rx.Component:
    return ui.card(
        rx.el.p(
            "What is wrong here, put right: every row is looked at again at once. "
            "Nothing is stored of a column that is left out.",
            class_name="quiet mb-3",
        ),
        ui.data_table(
            ["Your column", "What we read it as", "For example"],
            ImportRows.columns,
            _column_cells,
            caption="The columns of your file",
            key=lambda column: column.place,
        ),
        title="Your columns",
    )


def _column_cells(column: ColumnRow) -> list[ui.Node]:
    return [
        rx.el.span(column.heading, class_name="font-semibold"),
        rx.el.select(
            rx.el.option("Leave it out", value=IGNORED),
            *[rx.el.option(words, value=target) for target, words in FIELDS.items()],
            rx.el.option(f"Keep it as “{column.heading}”", value=column.own),
            value=column.target,
            on_change=lambda target: ImportRows.read_as(column.place, target),
            class_name="input",
            custom_attrs={"aria-label": f"Read the column {column.heading} as"},
        ),
        rx.el.div(
            rx.foreach(column.samples, lambda sample: rx.el.div(sample, class_name="s")),
            class_name="min-w-0 break-words",
        ),
    ]
