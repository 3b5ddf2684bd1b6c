"""A mentor's own number of places: how many mentees at a time, changed by themselves."""

from typing import Any

import reflex as rx

from mentorhub.participants import service as participants
from mentorhub.programs.counting import counted
from mentorhub.web import components as ui
from mentorhub.web.guard import SIGNED_IN, action, actor
from mentorhub.web.places import PlacesForm, places_dialog
from mentorhub.web.screen import Screen, parse, parse_id
from tenants.database import unit_of_work


class Places(Screen, rx.State):
    """Beside a participation; which one is kept here and not taken from the form."""

    open: str = ""
    now: int = 1
    most: int = 1

    @action(SIGNED_IN)
    async def ask(self, participant_id: str) -> None:
        wanted = parse_id(participant_id)
        async with unit_of_work(actor()) as db:
            self.now, self.most = await participants.places(db, actor(), wanted)
        self.open, self.notice, self.problem, self.problems = str(wanted), "", "", {}

    @action(SIGNED_IN)
    async def save(self, form_data: dict[str, Any]) -> None:
        wanted, form = parse_id(self.open), parse(PlacesForm, form_data)
        async with unit_of_work(actor()) as db:
            await participants.set_capacity(db, actor(), wanted, form.capacity)
        self.open, self.now = "", form.capacity
        self._done(f"You work with up to {counted(form.capacity, 'mentee')} at a time from now on.")

    @action(SIGNED_IN)
    async def close(self) -> None:
        self.open, self.problem, self.problems = "", "", {}


def places(participant_id: rx.Var[str]) -> rx.Component:
    """A button, and the question behind it."""
    return rx.fragment(
        rx.cond(Places.notice != "", ui.notice(Places.notice, tone="good")),
        rx.el.div(
            ui.button("Change how many mentees", on_click=Places.ask(participant_id), kind="text"),
            class_name="-ml-2.5",
        ),
        places_dialog(
            title="With how many mentees would you work?",
            words=f"From 1 to {Places.most}. What runs goes on; the next pairing counts with it.",
            now=Places.now,
            most=Places.most,
            errors=Places.problems,
            asked=Places.open == participant_id,
            on_save=Places.save,
            on_close=Places.close,
        ),
    )
