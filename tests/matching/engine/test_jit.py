"""What was compiled is kept, and never outlives the sources that it was made of."""

from pathlib import Path
from typing import Any, cast

import numba

from mentorhub.matching.engine.solving import jit


def test_a_change_in_any_source_is_another_edition(tmp_path: Path) -> None:
    (tmp_path / "calls.py").write_text("from called import what")
    (tmp_path / "called.py").write_text("what = 1")
    before = jit.edition(tmp_path)
    assert jit.edition(tmp_path) == before
    (tmp_path / "called.py").write_text("what = 2")
    assert jit.edition(tmp_path) != before


def test_what_is_compiled_is_kept_under_the_edition_of_these_sources() -> None:
    folder = Path(jit.__file__).parent
    kept = Path(cast("Any", numba.config).CACHE_DIR)
    assert kept == folder / "__pycache__" / jit.edition(folder)
