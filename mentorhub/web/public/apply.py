"""The application form: said at once who may take part, and nothing that was typed is ever lost."""

from typing import Any
from urllib.parse import quote
from uuid import UUID

import reflex as rx
from reflex_base.utils.form import FormData

from mentorhub.forms.minutes import minutes_to_answer
from mentorhub.markdown import html_of
from mentorhub.participants import claims, rules
from mentorhub.participants import service as participants
from mentorhub.participants.claims import WhoForm
from mentorhub.participants.rules import AGREEMENT, Judgement
from mentorhub.participants.views import ApplicationView, Submission
from mentorhub.programs import calendar_rules
from mentorhub.programs import service as programs
from mentorhub.programs.template import DUTIES, RoleKey
from mentorhub.programs.views import ProgramView
from mentorhub.web.components.questions import Asked, Typed, asked_rows, read_typed
from mentorhub.web.guard import ANYONE, action, guest, page_load
from mentorhub.web.public.program_facts import Block, Way, day_of, duties_of
from mentorhub.web.screen import FormProblems, Screen, parse
from tenants.access import Principal
from tenants.database import Session, unit_of_work
from tenants.kit import clock
from tenants.kit.errors import NotFound

PLEDGES = (DUTIES, AGREEMENT)
OVER = ("submitted", "waitlisted", "accepted", "declined")


class Apply(Screen, rx.State):
    stage: str = ""
    """choose, overview, form, members, closed, over, sent, mailed, or too_young: what the page shows."""
    role: str = ""
    called: str = ""  # the role as the template names it
    title: str = ""
    program_name: str = ""
    intro: str = ""
    privacy: str = ""
    choose: str = ""
    ways: list[Way] = []
    duties: list[Block] = []
    steps: list[str] = []
    story: str = ""
    agreement: str = ""
    agreement_title: str = ""
    notices: list[str] = []
    words: str = ""  # from whoever asked back
    closed: str = ""
    rows: list[Asked] = []
    pledges: list[Asked] = []
    applies: list[str] = []
    refusals: dict[str, str] = {}
    ways_out: dict[str, str] = {}
    general: list[tuple[str, str]] = []  # what the roster says against it: why, and the way out
    answered: int = 0
    asked: int = 0
    minutes: int = 0
    saved: bool = False
    filled: int = 0  # grows when the fields start afresh from what was kept
    keep_name: str = ""  # under which the tab keeps the form
    back: str = "/"
    preview: bool = False  # a draft, shown to those who edit it: nothing is sent or kept
    sign_in: str = ""  # where to sign in, and come back to this form
    sent_line: str = ""
    sent_to: str = ""
    your_name: str = ""
    your_mail: str = ""
    _program_id: UUID | None = None
    _typed: Typed = {}
    _facts: dict[str, Any] = {}

    @page_load(ANYONE)
    async def load(self) -> None:
        here, wanted = guest(), self._param("role")
        async with unit_of_work(here) as db:
            program = await programs.shown(db, self._param("program"), here)
            if program is None:
                raise NotFound
            self.preview, self.back = program.status == "draft", f"/?program={program.slug}"
            roles = program.template.roles.roles
            if not wanted and len(roles) == 1:
                wanted = roles[0].key
            if not wanted:
                self._choose(program)
            else:
                await self._open(db, here, program, participants.role_in(program, wanted))
        self._ready()

    def _choose(self, program: ProgramView) -> None:
        self.stage, self.role, self.program_name = "choose", "", program.name
        self.choose = program.template.roles.role_question
        self.ways = [
            Way(f"As a {role.name}", role.who, f"/apply/{role.key}?program={program.slug}")
            for role in sorted(program.template.roles.roles, key=lambda role: role.key != "mentee")
        ]

    async def _open(self, db: Session, here: Principal, program: ProgramView, role: RoleKey) -> None:
        same = self.role == role and self._program_id == program.id
        self._describe(program, role)
        mine = await participants.mine(db, here, program.id) if here.is_signed_in else []
        application = next((each for each in mine if each.role == role), None)
        self._facts = dict(await participants.facts_of(db, here))
        if not same:
            self._typed, self.stage = {}, ""
        if application is not None and (application.can_be_edited or not self._typed):
            self._typed = application.typed or self._typed
            self.saved = True
        self.words = application.words if application is not None and application.can_be_edited else ""
        self.stage = self._stage(here, program, application)
        if self.stage != "too_young":
            self._show(program, here, role)

    def _describe(self, program: ProgramView, role: RoleKey) -> None:
        template = program.template
        described, agreement = template.role(role), template.agreement
        path = next((path for path in template.roles.paths if role in path.roles), None)
        self.role, self._program_id, self.program_name = role, program.id, program.name
        self.called = described.name if described is not None else role
        own_path = path is not None and len(path.roles) == 1
        self.title = path.title if path is not None and own_path else f"Apply as a {self.called}"
        self.keep_name = f"{program.id}:{role}"
        self.sign_in = "/sign-in?next=" + quote(f"/apply/{role}?program={program.slug}", safe="")
        self.intro = path.intro if path is not None and path.intro else template.form.intro
        self.privacy = template.form.intro if path is not None and path.intro else ""
        self.duties, self.steps = duties_of(template, role), list(template.about.pairing_steps.points)
        self.story = html_of(template.about.story) if template.about.story else ""
        signs = agreement is not None and agreement.signed_at == "application" and role in agreement.signed_by
        self.agreement = html_of(agreement.text) if agreement is not None and signs else ""
        self.agreement_title = agreement.title if agreement is not None and signs else ""
        self.notices = [notice.text for notice in template.notices_for(role)]
        self.sent_line = template.form.sent

    def _stage(self, here: Principal, program: ProgramView, application: ApplicationView | None) -> str:
        intake = program.template.intake
        if application is not None and application.status in OVER:
            return "sent" if self.stage == "sent" else "over"
        if self.preview:
            return "form"
        if intake.audience == "members" and self._facts.get("member") is not True:
            return "members" if here.is_signed_in else "sign_in"
        today = clock.today(here.zone)
        if not program.is_open or not calendar_rules.takes_applications(intake, today):
            opens = calendar_rules.next_opening(intake, today) if program.is_open else None
            self.closed = f"They open again on {day_of(opens)}." if opens else ""
            return "closed"
        if self.stage in ("form", "mailed", "too_young"):
            return self.stage
        begun = bool(self._typed) or not program.template.roles.overview_first
        return "form" if begun else "overview"

    def _show(self, program: ProgramView, here: Principal, role: RoleKey) -> None:
        questions, lists = rules.questions_of(program.template, role), program.template.form.lists
        rows = asked_rows(questions, lists, self._typed)
        self.rows = [row for row in rows if row.key not in PLEDGES]
        self.pledges = [row for row in rows if row.key in PLEDGES]
        self._judge(participants.look(here, program, role, self._typed, self._facts))

    def _judge(self, judged: Judgement) -> None:
        self.applies = [question.key for question in judged.asked]
        required = [question for question in judged.asked if question.required]
        open_ones = [question for question in judged.asked if question.key not in judged.answers]
        self.asked = len(required)
        self.answered = sum(question.key in judged.answers for question in required)
        self.minutes = minutes_to_answer(open_ones) if open_ones else 0
        said = {
            fact: refusal for refusal in judged.refusals for fact in refusal.facts if fact in self.applies
        }
        self.refusals = {key: refusal.sentence for key, refusal in said.items()}
        self.ways_out = {key: refusal.way_out for key, refusal in said.items()}
        self.general = [
            (refusal.sentence, refusal.way_out)
            for refusal in judged.refusals
            if not self.preview and not any(fact in self.applies for fact in refusal.facts)
        ]
        if judged.keep_nothing:
            self._forget()

    def _forget(self) -> None:
        """Of a child too young, nothing stays: not here, not in the tab, not in the database."""
        self.stage, self._typed, self.rows, self.pledges = "too_young", {}, [], []
        self.words, self.your_name, self.your_mail = "", "", ""

    @action(ANYONE)
    async def begin(self) -> None:
        """The overview has been read."""
        self.stage = "form"

    @action(ANYONE)
    async def again(self) -> None:
        """The date of birth was mistyped: an empty form, from the start."""
        here = guest()
        if self._program_id is None:
            raise NotFound
        async with unit_of_work(here) as db:
            program = await programs.current(db, self._program_id)
        self.stage, self.filled = "form", self.filled + 1
        self._show(program, here, self._role())

    @action(ANYONE)
    async def restore(self, kept: Any) -> None:
        """What this tab kept of the form: typed before signing in, or before the page was loaded again."""
        typed = read_typed(kept)
        if not typed or self.stage not in ("overview", "form") or self._program_id is None:
            return
        self.your_name, self.your_mail = _line(typed.pop("your_name", "")), _line(typed.pop("your_mail", ""))
        here = guest()
        async with unit_of_work(here) as db:
            program = await programs.current(db, self._program_id)
        typed = rules.tidy(typed, rules.questions_of(program.template, self._role()))
        if typed == self._typed:
            return
        self._typed, self.stage, self.filled = typed, "form", self.filled + 1
        self._show(program, here, self._role())

    @action(ANYONE)
    async def keep(self, entries: Any) -> None:
        """A field was left or a choice made: say what can be said, and save it for whoever is signed in."""
        if self._program_id is None or self.stage != "form":
            return
        here, typed = guest(), read_typed(entries)
        async with unit_of_work(here) as db:
            program = await programs.current(db, self._program_id)
            self._typed = typed
            self._judge(participants.look(here, program, self._role(), typed, self._facts))
            if here.is_signed_in and program.status != "draft":
                kept = await participants.keep(db, here, program, self._role(), typed, facts=self._facts)
                self.saved = kept is not None

    @action(ANYONE)
    async def send(self, form: FormData[str, str]) -> None:
        if self._program_id is None:
            raise NotFound
        here, typed = guest(), read_typed(form)
        who, unnamed = (None, {}) if here.is_signed_in else _who(typed)
        async with unit_of_work(here) as db:
            program = await programs.current(db, self._program_id)
            if here.is_signed_in:
                submission = await participants.submit(db, here, program, self._role(), typed)
            elif who is not None:
                submission = await claims.submit(db, here, program, self._role(), typed, who=who)
            else:
                whole = participants.look(here, program, self._role(), typed, self._facts, whole=True)
                problems = {problem.field: problem.sentence for problem in whole.problems}
                submission = Submission(None, unnamed | problems)
        self._typed = typed
        self._judge(participants.look(here, program, self._role(), typed, self._facts))
        self._answer(submission, who)

    def _answer(self, submission: Submission, who: WhoForm | None) -> None:
        if submission.forget:
            self._forget()
        elif not submission.sent:
            self.problems = dict(submission.problems)
            reasons = " ".join(sentence for sentence, _ in submission.refusals)
            self.problem = f"Not sent yet, and all of it is kept. {reasons}" if reasons else ""
        else:
            self._done("")
            self.stage, self.sent_to = ("mailed", who.mail) if who is not None else ("sent", "")

    def _role(self) -> RoleKey:
        """Raises NotFound for a tab that has opened no form."""
        role = next((role for role in rules.ROLES if role == self.role), None)
        if role is None:
            raise NotFound
        return role


def _who(typed: Typed) -> tuple[WhoForm | None, dict[str, str]]:
    """Who a visitor is, or what is missing; named apart from what the template itself may ask."""
    raw = {"name": _line(typed.get("your_name")), "mail": _line(typed.get("your_mail"))}
    try:
        return parse(WhoForm, raw), {}
    except FormProblems as found:
        return None, {f"your_{name}": sentence for name, sentence in found.problems.items()}


def _line(value: object) -> str:
    return value if isinstance(value, str) else ""
