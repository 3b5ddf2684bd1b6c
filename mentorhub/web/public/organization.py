"""An organization's first page: what its program is, who can take part, and the ways in."""

from uuid import UUID

import reflex as rx

from mentorhub.help import service as help_desk
from mentorhub.help.forms import QuestionForm, VisitorForm
from mentorhub.mentorships import service as mentorships
from mentorhub.participants import service as participants
from mentorhub.programs import service as programs
from mentorhub.programs.views import ProgramView
from mentorhub.web.frame import Frame
from mentorhub.web.guard import ANYONE, action, guest
from mentorhub.web.public.program_facts import ProgramPage, page_of
from mentorhub.web.screen import Screen, parse
from tenants.database import Session, unit_of_work
from tenants.kit import clock, ids
from tenants.kit.errors import NotFound


class OrganizationHome(Screen, rx.State):
    """Filled by the first page of every host, where that host is an organization's."""

    page: ProgramPage = ProgramPage()
    has_program: bool = False
    preview: str = ""  # where to go on with a draft that only those who edit it see here
    has_read: bool = False  # the overview, where the template wants it read before the contact
    asked: bool = False
    sent_to: str = ""
    question_key: str = ""  # one question, however often the button is pressed
    questions: int = 0

    async def _fill(self, slug: str) -> None:
        here = guest()
        frame = await self.get_state(Frame)
        async with unit_of_work(here) as db:
            program = await programs.shown(db, slug, here)
            self.has_program, self.preview = program is not None, ""
            if program is not None:
                waiting = await participants.waiting(db, program, await _paired(db, program))
                self.page = page_of(program, frame.contact_mail, waiting, clock.today(here.zone))
                if program.status == "draft":
                    self.preview = f"/organizer/program?program={program.slug}"
        self.question_key = self.question_key or str(ids.new_id())
        self._ready()

    @action(ANYONE)
    async def read(self) -> None:
        self.has_read = True

    @action(ANYONE)
    async def ask(self, form: dict[str, str]) -> None:
        """A question to the people who run the program; it lands on their list of work."""
        here = guest()
        async with unit_of_work(here) as db:
            program = await programs.shown(db)
            if program is None:
                raise NotFound
            if here.is_signed_in:
                question = await help_desk.ask(db, here, program, parse(QuestionForm, form))
            else:
                question = await help_desk.ask_as_visitor(db, program, parse(VisitorForm, form))
        self._done("")
        self.asked, self.sent_to = True, question.mail
        self.question_key, self.questions = str(ids.new_id()), self.questions + 1

    @action(ANYONE)
    async def ask_more(self) -> None:
        self.asked = False


async def _paired(db: Session, program: ProgramView) -> list[UUID]:
    """Whoever has a running mentorship waits for nobody."""
    if program.template.intake.waiting_list.teaser == "nothing":
        return []
    return list(await mentorships.running_counts(db, program.id))
