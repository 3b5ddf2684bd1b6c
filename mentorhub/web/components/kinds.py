"""What the components take: plain values where a page knows them, Vars where the state does."""

from collections.abc import Mapping
from typing import Any, Literal, TypeAlias

import reflex as rx
from reflex.utils.imports import ImportVar

Text: TypeAlias = str | rx.Var[str]
Flag: TypeAlias = bool | rx.Var[bool]
Number: TypeAlias = float | rx.Var[int] | rx.Var[float]
Node: TypeAlias = rx.Component | str | rx.Var[Any]
Handler: TypeAlias = Any  # reflex's EventType is generic over the arguments of each trigger
Errors: TypeAlias = rx.Var[dict[str, str]]
Tone: TypeAlias = Literal["good", "warn", "bad", "accent", "plain"]


def shown(condition: object, node: rx.Component) -> rx.Component:
    """The node when the condition holds, decided now for a plain value and in the browser for a Var."""
    if isinstance(condition, rx.Var):
        return rx.cond(condition, node)
    return node if condition else rx.fragment()


def either(condition: Flag | Text, yes: Any, no: Any) -> Any:
    if isinstance(condition, rx.Var):
        return rx.cond(condition, yes, no)
    return yes if condition else no


def any_of(first: Flag, second: Flag) -> Flag:
    if isinstance(first, rx.Var):
        return first | second
    if isinstance(second, rx.Var):
        return second | first
    return first or second


def both(first: Flag, second: Flag) -> Flag:
    if first is True or second is False:
        return second
    if second is True or first is False:
        return first
    return first & second


def attrs(values: Mapping[str, object]) -> dict[str, object]:
    """HTML attributes as they are written in HTML; those that are None are left out."""
    return {name: value for name, value in values.items() if value is not None}


def browser_function(name: str) -> rx.Var[Any]:
    """A function of assets/js/browser.js, compiled into the page: nothing is evaluated at run time."""
    imports = {"$/public/js/browser.js": [ImportVar(tag=name)]}
    return rx.Var(_js_expr=name, _var_data=rx.vars.VarData(imports=imports))
