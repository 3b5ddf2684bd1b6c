"""The parts, one page per family."""

import reflex as rx

from mentorhub.web import components as ui
from mentorhub.web.components import overlays as over
from mentorhub.web.components.files import file_drop
from mentorhub.web.components.theme_choice import theme_choice
from tests.support.gallery.state import GalleryState


def actions() -> rx.Component:
    return _page(
        "Actions",
        ui.card(
            ui.button_row(
                ui.button("Send 38 proposals", kind="primary"),
                ui.button("What if …"),
                ui.button("Comment (2)", kind="text"),
                ui.button("Leave the program", kind="danger"),
                ui.button("Remove Dr. Reyes", kind="danger final"),
            ),
            ui.button_row(
                ui.button("Sending …", kind="primary", busy=True),
                ui.button("Not now", disabled=True),
                ui.button("Add a meeting", lead="plus"),
                ui.link_button("Find a mentor", "/gallery/home", kind="primary", arrow=True),
                ui.link_button("Sign in", "/sign-in", page_load=True),
            ),
            title="Buttons",
        ),
        ui.card(
            rx.el.div(
                ui.tag("Paired", "good"),
                ui.tag("Waits for Dr. Reyes", "warn"),
                ui.tag("Declined", "bad"),
                ui.tag("Kept together", "accent"),
                ui.tag("Draft"),
                class_name="flex flex-wrap gap-2",
            ),
            ui.person("Dr. Marta Nuñez", "Cardiac · 22 years · Seattle"),
            ui.person("李明", "Vascular · Reno"),
            ui.private_line("Only you and Dr. Reyes can read these"),
            ui.time("2027-03-04T18:30:00+00:00", zone="America/Denver"),
            ui.time("2027-03-04", "day"),
            theme_choice(),
            title="People, tags, times",
        ),
        ui.branded(
            ui.card(
                ui.button_row(ui.button("Look at the proposal", kind="primary"), ui.tag("Accent", "accent")),
                title="Another organization's colour",
            ),
            light="#7a1f5c",
            dark="#dd8fc0",
            on_light="#ffffff",
            on_dark="#0d1413",
        ),
    )


def fields() -> rx.Component:
    errors = GalleryState.errors
    return _page(
        "Fields",
        ui.form(
            ui.text_input("name", "Your name", errors=errors, autocomplete="name"),
            ui.text_input(
                "years",
                "Since when have you practised?",
                inputmode="numeric",
                help="The year is enough. We count the years for you, so that it stays right.",
                errors=errors,
            ),
            ui.text_area("goals", "What would you like to work on?", required=False, errors=errors),
            ui.select("topic", "First topic", GalleryState.topics, errors=errors, required=False),
            ui.radio_group(
                "role",
                "I would like to",
                [
                    ("mentee", "Find a mentor", "Any level of experience."),
                    ("mentor", "Be a mentor", "Eight years or more."),
                ],
                look="cards",
                default="mentee",
            ),
            ui.radio_group(
                "mode", "How would you meet?", [("video", "Video"), ("person", "In person")], look="beside"
            ),
            ui.checkbox_group("topics", "Topics", GalleryState.topics, look="columns", required=False),
            ui.scale("match", "How good was your match?", low="Not at all", high="Very good"),
            ui.date_input("on", "When did you meet?", required=False),
            file_drop(
                "guide",
                "Program guide",
                url="/files",
                on_done=GalleryState.look_for,
                accept=".pdf",
                help="PDF, up to 10 MB.",
            ),
            ui.checkbox("agree", "I have read the agreement and keep to it.", errors=errors),
            ui.form_foot(
                ui.button("Send the application", kind="primary", submit=True, busy=GalleryState.busy),
                note="You can change it until 20 December.",
            ),
            on_submit=GalleryState.submit,
            errors=errors,
            busy=GalleryState.busy,
            accepted=GalleryState.taken,
        ),
    )


def figures() -> rx.Component:
    return _page(
        "Figures",
        ui.fact_strip(
            ("Each quarter", "and whenever you need it"),
            ("One year, to start", "many pairs go on for longer"),
            ("96 of 104", "applicants paired last year"),
            ("9 in 10", "call it a good match (71 answers)"),
        ),
        ui.card(
            ui.stats(
                ui.stat("38 of 41", "paired"),
                ui.stat("81", "average fit of 100"),
                ui.stat("62", "weakest pair"),
            )
        ),
        ui.card(
            ui.progress_bar("Reading the file", 12400, 20000),
            ui.waiting_bar("Looking for the best assignment"),
            ui.meter("Specialty", 25, 25),
            ui.meter("Goals, interests", 22, 25),
            ui.meter("Place", 0, 20),
            title="Bars",
        ),
        ui.card(
            ui.chart(
                ui.chart_row("Very good", 41, 71, value_text="41 of 71"),
                ui.chart_row("Good", 22, 71),
                ui.chart_row("Not at all", 0, 71),
                ui.chart_row_kept("Rural practice", "Fewer than five answers, so they are not shown."),
                label="How good was your match?",
            ),
            title="How good was your match?",
        ),
        ui.card(
            ui.checklist(
                ui.checklist_item("Add your colour", done=True),
                ui.checklist_item(
                    "Import your members",
                    done=False,
                    line="A CSV from your membership system.",
                    action=ui.button("Import"),
                ),
            ),
            ui.timeline(
                [
                    ui.timeline_item(ui.time("2027-01-15T10:00:00Z", "stamp"), "You both said yes"),
                    ui.timeline_item(
                        ui.time("2027-01-10T10:00:00Z", "stamp"),
                        "The committee proposed you",
                        line="January pairing",
                    ),
                ]
            ),
            title="In order",
        ),
    )


def tables() -> rx.Component:
    def cells(row: rx.Var) -> list[ui.Node]:
        return [
            ui.person(row["name"], row["line"]),
            rx.el.span(row["fit"], class_name="figure"),
            rx.cond(row["state"] != "", ui.tag(row["state"], "accent")),
            ui.button("Open", describes=row["name"]),
        ]

    return _page(
        "Tables",
        ui.card(
            ui.search_box("Search by name or place", on_search=GalleryState.look_for),
            ui.data_table(
                [
                    "Mentee",
                    ui.Column("Fit", number=True),
                    "State",
                    ui.Column("Actions", hidden=True, shrink=True),
                ],
                GalleryState.people,
                cells,
                caption="Mentees in this round",
                chosen=lambda row: row["id"] == "1",
            ),
            ui.pager(GalleryState.page, 4, on_page=GalleryState.go_to),
        ),
    )


def states() -> rx.Component:
    return _page(
        "States",
        ui.notice("Applications close on 20 December.", tone="accent"),
        ui.notice("Your mentor has answered.", tone="good", title="Good news"),
        ui.notice("Three rows have no mail address.", tone="warn"),
        ui.problem(
            "We could not send your message.",
            kept="What you wrote is still in the box.",
            what_to_do="Send it again in a moment.",
            error_id="7F3A-21",
        ),
        ui.card(
            ui.empty_state(
                "Nobody has applied yet",
                "Share this link with your members.",
                ui.button("Copy the link", kind="primary", lead="copy"),
            )
        ),
        ui.loading_card(),
        ui.card(ui.loading_table(3)),
        ui.toast_area(GalleryState.note, on_close=GalleryState.close_note),
    )


def overlays() -> rx.Component:
    return _page(
        "Overlays",
        ui.button_row(
            ui.button("Open a dialog", on_click=GalleryState.set_open(True)),
            ui.button("Remove Dr. Reyes …", kind="danger", on_click=GalleryState.set_asked(True)),
        ),
        rx.cond(
            GalleryState.writing,
            ui.asked_for(
                ui.card(
                    ui.text_input("words", "Your words"),
                    ui.button("Cancel", on_click=GalleryState.set_writing(False)),
                    title="Write a line",
                ),
                back="write-a-line",
                key="writing",
            ),
            ui.button("Write a line", on_click=GalleryState.set_writing(True), id="write-a-line"),
        ),
        rx.cond(
            GalleryState.answered,
            ui.next_card("Your answer is in"),
            ui.button("Answer it", on_click=GalleryState.answer),
        ),
        over.dialog(
            ui.text_input("line", "One line"),
            title="Add what you want to discuss",
            description="Dr. Reyes sees it the evening before.",
            open=GalleryState.open,
            on_close=GalleryState.set_open(False),
        ),
        over.confirm_dialog(
            title="Remove Dr. Reyes from the program?",
            effects=(
                "Two running mentorships end today.",
                "Their mentees are told that the pairing ended, not why.",
            ),
            confirm="Remove Dr. Reyes",
            on_confirm=GalleryState.set_asked(False),
            on_cancel=GalleryState.set_asked(False),
            open=GalleryState.asked,
            on_close=GalleryState.set_asked(False),
        ),
    )


def _page(title: str, *content: rx.Component) -> rx.Component:
    return rx.el.main(
        rx.el.div(ui.page_head(title), *content, class_name="column mx-auto"),
        class_name="main",
        custom_attrs={"id": "main"},
    )
