"""Questions to staff: asked, taken, answered by mail, within the promised time or visibly not."""

from datetime import timedelta
from uuid import UUID

import pytest

from mentorhub.gathering import Gathering
from mentorhub.help import service as help_
from mentorhub.help.errors import AlreadyAnswered, TakenBySomebodyElse, TooManyQuestions
from mentorhub.help.forms import AnswerForm, QuestionForm, VisitorForm
from mentorhub.help.jobs import tell_staff
from mentorhub.help.views import HelpView, Worklist
from mentorhub.programs import service as programs
from mentorhub.programs.views import ProgramView
from tenants.access import Principal, Role, system
from tenants.database import unit_of_work
from tenants.kit import clock
from tenants.kit.errors import NotAllowed, NotFound
from tenants.kit.ids import new_id
from tenants.outbox import service as outbox
from tenants.outbox.views import MailView
from tests.support.cast import Cast, join

QUESTION = "We cannot find a date that suits us both. What do others do?"


async def program(cast: Cast, key: str = "wpsr") -> ProgramView:
    async with unit_of_work(cast.olivia) as db:
        return await programs.create_from_catalog(db, cast.olivia, key, status="open")


async def ask(
    cast: Cast, who: Principal, about: Gathering | None = None, key: UUID | None = None
) -> HelpView:
    made = await program(cast)
    form = QuestionForm(key=key or new_id(), body=QUESTION)
    async with unit_of_work(who) as db:
        return await help_.ask(db, who, made, form, about=about)


async def visit(cast: Cast, key: str = "wsrs", mail: str = "ann@example.org") -> HelpView:
    made = await program(cast, key)
    form = VisitorForm(key=new_id(), name="Ann Visitor", mail=mail, body="I would like to be a mentor.")
    async with unit_of_work(cast.visitor) as db:
        return await help_.ask_as_visitor(db, made, form)


async def worklist(who: Principal) -> Worklist:
    async with unit_of_work(who) as db:
        return await help_.worklist(db, who)


async def mails(cast: Cast) -> list[MailView]:
    async with unit_of_work(cast.program) as db:
        return await outbox.recent(db)


def pair_of(cast: Cast) -> Gathering:
    return Gathering(new_id(), "mentorship", (cast.mona.me, cast.mina.me))


@pytest.mark.requirement("WPSR-12")
async def test_a_question_from_the_pairs_page_reaches_staff_with_a_promised_day(cast: Cast) -> None:
    with clock.travel():
        asked = await ask(cast, cast.mina, pair_of(cast))
        promised = (await program(cast)).template.about.contact.answer_within_days
        assert asked.answer_by == clock.now() + timedelta(days=promised)
    [row] = (await worklist(cast.carl)).waiting
    assert (row.kind, row.name, row.body, row.state) == ("pair", "Mina Minami", QUESTION, "open")


@pytest.mark.requirement("WPSR-12")
async def test_the_question_has_an_owner_and_the_time_of_the_answer_is_kept(cast: Cast) -> None:
    with clock.travel() as journey:
        asked = await ask(cast, cast.mina, pair_of(cast))
        async with unit_of_work(cast.carl) as db:
            await help_.take(db, cast.carl, asked.id)
        [row] = (await worklist(cast.olivia)).waiting
        assert (row.owner_name, row.state) == ("Carl Cooper", "taken")
        journey.forward(timedelta(hours=5))
        async with unit_of_work(cast.carl) as db:
            await help_.answer(db, cast.carl, asked.id, AnswerForm(answer="Try Sunday evenings."))
    done = await worklist(cast.olivia)
    assert done.waiting == ()
    [row] = done.answered
    assert row.answered_at is not None
    assert row.answered_at - row.asked_at == timedelta(hours=5)
    assert row.in_time
    async with unit_of_work(cast.mina) as db:
        [mine] = await help_.asked_by_me(db, cast.mina)
    assert (mine.answer, mine.answered_by_name) == ("Try Sunday evenings.", "Carl Cooper")


async def test_an_answer_after_the_promised_day_is_not_in_time(cast: Cast) -> None:
    with clock.travel() as journey:
        asked = await ask(cast, cast.mina)
        journey.forward(timedelta(days=90))
        async with unit_of_work(cast.carl) as db:
            assert not (await help_.answer(db, cast.carl, asked.id, AnswerForm(answer="Sorry."))).in_time


@pytest.mark.requirement("WPSR-13")
async def test_a_visitor_without_an_account_asks_and_gets_the_answer_by_mail(cast: Cast) -> None:
    asked = await visit(cast, "wpsr")
    async with unit_of_work(cast.carl) as db:
        await help_.answer(db, cast.carl, asked.id, AnswerForm(answer="Gladly: apply here."))
    [mail] = [each for each in await mails(cast) if each.kind == "help_answer"]
    assert mail.address == "ann@example.org"
    assert "Gladly: apply here." in mail.text
    assert "> I would like to be a mentor." in mail.text


@pytest.mark.requirement("WSRS-4")
async def test_whoever_would_like_to_mentor_lands_on_the_work_list(cast: Cast) -> None:
    await visit(cast, "wsrs")
    [row] = (await worklist(cast.carl)).waiting
    assert (row.kind, row.name, row.mail) == ("visitor", "Ann Visitor", "ann@example.org")


async def test_the_mail_to_staff_says_neither_who_nor_what(cast: Cast) -> None:
    asked = await ask(cast, cast.mina)
    await tell_staff(cast.program, request_id=asked.id)
    [mail] = [each for each in await mails(cast) if each.kind == "help"]
    assert mail.address == cast.carl.mail
    assert "Mina" not in mail.subject + mail.text
    assert QUESTION not in mail.text


async def test_without_coordinators_the_owners_are_told(cast: Cast) -> None:
    alone = await join(cast.b, "Bea Boss", Role.ADMINISTRATOR)
    async with unit_of_work(cast.otto) as db:
        made = await programs.create_from_catalog(db, cast.otto, "wpsr", status="open")
    async with unit_of_work(cast.stan) as db:
        asked = await help_.ask(db, cast.stan, made, QuestionForm(key=new_id(), body=QUESTION))
    await tell_staff(system(cast.b.tenant_id), request_id=asked.id)
    async with unit_of_work(cast.otto) as db:
        told = {each.address for each in await outbox.recent(db) if each.kind == "help"}
    assert told == {cast.otto.mail, alone.mail}


async def test_a_double_click_asks_once(cast: Cast) -> None:
    key = new_id()
    first = await ask(cast, cast.mina, key=key)
    assert await ask(cast, cast.mina, key=key) == first
    assert len((await worklist(cast.carl)).waiting) == 1


async def test_somebody_elses_key_opens_nothing(cast: Cast) -> None:
    key = new_id()
    await ask(cast, cast.mina, key=key)
    with pytest.raises(NotFound):
        await ask(cast, cast.mona, key=key)


async def test_a_colleague_takes_it_over_only_when_they_say_so(cast: Cast) -> None:
    asked = await ask(cast, cast.mina)
    async with unit_of_work(cast.carl) as db:
        await help_.take(db, cast.carl, asked.id)
    async with unit_of_work(cast.olivia) as db:
        with pytest.raises(TakenBySomebodyElse, match="Carl Cooper has taken this one"):
            await help_.take(db, cast.olivia, asked.id)
        assert (await help_.take(db, cast.olivia, asked.id, over=True)).owner_name == "Olivia Owens"


async def test_two_answers_are_one_too_many(cast: Cast) -> None:
    asked = await ask(cast, cast.mina)
    async with unit_of_work(cast.carl) as db:
        await help_.answer(db, cast.carl, asked.id, AnswerForm(answer="First"))
    async with unit_of_work(cast.olivia) as db:
        with pytest.raises(AlreadyAnswered, match="Carl Cooper has answered"):
            await help_.answer(db, cast.olivia, asked.id, AnswerForm(answer="Second"))
    assert len([each for each in await mails(cast) if each.kind == "help_answer"]) == 1


async def test_a_flood_from_one_address_is_stopped_kindly(cast: Cast) -> None:
    for _ in range(5):
        await visit(cast)
    with pytest.raises(TooManyQuestions, match="answer them first"):
        await visit(cast)
    await visit(cast, mail="another@example.org")


@pytest.mark.parametrize("role", ["mina", "mona", "dana", "stan", "visitor"])
async def test_the_work_list_is_for_those_who_answer(cast: Cast, role: str) -> None:
    asked = await ask(cast, cast.mina)
    who: Principal = getattr(cast, role)
    async with unit_of_work(who) as db:
        for attempt in (
            help_.worklist(db, who),
            help_.take(db, who, asked.id),
            help_.answer(db, who, asked.id, AnswerForm(answer="Hello")),
        ):
            with pytest.raises(NotAllowed):
                await attempt


async def test_staff_of_another_organization_find_nothing(cast: Cast) -> None:
    asked = await ask(cast, cast.mina)
    assert (await worklist(cast.otto)).waiting == ()
    async with unit_of_work(cast.otto) as db:
        with pytest.raises(NotFound):
            await help_.take(db, cast.otto, asked.id)


async def test_one_asks_about_ones_own_pair_only(cast: Cast) -> None:
    made = await program(cast)
    async with unit_of_work(cast.gia) as db:
        with pytest.raises(NotFound):
            await help_.ask(
                db, cast.gia, made, QuestionForm(key=new_id(), body=QUESTION), about=pair_of(cast)
            )
