"""The screen of everybody the organization knows."""

from collections.abc import Mapping

import reflex as rx

from mentorhub.web import components as ui
from mentorhub.web.components import Column
from mentorhub.web.frame import Frame
from mentorhub.web.organizer.people.add import NO_ROLE, PEOPLE, AddPerson, add_dialog
from mentorhub.web.organizer.people.invite import Invite, invite_dialog
from mentorhub.web.organizer.people.list import People
from mentorhub.web.organizer.people.words import STANDINGS, STATES, PersonRow
from mentorhub.web.page import organizer_page, said
from tenants.access.roles import GIVEN_ROLES


def people_page() -> rx.Component:
    return organizer_page(
        People,
        ui.page_head(
            "People",
            rx.cond(
                People.may_import & ~People.nobody_yet,
                ui.link_button("Import a roster", "/organizer/people/import", lead="upload"),
            ),
            rx.cond(
                Frame.may_manage & ~People.nobody_yet,
                ui.button("Add a person", on_click=AddPerson.ask(PEOPLE, NO_ROLE), lead="plus"),
            ),
            rx.cond(
                People.to_invite > 0,
                ui.button(People.invite_words, on_click=Invite.ask_all, kind="primary", lead="mail"),
            ),
            below=rx.cond(People.nobody_yet, "", People.how_many),
        ),
        said(People),
        rx.cond(People.nobody_yet, _nobody_yet(), rx.fragment(_narrowing(), _list())),
        invite_dialog(),
        ui.toast_area(Invite.notice, on_close=Invite.close_notice),
        add_dialog(),
        current="/organizer/people",
    )


def _nobody_yet() -> rx.Component:
    return ui.empty_state(
        "Your roster is empty",
        "Bring the list of your members, and each of them has a page here: standing, dues, invitation, "
        "and what they do in the program.",
        rx.cond(
            People.may_import,
            ui.link_button("Import a roster", "/organizer/people/import", kind="primary", lead="upload"),
        ),
        rx.cond(
            Frame.may_manage,
            ui.button("Add one person", on_click=AddPerson.ask(PEOPLE, NO_ROLE), lead="plus"),
        ),
    )


def _narrowing() -> rx.Component:
    states = {key: words for key, words in STATES.items() if key != "disabled"}
    standings = {key: words for key, words in STANDINGS.items() if key}
    return rx.el.div(
        ui.search_box(
            "Search by name, mail address or member number", default=People.text, on_search=People.search
        ),
        rx.el.div(
            _select("state", "Invitation", _pairs(states), People.state),
            _select("standing", "Standing", _pairs(standings), People.standing),
            _select("member_class", "Class", People.classes, People.member_class),
            _select("role", "Role", [(role, role.label) for role in GIVEN_ROLES], People.role),
            class_name="grid grid-cols-2 gap-3 md:grid-cols-4",
        ),
        class_name="flex flex-col gap-3",
        key=People.afresh.to_string(),
    )


def _pairs(words: Mapping[str, tuple[str, str]]) -> list[tuple[str, str]]:
    return [(key, label) for key, (label, _tone) in words.items()]


def _select(
    by: str, label: str, options: list[tuple[str, str]] | rx.Var[list[tuple[str, str]]], default: ui.Text
) -> rx.Component:
    return ui.select(
        by, label, options, default=default, empty="All", on_change=lambda value: People.narrow(by, value)
    )


def _list() -> rx.Component:
    return rx.cond(
        People.found > 0,
        ui.card(
            ui.data_table(
                [
                    Column("Name", title=True),
                    "Class",
                    Column("Standing", shrink=True),
                    Column("Dues", shrink=True),
                    Column("Invitation", shrink=True),
                    Column("Actions", hidden=True, shrink=True),
                ],
                People.rows,
                _cells,
                caption="People",
                key=lambda row: row.id,
            ),
            ui.pager(People.page, People.pages, on_page=People.go_to),
        ),
        ui.empty_state(
            "Nobody matches",
            "Look for a part of the name, the mail address or the member number, or narrow less.",
            ui.button("Show everybody", on_click=People.show_everybody),
        ),
    )


def _cells(row: PersonRow) -> list[ui.Node]:
    return [
        rx.el.div(
            rx.el.div(
                ui.link(row.name, row.href),
                rx.cond(row.roles != "", ui.tag(row.roles)),
                class_name="person-name flex flex-wrap items-center gap-2",
            ),
            rx.el.div(ui.mail_address(row.mail), class_name="s"),
        ),
        row.member_class,
        ui.tag(row.standing, row.standing_tone),
        ui.tag(row.dues, row.dues_tone),
        ui.tag(row.state, row.state_tone),
        rx.cond(
            row.invite != "",
            ui.button(row.invite, on_click=Invite.ask_one(row.id), describes=row.name),
        ),
    ]
