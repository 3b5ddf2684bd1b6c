"""numba where it is installed (the extra `fast`); the same functions as plain Python where it is not."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

F = TypeVar("F", bound=Callable[..., Any])

try:
    import numba
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


def edition(folder: Path) -> str:
    """Another one as soon as anything in these sources is another."""
    digest = hashlib.sha256()
    for source in sorted(folder.glob("*.py")):
        digest.update(source.name.encode() + b"\0" + source.read_bytes())
    return digest.hexdigest()[:16]


def keep_compiled_by_edition() -> None:
    """What was compiled counts as valid while the file of a function is the same, whatever became of those
    that it calls and took in: after an update half of it would be old. So each edition has its own place.
    """
    folder, settings = Path(__file__).parent, cast("Any", numba.config)
    if not settings.CACHE_DIR:
        settings.CACHE_DIR = str(folder / "__pycache__" / edition(folder))


if FAST:
    keep_compiled_by_edition()
