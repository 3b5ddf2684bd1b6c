"""The screen of one person."""

import reflex as rx

from mentorhub.web import components as ui
from mentorhub.web.components import overlays as over
from mentorhub.web.frame import Frame
from mentorhub.web.organizer.people.invite import Invite, invite_dialog
from mentorhub.web.organizer.people.person import PartLine, Person, RoleLine
from mentorhub.web.organizer.people.words import FactLine
from mentorhub.web.page import organizer_page, said
from mentorhub.web.places import places_dialog


def person_page() -> rx.Component:
    return organizer_page(
        Person,
        ui.page_head(
            Person.name,
            above=ui.link("People", "/organizer/people"),
            below=rx.fragment(
                ui.mail_address(Person.mail), rx.cond(Person.phone != "", rx.el.span(f" · {Person.phone}"))
            ),
        ),
        said(Person),
        ui.split(
            ui.stack(_roster(), _program()),
            ui.stack(_invitation(), _roles()),
        ),
        invite_dialog(),
        _remove_dialog(),
        _disable_dialog(),
        places_dialog(
            title=f"How many mentees for {Person.name}?",
            words=f"From 1 to {Person.most_places}, as your program has it. "
            "Pairs that run go on; the next round counts with it.",
            now=Person.places,
            most=Person.most_places,
            errors=Person.problems,
            asked=Person.placing != "",
            on_save=Person.set_places,
            on_close=Person.close,
        ),
        ui.toast_area(Invite.notice, on_close=Invite.close_notice),
        current="/organizer/people",
    )


def _roster() -> rx.Component:
    return ui.card(
        rx.cond(
            Person.on_roster,
            rx.el.dl(
                _fact("Standing", ui.tag(Person.standing, Person.standing_tone)),
                _fact(
                    "Dues",
                    rx.el.span(
                        ui.tag(Person.dues, Person.dues_tone),
                        rx.cond(
                            Person.dues_until != "",
                            rx.el.span("paid until ", ui.time(Person.dues_until, "day"), class_name="s"),
                        ),
                        class_name="flex flex-wrap items-center gap-2",
                    ),
                ),
                rx.foreach(Person.facts, _line),
                class_name="flex flex-col gap-3",
            ),
            rx.el.p(
                "The roster does not know this person. They are here because they were added or applied.",
                class_name="quiet",
            ),
        ),
        title="On the roster",
    )


def _line(line: FactLine) -> rx.Component:
    return _fact(line.label, line.value)


def _fact(label: ui.Text, value: ui.Node) -> rx.Component:
    return rx.el.div(
        rx.el.dt(label, class_name="s"),
        rx.el.dd(value, class_name="min-w-0 break-words"),
        class_name="grid grid-cols-[9rem_1fr] gap-3 items-baseline",
    )


def _program() -> rx.Component:
    return ui.card(
        rx.cond(
            Person.parts.length() > 0,
            rx.el.ul(rx.foreach(Person.parts, _part), class_name="flex flex-col gap-4"),
            rx.el.p("Does not take part in the program so far.", class_name="quiet"),
        ),
        title="In the program",
    )


def _part(part: PartLine) -> rx.Component:
    takes_part = (part.status == "active") | (part.status == "paused")
    return rx.el.li(
        rx.el.div(
            rx.el.div(
                rx.el.span(part.what, class_name="font-semibold"),
                ui.tag(part.words, part.tone),
                class_name="flex flex-wrap items-center gap-2",
            ),
            rx.el.div(
                rx.cond(part.until != "", "", "since "),
                ui.time(part.since, "day", zone=Frame.zone),
                rx.cond(part.until != "", rx.fragment(" to ", ui.time(part.until, "day", zone=Frame.zone))),
                _places(part),
                rx.cond(part.href != "", rx.fragment(" · ", ui.link("Application", part.href))),
                class_name="s",
            ),
            rx.cond(part.reason != "", _reason(part)),
            class_name="min-w-0",
        ),
        rx.cond(
            Person.may_oversee,
            rx.el.div(
                rx.cond(
                    part.places > 0,
                    ui.button("Change places", on_click=Person.ask_places(part.id), describes=Person.name),
                ),
                rx.cond(
                    takes_part & ~Person.is_me,
                    ui.button(
                        "Remove", on_click=Person.ask_remove(part.id), kind="danger", describes=Person.name
                    ),
                ),
                rx.cond(
                    (part.status == "removed") & ~Person.is_me,
                    ui.button("Let them apply again", on_click=Person.lift(part.id)),
                ),
                class_name="btn-row",
            ),
        ),
        class_name="flex flex-wrap items-center justify-between gap-3",
    )


def _places(part: PartLine) -> rx.Component:
    mentees = rx.cond(part.places == 1, "one mentee", f"{part.places} mentees")
    return rx.cond(part.places > 0, rx.fragment(" · up to ", mentees, " at a time"))


def _reason(part: PartLine) -> rx.Component:
    return rx.el.div(
        rx.el.div(
            rx.cond(part.status == "removed", "Why they were removed", "Why they were removed before"),
            class_name="xs",
        ),
        rx.el.p(part.reason, class_name="whitespace-pre-wrap"),
        ui.private_line("Only staff who look after pairs read this"),
        class_name="mt-3 border-l-2 border-line-strong pl-4 flex flex-col gap-1",
    )


def _invitation() -> rx.Component:
    return ui.card(
        rx.el.div(
            _when("Sign-in was turned off on ", Person.disabled_at),
            _when("Signed in first on ", Person.joined_at),
            _when("Invited on ", Person.invited_at),
            rx.cond(
                Person.state == "not_invited", rx.el.p("Has had no invitation so far.", class_name="quiet")
            ),
            rx.cond(
                Person.state == "bounced",
                rx.el.p("The mail came back: the address may be wrong.", class_name="quiet"),
            ),
            class_name="flex flex-col gap-1",
        ),
        rx.el.div(
            rx.cond(
                Person.may_invite,
                ui.button(
                    rx.cond(Person.state == "not_invited", "Invite", "Invite again"),
                    on_click=Invite.ask_one(Person.person_id),
                    kind="primary",
                    lead="mail",
                ),
            ),
            rx.cond(
                Person.may_manage,
                rx.cond(
                    Person.disabled_at != "",
                    ui.button("Let them sign in again", on_click=Person.enable),
                    ui.button("Turn sign-in off", on_click=Person.ask_disable, kind="danger"),
                ),
            ),
            class_name="btn-row mt-4",
        ),
        title="Invitation and sign-in",
        aside=ui.tag(Person.state_words, Person.state_tone),
    )


def _when(words: str, moment: rx.Var[str]) -> rx.Component:
    return rx.cond(moment != "", rx.el.p(words, ui.time(moment, "day", zone=Frame.zone), class_name="quiet"))


def _roles() -> rx.Component:
    return ui.card(
        rx.el.ul(rx.foreach(Person.roles, _role), class_name="flex flex-col gap-4"),
        title="Roles",
    )


def _role(line: RoleLine) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.div(
                rx.el.span(line.label, class_name="font-semibold"),
                rx.cond(line.holds, ui.tag("Given", "good")),
                class_name="flex flex-wrap items-center gap-2",
            ),
            rx.el.div(line.what, class_name="s"),
            class_name="min-w-0 flex-1",
        ),
        rx.cond(
            line.may_change,
            rx.cond(
                line.holds,
                ui.button("Take away", on_click=Person.take(line.role), describes=line.label),
                ui.button("Give", on_click=Person.give(line.role), describes=line.label),
            ),
        ),
        class_name="flex items-center justify-between gap-3",
    )


def _remove_dialog() -> rx.Component:
    return over.dialog(
        rx.el.ul(
            rx.el.li(
                f"{Person.name} is out of the program at once. No mail tells them: that is yours to do."
            ),
            rx.el.li(
                "Their open pairs and proposals end. The other person hears that it has ended, not why."
            ),
            rx.el.li("They cannot apply again until you allow it. They can still sign in."),
            class_name="effects",
        ),
        ui.form(
            ui.text_area(
                "reason",
                "The reason",
                rows=3,
                maximum=2_000,
                errors=Person.problems,
                help="Kept on this page for staff who look after pairs. Nobody else reads it.",
            ),
            ui.form_foot(
                ui.button(f"Remove {Person.name}", kind="danger final", submit=True),
                ui.button("Keep as it is", on_click=Person.close),
            ),
            on_submit=Person.remove,
        ),
        title=f"Remove {Person.name} from the program?",
        open=Person.removing != "",
        on_close=Person.close(),
    )


def _disable_dialog() -> rx.Component:
    return over.confirm_dialog(
        title=f"Turn sign-in off for {Person.name}?",
        effects=(
            "They are signed out everywhere at once, and no link or password works.",
            "Their pairs, messages and history stay as they are. You can turn it on again.",
        ),
        confirm="Turn sign-in off",
        on_confirm=Person.disable,
        on_cancel=Person.close,
        open=Person.disabling,
        on_close=Person.close(),
    )
