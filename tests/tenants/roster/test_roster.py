"""The list of people, invitations and roles."""

import re

import pytest
from sqlalchemy import select

from tenants.access import Role
from tenants.access import service as access
from tenants.access.errors import LastOwner
from tenants.audit import service as audit
from tenants.database import unit_of_work
from tenants.kit.errors import Invalid, NotAllowed, NotFound
from tenants.outbox import service as outbox
from tenants.people import links, sessions
from tenants.people import service as people
from tenants.people.errors import LinkSpent, OnlyOwners
from tenants.people.forms import PersonForm
from tenants.people.views import PersonView
from tenants.roster import invitations, jobs
from tenants.roster import service as roster
from tenants.roster.model import Invitation
from tenants.roster.views import Filters
from tests.support.cast import Cast, join
from tests.tenants.roster.test_import import FILE, taken


@pytest.mark.requirement("WPSR-8")
async def test_staff_find_people_by_parts_of_their_name_address_or_number(cast: Cast) -> None:
    await taken(cast.olivia, FILE)
    async with unit_of_work(cast.carl) as db:
        for text in ("nunez", "NUÑEZ rosa", "rosa@ex", "1001"):
            found = await roster.search(db, cast.carl, text)
            assert [row.name for row in found.rows] == ["Rosa Nuñez"], text
        assert (await roster.search(db, cast.carl, "o'brien")).total == 1
        assert (await roster.search(db, cast.carl, "李")).total == 1
        assert (await roster.search(db, cast.carl, "100%_")).total == 0
        assert (await roster.search(db, cast.carl, "nobody at all")).rows == ()


async def test_a_list_can_be_narrowed(cast: Cast) -> None:
    await taken(cast.olivia, FILE)
    async with unit_of_work(cast.carl) as db:

        async def names(**filters: str) -> list[str]:
            return [row.name for row in (await roster.search(db, cast.carl, "", Filters(**filters))).rows]

        assert await names(standing="lapsed") == ["Miles O'Brien"]
        assert await names(member_class="candidate MEMBER") == ["李 小龍"]
        assert await names(role="coordinator") == ["Carl Cooper"]
        assert len(await names(state="not_invited")) == 9
        assert await roster.classes(db, cast.carl) == ["Candidate member", "Member"]


async def test_a_list_is_read_page_by_page_each_person_once(cast: Cast) -> None:
    await taken(cast.olivia, FILE)
    seen: list[str] = []
    after = None
    async with unit_of_work(cast.carl) as db:
        while True:
            page = await roster.search(db, cast.carl, after=after, limit=2)
            seen += [row.name for row in page.rows]
            after = page.next
            if after is None:
                break
        whole = await roster.search(db, cast.carl)
        assert (await roster.search(db, cast.carl, after="nonsense")).rows == whole.rows
    assert seen == [row.name for row in whole.rows]
    assert len(set(seen)) == whole.total == 9


async def test_members_and_strangers_do_not_read_the_list(cast: Cast) -> None:
    async with unit_of_work(cast.mina) as db:
        with pytest.raises(NotAllowed):
            await roster.search(db, cast.mina)
        with pytest.raises(NotAllowed):
            await roster.person_page(db, cast.mina, cast.mona.me)
    async with unit_of_work(cast.otto) as db:
        with pytest.raises(NotFound):
            await roster.person_page(db, cast.otto, cast.mina.me)
        assert {row.name for row in (await roster.search(db, cast.otto)).rows} == {"Otto Olsen", "Stan Stern"}
        assert await roster.facts_of(db, cast.mina.me) == {"member": False}


async def fresh(cast: Cast) -> PersonView:
    async with unit_of_work(cast.program) as db:
        return await people.add(db, PersonForm(name="Nora Nuñez", given_name="Nora", mail="nora@example.org"))


async def write_invitations(cast: Cast) -> None:
    async with unit_of_work(cast.program) as db:
        waiting = list(await db.scalars(select(Invitation.id)))
    for invitation_id in waiting:
        await jobs.write_invitation(cast.program, invitation_id=invitation_id)


async def last_mail(cast: Cast) -> str:
    async with unit_of_work(cast.program) as db:
        return (await outbox.recent(db))[0].text


@pytest.mark.requirement("WPSR-8")
async def test_an_invitation_is_personal_leads_in_and_its_state_is_kept(cast: Cast) -> None:
    nora = await fresh(cast)

    async def state() -> str:
        async with unit_of_work(cast.carl) as db:
            return (await roster.person_page(db, cast.carl, nora.id)).state

    assert await state() == "not_invited"
    async with unit_of_work(cast.carl) as db:
        sent = await invitations.invite(
            db, cast.carl, [nora.id], note="We would love to have you as a mentor.", path="/apply/mentor"
        )
    assert (sent.sent, sent.already_here) == (1, 0)
    assert await state() == "invited"
    await write_invitations(cast)
    mail = await last_mail(cast)
    assert "Hello Nora," in mail
    assert "We would love to have you as a mentor." in mail
    assert "Carl Cooper" in mail
    found = re.search(r"token=([^&\s]+)&next=%2Fapply%2Fmentor", mail)
    assert found
    async with unit_of_work(cast.visitor) as db:
        assert (await links.peek_link(db, found[1])).purpose == "invitation"
        signed = await links.consume_link(db, found[1])
    assert await sessions.resolve(cast.visitor, signed.token)
    assert await state() == "joined"


async def test_whoever_has_been_here_is_not_invited_again(cast: Cast) -> None:
    nora = await fresh(cast)
    async with unit_of_work(cast.program) as db:
        await sessions.start(db, nora.id)
    async with unit_of_work(cast.carl) as db:
        again = await invitations.invite(db, cast.carl, [nora.id, cast.stan.me])
    assert (again.sent, again.already_here) == (0, 2)


async def test_an_invitation_sent_again_makes_the_first_one_worthless(cast: Cast) -> None:
    nora = await fresh(cast)
    tokens = []
    for _ in range(2):
        async with unit_of_work(cast.carl) as db:
            await invitations.invite(db, cast.carl, [nora.id])
        await write_invitations(cast)
        found = re.search(r"token=(\S+)", await last_mail(cast))
        assert found
        tokens.append(found[1])
    async with unit_of_work(cast.visitor) as db:
        with pytest.raises(LinkSpent):
            await links.peek_link(db, tokens[0])
        assert await links.peek_link(db, tokens[1])


async def test_everybody_a_search_finds_is_written_to_once(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "MAILS_AT_ONCE", 2)
    await taken(cast.olivia, FILE)
    async with unit_of_work(cast.carl) as db:
        sent = await invitations.invite_all(db, cast.carl, "example.org")
    assert sent.sent == 3
    await write_invitations(cast)
    await write_invitations(cast)
    async with unit_of_work(cast.carl) as db:
        mails = await outbox.recent(db)
        states = await roster.states(db, cast.carl)
    assert sorted(mail.address for mail in mails) == [
        "Rosa@Example.org",
        "li@example.org",
        "miles@example.org",
    ]
    assert states == {"invited": 3, "not_invited": 6}


async def test_members_invite_nobody_and_a_note_has_an_end(cast: Cast) -> None:
    async with unit_of_work(cast.mina) as db:
        with pytest.raises(NotAllowed):
            await invitations.invite(db, cast.mina, [cast.mona.me])
    async with unit_of_work(cast.carl) as db:
        with pytest.raises(Invalid):
            await invitations.invite(db, cast.carl, [cast.mona.me], note="x" * 2_001)


async def test_roles_are_given_and_taken_and_that_is_on_record(cast: Cast) -> None:
    async with unit_of_work(cast.olivia) as db:
        await roster.give_role(db, cast.olivia, cast.mona.me, Role.COMMITTEE)
        await roster.take_role(db, cast.olivia, cast.dana.me, Role.COMMITTEE)
        assert await access.holders(db, Role.COMMITTEE) == [cast.mona.me]
        acts = [(entry.act, entry.subject_id) for entry in await audit.entries(db, cast.olivia)]
    assert sorted(acts) == sorted([("role.given", cast.mona.me), ("role.taken", cast.dana.me)])


async def test_only_an_owner_makes_owners_or_touches_one(cast: Cast) -> None:
    admin = await join(cast.a, "Adam Admin", Role.ADMINISTRATOR)
    form = PersonForm(name="Olivia Owens", mail="adam.private@example.org")
    async with unit_of_work(admin) as db:
        with pytest.raises(OnlyOwners):
            await roster.give_role(db, admin, admin.me, Role.OWNER)
        with pytest.raises(OnlyOwners):
            await roster.take_role(db, admin, cast.olivia.me, Role.OWNER)
        with pytest.raises(OnlyOwners):
            await people.change_person(db, admin, cast.olivia.me, form)
        with pytest.raises(OnlyOwners):
            await people.disable(db, admin, cast.olivia.me)
        await roster.give_role(db, admin, cast.mona.me, Role.COORDINATOR)


async def test_the_last_owner_keeps_the_role(cast: Cast) -> None:
    async with unit_of_work(cast.olivia) as db:
        with pytest.raises(LastOwner):
            await roster.take_role(db, cast.olivia, cast.olivia.me, Role.OWNER)


async def test_coordinators_give_no_roles_and_strangers_find_nobody(cast: Cast) -> None:
    async with unit_of_work(cast.carl) as db:
        with pytest.raises(NotAllowed):
            await roster.give_role(db, cast.carl, cast.carl.me, Role.ADMINISTRATOR)
    async with unit_of_work(cast.otto) as db:
        with pytest.raises(NotFound):
            await roster.give_role(db, cast.otto, cast.mina.me, Role.COORDINATOR)
        with pytest.raises(NotFound):
            await roster.take_role(db, cast.otto, cast.dana.me, Role.COMMITTEE)
