"""A place to drop a file. It goes to a plain route with the session's cookie, not to Reflex's open folder."""

import reflex as rx
from reflex.event import EventHandler, passthrough_event_spec

from mentorhub.web.components.fields import error_line, error_of, help_line, id_of, optional_mark
from mentorhub.web.components.kinds import Errors, Flag, Handler, Text


class _FileDrop(rx.Component):
    library = "$/public/js/file_drop.js"
    tag = "FileDrop"

    url: rx.Var[str]
    name: rx.Var[str]
    control_id: rx.Var[str]
    accept: rx.Var[str]
    max_bytes: rx.Var[int]
    on_done: EventHandler[passthrough_event_spec(str)]
    on_refused: EventHandler[passthrough_event_spec(str)]


def file_drop(
    name: str,
    label: Text,
    *,
    url: Text,
    on_done: Handler,
    on_refused: Handler = None,
    accept: str = "",
    max_bytes: int = 10_000_000,
    help: Text | None = None,
    errors: Errors | None = None,
    required: Flag = True,
) -> rx.Component:
    """Posts the file as multipart field `name` to `url`, showing how far it is.

    `on_done` gets the body of a 2xx answer (the file's id); a refusal's body is one sentence, shown in
    place and given to `on_refused`.
    """
    return rx.el.div(
        rx.el.label(label, optional_mark(required), html_for=id_of(name), class_name="label"),
        help_line(name, help),
        _FileDrop.create(
            url=url,
            name=name,
            control_id=id_of(name),
            accept=accept,
            max_bytes=max_bytes,
            on_done=on_done,
            **({"on_refused": on_refused} if on_refused is not None else {}),
        ),
        error_line(name, error_of(name, errors)),
        class_name="field",
    )
