"""How many statements something sends to the database; transactions' own words are not counted."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from tenants.database import engine as engines

_NOT_COUNTED = re.compile(r"^\s*(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|SET LOCAL|SET app)", re.IGNORECASE)


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements of the block, in order."""
    seen: list[str] = []

    def note(
        _connection: Any, _cursor: Any, statement: str, _parameters: Any, _context: Any, _many: Any
    ) -> None:
        if not _NOT_COUNTED.match(statement):
            seen.append(statement)

    engine = engines.current().sync_engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", note)
