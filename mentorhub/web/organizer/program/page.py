"""What the program page looks like."""

import reflex as rx

from mentorhub.web import components as ui
from mentorhub.web.frame import Frame
from mentorhub.web.organizer.program.dialogs import dialogs
from mentorhub.web.organizer.program.program import Other, ProgramPage, Version
from mentorhub.web.organizer.program.starts import choose, start_again
from mentorhub.web.organizer.program.words import Chapter, Said
from mentorhub.web.page import organizer_page, said

DOCUMENT = "/organizer/program/document"


def program_page() -> rx.Component:
    return organizer_page(
        ProgramPage,
        rx.cond(ProgramPage.program_id == "", choose(), _program()),
        current="/organizer/program",
    )


def _program() -> rx.Component:
    return rx.fragment(
        ui.page_head(
            ProgramPage.name,
            above=rx.fragment("Program page · version ", ProgramPage.number),
            below=_others(),
        ),
        said(ProgramPage),
        rx.match(ProgramPage.standing, ("draft", _draft()), ("open", _open()), _closed()),
        _texts(),
        rx.el.div(
            rx.foreach(ProgramPage.chapters, _chapter), class_name="grid items-start gap-5 lg:grid-cols-2"
        ),
        _document(),
        _versions(),
        rx.cond(ProgramPage.starts.length() > 0, start_again()),
        dialogs(),
    )


def _draft() -> rx.Component:
    return ui.next_card(
        "Open applications when your page reads well",
        ui.button_row(
            ui.link_button("See how it will look", _public_address()),
            ui.button("Open applications", kind="primary", on_click=ProgramPage.ask("open")),
        ),
        lines=("It is a draft: nobody but you and your administrators sees it.",),
    )


def _open() -> rx.Component:
    return ui.next_card(
        "Applications are open: share your public page",
        ui.button_row(
            ui.link_button("See your public page", _public_address(), kind="primary"),
            ui.button("Close applications", on_click=ProgramPage.ask("close")),
        ),
        lines=(
            rx.fragment(
                "Its address: ",
                rx.el.strong(ProgramPage.address, class_name="select-all break-words text-ink"),
            ),
            "People hear at once whether they can take part; their applications come to you.",
        ),
        eyebrow_text="Open",
    )


def _closed() -> rx.Component:
    return ui.next_card(
        "Nobody can apply at present",
        ui.button_row(
            ui.button("Open applications", kind="primary", on_click=ProgramPage.ask("open")),
            ui.link_button("See your public page", _public_address()),
        ),
        lines=("Your public page says so. Pairs that are running go on as they are.",),
        eyebrow_text="Closed",
    )


def _public_address() -> rx.Var[str]:
    return rx.Var.create("/?program=").to(str) + ProgramPage.slug


def _others() -> rx.Component:
    def one(other: Other) -> rx.Component:
        return rx.el.span(" ", ui.link(other.name, other.href))

    return rx.cond(
        ProgramPage.others.length() > 0,
        rx.el.span("Also yours:", rx.foreach(ProgramPage.others, one)),
        rx.el.span("What your program is, and the rules it goes by."),
    )


def _texts() -> rx.Component:
    form = ui.form(
        ui.text_input(
            "name",
            "What the program is called",
            default=ProgramPage.name,
            errors=ProgramPage.problems,
        ),
        ui.text_input(
            "headline",
            "Headline",
            default=ProgramPage.headline,
            help="The first thing a visitor reads.",
            errors=ProgramPage.problems,
        ),
        ui.text_area(
            "lead",
            "What it is, in a few sentences",
            default=ProgramPage.lead,
            rows=4,
            maximum=800,
            errors=ProgramPage.problems,
        ),
        ui.text_area(
            "story",
            "More about it",
            default=ProgramPage.story,
            help="Below the facts. An empty line begins a new paragraph.",
            rows=6,
            maximum=30_000,
            errors=ProgramPage.problems,
            required=False,
        ),
        ui.text_input(
            "contact_mail",
            "Mail address for questions",
            type="email",
            default=ProgramPage.contact_mail,
            help=rx.Var.create("Shown to everybody. Without one: ") + Frame.contact_mail,
            errors=ProgramPage.problems,
            required=False,
        ),
        rx.cond(ProgramPage.within_days > 0, _days()),
        ui.form_foot(
            ui.button("Save", submit=True), note="Saving makes a new version; running pairs keep theirs."
        ),
        on_submit=ProgramPage.save_texts,
        errors=ProgramPage.problems,
        accepted=ProgramPage.number,
    )
    return ui.card(form, title="On your public page", aside=_see())


def _see() -> rx.Component:
    words = rx.cond(ProgramPage.standing == "draft", "As visitors will see it", "As visitors see it")
    return ui.link(words, _public_address())


def _days() -> rx.Component:
    return ui.text_input(
        "within_days",
        "Days to answer a proposal",
        default=ProgramPage.within_days.to_string(),
        help=ProgramPage.whose_yes,
        inputmode="numeric",
        errors=ProgramPage.problems,
    )


def _chapter(chapter: rx.Var[Chapter]) -> rx.Component:
    lines = rx.el.dl(rx.foreach(chapter.lines, _line), class_name="flex flex-col gap-3 m-0")
    return rx.el.div(
        ui.card(lines, title=chapter.title),
        custom_attrs={"id": chapter.title.lower().replace(" ", "-")},
        class_name="scroll-mt-6",
    )


def _line(line: rx.Var[Said]) -> rx.Component:
    questions = rx.el.details(
        rx.el.summary("Show the questions", class_name="s cursor-pointer py-3"),
        rx.el.ol(rx.foreach(line.more, rx.el.li), class_name="s list-decimal pl-5 mt-1"),
    )
    return rx.el.div(
        rx.el.dt(line.what, class_name="xs"),
        rx.el.dd(line.words, rx.cond(line.more.length() > 0, questions), class_name="m-0"),
    )


def _document() -> rx.Component:
    address = rx.Var.create(f"{DOCUMENT}?program=").to(str) + ProgramPage.slug
    file = rx.Var.create(f"{DOCUMENT}.toml?program=").to(str) + ProgramPage.slug
    return ui.card(
        rx.el.p(
            "Every rule above, every question and every text stands in one document that you can read, "
            "change, check and publish, or pass on to another organization.",
            class_name="quiet",
        ),
        ui.button_row(
            ui.link_button("Change the document", address),
            ui.link_button("Download it", file, kind="text", lead="download", page_load=True),
        ),
        title="Change anything else",
    )


def _versions() -> rx.Component:
    def one(version: rx.Var[Version]) -> rx.Component:
        return ui.timeline_item(
            rx.fragment(ui.time(version.when, "stamp"), " · ", version.who),
            rx.fragment(
                "Version ", version.number, rx.cond(version.number == ProgramPage.number, " counts now", "")
            ),
            line=version.note,
        )

    return ui.card(
        rx.cond(
            ProgramPage.versions.length() > 0,
            ui.timeline(ProgramPage.versions, one),
            rx.fragment(
                rx.el.p(
                    "Each change is kept. Running pairs stay with the version they began under.",
                    class_name="quiet",
                ),
                ui.button_row(ui.button("Show all versions", on_click=ProgramPage.show_versions)),
            ),
        ),
        title="Versions",
    )
