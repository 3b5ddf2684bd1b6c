"""The pool of a round before anybody is paired: who is in it, and who is not and why."""

import reflex as rx

from mentorhub.matching.views import PersonRow
from mentorhub.web import components as ui
from mentorhub.web.organizer.rounds.room import RoundRoom

Person = rx.vars.ObjectVar[PersonRow]


def pool() -> rx.Component:
    figures = RoundRoom.figures
    return rx.fragment(
        ui.card(
            ui.stats(
                ui.stat(figures.mentees, "mentees in the pool"),
                ui.stat(figures.mentors, "mentors"),
                ui.stat(figures.places, "free places with them"),
                ui.stat(RoundRoom.left_out.length(), "left out, with the reason below"),
            )
        ),
        left_out(),
        ui.split(
            ui.card(_people(RoundRoom.mentees, places=False), title="Mentees"),
            ui.card(_people(RoundRoom.mentors, places=True), title="Mentors"),
        ),
        rx.el.p(
            "The pool stays as it is now; whoever is accepted later comes into the next round.",
            class_name="page-foot",
        ),
    )


def _people(people: rx.Var[list[PersonRow]], *, places: bool) -> rx.Component:
    def line(each: Person) -> rx.Component:
        free = rx.cond(each.free == 1, "1 place", f"{each.free} places")
        return rx.el.li(
            ui.two_lines(each.name, each.line),
            rx.el.span(free, class_name="s") if places else rx.fragment(),
            class_name="flex items-center justify-between gap-4 py-2 border-t border-line first:border-t-0",
        )

    return rx.el.ul(rx.foreach(people, line))


def left_out() -> rx.Component:
    def line(each: Person) -> rx.Component:
        return rx.el.li(
            rx.el.strong(each.name), rx.el.span(" ", each.reason, class_name="s"), class_name="py-1"
        )

    return rx.cond(
        RoundRoom.left_out.length() > 0,
        ui.card(rx.el.ul(rx.foreach(RoundRoom.left_out, line)), title="Left out of this round"),
    )
