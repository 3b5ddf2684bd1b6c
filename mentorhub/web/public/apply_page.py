"""How the application form looks: one calm column, its progress, and what comes after sending."""

import reflex as rx

from mentorhub.web import components as ui
from mentorhub.web.components.questions import forgets, form_now, keeps, kept_form, question_fields
from mentorhub.web.frame import Frame
from mentorhub.web.page import form_page
from mentorhub.web.public.apply import Apply
from mentorhub.web.public.program_facts import Block, Way


def apply_page() -> rx.Component:
    return form_page(
        Apply,
        rx.match(
            Apply.stage,
            ("choose", _choose()),
            ("overview", _overview()),
            ("form", _form()),
            ("sent", _sent()),
            ("mailed", _mailed()),
            ("over", _over()),
            ("sign_in", _sign_in()),
            ("members", _members()),
            ("closed", _closed()),
            ("too_young", _too_young()),
            rx.fragment(),
        ),
        leave=ui.link_button("Back", "/", kind="text"),
    )


def _choose() -> rx.Component:
    return rx.fragment(
        ui.page_head(Apply.choose, above=Apply.program_name),
        rx.el.div(
            rx.foreach(Apply.ways, _way),
            class_name="flex flex-col gap-3",
        ),
    )


def _way(way: rx.vars.ObjectVar[Way]) -> rx.Component:
    return ui.link_card(way.title, way.line, way.href)


def _overview() -> rx.Component:
    """Read before the form opens, where the template wants it so."""
    return rx.fragment(
        _restored(),
        ui.page_head(
            "Before you apply", above=Apply.program_name, below="Two minutes to read, then the form."
        ),
        rx.cond(Apply.story != "", ui.written(Apply.story)),
        rx.foreach(Apply.duties, _duties),
        _steps(),
        ui.form_foot(
            ui.button("Go on to the application", on_click=Apply.begin, kind="primary"),
            note="About the form: you can stop at any time; what you typed stays.",
        ),
    )


def _restored() -> rx.Component:
    """As soon as it is there, it asks the tab what was typed before."""
    return rx.el.div(on_mount=Apply.restore(kept_form()), custom_attrs={"data-keep": Apply.keep_name})


def _duties(block: rx.vars.ObjectVar[Block]) -> rx.Component:
    return ui.card(
        rx.el.p(block.intro, class_name="quiet"),
        rx.el.div(rx.el.ul(rx.foreach(block.points, rx.el.li)), class_name="prose"),
        rx.cond(block.note != "", rx.el.p(block.note, class_name="s")),
        title=block.title,
    )


def _steps() -> rx.Component:
    steps = rx.el.ol(rx.foreach(Apply.steps, rx.el.li))
    return ui.card(rx.el.div(steps, class_name="prose"), title="How pairing works")


def _form() -> rx.Component:
    typed = form_now("args[0].target")
    fields = ui.form(
        rx.cond(
            (Apply.problem != "") & (Apply.problems.length() == 0), ui.notice(Apply.problem, tone="warn")
        ),
        _who(),
        question_fields(
            Apply.rows,
            errors=Apply.problems,
            applies=Apply.applies,
            refusals=Apply.refusals,
            ways_out=Apply.ways_out,
            on_decide=Apply.keep,
        ),
        _pledges(),
        rx.foreach(Apply.notices, lambda text: rx.el.p(text, class_name="s")),
        ui.form_foot(
            ui.button("Send my application", kind="primary", submit=True, disabled=Apply.preview),
            note=rx.cond(
                Apply.preview,
                "A preview of your draft: nothing is sent, and nothing that you type is kept.",
                rx.cond(
                    Frame.signed_in,
                    "You get a mail that we have it. You can withdraw it at any time.",
                    "We send you a mail with a link; your application counts when you have used it.",
                ),
            ),
        ),
        on_submit=Apply.send,
        errors=Apply.problems,
        accepted=Apply.filled,
        label="Application",
        class_name="form questions",
    )
    return rx.fragment(
        _restored(),
        ui.page_head(Apply.title, above=Apply.program_name, below=Apply.intro),
        rx.cond(
            Apply.words != "",
            ui.notice(Apply.words, title="Before we can decide, we would like to know", tone="accent"),
        ),
        rx.foreach(Apply.general, lambda said: _refusal(said[0], said[1])),
        rx.cond(Apply.privacy != "", rx.el.p(Apply.privacy, class_name="s")),
        _progress(),
        rx.el.div(
            fields,
            on_blur=Apply.keep(typed).debounce(250),
            custom_attrs=keeps(Apply.keep_name),
        ),
    )


def _refusal(why: rx.Var[str], way_out: rx.Var[str]) -> rx.Component:
    return ui.notice(way_out, title=why, tone="warn")


def _progress() -> rx.Component:
    """Honest: what is asked of this person, and how long the rest takes."""
    left = rx.match(
        Apply.minutes,
        (0, "everything is answered"),
        (1, "about a minute left"),
        f"about {Apply.minutes} minutes left",
    )
    kept = rx.cond(
        Frame.signed_in,
        rx.cond(Apply.saved, "Saved as you go.", ""),
        "Kept in this tab until you send it.",
    )
    return rx.el.div(
        rx.el.div(
            rx.el.span(f"{Apply.answered} of {Apply.asked} answered · ", left),
            rx.el.span(kept, class_name="s"),
            class_name="flex flex-wrap justify-between gap-x-4",
        ),
        rx.el.div(
            rx.el.span(custom_attrs={"style": rx.Var.create({"--part": _part()})}),
            class_name="bar",
            aria_hidden="true",
        ),
        class_name="progress s",
        custom_attrs={"role": "status"},
    )


def _part() -> rx.Var[str]:
    data = rx.vars.VarData.merge(Apply.answered._get_all_var_data(), Apply.asked._get_all_var_data())
    expression = f"(100 * {Apply.answered!s} / Math.max(1, {Apply.asked!s}) + '%')"
    return rx.Var(_js_expr=expression, _var_data=data).to(str)


def _who() -> rx.Component:
    """A visitor says who they are; whoever has an account signs in, and finds the form as it is."""
    return rx.cond(
        Frame.signed_in,
        rx.fragment(),
        rx.el.div(
            rx.el.p(
                "Have you been here before? ",
                ui.link("Sign in", Apply.sign_in, page_load=True),
                " first; what you have typed stays.",
                class_name="s",
            ),
            ui.text_input(
                "your_name", "Your name", default=Apply.your_name, errors=Apply.problems, autocomplete="name"
            ),
            ui.text_input(
                "your_mail",
                "Your mail address",
                type="email",
                default=Apply.your_mail,
                help="We send you a link to confirm it.",
                errors=Apply.problems,
                autocomplete="email",
            ),
            class_name="flex flex-col gap-6",
        ),
    )


def _pledges() -> rx.Component:
    """What is agreed to stands beside the tick that agrees to it."""
    return rx.cond(
        Apply.pledges.length() > 0,
        rx.el.div(
            rx.foreach(Apply.duties, _duties),
            rx.cond(
                Apply.agreement != "",
                ui.card(ui.written(Apply.agreement), title=Apply.agreement_title),
            ),
            question_fields(Apply.pledges, errors=Apply.problems, on_decide=Apply.keep),
            class_name="flex flex-col gap-6",
        ),
    )


def _next(*lines: rx.Component) -> rx.Component:
    return ui.card(rx.el.div(rx.el.ol(*lines), class_name="prose"), title="What happens next")


def _sent() -> rx.Component:
    return rx.fragment(
        _forget(),
        ui.page_head("Your application is with us", above=Apply.program_name, below=Apply.sent_line),
        _next(rx.foreach(Apply.steps, rx.el.li)),
        ui.button_row(
            ui.link_button("See my application", "/application", kind="primary"),
            ui.link_button("Go to my page", "/home"),
        ),
    )


def _mailed() -> rx.Component:
    return rx.fragment(
        _forget(),
        ui.page_head("One last step: look at your mail", above=Apply.program_name),
        ui.notice(
            rx.fragment(
                "We have sent a link to ",
                rx.el.strong(Apply.sent_to),
                ". Open it and press the button, and your application is sent. It works for three days. "
                "Nothing there? Please look in the spam folder too.",
            ),
            tone="good",
        ),
        _next(
            rx.el.li("Use the link in the mail. It confirms your address and signs you in."),
            rx.foreach(Apply.steps, rx.el.li),
        ),
    )


def _forget() -> rx.Component:
    return rx.el.div(custom_attrs=forgets(Apply.keep_name))


def _over() -> rx.Component:
    return rx.fragment(
        ui.page_head("You have applied already", above=Apply.program_name),
        rx.el.p("Your application shows where it stands and what you can do with it.", class_name="quiet"),
        ui.button_row(ui.link_button("See my application", "/application", kind="primary")),
    )


def _sign_in() -> rx.Component:
    return rx.fragment(
        ui.page_head(Apply.title, above=Apply.program_name, below=Apply.intro),
        ui.notice(
            "The program is for members. Sign in with the address that we have for you, and the form opens.",
            title="Please sign in first",
            tone="accent",
        ),
        rx.foreach(Apply.duties, _duties),
        ui.button_row(
            ui.link_button("Sign in and apply", Apply.sign_in, kind="primary", page_load=True),
            ui.link_button("Ask a question", "/#contact"),
        ),
    )


def _members() -> rx.Component:
    return rx.fragment(
        ui.page_head("This program is for members", above=Apply.program_name),
        rx.el.p(
            "We do not find you on our list of members. If you are one, write to us with the address you are "
            "signed in with, and we put it right; it takes a day or two.",
            class_name="quiet",
        ),
        ui.button_row(
            rx.el.a(
                "Write to the office",
                href=rx.Var.create("mailto:").to(str) + Frame.contact_mail,
                class_name="btn primary",
            ),
        ),
    )


def _closed() -> rx.Component:
    return rx.fragment(
        ui.page_head("Applications are closed just now", above=Apply.program_name, below=Apply.closed),
        rx.el.p("What you have written here before is kept.", class_name="quiet"),
        ui.button_row(ui.link_button("Back to the program", "/")),
    )


def _too_young() -> rx.Component:
    """A kind sentence, and nothing is kept."""
    return rx.fragment(
        _forget(),
        ui.page_head("Thank you for asking", above=Apply.program_name),
        rx.foreach(Apply.refusals, lambda entry: rx.el.p(entry[1])),
        rx.foreach(Apply.ways_out, lambda entry: rx.el.p(entry[1], class_name="quiet")),
        ui.button_row(
            ui.link_button("Back to the program", "/"),
            ui.button("I mistyped my date of birth", on_click=Apply.again, kind="text"),
        ),
    )
