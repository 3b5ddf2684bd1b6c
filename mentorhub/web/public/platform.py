"""MentorHub's own site, on the bare host: what it is, and how an organization gets its portal."""

import reflex as rx

from mentorhub.programs import service as programs
from mentorhub.programs import shelf
from mentorhub.web import components as ui
from mentorhub.web.guard import ANYONE, action, leave_to, page_load, visit
from mentorhub.web.page import platform_page, said
from mentorhub.web.screen import Screen, parse
from mentorhub.web.zones import zone_options
from tenants.database import unit_of_work
from tenants.kit import settings
from tenants.kit.errors import NotFound
from tenants.organizations import directory
from tenants.organizations.rules import is_slug, slug_from
from tenants.people import requests
from tenants.people.letters import LINK_PATH
from tenants.signup.forms import SignUpForm
from tenants.signup.service import sign_up

USUAL_ZONE = "America/Los_Angeles"
BLANK_LINE = "Mentors and mentees, an hour a month, both agree before a pairing is final. You write the rest."


def _only_on_the_bare_host() -> None:
    if visit().tenant is not None:
        raise NotFound


class SignUp(Screen, rx.State):
    address: str = ""  # what the address would be, while it is typed
    address_note: str = ""
    address_free: bool = False
    suffix: str = ""
    programs: list[tuple[str, str, str]] = []  # key, name, what it is

    @page_load(ANYONE)
    async def load(self) -> None:
        _only_on_the_bare_host()
        self.suffix = "." + settings.current().url().partition("://")[2].rstrip("/")
        real = [(each.key, each.name, each.text) for each in shelf.entries() if each.key != shelf.BLANK]
        self.programs = [*real, (shelf.BLANK, "A blank program", BLANK_LINE)]
        self._ready()

    @action(ANYONE)
    async def suggest(self, name: str) -> None:
        """The organization's name has been typed: offer an address for it."""
        if self.address:
            return
        await self._look(slug_from(str(name)[:120]))

    @action(ANYONE)
    async def look(self, slug: str) -> None:
        await self._look(str(slug)[:60].strip().lower())

    async def _look(self, slug: str) -> None:
        self.address, self.address_free = slug, False
        if not slug:
            self.address_note = ""
            return
        if not is_slug(slug):
            self.address_note = "Letters a to z, digits and single hyphens, please."
            return
        async with unit_of_work(None) as db:
            self.address_free = await directory.is_free(db, slug)
            other = None if self.address_free else await directory.free_alternative(db, slug)
        self.address_note = (
            f"{slug}{self.suffix} is free."
            if self.address_free
            else f"{slug}{self.suffix} is taken." + (f" {other} is free." if other else "")
        )

    @action(ANYONE)
    async def sign_up(self, form: dict[str, str]) -> rx.event.EventSpec:
        _only_on_the_bare_host()
        wanted = parse(SignUpForm, {name: form.get(name, "") for name in SignUpForm.model_fields})
        key = str(form.get("program", shelf.BLANK))
        if shelf.load(key) is None:
            key = shelf.BLANK
        made = await sign_up(wanted, lambda db, who: programs.create_from_catalog(db, who, key))
        url = settings.current().url(made.slug, f"{LINK_PATH}?token={made.link}&next=/organizer")
        return leave_to(url)


class Find(Screen, rx.State):
    asked: bool = False

    @page_load(ANYONE)
    async def load(self) -> None:
        _only_on_the_bare_host()
        self.asked = False
        self._ready()

    @action(ANYONE)
    async def find(self, form: dict[str, str]) -> None:
        """One answer for every address: whether somebody is a member anywhere is said by mail alone."""
        _only_on_the_bare_host()
        mail = str(form.get("mail", "")).strip()
        if "@" not in mail or len(mail) > 254:
            self.problems = {"mail": "Please give the mail address that your organization knows you by."}
            return
        await requests.request_organizations(mail)
        self._done("")
        self.asked = True


def platform_home(*, look_around: rx.Var[bool]) -> rx.Component:
    """The content of the bare host's first page."""
    return rx.fragment(
        ui.hero(
            "A mentorship program that your office runs in the time it has",
            lead=(
                "MentorHub pairs your members with reasons you can read, keeps every pair moving, and shows "
                "you how the program does. An office manager sets it up in one evening."
            ),
            above="For societies, associations, schools and peer networks",
            below="No card, no call with a vendor. Your data stays apart from every other organization's.",
            paths=(
                ui.link_card("Start your program", "Your own portal in about two minutes.", "/start"),
                ui.link_card("Find my organization", "We mail you the address of your portal.", "/find"),
                rx.cond(
                    look_around,
                    ui.link_card(
                        "Look around first", "Five programs, as any of their people.", "/demo", page_load=True
                    ),
                ),
            ),
        ),
        ui.fact_strip(
            ("Your rules", "who may join, who pairs, who must agree"),
            ("Best possible pairs", "no other assignment scores higher, and each says why"),
            ("Both say yes", "nothing is final, and no contact is shown, before that"),
            ("Private by design", "what a pair writes is read by the two of them"),
        ),
        ui.two_columns(
            ui.prose_section(
                "An evening's work",
                rx.el.ol(
                    rx.el.li("Pick one of five real programs, or start from a blank one."),
                    rx.el.li("Bring your roster as it is: any spreadsheet saved as CSV."),
                    rx.el.li("Open applications. People hear at once whether they can take part."),
                    rx.el.li("Pair everybody in one sitting, and send the proposals."),
                ),
                small="Later you change what you like: every rule is a setting, and none needs us.",
            ),
            ui.prose_section(
                "What your people get",
                rx.el.ul(
                    rx.el.li("A mentor or mentee who fits, and the reasons in plain words."),
                    rx.el.li("One page for the two of them: messages, meetings, what is next."),
                    rx.el.li("A way out without a fuss, whenever they need it."),
                ),
                small="Works on a phone, by keyboard and in the dark.",
            ),
        ),
    )


def sign_up_page() -> rx.Component:
    form = rx.el.div(
        ui.page_head("Start your program", below="Two minutes now, and you can change all of it later."),
        said(SignUp, of_fields=False),
        ui.form(
            ui.text_input(
                "organization",
                "Your organization",
                errors=SignUp.problems,
                placeholder="Western Thoracic Surgical Association",
                autocomplete="organization",
                on_blur=SignUp.suggest,
            ),
            _address(),
            ui.text_input("name", "Your name", errors=SignUp.problems, autocomplete="name"),
            ui.text_input(
                "mail", "Your mail address", type="email", errors=SignUp.problems, autocomplete="email"
            ),
            ui.text_input(
                "password",
                "A password",
                type="password",
                errors=SignUp.problems,
                help="At least ten characters. A few words together are good.",
                autocomplete="new-password",
            ),
            ui.select("zone", "Your time zone", zone_options(), default=USUAL_ZONE, errors=SignUp.problems),
            ui.radio_group("program", "Start from", SignUp.programs, look="cards", default=shelf.BLANK),
            ui.form_foot(
                ui.button("Open my portal", kind="primary", submit=True),
                note="You become its owner. Nobody else sees it until you open it.",
            ),
            on_submit=SignUp.sign_up,
            errors=SignUp.problems,
        ),
        class_name="narrow-main",
    )
    return platform_page(
        SignUp,
        rx.el.div(
            form,
            _what_comes(),
            class_name="grid gap-x-16 gap-y-10 lg:grid-cols-[minmax(0,620px)_minmax(0,1fr)]",
        ),
    )


def _what_comes() -> rx.Component:
    steps = rx.el.ol(
        rx.el.li("Your portal opens at its own address, and you are signed in."),
        rx.el.li("The program stands there as a draft, with every rule and text yours to change."),
        rx.el.li("A list tells you what is next: your roster, your page, the day you open it."),
    )
    return rx.el.aside(
        ui.card(
            rx.el.div(steps, class_name="prose quiet"),
            rx.el.p("Your members hear nothing before you invite them.", class_name="s"),
            title="What happens then",
        ),
        class_name="lg:sticky lg:top-8 self-start lg:mt-28",
    )


def _address() -> rx.Component:
    return rx.el.div(
        ui.text_input(
            "slug",
            "Your portal's address",
            help=rx.Var.create("One word, before ") + SignUp.suffix,
            errors=SignUp.problems,
            on_blur=SignUp.look,
            autocomplete="off",
        ),
        rx.el.p(
            SignUp.address_note,
            class_name=rx.cond(SignUp.address_free, "s text-good!", "s text-warn!"),
            custom_attrs={"role": "status"},
        ),
        rx.cond(
            SignUp.address != "",
            rx.el.span(
                hidden=True,
                key=SignUp.address,
                custom_attrs={
                    "data-into": ui.id_of("slug"),
                    "data-suggests": SignUp.address,
                    "ref": ui.browser_function("suggestInto"),
                },
            ),
        ),
    )


def find_page() -> rx.Component:
    asked = ui.notice(
        "If any organization here knows that address, a mail with its portal's address is on its way. "
        "It can take a minute; please look in your spam folder too.",
        tone="good",
        title="Please look at your mail",
    )
    form = ui.form(
        ui.text_input("mail", "Your mail address", type="email", errors=Find.problems, autocomplete="email"),
        ui.form_foot(ui.button("Mail me the address", kind="primary", submit=True)),
        on_submit=Find.find,
        errors=Find.problems,
    )
    return platform_page(
        Find,
        rx.el.div(
            ui.page_head(
                "Find my organization",
                below="We do not show who is a member where. We send it to you by mail.",
            ),
            rx.cond(
                Find.asked,
                rx.fragment(
                    asked, ui.button_row(ui.link_button("Try another address", "/find", page_load=True))
                ),
                form,
            ),
            class_name="narrow-main",
        ),
    )
