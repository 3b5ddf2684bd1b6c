"""How an organization's first page looks: the program, its ways in, its voice, and where to ask."""

import reflex as rx

from mentorhub.web import components as ui
from mentorhub.web.frame import Frame
from mentorhub.web.public.organization import OrganizationHome
from mentorhub.web.public.program_facts import Block, Cell


def organization_home() -> rx.Component:
    return rx.cond(OrganizationHome.has_program, _program(), _nothing_yet())


def organization_foot() -> rx.Component:
    mail = Frame.contact_mail
    return rx.fragment(
        rx.el.span("Questions? ", ui.mail_link(mail)),
        rx.el.span("Run with MentorHub"),
    )


def _program() -> rx.Component:
    page = OrganizationHome.page
    return rx.fragment(
        rx.cond(OrganizationHome.preview != "", _preview()),
        ui.hero(
            page.headline,
            lead=page.lead,
            above=page.eyebrow,
            below=_next_dates(),
            paths=(_ways(), _waiting()),
            links=(_guide_link(), _contact_link()),
        ),
        rx.cond(page.facts.length() > 0, rx.el.dl(rx.foreach(page.facts, _fact), class_name="facts")),
        ui.two_columns(_story(), _steps(page.pairing), rx.foreach(page.sections, _section)),
        _voice(),
        _duties(),
        _contact(),
    )


def _preview() -> rx.Component:
    return rx.el.div(
        ui.notice(
            "Only those who edit the program see this page. For everybody else there is nothing at its "
            "address before you open applications.",
            title="A preview of your draft",
            tone="accent",
            action=ui.link_button("Back to the program", OrganizationHome.preview, lead="arrow-left"),
        ),
        class_name="mb-10",
    )


def _next_dates() -> rx.Component:
    page = OrganizationHome.page
    pairing = rx.fragment(
        "Next pairing: ", rx.el.strong(page.pairs_on), " · applications by ", page.closes_on
    )
    return rx.fragment(
        rx.cond((page.pairs_on != "") & (page.closed == ""), rx.el.span(pairing, class_name="block")),
        rx.cond(page.fee != "", rx.el.span(page.fee, " ", _pay(), class_name="block")),
    )


def _pay() -> rx.Component:
    page = OrganizationHome.page
    return rx.cond(page.pay_url != "", ui.outside_link(page.pay_label, page.pay_url))


def _ways() -> rx.Component:
    page = OrganizationHome.page
    ways = rx.foreach(page.ways, lambda way: ui.link_card(way.title, way.line, way.href))
    return rx.cond(page.closed == "", ways, ui.notice(page.closed, tone="accent"))


def _waiting() -> rx.Component:
    """Somebody who thinks of mentoring learns that it is wanted, and for what."""
    page = OrganizationHome.page
    many = rx.cond(
        page.waiting == 1,
        "One person is waiting for a mentor.",
        rx.Var.create("").to(str) + page.waiting.to_string() + " people are waiting for a mentor.",
    )
    topics = rx.el.span(
        "They would like to talk about ",
        rx.foreach(
            page.interests,
            lambda each, place: rx.fragment(rx.cond(place > 0, ", ", ""), each[0].to(str).lower()),
        ),
        ".",
        class_name="block",
    )
    return rx.cond(
        page.waiting > 0,
        rx.el.div(rx.el.strong(many), rx.cond(page.interests.length() > 0, topics), class_name="s px-1 pt-1"),
    )


def _guide_link() -> rx.Component:
    page = OrganizationHome.page
    return rx.cond(
        page.guide != "",
        ui.link(rx.fragment(page.guide, " (to read, print or save as PDF)"), "/guide", page_load=True),
    )


def _contact_link() -> rx.Component:
    return rx.el.a(OrganizationHome.page.contact_label, href="#contact")


def _fact(cell: rx.vars.ObjectVar[Cell]) -> rx.Component:
    return rx.el.div(rx.el.dt(cell.text), rx.el.dd(cell.title, class_name="figure"))


def _section(block: rx.vars.ObjectVar[Block]) -> rx.Component:
    return ui.prose_section(
        block.title,
        rx.cond(block.intro != "", rx.el.p(block.intro)),
        rx.el.ul(rx.foreach(block.points, rx.el.li)),
        small=block.note,
    )


def _steps(block: rx.vars.ObjectVar[Block]) -> rx.Component:
    page = OrganizationHome.page
    return ui.prose_section(
        block.title,
        rx.cond(block.intro != "", rx.el.p(block.intro)),
        rx.el.ol(rx.foreach(block.points, rx.el.li)),
        small=rx.fragment(
            block.note, rx.foreach(page.small_print, lambda line: rx.el.span(line, class_name="block mt-1"))
        ),
    )


def _story() -> rx.Component:
    page = OrganizationHome.page
    partner = rx.el.p(
        rx.el.strong(page.partner),
        ". ",
        page.partner_text,
        " ",
        rx.cond(page.partner_url != "", ui.outside_link("Read more", page.partner_url)),
        class_name="s",
    )
    return rx.el.section(
        rx.el.h2(page.name),
        rx.cond(page.story != "", rx.el.div(ui.written(page.story), class_name="quiet")),
        rx.cond(page.partner != "", partner),
        class_name="flex flex-col gap-3",
    )


def _voice() -> rx.Component:
    page = OrganizationHome.page
    source = rx.cond(
        page.quote_url != "", ui.outside_link(page.quote_source, page.quote_url), page.quote_source
    )
    return rx.cond(page.quote != "", ui.quotation(page.quote, source))


def _duties() -> rx.Component:
    """Folded for those in a hurry; it comes again with the form."""
    page = OrganizationHome.page
    both = ui.two_columns(rx.foreach(page.duties, _duty))
    read = rx.cond(
        OrganizationHome.has_read,
        rx.el.p("Thank you for reading. The contact is below.", class_name="s"),
        ui.button("I have read this", on_click=OrganizationHome.read),
    )
    opened = rx.el.section(rx.el.h2(_taken_on()), both, read)
    folded = rx.el.details(rx.el.summary(_taken_on(), ", in full"), both)
    return rx.cond(
        page.duties.length() > 0,
        rx.el.div(
            rx.cond(page.overview_first, opened, folded),
            class_name="overview",
            custom_attrs={"id": "overview"},
        ),
    )


def _taken_on() -> rx.Var[str]:
    return rx.cond(
        OrganizationHome.page.duties.length() == 1, "What you take on", "What each side takes on"
    ).to(str)


def _duty(block: rx.vars.ObjectVar[Block]) -> rx.Component:
    return rx.el.div(
        ui.heading(block.title, 3),
        rx.el.p(block.intro, class_name="quiet"),
        rx.el.div(rx.el.ul(rx.foreach(block.points, rx.el.li)), class_name="prose quiet"),
        rx.cond(block.note != "", rx.el.p(block.note, class_name="s")),
        class_name="flex flex-col gap-2",
    )


def _contact() -> rx.Component:
    page = OrganizationHome.page
    readable = ~page.overview_first | OrganizationHome.has_read
    return rx.el.section(
        rx.el.div(
            rx.el.h2(page.contact_label),
            rx.el.p(page.contact_text, class_name="quiet"),
            rx.cond(
                readable,
                _addresses(),
                rx.el.p(
                    "Please read what each side takes on first; then we are glad to hear from you.",
                    class_name="s",
                ),
            ),
            class_name="flex flex-col gap-3",
        ),
        rx.cond(readable & page.contact_form & (OrganizationHome.preview == ""), _question()),
        class_name="two-columns border-t border-line",
        custom_attrs={"id": "contact"},
    )


def _addresses() -> rx.Component:
    page = OrganizationHome.page
    mail = ui.mail_link(page.contact_mail)
    return rx.el.p(
        mail,
        rx.cond(page.contact_phone != "", rx.fragment(" · ", page.contact_phone)),
        class_name="s",
    )


def _question() -> rx.Component:
    page, here = OrganizationHome.page, OrganizationHome
    days = rx.cond(page.answer_days == 1, "within a day", f"within {page.answer_days} days")
    thanks = ui.notice(
        rx.fragment("We have your question and answer ", days, ", to ", here.sent_to, "."),
        title="Thank you",
        tone="good",
        action=ui.button("Ask something else", on_click=here.ask_more),
    )
    who = rx.fragment(
        ui.text_input("name", "Your name", errors=here.problems, autocomplete="name"),
        ui.text_input("mail", "Your mail address", type="email", errors=here.problems, autocomplete="email"),
    )
    form = ui.form(
        ui.hidden_input("key", here.question_key),
        ui.text_area("body", "What would you like to know?", rows=4, errors=here.problems, maximum=4_000),
        rx.cond(Frame.signed_in, rx.fragment(), who),
        ui.form_foot(
            ui.button("Send", submit=True),
            note=rx.fragment("Read by the people who run the program. We answer ", days, "."),
        ),
        rx.cond((here.problem != "") & (here.problems.length() == 0), ui.notice(here.problem, tone="bad")),
        on_submit=here.ask,
        errors=here.problems,
        accepted=here.questions,
        label="Ask a question",
    )
    return rx.cond(here.asked, thanks, form)


def _nothing_yet() -> rx.Component:
    """A brand-new organization, to its first visitors and to whoever is preparing it."""
    mine = ui.link_card(
        "Prepare it and open it",
        "You can run this program. Nobody else sees it before you open it.",
        "/organizer/program",
    )
    door = ui.link_card(
        "Sign in",
        "If you have an account here, or have been asked to help.",
        "/sign-in",
        page_load=True,
    )
    home = ui.link_card("Go to your page", "You are signed in.", "/home")
    return ui.hero(
        "A mentorship program is being prepared here",
        lead="As soon as it opens, this page says what it is, who can take part and how to apply.",
        above=Frame.organization,
        below="Would you like to know when? The address below is the right one to ask.",
        paths=(rx.cond(Frame.may_edit_program, mine, rx.cond(Frame.signed_in, home, door)),),
    )
