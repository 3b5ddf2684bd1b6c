"""How the application form looks: one calm column, its progress, and what comes after sending."""

import reflex as rx

from mentorhub.web import components as ui
from mentorhub.web.components.questions import form_now, keeps, kept_form, question_fields
from mentorhub.web.frame import Frame
from mentorhub.web.page import form_page
from mentorhub.web.public import apply_states as states
from mentorhub.web.public.apply import Apply
from mentorhub.web.public.program_facts import Way


def apply_page() -> rx.Component:
    return form_page(
        Apply,
        rx.match(
            Apply.stage,
            ("choose", _choose()),
            ("overview", _overview()),
            ("form", _form()),
            ("sent", states.sent()),
            ("mailed", states.mailed()),
            ("over", states.over()),
            ("sign_in", states.sign_in()),
            ("members", states.members()),
            ("closed", states.closed()),
            ("too_young", states.too_young()),
            rx.fragment(),
        ),
        leave=ui.link_button("Back", Apply.back, kind="text"),
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
        rx.foreach(Apply.duties, states.duties_card),
        _steps(),
        ui.form_foot(
            ui.button("Go on to the application", on_click=Apply.begin, kind="primary"),
            note="About the form: you can stop at any time; what you typed stays.",
        ),
    )


def _restored() -> rx.Component:
    """As soon as it is there, it asks the tab what was typed before."""
    return rx.el.div(on_mount=Apply.restore(kept_form()), custom_attrs={"data-keep": Apply.keep_name})


def _steps() -> rx.Component:
    steps = rx.el.ol(rx.foreach(Apply.steps, rx.el.li))
    return ui.card(rx.el.div(steps, class_name="prose"), title="How pairing works")


def _form() -> rx.Component:
    typed = form_now("args[0].target")
    fields = ui.form(
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
        rx.cond((Apply.problem != "") & (Apply.problems.length() == 0), ui.notice(Apply.problem, tone="bad")),
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
            Apply.preview,
            ui.notice(
                "As applicants will see it, the refusals aside. Nothing is sent, and nothing is kept.",
                title="A preview of your draft",
                tone="accent",
            ),
        ),
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
            rx.foreach(Apply.duties, states.duties_card),
            rx.cond(
                Apply.agreement != "",
                ui.card(ui.written(Apply.agreement), title=Apply.agreement_title),
            ),
            question_fields(Apply.pledges, errors=Apply.problems, on_decide=Apply.keep),
            class_name="flex flex-col gap-6",
        ),
    )
