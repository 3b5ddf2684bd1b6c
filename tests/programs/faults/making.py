"""A template of the catalog as data, and changes to it."""

import copy
from collections.abc import Callable
from typing import Any

from mentorhub.programs import shelf

Data = dict[str, Any]
Fault = tuple[str, str, Callable[[Data], None], str, str]
"""The key of a template, what is wrong, the change that makes it so; the path and the words of the fault."""


def data(key: str = "blank") -> Data:
    template = shelf.load(key)
    assert template is not None
    return template.to_data()


def at(start: Data, *steps: str | int) -> Any:
    here: Any = start
    for step in steps:
        here = here[step]
    return here


def setting(value: object, *steps: str | int) -> Callable[[Data], None]:
    def change(changed: Data) -> None:
        at(changed, *steps[:-1])[steps[-1]] = copy.deepcopy(value)

    return change


RULE = {"refusal": "No.", "way_out": "Ask."}
