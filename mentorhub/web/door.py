"""The websocket's own door: which tab a connection may be, and which events get as far as the guard.

Reflex believes the tab token in a connection's address. Whoever had one of somebody else's would be sent what
is meant for that tab from then on, a live update or a running task's progress, without sending a single event
for the guard to look at. So a connection whose host and cookie are not those that the tab was filled for is
given a tab of its own; the other one stays untouched.
"""

import asyncio
from typing import Any, Final
from urllib.parse import parse_qs, urlencode
from uuid import uuid4

import socketio
from reflex.app import App, EventNamespace
from reflex.istate.manager.token import BaseStateToken
from reflex.state import State

from mentorhub.web import live
from mentorhub.web.guard import Binding
from mentorhub.web.limits import Bucket
from tenants.visits.service import identify

LONGEST_TOKEN: Final = 100
FRAMES = Bucket(per_second=40, burst=200)


class Door(EventNamespace):
    async def on_connect(self, sid: str, environ: dict[str, Any], auth: Any = None) -> None:
        token = parse_qs(environ.get("QUERY_STRING", "")).get("token", [""])[0]
        if not token or len(token) > LONGEST_TOKEN or await self._is_anothers(token, environ):
            fresh = str(uuid4())
            environ["QUERY_STRING"] = urlencode({"token": fresh})
            await self.emit("new_token", fresh, to=sid)
        await super().on_connect(sid, environ, auth if isinstance(auth, dict) else None)

    def on_disconnect(self, sid: str) -> asyncio.Task[Any] | None:
        tab = self.sid_to_token.get(sid)
        if tab is not None and self.token_to_sid.get(tab) == sid:
            live.leave(tab)
        return super().on_disconnect(sid)

    async def on_event(self, sid: str, data: Any) -> None:
        """Junk ends here, before it costs a lock or a line in the log; so does what no person can send."""
        event = readable(self.app, data)
        if FRAMES.allow(sid) and event is not None:
            await super().on_event(sid, event)

    async def _is_anothers(self, token: str, environ: dict[str, Any]) -> bool:
        state = await self.app.state_manager.get_state(BaseStateToken(ident=token, cls=State))
        bound_to = (await state.get_state(Binding))._visitor
        if not bound_to:
            return False
        headers = self._build_static_router_data("", environ)["headers"]
        here = await identify(headers.get("host", ""), headers.get("cookie", ""))
        return here.fingerprint != bound_to


def readable(app: App, data: Any) -> dict[str, Any] | None:
    """An event of a handler that exists, its page's address in words; None for anything else."""
    if not isinstance(data, dict) or not isinstance(data.get("name"), str):
        return None
    if data["name"] not in app._registration_context.event_handlers:
        return None
    payload, where = data.get("payload") or {}, data.get("router_data") or {}
    if not isinstance(payload, dict) or not isinstance(where, dict):
        return None
    query = where.get("query") if isinstance(where.get("query"), dict) else {}
    address = {key: where[key] for key in ("pathname", "asPath") if isinstance(where.get(key), str)}
    address["query"] = {key: value for key, value in (query or {}).items() if isinstance(value, str)}
    return {"name": data["name"], "payload": payload, "router_data": address}


def install(app: App) -> None:
    """In the place of Reflex's own namespace."""
    sio, theirs = app.sio, app.event_namespace
    if not isinstance(sio, socketio.AsyncServer) or theirs is None:
        raise TypeError("The application has no websocket to guard.")
    door = Door(theirs.namespace, app)
    app._event_namespace = door
    sio.register_namespace(door)
