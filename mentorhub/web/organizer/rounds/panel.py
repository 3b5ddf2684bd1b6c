"""Beside the table: why this pair, what else there is, and what can be decided about it."""

import reflex as rx

from mentorhub.matching.views import AlternativeRow, DecisionRow, PartRow
from mentorhub.web import components as ui
from mentorhub.web.organizer.rounds.room import RoundRoom

PAIR = RoundRoom.selected


def panel() -> rx.Component:
    return rx.el.div(
        ui.card(
            ui.eyebrow("Why this pair"),
            rx.el.h2(PAIR.short, class_name="mt-2"),
            _standing(),
            _sentences(),
            rx.el.div(
                rx.foreach(PAIR.parts, _meter),
                class_name="flex flex-col gap-2 my-4",
            ),
            rx.cond(PAIR.party, _recused(), rx.fragment(_next_best(), _buttons(), _notes())),
            rx.el.p("Only those who pair see this page. Every change is recorded.", class_name="xs mt-4"),
        ),
        class_name="lg:sticky lg:top-6 scroll-mt-6",
        custom_attrs={"id": "why"},
    )


def _standing() -> rx.Component:
    return rx.cond(
        PAIR.standing != "",
        rx.el.div(
            ui.tag(PAIR.standing, rx.Var.create(PAIR.tone).to(str)),
            rx.cond(
                PAIR.private_words != "",
                rx.el.div(
                    rx.el.p(f"“{PAIR.private_words}”", class_name="mt-2"),
                    ui.private_line("Only those who pair read this; the other of the two does not"),
                ),
            ),
            class_name="mt-3",
        ),
    )


def _sentences() -> rx.Component:
    return rx.el.div(
        rx.cond(
            PAIR.speaks_for.length() > 0,
            rx.el.p("For it: ", PAIR.speaks_for.join(". "), ".", class_name="s"),
        ),
        class_name="flex flex-col gap-1 mt-2",
    )


def _meter(part: rx.vars.ObjectVar[PartRow]) -> rx.Component:
    return rx.el.div(
        ui.meter(part.label, part.points, part.weight),
        rx.cond(part.against != "", rx.el.p(part.against, class_name="xs")),
    )


def _recused() -> rx.Component:
    return ui.notice(
        "Others decide about it. What they note and how the answers stand is not shown to you.",
        tone="warn",
        title="You are one of these two",
    )


def _next_best() -> rx.Component:
    def line(each: rx.vars.ObjectVar[AlternativeRow]) -> rx.Component:
        words = rx.fragment("fit ", each.fit, " · ", each.cost)
        return rx.el.li(
            rx.cond(
                RoundRoom.may_run,
                rx.el.button(
                    each.names,
                    on_click=RoundRoom.ask_instead(each.mentee_id, each.mentor_id, each.names),
                    type="button",
                    class_name="link-quiet underline underline-offset-3 text-left cursor-pointer min-h-11",
                ),
                rx.el.span(each.names),
            ),
            rx.el.div(words, class_name="s tabular"),
            class_name="py-1",
        )

    return rx.cond(
        PAIR.state == "suggested",
        rx.fragment(
            rx.el.hr(class_name="my-4"),
            rx.el.h3("Next best", class_name="font-sans! text-s! font-semibold!"),
            rx.cond(
                RoundRoom.looking,
                ui.loading_text(2),
                rx.cond(
                    RoundRoom.alternatives.length() > 0,
                    rx.el.ul(rx.foreach(RoundRoom.alternatives, line)),
                    rx.el.p("Nobody else fits either of them under the rules.", class_name="s"),
                ),
            ),
        ),
    )


def _buttons() -> rx.Component:
    keep = rx.cond(
        PAIR.locked,
        ui.button("Let them be parted", on_click=RoundRoom.let_part),
        ui.button("Keep together", on_click=RoundRoom.keep_together),
    )
    suggested = rx.el.div(
        keep,
        ui.button("Never pair", on_click=RoundRoom.ask_never),
        ui.button("Choose another mentor", on_click=RoundRoom.choose_mentor_for(PAIR.mentee_id), kind="text"),
        ui.button("Part them", on_click=RoundRoom.unpair, kind="text"),
        class_name="btn-row mt-4",
    )
    sent = rx.el.div(
        ui.button("Take the proposal back", on_click=RoundRoom.take_back, kind="danger"),
        class_name="btn-row mt-4",
    )
    return rx.cond(
        RoundRoom.may_run & (RoundRoom.state != "closed"),
        rx.match(PAIR.state, ("suggested", suggested), ("sent", sent), rx.fragment()),
    )


def _notes() -> rx.Component:
    def line(each: rx.vars.ObjectVar[DecisionRow]) -> rx.Component:
        return rx.el.li(
            rx.el.div(rx.el.strong(each.who), " ", each.what, class_name="s"),
            rx.cond(each.words != "", rx.el.div(each.words)),
            class_name="py-2",
        )

    return rx.fragment(
        rx.el.hr(class_name="my-4"),
        rx.cond(
            RoundRoom.decisions.length() > 0,
            rx.el.ul(
                rx.foreach(RoundRoom.decisions, line), custom_attrs={"aria-label": "Notes and decisions"}
            ),
        ),
        rx.cond(
            RoundRoom.may_run & (RoundRoom.state != "closed"),
            ui.composer("Note for your colleagues", on_submit=RoundRoom.write_note, accepted=RoundRoom.noted),
        ),
    )
