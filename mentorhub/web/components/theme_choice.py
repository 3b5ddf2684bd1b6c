"""Light, dark, or as the device has it; kept in this browser and applied before the first paint."""

from typing import Any

import reflex as rx
from reflex.style import color_mode

from mentorhub.web.components.icons import IconName, icon
from mentorhub.web.components.kinds import Text

_MODES: tuple[tuple[str, str, IconName], ...] = (
    ("system", "As my device", "monitor"),
    ("light", "Light", "sun"),
    ("dark", "Dark", "moon"),
)


def theme_choice(label: Text = "Appearance") -> rx.Component:
    return rx.el.fieldset(
        rx.el.legend(label, class_name="label"),
        rx.el.div(*[_mode(*mode) for mode in _MODES], class_name="choices beside"),
        class_name="field",
    )


def _mode(mode: str, words: str, sign: IconName) -> rx.Component:
    data = color_mode._get_all_var_data()
    chosen = rx.Var("rawColorMode", _var_data=_hook("rawColorMode", data)) == mode
    setter: rx.Var[Any] = rx.Var(f'(() => setColorMode("{mode}"))', _var_data=_hook("setColorMode", data))
    return rx.el.label(
        rx.el.input(type="radio", name="appearance", checked=chosen, on_change=rx.call_function(setter)),
        rx.el.span(icon(sign), words, class_name="flex items-center gap-2"),
        class_name="choice",
    )


def _hook(name: str, data: rx.vars.VarData | None) -> rx.vars.VarData:
    """Reflex's own setter is evaluated as text, which the content policy refuses; this one is compiled."""
    imports = data.imports if data is not None else ()
    return rx.vars.VarData(
        imports=dict(imports), hooks={f"const {{ {name} }} = useContext(ColorModeContext)": None}
    )
