"""numba where it is installed (the extra `fast`); the same functions as plain Python where it is not."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

F = TypeVar("F", bound=Callable[..., Any])

try:
    from numba import njit
except ImportError:  # the extra was not installed
    FAST = False

    def jit(function: F) -> F:
        return function
else:
    FAST = True

    def jit(function: F) -> F:
        try:
            return cast("F", njit(cache=True, nogil=True, error_model="numpy")(function))
        except RuntimeError:  # nowhere to keep the compiled code
            return cast("F", njit(nogil=True, error_model="numpy")(function))
