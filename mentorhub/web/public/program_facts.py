"""What an organization's public page says, taken from its template: plain words, nothing personal."""

from dataclasses import dataclass, field
from datetime import date

from mentorhub.forms.display import MONTHS
from mentorhub.markdown import html_of
from mentorhub.participants.views import Waiting
from mentorhub.programs import calendar_rules
from mentorhub.programs.template import Template
from mentorhub.programs.template.people import SignUpPath
from mentorhub.programs.views import ProgramView


@dataclass(frozen=True)
class Way:
    """A sign-up path as a card."""

    title: str
    line: str
    href: str


@dataclass(frozen=True)
class Cell:
    title: str
    text: str


@dataclass(frozen=True)
class Block:
    """A heading, points under it, and a smaller honest line."""

    title: str
    intro: str = ""
    points: list[str] = field(default_factory=list)
    note: str = ""


@dataclass(frozen=True)
class ProgramPage:
    name: str = ""
    eyebrow: str = ""
    headline: str = ""
    lead: str = ""
    story: str = ""
    ways: list[Way] = field(default_factory=list)
    facts: list[Cell] = field(default_factory=list)
    sections: list[Block] = field(default_factory=list)
    pairing: Block = field(default_factory=lambda: Block(""))
    duties: list[Block] = field(default_factory=list)
    small_print: list[str] = field(default_factory=list)
    pairs_on: str = ""
    closes_on: str = ""
    fee: str = ""
    pay_url: str = ""
    pay_label: str = ""
    quote: str = ""
    quote_source: str = ""
    quote_url: str = ""
    partner: str = ""
    partner_text: str = ""
    partner_url: str = ""
    guide: str = ""
    contact_label: str = ""
    contact_text: str = ""
    contact_mail: str = ""
    contact_phone: str = ""
    contact_form: bool = True
    answer_days: int = 3
    overview_first: bool = False
    closed: str = ""
    """Why nobody can apply just now; empty where one can."""
    waiting: int = 0
    interests: list[tuple[str, int]] = field(default_factory=list)


def page_of(program: ProgramView, mail: str, waiting: Waiting | None, today: date) -> ProgramPage:
    template = program.template
    about, intake = template.about, template.intake
    closed = _closed(program, today)
    coming = calendar_rules.next_round(intake, today)
    return ProgramPage(
        name=about.name,
        eyebrow=about.eyebrow,
        headline=about.headline,
        lead=about.lead,
        story=html_of(about.story) if about.story else "",
        ways=[] if closed else [_way(path, program.slug) for path in template.roles.paths],
        facts=[Cell(fact.title, fact.text) for fact in about.facts],
        sections=[Block(each.title, each.intro, list(each.points), each.note) for each in about.sections],
        pairing=Block(
            about.pairing_steps.title,
            about.pairing_steps.intro,
            list(about.pairing_steps.points),
            about.pairing_steps.note,
        ),
        duties=duties_of(template),
        small_print=list(about.small_print),
        pairs_on=day_of(coming.pairs_on) if coming else "",
        closes_on=day_of(coming.applications_by) if coming else "",
        fee=intake.fee.text if intake.fee else "",
        pay_url=(intake.fee.pay_url or "") if intake.fee else "",
        pay_label=intake.fee.pay_label if intake.fee else "",
        quote=about.quotation.text if about.quotation else "",
        quote_source=about.quotation.source if about.quotation else "",
        quote_url=(about.quotation.url or "") if about.quotation else "",
        partner=about.partner.name if about.partner else "",
        partner_text=about.partner.text if about.partner else "",
        partner_url=(about.partner.url or "") if about.partner else "",
        guide=template.resources.guide.title if template.resources.guide else "",
        contact_label=about.contact.label,
        contact_text=about.contact.text,
        contact_mail=about.contact.email or mail,
        contact_phone=about.contact.phone,
        contact_form=about.contact.form,
        answer_days=about.contact.answer_within_days,
        overview_first=template.roles.overview_first,
        closed=closed,
        waiting=waiting.count if waiting else 0,
        interests=list(waiting.interests) if waiting else [],
    )


def duties_of(template: Template, only: str | None = None) -> list[Block]:
    """What each role takes on, and what is not expected of it."""
    found = []
    for role in template.roles.roles:
        if only not in (None, role.key) or not (role.duties or role.not_expected):
            continue
        unasked = f"Not expected: {_joined(role.not_expected)}." if role.not_expected else ""
        found.append(Block(f"What {role.plural} take on", role.who, list(role.duties), unasked))
    return found


def day_of(day: date) -> str:
    """Such as "15 January"."""
    return f"{day.day} {MONTHS[day.month - 1]}"


def _way(path: SignUpPath, slug: str) -> Way:
    """A path with several roles opens with the choice of one."""
    role = f"/{path.roles[0]}" if len(path.roles) == 1 else ""
    return Way(path.title, path.subtitle, f"/apply{role}?program={slug}")


def _closed(program: ProgramView, today: date) -> str:
    if program.status == "draft":  # its preview shows the page as it will be
        return ""
    if not program.is_open:
        return "The program takes no new applications at present. You are welcome to ask when it opens again."
    if calendar_rules.takes_applications(program.template.intake, today):
        return ""
    opens = calendar_rules.next_opening(program.template.intake, today)
    when = f" They open on {day_of(opens)}." if opens else ""
    return f"Applications are closed just now.{when}"


def _joined(points: tuple[str, ...]) -> str:
    return "; ".join(point[:1].lower() + point[1:] for point in points)
