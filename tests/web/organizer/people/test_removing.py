"""Removing somebody from the program: one act, at once, with a reason that stays with staff."""

import pytest

from mentorhub.mentorships import jobs as _mentorship_jobs  # noqa: F401 - registers what an end sets off
from mentorhub.mentorships import service as mentorships
from mentorhub.participants.model import Participant
from mentorhub.web.organizer.people.person import Person
from tenants.audit import service as audit
from tenants.database import unit_of_work
from tests.support.cast import Cast
from tests.support.pairs import Pair, pair_up, take_part
from tests.support.tab import Tab, Wires
from tests.support.visits import THEIRS, tab_of
from tests.web.organizer.people.lookups import LIST

REASON = "Wrote to mentees about money."


async def asked_to_remove_mona(wires: Wires, cast: Cast) -> tuple[Tab, Pair]:
    pair = await pair_up(cast)
    carl = await (await tab_of(wires, cast.carl)).visit(f"{LIST}/{cast.mona.me}")
    await carl.send(Person.ask_remove, participant_id=str(pair.mentor.id))
    return carl, pair


async def status_of(cast: Cast, pair: Pair) -> tuple[str, str, str]:
    async with unit_of_work(cast.program) as db:
        row = await db.get_one(Participant, (cast.a.tenant_id, pair.mentor.id))
        view = (await mentorships.by_ids(db, [pair.view.id]))[pair.view.id]
        return row.status, row.reason, view.status


@pytest.mark.requirement("WTSA-20")
async def test_one_act_removes_at_once_ends_the_pair_and_keeps_the_reason_inside(
    wires: Wires, cast: Cast
) -> None:
    carl, pair = await asked_to_remove_mona(wires, cast)
    screen = await carl.state(Person)
    assert (screen.removing, screen.removing_what) == (str(pair.mentor.id), "Mentor")
    await carl.send(Person.remove, form_data={"reason": f"  {REASON}  "})
    assert (screen.removing, [line.words for line in screen.parts]) == ("", ["Removed"])
    assert await status_of(cast, pair) == ("removed", REASON, "ended")
    async with unit_of_work(cast.olivia) as db:
        acts = [entry.act for entry in await audit.entries(db, cast.olivia)]
    assert "participant.removed" in acts
    mona = await (await tab_of(wires, cast.mona)).visit("/home")
    mina = await (await tab_of(wires, cast.mina)).visit("/home")
    assert REASON not in mona.received + mina.received


@pytest.mark.requirement("WTSA-20")
async def test_a_removal_is_taken_back_so_that_they_may_apply_again(wires: Wires, cast: Cast) -> None:
    carl, pair = await asked_to_remove_mona(wires, cast)
    await carl.send(Person.remove, form_data={"reason": REASON})
    await carl.send(Person.lift, participant_id=str(pair.mentor.id))
    assert [line.words for line in (await carl.state(Person)).parts] == ["Has left"]
    assert (await status_of(cast, pair))[0] == "left"


async def test_the_reason_stands_on_the_persons_page_also_after_it_was_taken_back(
    wires: Wires, cast: Cast
) -> None:
    carl, _ = await asked_to_remove_mona(wires, cast)
    await carl.send(Person.remove, form_data={"reason": REASON})
    assert [(line.words, line.reason) for line in (await carl.state(Person)).parts] == [("Removed", REASON)]
    await carl.send(Person.lift, participant_id=(await carl.state(Person)).parts[0].id)
    assert [(line.words, line.reason) for line in (await carl.state(Person)).parts] == [("Has left", REASON)]
    olivia = await (await tab_of(wires, cast.olivia)).visit(f"{LIST}/{cast.mona.me}")
    assert REASON in olivia.received
    for name in ("dana", "mina", "mona"):
        tab = await (await tab_of(wires, getattr(cast, name))).visit(f"{LIST}/{cast.mona.me}")
        assert REASON not in tab.received


@pytest.mark.parametrize("reason", ["", "   ", "x" * 2_001])
async def test_without_a_reason_that_can_be_kept_nobody_is_removed(
    wires: Wires, cast: Cast, reason: str
) -> None:
    carl, pair = await asked_to_remove_mona(wires, cast)
    await carl.send(Person.remove, form_data={"reason": reason})
    screen = await carl.state(Person)
    assert list(screen.problems) == ["reason"]
    assert screen.removing == str(pair.mentor.id)
    assert (await status_of(cast, pair))[0] == "active"


async def test_without_a_question_first_nobody_is_removed(wires: Wires, cast: Cast) -> None:
    carl, pair = await asked_to_remove_mona(wires, cast)
    await carl.send(Person.close)
    await carl.send(Person.remove, form_data={"reason": REASON})
    await carl.send(Person.ask_remove, participant_id=str(pair.mentee.id))  # not of the person on this page
    assert (await carl.state(Person)).removing == ""
    assert (await status_of(cast, pair))[0] == "active"


@pytest.mark.parametrize("name", ["dana", "mina"])
async def test_the_committee_and_members_remove_nobody(wires: Wires, cast: Cast, name: str) -> None:
    _, pair = await asked_to_remove_mona(wires, cast)
    tab = await (await tab_of(wires, getattr(cast, name))).visit(f"{LIST}/{cast.mona.me}")
    await tab.send(Person.ask_remove, participant_id=str(pair.mentor.id))
    await tab.send(Person.remove, form_data={"reason": REASON})
    await tab.send(Person.lift, participant_id=str(pair.mentor.id))
    assert (await status_of(cast, pair))[0] == "active"


async def test_another_organization_lifts_nothing(wires: Wires, cast: Cast) -> None:
    carl, pair = await asked_to_remove_mona(wires, cast)
    await carl.send(Person.remove, form_data={"reason": REASON})
    otto = await (await tab_of(wires, cast.otto, THEIRS)).visit(f"{LIST}/{cast.otto.me}")
    await otto.send(Person.lift, participant_id=str(pair.mentor.id))
    assert (await otto.state(Person)).problem == "Not found."
    assert (await status_of(cast, pair))[0] == "removed"


async def test_nobody_is_offered_to_remove_themselves(wires: Wires, cast: Cast) -> None:
    pair = await pair_up(cast)
    await take_part(pair.program, cast.carl, "mentor")
    carl = await (await tab_of(wires, cast.carl)).visit(f"{LIST}/{cast.carl.me}")
    screen = await carl.state(Person)
    assert (len(screen.parts), screen.is_me) == (1, True)
