"""Everybody's own account: name and phone, password, where they are signed in, appearance."""

from dataclasses import dataclass
from typing import Any

import reflex as rx
from pydantic import BaseModel, ConfigDict, Field

from mentorhub.web.account.browsers import browser_words
from mentorhub.web.frame import Frame
from mentorhub.web.guard import SIGNED_IN, action, actor, page_load
from mentorhub.web.screen import Screen, parse, parse_id
from tenants import live
from tenants.access import Principal
from tenants.database import Session, unit_of_work
from tenants.people import requests, sessions, sign_in
from tenants.people import service as people
from tenants.people.errors import WeakPassword
from tenants.people.forms import ProfileForm
from tenants.people.views import PersonView, SessionView


@dataclass(frozen=True)
class Browser:
    id: str
    words: str
    since: str
    seen: str
    is_this_one: bool


class PasswordForm(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)

    password: str = Field(min_length=1, max_length=1000)
    new_password: str = Field(min_length=1, max_length=1000)


class Account(Screen, rx.State):
    name: str = ""
    given_name: str = ""
    family_name: str = ""
    mail: str = ""
    phone: str = ""
    zone: str = ""  # empty: the organization's
    has_password: bool = True
    browsers: list[Browser] = []
    said_where: str = ""  # beside which card the last act speaks
    changed: int = 0  # passwords; the fields are emptied

    @page_load(SIGNED_IN)
    async def load(self) -> None:
        me = actor()
        async with unit_of_work(me) as db:
            person = await people.get(db, me.me)
            open_ = await sessions.mine(db, me)
        self._show(person)
        self._list(open_)
        if self.status != "ready":
            self._ready()

    @action(SIGNED_IN)
    async def save(self, form: dict[str, Any]) -> None:
        self.said_where = "profile"
        raw = {name: form.get(name, "") for name in ProfileForm.model_fields}
        wanted = parse(ProfileForm, raw | {"zone": raw["zone"] or None})
        me = actor()
        async with unit_of_work(me) as db:
            person = await people.change_myself(db, me, wanted)
        self._show(person)
        frame = await self.get_state(Frame)
        frame.person = person.name
        self._done("Saved.")

    @action(SIGNED_IN)
    async def change_password(self, form: dict[str, Any]) -> None:
        self.said_where = "password"
        typed = parse(PasswordForm, form)
        me = actor()
        ip = str(self.router.session.client_ip)
        try:
            await sign_in.change_password(me, typed.password, typed.new_password, ip=ip)
        except WeakPassword as weak:
            raise WeakPassword(weak.sentence, field="new_password") from weak
        self.browsers = [browser for browser in self.browsers if browser.is_this_one]
        self.changed += 1
        self._done("Your password is changed. Every other browser has been signed out.")

    @action(SIGNED_IN)
    async def ask_for_link(self) -> None:
        """For those who have always come by a mailed link: a link to choose a password with."""
        self.said_where = "password"
        async with unit_of_work(actor()) as db:
            await requests.request_link(db, actor().mail, purpose="reset")
        self._done("A mail with a link is on its way. With it you choose a password; it works for an hour.")

    @action(SIGNED_IN)
    async def end(self, session_id: str) -> None:
        self.said_where = "browsers"
        me, ended = actor(), parse_id(session_id)
        async with unit_of_work(me) as db:
            await sessions.end_one(db, me, ended)
            await self._tell_other_screens(db, me)
        self._done("That browser is signed out.")

    @action(SIGNED_IN)
    async def end_others(self) -> None:
        self.said_where = "browsers"
        me = actor()
        async with unit_of_work(me) as db:
            ended = await sessions.end_all(db, me, keep_this_one=True)
            await self._tell_other_screens(db, me)
        self._done(
            "You are signed in here, and nowhere else." if ended else "You were signed in nowhere else."
        )

    async def _tell_other_screens(self, db: Session, me: Principal) -> None:
        """Open pages of an ended session go to the sign-in page at once; the list is what is left."""
        await live.announce(db, [me.me], sessions.TOPIC)
        self._list(await sessions.mine(db, me))

    def _show(self, person: PersonView) -> None:
        self.name, self.given_name, self.family_name = person.name, person.given_name, person.family_name
        self.mail, self.phone, self.zone = person.mail, person.phone, person.zone or ""
        self.has_password = person.has_password

    def _list(self, rows: list[SessionView]) -> None:
        self.browsers = [
            Browser(
                str(row.id),
                browser_words(row.user_agent),
                row.created_at.isoformat(),
                row.seen_at.isoformat(),
                row.is_this_one,
            )
            for row in sorted(rows, key=lambda row: (not row.is_this_one, -row.seen_at.timestamp()))
        ]
