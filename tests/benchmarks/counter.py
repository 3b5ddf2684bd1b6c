"""The least that Reflex can do: a number that goes up, and a headline that a load event fills in."""

import reflex as rx

READY = "Ready"


class Counter(rx.State):
    headline: str = ""
    number: int = 0

    @rx.event
    async def load(self) -> None:
        self.headline = READY

    @rx.event
    async def add(self) -> None:
        self.number += 1
