"""A draft as its visitors will see it: for its owner only, until it is open."""

import pytest

from mentorhub.mentorhub import app
from mentorhub.participants import service as participants
from mentorhub.programs.views import ProgramView
from mentorhub.web.organizer.program.program import ProgramPage
from mentorhub.web.public.apply import Apply
from mentorhub.web.public.front import Front
from mentorhub.web.public.organization import OrganizationHome
from tenants.database import unit_of_work
from tests.support.cast import Cast, signed_in
from tests.support.tab import Tab, Wires
from tests.support.visits import OURS, visited
from tests.web.organizer.program.drafts import PATH, draft


def preview_of(program: ProgramView) -> str:
    return f"/?program={program.slug}"


async def test_the_owner_reads_a_draft_as_visitors_will(wires: Wires, cast: Cast) -> None:
    program = await draft(cast)
    olivia = await visited(wires, cast.olivia, preview_of(program))
    page = await olivia.state(OrganizationHome)
    assert (page.has_program, page.preview) == (True, f"{PATH}?program={program.slug}")
    assert page.page.headline == program.template.about.headline
    assert [way.href for way in page.page.ways]


@pytest.mark.parametrize("who", ["visitor", "mina", "carl", "stan"])
@pytest.mark.parametrize("path", ["/", "/apply/mentor"])
async def test_for_everybody_else_there_is_nothing_at_a_drafts_address(
    who: str, path: str, wires: Wires, cast: Cast
) -> None:
    program = await draft(cast)
    session = "" if who == "visitor" else (await signed_in(getattr(cast, who))).token
    tab = await Tab(app, wires, OURS, session=session).visit(f"{path}?program={program.slug}")
    screen = await tab.state(Front if path == "/" else Apply)
    assert screen.status == "missing"
    assert program.template.about.headline not in tab.received
    assert program.name not in tab.received


async def test_once_it_is_open_a_drafts_address_is_everybodys(wires: Wires, cast: Cast) -> None:
    program = await draft(cast)
    olivia = await visited(wires, cast.olivia, PATH)
    await olivia.send(ProgramPage.ask, "open")
    await olivia.send(ProgramPage.confirm)
    visitor = await Tab(app, wires, OURS).visit(preview_of(program))
    page = await visitor.state(OrganizationHome)
    assert (page.has_program, page.preview) == (True, "")


async def test_the_form_of_a_draft_is_looked_at_and_nothing_of_it_is_kept(wires: Wires, cast: Cast) -> None:
    program = await draft(cast, "wpsr")
    olivia = await visited(wires, cast.olivia, f"/apply/mentor?program={program.slug}")
    form = await olivia.state(Apply)
    assert (form.stage, form.preview) == ("form", True)
    typed = {form.rows[0].key: "Something"}
    await olivia.send(Apply.keep, entries=list(typed.items()))
    await olivia.send(Apply.send, form=typed)
    async with unit_of_work(cast.olivia) as db:
        assert await participants.mine(db, cast.olivia, program.id) == []
