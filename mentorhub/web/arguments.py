"""What a browser sends as a handler's arguments, made into what the handler was written for.

Reflex converts and does not check: anything may stand in any place, be missing, or be one too many. Here a
value of another kind becomes the empty one of the kind that was asked for, which no form and no id takes for
an answer; and what the database could not store as text is left out.
"""

import inspect
from collections.abc import Callable, Mapping
from typing import Any, Final, get_origin, get_type_hints

from reflex_base.utils.form import FormData

DEEPEST = 8
LARGEST = 2**31 - 1  # what an integer column holds

# Nought is a page or a column; less than nothing is neither.
_EMPTY: Final[dict[Any, Callable[[], Any]]] = {
    str: str,
    dict: dict,
    int: lambda: -1,
    bool: bool,
    FormData: FormData,
}


class Arguments:
    """The parameters of one handler."""

    def __init__(self, handler: Callable[..., Any]) -> None:
        self._handler = handler
        self._kinds: dict[str, Any] | None = None

    def fit(self, sent: Mapping[str, Any]) -> dict[str, Any]:
        return {name: _fit(kind, sent.get(name)) for name, kind in self._parameters().items()}

    def _parameters(self) -> dict[str, Any]:
        """Looked up at the first call, when every name in the annotations is there."""
        if self._kinds is None:
            hints = get_type_hints(self._handler)
            names = list(inspect.signature(self._handler).parameters)[1:]  # the state comes first
            self._kinds = {name: get_origin(hints.get(name)) or hints.get(name, Any) for name in names}
        return self._kinds


def _fit(kind: Any, value: Any) -> Any:
    if kind not in _EMPTY:
        return storable(value)
    is_kind = isinstance(value, kind) and (kind is bool or not isinstance(value, bool))
    if not is_kind or (kind is int and abs(value) > LARGEST):
        return _EMPTY[kind]()
    return storable(value)


def storable(value: Any, depth: int = 0) -> Any:
    """Without what PostgreSQL has no place for: NUL, halves of characters, a house of a thousand storeys."""
    if isinstance(value, str):
        return value.replace("\x00", "").encode("utf-8", "ignore").decode()
    if depth >= DEEPEST:
        return None
    if isinstance(value, FormData):
        return FormData([(storable(key), storable(each, depth + 1)) for key, each in value.multi_items()])
    if isinstance(value, dict):
        return {storable(key): storable(each, depth + 1) for key, each in value.items()}
    if isinstance(value, list):
        return [storable(each, depth + 1) for each in value]
    return value
