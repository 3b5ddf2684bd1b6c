"""The first page of every host: the platform's own on the bare one, an organization's on its own."""

import reflex as rx

from mentorhub.web.frame import Frame
from mentorhub.web.guard import ANYONE, page_load, visit
from mentorhub.web.page import platform_page, public_page
from mentorhub.web.public.organization import OrganizationHome
from mentorhub.web.public.organization_page import organization_foot, organization_home
from mentorhub.web.public.platform import platform_home
from mentorhub.web.screen import Screen
from tenants.kit import settings


class Front(Screen, rx.State):
    demonstration: bool = False

    @page_load(ANYONE)
    async def load(self) -> None:
        if visit().tenant is not None:
            home = await self.get_state(OrganizationHome)
            await home._fill(self._param("program"))
        self.demonstration = settings.current().demonstration
        self._ready()


def front_page() -> rx.Component:
    return rx.cond(
        Frame.is_platform,
        platform_page(Front, platform_home(look_around=Front.demonstration)),
        public_page(Front, organization_home(), foot=organization_foot()),
    )
