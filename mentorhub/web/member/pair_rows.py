"""What a pair's page shows, in the words it is shown in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from mentorhub.meetings.views import MeetingView
from mentorhub.mentorships import rules
from mentorhub.mentorships.views import MyPair, PairPage
from mentorhub.programs import words
from mentorhub.programs.counting import counted
from mentorhub.programs.template import Template
from mentorhub.programs.template.together import Framework


@dataclass(frozen=True)
class PairRow:
    id: str
    program: str
    other: str
    other_name: str
    role: str
    mail: str
    phone: str
    running: bool
    since: str
    until: str
    due: str
    met: str
    """What stands before what is due: when they last met."""
    due_tone: str
    terms: list[str]
    note: str
    privacy: str
    notice: str
    leave: str
    answer_days: str
    may_name_kind: bool
    own_kind: str
    first_meeting: list[str]
    place_rule: str
    asked: str
    waits_for_other: str
    over: str
    can_write: bool
    in_touch: bool
    ended_words: str
    """What the program says to those whose time is complete."""
    asked_again: str
    """When both are asked the next time whether to go on; empty while they are being asked."""
    month: str


@dataclass(frozen=True)
class MeetingRow:
    id: str
    status: str
    kind: str
    kind_label: str
    held_on: str
    starts_at: str
    minutes: int
    place: str
    where: str
    place_name: str
    staff_present: bool
    moved_to: str
    notes: str
    mine: bool
    by: str


Row = TypeVar("Row")


def blank(kind: type[Row]) -> Row:
    """A row before anything is loaded."""
    empty = {"bool": False, "int": 0}
    return kind(
        **{f.name: [] if "list" in str(f.type) else empty.get(_name(f.type), "") for f in fields(kind)}
    )


def _name(kind: Any) -> str:
    return kind if isinstance(kind, str) else kind.__name__


_TONES: Mapping[str, str] = {"past": "warn", "soon": "accent", "later": "plain", "none": "plain"}


def pair_row(page: PairPage, meetings: Sequence[MeetingView], today: date) -> PairRow:
    pair, template = page.pair, page.template
    held = [each for each in meetings if each.status == "held"]
    until = pair.ended_on or pair.ends_on
    return PairRow(
        id=str(pair.id),
        program=template.about.name,
        other=pair.other.called,
        other_name=pair.other.name,
        role="mentor" if pair.role == "mentee" else "mentee",
        mail=pair.other.mail,
        phone=pair.other.phone,
        running=pair.status == "running",
        since=pair.began_on.isoformat(),
        until=until.isoformat() if until else "",
        due=pair.due.title,
        met=pair.due.before,
        due_tone=_TONES[pair.due.state],
        terms=terms_in_words(page.pair.framework),
        note=page.pair.framework.note,
        privacy=template.safeguarding.privacy,
        notice=template.safeguarding.message_notice,
        leave=template.closing.leave,
        answer_days=counted(template.about.contact.answer_within_days, "day"),
        may_name_kind=template.goals.own_type,
        own_kind=page.own_kind,
        first_meeting=[] if held else list(template.meetings.first_meeting),
        place_rule=template.meetings.place_rule,
        asked=pair.asked or "",
        waits_for_other=page.waits_for_other or "",
        over=pair.over or "",
        can_write=page.can_write,
        in_touch=pair.in_touch,
        ended_words=template.closing.ended,
        asked_again=_asked_again(page),
        month=_month(page.pair.framework, held, today),
    )


def _asked_again(page: PairPage) -> str:
    asked = page.pair.asked or page.waits_for_other
    if page.pair.status != "running" or asked or page.renewal_on is None:
        return ""
    return page.renewal_on.isoformat()


def terms_in_words(framework: Framework) -> list[str]:
    return [
        words.cadence(framework),
        words.modes(framework),
        words.term(framework.term, framework.season),
    ]


def meeting_row(meeting: MeetingView, template: Template, me: UUID, other: str) -> MeetingRow:
    kinds = {kind.key: kind.label for kind in template.meetings.kinds}
    places = {place.type: place.label for place in template.meetings.places}
    place = places.get(meeting.place, meeting.place)
    mine = meeting.logged_by == me
    return MeetingRow(
        id=str(meeting.id),
        status=meeting.status,
        kind=meeting.kind,
        kind_label=kinds.get(meeting.kind, ""),
        held_on=meeting.held_on.isoformat(),
        starts_at=meeting.starts_at.strftime("%H:%M") if meeting.starts_at else "",
        minutes=meeting.minutes,
        place=meeting.place,
        where=f"{place}: {meeting.place_name}" if meeting.place_name else place,
        place_name=meeting.place_name,
        staff_present=meeting.staff_present,
        moved_to=meeting.moved_to.isoformat() if meeting.moved_to else "",
        notes=meeting.notes,
        mine=mine,
        by="you" if mine else other,
    )


def total_in_words(meetings: Sequence[MeetingView]) -> str:
    """Such as "Three meetings, 2 h 15 min together"."""
    held = [each for each in meetings if each.status == "held"]
    if not held:
        return ""
    number = counted(len(held), "meeting")
    return f"{number[:1].upper()}{number[1:]}, {hours(sum(each.minutes for each in held))} together"


def hours(minutes: int) -> str:
    whole, rest = divmod(minutes, 60)
    if not whole:
        return f"{rest} min"
    return f"{whole} h {rest} min" if rest else f"{whole} h"


def _month(framework: Framework, held: Sequence[MeetingView], today: date) -> str:
    done = rules.month_sum(framework, [(each.held_on, each.minutes) for each in held], today)
    return f"{hours(done[0])} of {hours(done[1])} in {today:%B}" if done else ""


def due_tone(pair: MyPair) -> str:
    return _TONES[pair.due.state]
