"""Words to start from: chosen beside a text box, put into it, and changed there before they are sent."""

import reflex as rx

from mentorhub.web.components.fields import Options, each_option, field, id_of
from mentorhub.web.components.kinds import browser_function

NAME = "ready"
HELP = "They go into the box below. Change them as you like; nothing is sent yet."


def ready_words(options: Options, *, into: str) -> rx.Component:
    """`options` are (text, title); `into` names the text box, which stands in the same form.

    What somebody has typed stays: ready words come after it. The handler reads the box, and not the choice.
    """
    control = rx.el.select(
        rx.el.option("Choose …", value=""),
        each_option(options, lambda text, title: rx.el.option(title, value=text)),
        name=NAME,
        default_value="",
        class_name="input",
        custom_attrs={
            "id": id_of(NAME),
            "data-into": into,
            "aria-describedby": id_of(NAME) + "-help",
            "onChange": browser_function("takeWords"),
        },
    )
    return field(NAME, "Ready words", control, help=HELP, required=False)
