"""Nothing happens unless a handler says who may.

Any browser can call any public method of a State with any payload. So each handler carries the
access it asks for (`action`, `page_load`), one middleware resolves the visitor of every event and
refuses what is unmarked or not allowed, and the state of a tab is bound to the visitor it was
filled for: another cookie on the same tab token finds an empty one.
"""

import functools
import inspect
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import nullcontext
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Final, cast

import reflex as rx
from reflex.app import App
from reflex.event import Event
from reflex.istate.proxy import StateProxy
from reflex.middleware.middleware import Middleware
from reflex.state import BaseState, StateUpdate
from reflex_base.registry import RegistrationContext

from mentorhub.web import live
from mentorhub.web.arguments import Arguments
from mentorhub.web.frame import Frame, lookup
from mentorhub.web.limits import EVENTS
from tenants.access.errors import SignInFirst
from tenants.access.permissions import Permission
from tenants.access.principal import Principal, require
from tenants.database import Found, together
from tenants.kit import log as logs
from tenants.kit.errors import NotAllowed, NotFound, Problem
from tenants.visits.service import Visit, identify

log = logs.get(__name__)

ANYONE: Final = "anyone"
SIGNED_IN: Final = "signed in"

_visit: ContextVar[Visit] = ContextVar("visit")

# Reflex's own plumbing, without which no page comes alive. Everything else of its is refused.
FRAMEWORK_EVENTS: Final = frozenset(
    {
        "reflex___state____state.hydrate",
        "reflex___state____state.hydrate_and_load",
        "reflex___state____state.set_is_hydrated",
        "reflex___state____state.reflex___state____on_load_internal_state.on_load_internal",
        "reflex___state____state.reflex___state____on_load_internal_state.set_is_hydrated",
    }
)


@dataclass(frozen=True)
class Access:
    """Who may call a handler: anyone, anyone signed in, or holders of a permission."""

    needs: str

    def check(self, here: Visit) -> None:
        """Raises SignInFirst or NotAllowed."""
        if self.needs == ANYONE:
            return
        if here.principal is None or not here.is_signed_in:
            raise SignInFirst
        if self.needs != SIGNED_IN:
            require(here.principal, Permission(self.needs))


def visit() -> Visit:
    """The visitor whose event is being handled."""
    return _visit.get()


def actor() -> Principal:
    """The signed-in person whose event is being handled.

    Raises:
        SignInFirst: when nobody is signed in.
    """
    principal = visit().principal
    if principal is None or not principal.is_signed_in:
        raise SignInFirst
    return principal


def guest() -> Principal:
    """The signed-in person, or the organization's anonymous visitor.

    Raises:
        NotFound: on the platform's own host, which is no organization.
    """
    principal = visit().principal
    if principal is None:
        raise NotFound
    return principal


Handler = Callable[..., Any]


def action(needs: str, *, background: bool = False) -> Callable[[Handler], Any]:
    """Marks an event handler with who may call it, and turns its problems into sentences."""
    return _handler(needs, "_tell", background=background)


def page_load(needs: str) -> Callable[[Handler], Any]:
    """Marks the one load event of a page: a problem becomes the page's own state."""
    return _handler(needs, "_close", background=False)


def _handler(needs: str, on_problem: str, *, background: bool) -> Callable[[Handler], Any]:
    def decorate(fn: Handler) -> Any:
        arguments = Arguments(fn)
        of_kind = _stream if inspect.isasyncgenfunction(fn) else _call
        wrapped = of_kind(fn, arguments, on_problem)
        wrapped.__access__ = Access(needs)  # type: ignore[attr-defined]  # read by the middleware
        return rx.event(wrapped, background=background)

    return decorate


def _call(fn: Handler, arguments: Arguments, on_problem: str) -> Handler:
    @functools.wraps(fn)
    async def handle(self: Any, /, **sent: Any) -> Any:
        try:
            here = visit()
            if on_problem != "_close":
                return await cast("Awaitable[Any]", fn(self, **arguments.fit(sent)))
            person = here.principal if here.is_signed_in else None
            async with together(person, lookup(person)) if person else nullcontext() as found:
                await _enter(self, here, found)
                return await cast("Awaitable[Any]", fn(self, **arguments.fit(sent)))
        except Exception as problem:
            return await _answer(self, on_problem, problem)

    return handle


async def _enter(screen: Any, here: Visit, found: Found | None) -> None:
    """What comes before a page's own load: the frame around it, and an end to what an earlier visit said."""
    await (await screen.get_state(Frame))._fill(here, found)
    binding = await screen.get_state(Binding)
    if binding._arriving:
        screen._arrive(anew=binding._arriving == "page")
        binding._arriving = ""


def _stream(fn: Handler, arguments: Arguments, on_problem: str) -> Handler:
    @functools.wraps(fn)
    async def handle(self: Any, /, **sent: Any) -> AsyncIterator[Any]:
        try:
            async for event in fn(self, **arguments.fit(sent)):
                yield event
        except Exception as problem:
            yield await _answer(self, on_problem, problem)

    return handle


async def _answer(state: Any, on_problem: str, problem: Exception) -> Any:
    if not isinstance(problem, Problem):
        problem = _fault(problem)
    if isinstance(problem, SignInFirst):
        return to_sign_in()
    if isinstance(state, StateProxy):
        async with state:
            return getattr(state, on_problem)(problem)
    return getattr(state, on_problem)(problem)


def on_fault(exception: Exception) -> None:
    """What failed outside of any handler of ours; nobody is there to be told a number."""
    log.error("event_failed", fault=logs.new_error_id(), exc_info=exception)


def _fault(error: Exception) -> Problem:
    number = logs.new_error_id()
    log.error("event_failed", fault=number, exc_info=error)
    return Problem(
        f"Something went wrong on our side. What you typed is still here; please try again. "
        f"If it happens again, tell us this number: {number}."
    )


def to_sign_in() -> Any:
    """A full page load of the sign-in page, which is plain HTML outside the reactive pages."""
    here = "encodeURIComponent(window.location.pathname + window.location.search)"
    return rx.call_function(rx.Var(f"(() => window.location.replace('/sign-in?next=' + {here}))"))


def leave_to(path: str) -> Any:
    """A full page load; `rx.redirect` stays inside the pages and reaches no plain route."""
    return rx.call_function(rx.Var(f"(() => window.location.replace({path!r}))"))


class Binding(rx.State):
    """Whom this tab's state was filled for, and whether they have just come to a page."""

    _visitor: str = ""
    _arriving: str = ""  # "page" after a full page load, "link" after a step within the pages


class Guard(Middleware):
    """Looks up who sends an event and lets only allowed ones through."""

    async def preprocess(self, app: App, state: BaseState, event: Event) -> StateUpdate | None:  # noqa: ARG002 - Reflex gives it
        headers = state.rx_router_headers
        if not EVENTS.allow(state.rx_router_session.client_token):
            return StateUpdate()
        here = await identify(headers.host, headers.cookie)
        _visit.set(here)
        if not await _bind(state, here) and event.name not in FRAMEWORK_EVENTS:
            # The tab shows another visitor's page: start it afresh.
            return StateUpdate(events=Event.from_event_type(_reload()))
        if event.name in FRAMEWORK_EVENTS:
            await _note_arrival(state, event.name)
            return None
        access = access_of(event.name)
        try:
            if access is None:
                raise NotAllowed
            access.check(here)
        except SignInFirst:
            return StateUpdate(events=Event.from_event_type(to_sign_in()))
        except NotAllowed:
            log.warning("event_refused", handler=event.name if access else "unmarked")
            return await _refuse(state, event, here)
        live.seat(state, here)
        return None


def access_of(name: str) -> Access | None:
    """The access that a registered handler asks for; None for an unknown or unmarked one."""
    registered = RegistrationContext.get().event_handlers.get(name)
    return getattr(registered.handler.fn, "__access__", None) if registered else None


async def _bind(state: BaseState, here: Visit) -> bool:
    root: Any = state._get_root_state()
    binding = await root.get_state(Binding)
    if binding._visitor == here.fingerprint:
        return True
    fresh = not binding._visitor
    if not fresh:
        root.reset()
    binding._visitor = here.fingerprint
    return fresh


async def _note_arrival(state: BaseState, name: str) -> None:
    """A page's load event also runs when something changed; only these two mean that somebody came."""
    binding = await state._get_root_state().get_state(Binding)
    if name.endswith(".hydrate_and_load"):
        binding._arriving = "page"
    elif name.endswith(".on_load_internal"):
        binding._arriving = binding._arriving or "link"


async def _refuse(state: BaseState, event: Event, here: Visit) -> StateUpdate:
    registered = RegistrationContext.get().event_handlers.get(event.name)
    if registered is None or getattr(registered.handler.fn, "__access__", None) is None:
        return StateUpdate()
    screen: Any = await state.get_state(registered.states[0])  # a marked handler is a Screen's
    screen._close(NotAllowed())
    frame = await state.get_state(Frame)
    if not frame.organization:  # the refusal is the first thing that this tab shows
        await frame._fill(here)
    root: Any = state._get_root_state()
    delta = await root._get_resolved_delta()
    root._clean()
    return StateUpdate(delta=delta)


def _reload() -> Any:
    return rx.call_function(rx.Var("(() => window.location.reload())"))
