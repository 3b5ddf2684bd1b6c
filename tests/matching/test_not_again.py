"""Who is not proposed to whom again in a later round: after a no, or after they have been a pair."""

from uuid import UUID

from mentorhub.matching import rounds, sending
from mentorhub.mentorships import ending
from tenants.database import unit_of_work
from tests.matching.conftest import Opened, Setting


async def after_a_no(opened: Opened) -> Setting:
    setting = await opened("wtsa")
    proposal_id = await setting.ready()
    await setting.declines(setting.cast.mina, proposal_id)
    return setting


async def after_a_pair(opened: Opened) -> Setting:
    setting = await opened("wtsa")
    proposal_id = await setting.ready()
    for who in (setting.cast.mona, setting.cast.mina):
        await setting.accepts(who, proposal_id)
    pair_id = UUID((await setting.page(setting.cast.mina, proposal_id)).mentorship_id)
    async with unit_of_work(setting.cast.mina) as db:
        await ending.end(db, setting.cast.mina, pair_id)
    return setting


async def next_round(setting: Setting) -> dict[str, str]:
    await setting.starts("March pairing")
    await setting.matches()
    return await setting.together()


async def test_who_declined_the_other_is_not_proposed_to_them_in_the_next_round(opened: Opened) -> None:
    setting = await after_a_no(opened)
    await setting.newcomer("Noor Nunez", "mentee")
    assert await next_round(setting) == {"noor": "mona"}
    [mina] = (await setting.room()).waiting
    assert "declined" in mina.reason
    assert "Mona Moreau" in mina.reason


async def test_who_has_been_a_pair_is_not_proposed_again(opened: Opened) -> None:
    setting = await after_a_pair(opened)
    await setting.newcomer("Noor Nunez", "mentee")
    assert await next_round(setting) == {"noor": "mona"}
    [mina] = (await setting.room()).waiting
    assert "they have been a pair before" in mina.reason


async def test_by_hand_they_can_be_paired_and_the_page_says_what_was_before(opened: Opened) -> None:
    setting = await after_a_no(opened)
    assert await next_round(setting) == {}
    seen = await setting.preview("pair", "mina", "mona")
    assert seen.possible
    assert any("in an earlier round" in rule for rule in seen.broken_rules)
    await setting.change("pair", "mina", "mona", "Both asked for it after all.")
    assert await setting.together() == {"mina": "mona"}


async def test_a_pool_taken_again_forgets_nothing_of_it(opened: Opened) -> None:
    setting = await after_a_pair(opened)
    await setting.starts("March pairing")
    dana = setting.cast.dana
    async with unit_of_work(dana) as db:
        await rounds.freeze_again(db, dana, setting.round_id)
    await setting.matches()
    assert await setting.together() == {}


async def test_what_lapsed_or_was_taken_back_was_no_answer_and_may_come_again(opened: Opened) -> None:
    setting = await opened("wtsa")
    proposal_id = await setting.ready()
    dana = setting.cast.dana
    async with unit_of_work(dana) as db:
        await sending.take_back(db, dana, proposal_id)
    assert await next_round(setting) == {"mina": "mona"}
