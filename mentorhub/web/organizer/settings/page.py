"""What the settings look like."""

import reflex as rx

from mentorhub.web import components as ui
from mentorhub.web.organizer.people.add import SETTINGS, AddPerson, add_dialog
from mentorhub.web.organizer.settings.settings import Holder, Settings
from mentorhub.web.page import organizer_page
from mentorhub.web.zones import zone_options
from tenants.access import Role

LINE = "flex flex-wrap items-center justify-between gap-3 py-3 border-t border-line first:border-t-0"
SWATCHES = (
    ("#0b6a6f", "Teal"),
    ("#1d4f91", "Blue"),
    ("#3b3f8f", "Indigo"),
    ("#6b2f73", "Plum"),
    ("#8c1d40", "Maroon"),
    ("#a63d1f", "Rust"),
    ("#7a5c00", "Gold"),
    ("#2f6b2f", "Green"),
)
POWERS = (
    ("Owner", "Everything, and the only ones who make other owners."),
    ("Administrator", "Everything but that."),
    ("Coordinator", "People, applications, pairing, pairs and help requests."),
    ("Committee member", "Sees rounds and makes pairs."),
    ("Auditor", "Looks, and changes nothing."),
)


def settings_page() -> rx.Component:
    return organizer_page(
        Settings,
        ui.page_head(
            "Settings",
            above=Settings.name,
            below=rx.fragment("Your portal's address is ", Settings.address, "."),
        ),
        _said(),
        _form(),
        _roles(),
        add_dialog(),
        current="/organizer/settings",
    )


def _said() -> rx.Component:
    reload_page = rx.call_function(ui.browser_function("reloadPage"))
    again = ui.button("Show the new colour", on_click=reload_page)
    return rx.fragment(
        rx.cond(
            Settings.notice != "",
            ui.notice(
                rx.cond(
                    Settings.new_colour,
                    rx.fragment(Settings.notice, " Every page has the new colour when it is next loaded."),
                    Settings.notice,
                ),
                tone="good",
                action=rx.cond(Settings.new_colour, again),
            ),
        ),
        rx.cond(Settings.problem != "", ui.notice(Settings.problem, tone="bad")),
    )


def _form() -> rx.Component:
    return ui.form(
        ui.card(
            rx.el.div(
                ui.text_input("name", "Name", default=Settings.name, errors=Settings.problems),
                ui.text_input(
                    "tagline",
                    "One line about it",
                    default=Settings.tagline,
                    errors=Settings.problems,
                    required=False,
                ),
                ui.text_input(
                    "contact_mail",
                    "Mail address for questions",
                    type="email",
                    default=Settings.contact_mail,
                    help="Shown to everybody; answers to our mails go there.",
                    errors=Settings.problems,
                ),
                ui.text_input(
                    "dues_url",
                    "Where members pay their dues",
                    type="url",
                    default=Settings.dues_url,
                    placeholder="https://",
                    help="Members whose dues are unpaid get this link.",
                    errors=Settings.problems,
                    required=False,
                ),
                ui.select(
                    "zone",
                    "Time zone",
                    zone_options(),
                    default=Settings.zone,
                    empty=None,
                    help="For everybody who has not chosen their own.",
                    errors=Settings.problems,
                ),
                class_name="form",
            ),
            title="Your organization",
        ),
        ui.card(ui.split(_choice(), _preview()), title="Your colour"),
        ui.form_foot(ui.button("Save", kind="primary", submit=True)),
        on_submit=Settings.save,
        errors=Settings.problems,
        class_name="stack",
    )


def _choice() -> rx.Component:
    well = rx.el.input(
        type="color",
        default_value=Settings.tried,
        on_change=Settings.pick_colour.debounce(150),
        key=Settings.typed.to_string(),
        class_name="h-11 w-14 p-1 rounded-m border border-line-strong bg-surface cursor-pointer",
        custom_attrs={"aria-label": "Pick a colour"},
    )
    typed = rx.el.input(
        name="accent",
        default_value=Settings.tried,
        on_change=Settings.type_colour.debounce(250),
        key=Settings.picked.to_string(),
        class_name="input max-w-40 tabular",
        custom_attrs={
            "id": "field-accent",
            "maxLength": 7,
            "spellCheck": False,
            "autoComplete": "off",
            "aria-describedby": "accent-verdict",
        },
    )
    return rx.el.div(
        ui.field(
            "accent",
            "Accent colour",
            rx.el.div(well, typed, class_name="flex items-center gap-2"),
            help="Six digits, as your designer gave them, or one of these.",
            error=Settings.problems["accent"].to(str),
        ),
        rx.el.div(*[_swatch(*each) for each in SWATCHES], class_name="flex flex-wrap gap-2"),
        rx.el.p(
            Settings.verdict,
            class_name=rx.cond(Settings.adjusted, "s text-warn!", "s text-good!"),
            custom_attrs={"id": "accent-verdict", "role": "status"},
        ),
        class_name="flex flex-col gap-4",
    )


def _swatch(value: str, words: str) -> rx.Component:
    return rx.el.button(
        rx.el.span(words, class_name="sr-only"),
        type="button",
        on_click=[Settings.pick_colour(value), Settings.type_colour(value)],
        class_name="h-11 w-11 rounded-full border border-line-strong bg-(--swatch) cursor-pointer",
        custom_attrs={"style": {"--swatch": value}, "title": words},
    )


def _preview() -> rx.Component:
    return rx.el.div(
        ui.eyebrow("As it will look"),
        ui.branded(
            rx.el.section(
                rx.el.div(
                    ui.brand_mark(Settings.name),
                    rx.el.span(Settings.name, class_name="font-semibold min-w-0 wrap-anywhere"),
                    class_name="flex items-center gap-2",
                ),
                rx.el.p("Your next meeting with Dr. Reyes", class_name="figure text-l mt-3"),
                rx.el.p(
                    rx.el.span("See what you agreed on", class_name="text-accent underline"),
                    " before you meet.",
                    class_name="s",
                ),
                rx.el.div(
                    rx.el.span("Write to Dr. Reyes", class_name="btn primary"),
                    ui.tag("Agreed", "accent"),
                    class_name="flex flex-wrap items-center gap-3 mt-3",
                ),
                class_name="card next",
                aria_hidden="true",
            ),
            light=Settings.light,
            dark=Settings.dark,
            on_light=Settings.on_light,
            on_dark=Settings.on_dark,
        ),
        class_name="flex flex-col gap-3",
    )


def _roles() -> rx.Component:
    def one(holder: rx.Var[Holder]) -> rx.Component:
        return rx.el.li(
            ui.person(holder.name, holder.mail, href=holder.href),
            rx.el.span(holder.roles, class_name="s"),
            class_name=LINE,
        )

    meanings = [rx.el.li(rx.el.strong(name), ": ", line, class_name="s") for name, line in POWERS]
    return ui.card(
        rx.el.ul(rx.foreach(Settings.holders, one), class_name="list-none p-0 m-0"),
        rx.el.details(
            rx.el.summary("What each role may do", class_name="s cursor-pointer py-3"),
            rx.el.ul(*meanings, class_name="mt-2 flex flex-col gap-1 list-none p-0"),
        ),
        rx.el.div(
            ui.button("Add a colleague", on_click=AddPerson.ask(SETTINGS, Role.COORDINATOR), lead="plus"),
            rx.el.span(
                "Somebody who is here already gets a role on their page under ",
                ui.link("People", "/organizer/people"),
                ".",
                class_name="s",
            ),
            class_name="btn-row mt-2",
        ),
        title="Who may do what",
    )
