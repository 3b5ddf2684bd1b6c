"""A member's home: the one next thing, and the people they are paired with."""

from typing import Any, Final
from zoneinfo import ZoneInfo

import reflex as rx

from mentorhub.mentorships import naming
from mentorhub.mentorships import service as mentorships
from mentorhub.mentorships.views import MyPair
from mentorhub.participants import service as participants
from mentorhub.permissions import INSIGHTS_READ, ROUNDS_VIEW
from mentorhub.programs import service as programs
from mentorhub.web import components as ui
from mentorhub.web.guard import SIGNED_IN, action, actor, page_load
from mentorhub.web.member.next_thing import NextThing, asked_of, beside, leading, next_thing
from mentorhub.web.member.pair_rows import terms_in_words
from mentorhub.web.member.pairs import PairLine, pair_line, pairs_card
from mentorhub.web.member.talking import Talking, conversation
from mentorhub.web.member.waiting import waiting_for
from mentorhub.web.page import member_page, said
from mentorhub.web.screen import parse_id
from tenants.access.principal import Principal
from tenants.database import unit_of_work
from tenants.kit import clock

NOTHING: Final = NextThing("", "")


class Home(Talking, rx.State):
    greeting: str = ""
    title: str = ""
    next: NextThing = NOTHING
    also: list[NextThing] = []
    """What waits for an answer besides."""
    pairs: list[PairLine] = []
    pairs_title: str = ""
    pair_id: str = ""
    """The one running pair, whose messages stand on this page."""
    terms: list[str] = []
    since: str = ""
    until: str = ""
    due: str = ""
    role: str = ""
    steps: list[str] = []
    """How pairing works, for somebody who waits for it."""
    steps_title: str = ""
    notice_there: str = ""
    """What the program asks people to leave out of messages."""

    _own: NextThing = NOTHING
    _asked: list[NextThing] = []
    _waiting: NextThing | None = None

    @page_load(SIGNED_IN)
    async def load(self) -> Any:
        """What is known of oneself; what waits elsewhere and what was written follow in `more`."""
        me = actor()
        async with unit_of_work(me) as db:
            mine = await mentorships.mine(db, me)
            applications = await participants.mine(db, me)
            running = [pair for pair in mine if pair.status == "running"]
            one = running[0] if len(running) == 1 else None
            version = one.version_id if one else applications[0].version_id if applications else None
            template = await programs.template(db, version) if version else None
        self.greeting = f"{_greeting(me.zone)}, {naming.short(me.name)}"
        self.title = _title(running)
        self.notice_there = template.safeguarding.message_notice if template else ""
        steps = template.about.pairing_steps if template and not mine else None
        self.steps, self.steps_title = (list(steps.points), steps.title) if steps else ([], "")
        self.pairs = [pair_line(pair) for pair in mine if pair is not one]
        self.pairs_title = "Your pairs" if running else "Earlier"
        self._show_one(one)
        self._own = next_thing(mine, applications, work=_work(me))
        self._asked = asked_of(mine, applications)
        self._lead()
        return Home.more

    @action(SIGNED_IN)
    async def more(self) -> None:
        me = actor()
        async with unit_of_work(me) as db:
            self._waiting = await waiting_for(db, me)
            if self.pair_id:
                gathering = await mentorships.gathering(db, me, parse_id(self.pair_id))
                await self._converse(db, gathering)
        self._lead()
        if self.status != "ready":
            self._ready()

    def _lead(self) -> None:
        self.next = leading(self._own, self._waiting)
        self.also = beside(self.next, self._asked, self._waiting)

    def _show_one(self, pair: MyPair | None) -> None:
        self.pair_id = str(pair.id) if pair else ""
        if pair is None:
            return
        self.other = pair.other.called
        self.role = "mentor" if pair.role == "mentee" else "mentee"
        self.terms = terms_in_words(pair.framework)
        self.since = pair.began_on.isoformat()
        self.until = pair.ends_on.isoformat() if pair.ends_on else ""
        self.due = pair.due.sentence


def _work(me: Principal) -> str:
    """Where somebody who runs the program without taking part in it goes on."""
    if me.may(INSIGHTS_READ):
        return "/organizer"
    return "/organizer/rounds" if me.may(ROUNDS_VIEW) else ""


def _greeting(zone: str) -> str:
    hour = clock.now().astimezone(ZoneInfo(zone)).hour
    if hour < 12:
        return "Good morning"
    return "Good afternoon" if hour < 18 else "Good evening"


def _title(running: list[MyPair]) -> str:
    match running:
        case []:
            return "Your page"
        case [pair]:
            return f"You and {pair.other.called}"
        case [first, second]:
            return f"You, {first.other.called} and {second.other.called}"
        case _:
            return f"You and {len(running)} others"


def home_page() -> rx.Component:
    return member_page(
        Home,
        ui.page_head(Home.title, above=Home.greeting),
        said(Home),
        _next(),
        rx.cond(Home.also.length() > 0, _also()),
        rx.cond(Home.steps.length() > 0, _steps()),
        rx.cond(
            Home.pair_id != "",
            _one_pair(),
            rx.cond(Home.pairs.length() > 0, pairs_card(Home.pairs, Home.pairs_title)),
        ),
        current="/home",
    )


def _next() -> rx.Component:
    what = Home.next
    act = rx.cond(what.button != "", ui.link_button(what.button, what.href, kind="primary"))
    return rx.cond(
        what.more != "",
        ui.next_card(what.title, act, lines=(what.line, what.more)),
        ui.next_card(what.title, act, lines=(what.line,)),
    )


def _also() -> rx.Component:
    def one(what: Any) -> rx.Component:
        return rx.el.li(
            ui.two_lines(what.title, what.line),
            ui.link_button(what.button, what.href),
            class_name="py-3 border-t border-line first:border-t-0 flex flex-wrap gap-3 "
            "items-center justify-between",
            key=what.href,
        )

    return ui.card(
        rx.el.ul(rx.foreach(Home.also, one), class_name="list-none p-0 -my-3"), title="Also waits for you"
    )


def _steps() -> rx.Component:
    points = rx.el.ol(rx.foreach(Home.steps, rx.el.li))
    return ui.card(rx.el.div(points, class_name="prose quiet"), title=Home.steps_title)


def _one_pair() -> rx.Component:
    path = rx.Var.create("/mentorship/").to(str) + Home.pair_id
    until = rx.cond(Home.until != "", rx.fragment(", until ", ui.time(Home.until, "day")))
    terms = ui.card(
        rx.el.ul(
            rx.foreach(Home.terms, lambda words: rx.el.li(words, class_name="s")),
            class_name="flex flex-col gap-1 list-none p-0 m-0",
        ),
        rx.el.p("Since ", ui.time(Home.since, "day"), until, class_name="xs mt-3"),
        title="How you work together",
    )
    meet = ui.card(
        rx.el.p(Home.due, class_name="s"),
        rx.el.p(ui.link("Write down a meeting", path + "?log=yes", quiet=True), class_name="s"),
        title="Meetings",
    )
    person = ui.card(
        rx.el.p("Contact, meetings and notes stand on the page of the two of you.", class_name="s"),
        rx.el.p(ui.link(rx.fragment("You and ", Home.other), path, quiet=True), class_name="s"),
        title=rx.cond(Home.role == "mentor", "Your mentor", "Your mentee"),
    )
    earlier = rx.cond(Home.pairs.length() > 0, pairs_card(Home.pairs, "Earlier"))
    return rx.fragment(
        ui.split(
            conversation(Home, notice=Home.notice_there),
            ui.stack(rx.cond(Home.next.line != Home.due, meet), terms, person),
        ),
        rx.el.p(
            "Not the right fit? ",
            ui.link("End this mentorship privately", path + "?end=yes", quiet=True),
            ". Nobody is told who asked.",
            class_name="page-foot",
        ),
        earlier,
    )
