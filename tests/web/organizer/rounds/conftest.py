"""The committee's room, open in a tab."""

from tenants.access import Principal
from tests.matching.conftest import Setting, opened
from tests.support.cast import cast
from tests.support.tab import Tab, Wires
from tests.support.visits import visited

__all__ = ["cast", "opened"]


async def room_of(wires: Wires, setting: Setting, who: Principal | None = None) -> Tab:
    return await visited(wires, who or setting.cast.dana, f"/organizer/rounds/{setting.round_id}")
