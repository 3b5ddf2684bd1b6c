"""The first page of every host: the platform's own on the bare one, an organization's on its own."""

import reflex as rx

from mentorhub.web.guard import ANYONE, page_load, visit
from mentorhub.web.page import platform_page
from mentorhub.web.public.platform import platform_home
from mentorhub.web.screen import Screen
from tenants.kit.errors import NotFound


class Front(Screen, rx.State):
    @page_load(ANYONE)
    async def load(self) -> None:
        if visit().tenant is not None:
            raise NotFound
        self._ready()


def front_page() -> rx.Component:
    return platform_page(Front, platform_home())
