"""The bare counter in this very process. No guard, no middleware of ours, no database."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager
from contextvars import Context, copy_context
from dataclasses import dataclass
from typing import Any

import reflex as rx
from reflex_base.registry import RegistrationContext

from tests.benchmarks.counter import Counter
from tests.support.tab import Tab, event_loop


@dataclass(frozen=True)
class Bare:
    """A second application in this process, where Reflex expects one: all of it runs in this context."""

    context: Context
    tab: Tab

    def count(self) -> Awaitable[None]:
        return _in(self.context, self.tab.send(Counter.add))

    async def number(self) -> int:
        return (await self.tab.state(Counter)).number


@asynccontextmanager
async def bare_counter() -> AsyncIterator[Bare]:
    context = copy_context()
    context.run(RegistrationContext.set, RegistrationContext.get().fork())
    app = context.run(lambda: rx.App(theme=None, toaster=None))
    running = AsyncExitStack()
    wires = await _in(context, running.enter_async_context(event_loop(app)))
    try:
        yield Bare(context, Tab(app, wires, "localhost:3000"))
    finally:
        await _in(context, running.aclose())


def _in(context: Context, what: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
    return asyncio.create_task(what, context=context)
