"""The composition root: the application, its routes, its guard, its jobs."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

import reflex as rx

from mentorhub.composition import compose
from mentorhub.http.app import plain_routes
from mentorhub.http.origin import gate
from mentorhub.web import door, live, theme
from mentorhub.web.guard import Guard, on_fault
from mentorhub.web.routes import add_pages
from tenants.database import auditor, engine
from tenants.kit import log as logs
from tenants.kit import settings
from tenants.outbox.worker import run_worker


@contextlib.asynccontextmanager
async def audited() -> AsyncIterator[None]:
    """Refuses to start on a database that would not keep organizations apart."""
    configured = settings.current()
    logs.configure(production=configured.production)
    await auditor.refuse_if_faulty(engine.current())
    yield
    await engine.close()


@contextlib.asynccontextmanager
async def live_screens() -> AsyncIterator[None]:
    async with live.listening(app):
        yield


@contextlib.asynccontextmanager
async def jobs() -> AsyncIterator[None]:
    """One process does it all by default; `mentorhub worker` takes the jobs where there are several."""
    if not settings.current().run_jobs:
        yield
        return
    task = asyncio.create_task(run_worker(), name="jobs")
    try:
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


compose()
app = rx.App(
    theme=None,
    reset_style=False,
    toaster=None,
    stylesheets=theme.STYLESHEETS,
    head_components=theme.head_components(),
    app_wraps=theme.app_wraps(),
    html_lang="en",
    backend_exception_handler=on_fault,
    api_transformer=[plain_routes(), gate],
)
app.add_middleware(Guard(), index=0)
add_pages(app)
door.install(app)
for task in (audited, live_screens, jobs):
    app.register_lifespan_task(task)
