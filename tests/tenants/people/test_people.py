import asyncio

import pytest

from tenants.access.errors import LastOwner
from tenants.audit import service as audit
from tenants.database import unit_of_work
from tenants.kit.errors import NotAllowed, NotFound
from tenants.people import service as people
from tenants.people.errors import MailTaken
from tenants.people.forms import PersonForm, ProfileForm
from tenants.people.views import PersonView
from tests.support.cast import Cast

NEW = PersonForm(name="Nora  Nuñez", mail="Nora@Example.org")


async def test_a_person_is_added_and_found_by_mail(cast: Cast) -> None:
    async with unit_of_work(cast.olivia) as db:
        added = await people.add_person(db, cast.olivia, NEW)
        assert added.name == "Nora Nuñez"
        assert await people.by_mail(db, "nora@example.ORG") == added
        assert await people.by_ids(db, [added.id, cast.stan.me]) == {added.id: added}


async def test_an_address_belongs_to_one_person_of_an_organization(cast: Cast) -> None:
    async with unit_of_work(cast.olivia) as db:
        await people.add_person(db, cast.olivia, NEW)
        with pytest.raises(MailTaken):
            await people.add_person(db, cast.olivia, PersonForm(name="N", mail="nora@example.org"))
        assert await people.by_mail(db, "nora@example.org")  # the transaction goes on
    async with unit_of_work(cast.otto) as db:
        assert await people.add_person(db, cast.otto, NEW)


async def test_two_who_add_the_same_address_at_once_get_one_person(committed: None, cast: Cast) -> None:
    async def add() -> PersonView:
        async with unit_of_work(cast.olivia) as db:
            return await people.add_person(db, cast.olivia, NEW)

    results = await asyncio.gather(*(add() for _ in range(4)), return_exceptions=True)
    assert sorted(type(result).__name__ for result in results) == ["MailTaken"] * 3 + ["PersonView"]


async def test_a_stranger_finds_nobody(cast: Cast) -> None:
    async with unit_of_work(cast.otto) as db:
        with pytest.raises(NotFound):
            await people.get(db, cast.mina.me)
        with pytest.raises(NotFound):
            await people.change_person(db, cast.otto, cast.mina.me, NEW)
        with pytest.raises(NotFound):
            await people.disable(db, cast.otto, cast.mina.me)
        assert await people.by_mail(db, "mina@wtsa.example") is None


async def test_a_member_manages_nobody(cast: Cast) -> None:
    async with unit_of_work(cast.mina) as db:
        with pytest.raises(NotAllowed):
            await people.add_person(db, cast.mina, NEW)
        with pytest.raises(NotAllowed):
            await people.disable(db, cast.mina, cast.mona.me)


async def test_one_changes_oneself_and_not_ones_mail_address(cast: Cast) -> None:
    async with unit_of_work(cast.mina) as db:
        changed = await people.change_myself(
            db, cast.mina, ProfileForm(name="Mina M.", phone="555 0100", zone="Europe/Zurich")
        )
    assert (changed.name, changed.phone, changed.zone) == ("Mina M.", "555 0100", "Europe/Zurich")
    assert changed.mail == "mina@wtsa.example"


async def test_the_last_owner_is_not_disabled(cast: Cast) -> None:
    async with unit_of_work(cast.olivia) as db:
        with pytest.raises(LastOwner):
            await people.disable(db, cast.olivia, cast.olivia.me)


async def test_what_staff_does_to_a_person_is_in_the_record_of_acts(cast: Cast) -> None:
    async with unit_of_work(cast.olivia) as db:
        added = await people.add_person(db, cast.olivia, NEW)
        await people.change_person(
            db, cast.olivia, added.id, PersonForm(name="Nora Nuñez", mail="other@example.org")
        )
        await people.disable(db, cast.olivia, added.id)
        await people.enable(db, cast.olivia, added.id)
    async with unit_of_work(cast.olivia) as db:
        entries = await audit.entries(db, cast.olivia, subject_id=added.id)
    acts = [(entry.act, entry.actor_id) for entry in reversed(entries)]
    assert acts == [
        (act, cast.olivia.me)
        for act in ("person.added", "person.changed", "person.disabled", "person.enabled")
    ]
    assert [entry.detail for entry in entries if entry.act == "person.changed"] == [{"address": True}]
    assert "example" not in str(entries)


async def test_an_act_that_is_refused_is_no_act(cast: Cast) -> None:
    async with unit_of_work(cast.olivia) as db:
        with pytest.raises(LastOwner):
            await people.disable(db, cast.olivia, cast.olivia.me)
    async with unit_of_work(cast.olivia) as db:
        assert await audit.entries(db, cast.olivia, subject_id=cast.olivia.me) == []
