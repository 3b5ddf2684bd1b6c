"""What visitors learn: how many wait and for what; and how often the guide was taken."""

import pytest

from mentorhub.participants import service as participants
from mentorhub.participants.views import Waiting
from mentorhub.programs.views import ProgramView
from tenants.access import Principal
from tenants.database import unit_of_work
from tenants.kit.errors import NotAllowed
from tests.participants.conftest import OpenProgram, filled, on_roster
from tests.support.cast import Cast, join


async def looks(principal: Principal, program: ProgramView, **answers: str | list[str]) -> None:
    await on_roster(principal, "RFS")
    async with unit_of_work(principal) as db:
        form = filled(program.template, "mentee", status="resident", **answers)
        assert (await participants.submit(db, principal, program, "mentee", form)).sent


async def waiting(cast: Cast, program: ProgramView) -> Waiting | None:
    async with unit_of_work(cast.visitor) as db:
        return await participants.waiting(db, program)


@pytest.mark.requirement("WSRS-5")
async def test_a_visitor_sees_how_many_wait_and_for_what_and_never_a_name(
    cast: Cast, opened: OpenProgram
) -> None:
    program = await opened("wsrs")
    await looks(cast.mina, program, topics=["fellowship", "boards"])
    await looks(cast.gia, program, topics=["fellowship"])
    two = await waiting(cast, program)
    assert two == Waiting(2, ())  # so few that interests would tell who they are
    await looks(await join(cast.a, "Ravi Rao"), program, topics=["fellowship", "balance"])
    three = await waiting(cast, program)
    assert three is not None
    assert three.count == 3
    assert three.interests[0] == ("Choosing and getting a fellowship", 3)
    assert "Mina" not in repr(three)


async def test_whoever_has_a_mentor_does_not_wait(cast: Cast, opened: OpenProgram) -> None:
    program = await opened("wsrs")
    await looks(cast.mina, program)
    async with unit_of_work(cast.olivia) as db:
        row = (await participants.queue(db, cast.olivia, program)).rows[0]
        await participants.accept(db, cast.olivia, row.id)
        mina = (await participants.of_person(db, cast.mina.me))[0]
    async with unit_of_work(cast.visitor) as db:
        assert await participants.waiting(db, program) == Waiting(1, ())
        assert await participants.waiting(db, program, busy=[mina.id]) == Waiting(0, ())


async def test_a_template_that_says_nothing_of_it_tells_nothing(cast: Cast, opened: OpenProgram) -> None:
    assert await waiting(cast, await opened("wtsa")) is None


@pytest.mark.requirement("WTSA-24")
async def test_each_download_of_the_guide_is_counted_by_version(cast: Cast, opened: OpenProgram) -> None:
    program = await opened("wtsa")
    async with unit_of_work(cast.visitor) as db:
        for _ in range(3):
            await participants.count_download(db, cast.visitor, program)
    async with unit_of_work(cast.carl) as db:
        assert await participants.downloads(db, cast.carl, program.id) == {program.version_id: 3}
    async with unit_of_work(cast.mina) as db:
        with pytest.raises(NotAllowed):
            await participants.downloads(db, cast.mina, program.id)
