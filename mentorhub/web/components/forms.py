"""The frame of a form: sent once, its problems summed up with links, what was typed kept."""

import reflex as rx
from reflex_components_core.el.element import Element

from mentorhub.web.components.fields import id_of
from mentorhub.web.components.kinds import Errors, Flag, Handler, Text, attrs, browser_function


def form(
    *children: rx.Component,
    on_submit: Handler,
    busy: Flag = False,
    errors: Errors | None = None,
    accepted: rx.Var[int] | None = None,
    label: Text | None = None,
    class_name: str = "form",
) -> rx.Component:
    """A second press within a moment, or while `busy`, is dropped in the browser before any event is sent.

    `errors` maps a field's name to its sentence; the handler assigns it and leaves the inputs alone.
    `accepted` grows with each form that was taken, and only then do the inputs start afresh.
    """
    return rx.el.form(
        problem_summary(errors) if errors is not None else rx.fragment(),
        *children,
        on_submit=on_submit,
        no_validate=True,
        class_name=class_name,
        custom_attrs=attrs(
            {"data-busy": busy, "aria-label": label, "onSubmitCapture": browser_function("submitOnce")}
        ),
        **({"key": accepted.to_string()} if accepted is not None else {}),
    )


def problem_summary(errors: Errors) -> rx.Component:
    """Every refused field in one place, each a link to it. Takes the focus when it appears."""
    count = errors.length()
    return rx.cond(
        count > 0,
        rx.el.div(
            rx.el.h2(
                rx.cond(count == 1, "One thing needs another look", f"{count} things need another look")
            ),
            rx.el.ul(rx.foreach(errors, lambda entry: rx.el.li(_to_field(entry[0], entry[1])))),
            class_name="summary",
            key=errors.to_string(),
            custom_attrs={"role": "alert", "tabIndex": -1, "ref": browser_function("focusOnArrival")},
        ),
    )


class _NativeForm(Element):
    """Reflex's form prevents the browser's own POST; a plain route needs it."""

    tag = "form"
    action: rx.Var[str]
    method: rx.Var[str]


def plain_form(*children: rx.Component, action: Text, class_name: str = "") -> rx.Component:
    """Posts to one of our plain routes with a full page load: signing out, billing."""
    return _NativeForm.create(*children, action=action, method="post", class_name=class_name)


def form_foot(*buttons: rx.Component, note: Text | None = None) -> rx.Component:
    """The buttons of a form, primary first, and one line on what sending does."""
    return rx.el.div(
        *buttons,
        rx.el.span(note, class_name="s") if note is not None else rx.fragment(),
        class_name="form-foot",
    )


def _to_field(name: rx.Var[str], sentence: rx.Var[str]) -> rx.Component:
    """A problem of the form as a whole bears the name "form" and has no field to go to."""
    link = rx.el.a(
        rx.el.span(custom_attrs={"ref": browser_function("nameOfField")}),
        sentence,
        href=rx.Var.create("#").to(str) + id_of(name),
        custom_attrs={"onClick": browser_function("goToField")},
    )
    return rx.cond(name == "form", sentence, link)
