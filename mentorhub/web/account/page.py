"""What the account page looks like."""

import reflex as rx

from mentorhub.web import components as ui
from mentorhub.web.account.account import Account, Browser
from mentorhub.web.page import member_page, said
from mentorhub.web.zones import zone_options

LINE = "flex flex-wrap items-center justify-between gap-3 py-3 border-t border-line first:border-t-0"


def account_page() -> rx.Component:
    sign_out = ui.plain_form(ui.button("Sign out", submit=True), action="/sign-out")
    return member_page(
        Account,
        ui.page_head("Your account", sign_out, below=Account.mail),
        _profile(),
        _password(),
        _browsers(),
        ui.card(
            ui.theme_choice("Light or dark"),
            rx.el.p("Kept in this browser.", class_name="xs"),
            title="Appearance",
        ),
        current="/account",
    )


def _said(where: str) -> rx.Component:
    return rx.cond(Account.said_where == where, said(Account, of_fields=False))


def _profile() -> rx.Component:
    return ui.card(
        _said("profile"),
        ui.form(
            ui.text_input(
                "name",
                "Name",
                default=Account.name,
                help="As others read it, with a title if you use one.",
                errors=Account.problems,
                autocomplete="name",
            ),
            rx.el.div(
                ui.text_input(
                    "given_name",
                    "Given name",
                    default=Account.given_name,
                    help="How our mails greet you.",
                    errors=Account.problems,
                    required=False,
                    autocomplete="given-name",
                ),
                ui.text_input(
                    "family_name",
                    "Family name",
                    default=Account.family_name,
                    help="What lists are sorted by.",
                    errors=Account.problems,
                    required=False,
                    autocomplete="family-name",
                ),
                class_name="grid gap-4 sm:grid-cols-2",
            ),
            ui.text_input(
                "phone",
                "Phone",
                type="tel",
                default=Account.phone,
                help="Whoever you are paired with sees it once the pairing is final.",
                errors=Account.problems,
                required=False,
                autocomplete="tel",
            ),
            ui.select(
                "zone",
                "Time zone",
                zone_options(),
                default=Account.zone,
                empty="As my organization",
                errors=Account.problems,
                required=False,
            ),
            ui.form_foot(ui.button("Save", kind="primary", submit=True)),
            on_submit=Account.save,
            errors=rx.cond(Account.said_where == "profile", Account.problems, {}).to(dict[str, str]),
        ),
        rx.el.p(
            "You sign in with ",
            rx.el.strong(Account.mail),
            ". To change that address, ask the people who run the program.",
            class_name="s mt-4",
        ),
        title="About you",
    )


def _password() -> rx.Component:
    change = ui.form(
        ui.text_input(
            "password",
            "Your password now",
            type="password",
            errors=Account.problems,
            autocomplete="current-password",
        ),
        ui.text_input(
            "new_password",
            "A new one",
            type="password",
            help="At least ten characters. A few words together are good.",
            errors=Account.problems,
            autocomplete="new-password",
        ),
        ui.form_foot(
            ui.button("Change my password", submit=True), note="Signs you out in every other browser."
        ),
        on_submit=Account.change_password,
        errors=rx.cond(Account.said_where == "password", Account.problems, {}).to(dict[str, str]),
        accepted=Account.changed,
    )
    choose = rx.fragment(
        rx.el.p(
            "You have none: you come in by a link that we mail you. That is fine, and you can have both."
        ),
        ui.button_row(ui.button("Mail me a link to choose one", on_click=Account.ask_for_link)),
    )
    return ui.card(_said("password"), rx.cond(Account.has_password, change, choose), title="Password")


def _browsers() -> rx.Component:
    others = Account.browsers.length() > 1
    return ui.card(
        _said("browsers"),
        rx.el.ul(rx.foreach(Account.browsers, _browser), class_name="list-none p-0 m-0"),
        rx.cond(
            others,
            ui.button_row(ui.button("Sign out everywhere else", on_click=Account.end_others)),
        ),
        title="Where you are signed in",
    )


def _browser(browser: rx.Var[Browser]) -> rx.Component:
    when = rx.fragment(
        "since ", ui.time(browser.since, "stamp"), " · last used ", ui.time(browser.seen, "ago")
    )
    return rx.el.li(
        ui.two_lines(browser.words, when),
        rx.cond(
            browser.is_this_one,
            ui.tag("This browser", "accent"),
            ui.button("Sign out", describes=browser.words, on_click=Account.end(browser.id)),
        ),
        key=browser.id,
        class_name=LINE,
    )
