"""Questions to staff: one answered, one that waits, one from a visitor."""

from functools import partial

from mentorhub.demonstration.agenda import Agenda
from mentorhub.demonstration.crowd import Human
from mentorhub.demonstration.histories import histories
from mentorhub.help import service as help_desk
from mentorhub.help.forms import AnswerForm, QuestionForm, VisitorForm
from mentorhub.mentorships import service as mentorships
from tenants.access import anonymous
from tenants.database import unit_of_work
from tenants.kit.ids import new_id

ANSWERED, ANSWERED_AFTER = 41.0, 1.2
WAITS = 1.6
VISITOR = 0.9


def plan(agenda: Agenda, asker: Human, another: Human) -> None:
    agenda.add(ANSWERED, partial(_asked_and_answered, agenda, asker))
    agenda.add(WAITS, partial(_ask, agenda, another, histories(agenda.stage.setting.slug).open_question))
    agenda.add(VISITOR, partial(_visitor, agenda))


async def _asked_and_answered(agenda: Agenda, asker: Human) -> None:
    words = histories(agenda.stage.setting.slug)
    await _ask(agenda, asker, words.question)
    agenda.add(ANSWERED - ANSWERED_AFTER, partial(_answer, agenda, words.answer))


async def _ask(agenda: Agenda, human: Human, words: str) -> None:
    who = await agenda.stage.principal_of(human)
    async with unit_of_work(who) as db:
        pairs = await mentorships.mine(db, who)
        about = pairs[0].gathering if pairs else None
        form = QuestionForm(key=new_id(), body=words)
        await help_desk.ask(db, who, agenda.stage.program, form, about=about)


async def _answer(agenda: Agenda, words: str) -> None:
    by = agenda.stage.coordinator
    async with unit_of_work(by) as db:
        waiting = (await help_desk.worklist(db, by)).waiting[0]
        await help_desk.take(db, by, waiting.id)
        await help_desk.answer(db, by, waiting.id, AnswerForm(answer=words))


async def _visitor(agenda: Agenda) -> None:
    stage = agenda.stage
    form = VisitorForm(
        key=new_id(),
        name="Marguerite Dubois",
        mail=f"marguerite.dubois@visitor-{stage.setting.slug}.example",
        body=histories(stage.setting.slug).visitor,
    )
    async with unit_of_work(anonymous(stage.tenant_id)) as db:
        await help_desk.ask_as_visitor(db, stage.program, form)
