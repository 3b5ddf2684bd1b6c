"""What the program's template allows a meeting to be. Nothing here knows any one program."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time

from mentorhub.meetings.errors import NotPossible
from mentorhub.meetings.forms import MeetingForm
from mentorhub.meetings.views import Mode
from mentorhub.programs.template import Template
from mentorhub.programs.template.together import ClinicHours, MeetingKind, Place

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

Fault = tuple[str, str]
"""A field and the sentence beside it."""


@dataclass(frozen=True, slots=True)
class MeetingRules:
    kinds: tuple[MeetingKind, ...]
    places: tuple[Place, ...]
    place_rule: str
    minutes: int | None
    """What is meant where nobody says how long it was."""
    since: date
    """When the two were brought together, by the earliest of their calendars."""
    zones: tuple[str, ...]
    """Where they live: a day has come as soon as it has come for one of them."""

    @classmethod
    def of(
        cls, template: Template, *, minutes: int | None, since: date, zones: tuple[str, ...]
    ) -> "MeetingRules":
        meetings = template.meetings
        return cls(meetings.kinds, meetings.places, meetings.place_rule, minutes, since, zones)

    def kind(self, key: str) -> MeetingKind:
        """The first one where none is named."""
        if not key:
            return self.kinds[0]
        found = next((kind for kind in self.kinds if kind.key == key), None)
        if found is None:
            raise NotPossible("Choose what kind of meeting it was.", field="kind")
        return found

    def places_for(self, kind: MeetingKind) -> tuple[Place, ...]:
        return tuple(place for place in self.places if not kind.places or place.type in kind.places)


def mode_of(place: str) -> Mode:
    match place:
        case "phone":
            return "phone"
        case "video":
            return "video"
        case _:
            return "in_person"


def check(form: MeetingForm, rules: MeetingRules, today: date) -> None:
    """Raises NotPossible: which field, which rule, and the way out."""
    for field, sentence in _faults(form, rules.kind(form.kind), rules, today):
        raise NotPossible(sentence, field=field)


def _faults(form: MeetingForm, kind: MeetingKind, rules: MeetingRules, today: date) -> Iterator[Fault]:
    yield from _day_faults(form, rules, today)
    yield from _place_faults(form, kind, rules)
    if form.status == "held":
        if (form.minutes or rules.minutes) is None:
            yield "minutes", "Say how long you met, in minutes."
        if kind.clinic_hours is not None:
            yield from _clinic_faults(form, kind, kind.clinic_hours)


def _day_faults(form: MeetingForm, rules: MeetingRules, today: date) -> Iterator[Fault]:
    if form.held_on < rules.since:
        yield (
            "held_on",
            f"You two were brought together on {_day(rules.since)}. Choose that day or a later one.",
        )
    if form.status == "moved":
        if form.moved_to is None:
            yield "moved_to", "Say to which day you moved it."
        elif form.moved_to == form.held_on:
            yield "moved_to", "This is the same day. Choose the one you moved it to."
    elif form.held_on > today:
        yield "held_on", "This day has not come yet. Write it down once you have met."


def _place_faults(form: MeetingForm, kind: MeetingKind, rules: MeetingRules) -> Iterator[Fault]:
    allowed = rules.places_for(kind)
    place = next((each for each in allowed if each.type == form.place), None)
    if not form.place:
        yield "place", "Choose how or where you meet."
    elif place is None:
        offered = ", ".join(each.label for each in allowed)
        yield "place", f"{rules.place_rule or 'This program does not meet there.'} You can choose: {offered}."
    elif place.needs_name and not form.place_name and form.status == "held":
        yield "place_name", f"Name the place ({place.label}), so that it is clear where you met."


def _clinic_faults(form: MeetingForm, kind: MeetingKind, hours: ClinicHours) -> Iterator[Fault]:
    rule = f"{kind.label} takes place in normal clinic hours"
    if WEEKDAYS[form.held_on.weekday()] not in hours.days:
        yield "held_on", f"{rule}, and not on a {WEEKDAYS[form.held_on.weekday()].capitalize()}."
    if form.starts_at is None:
        yield "starts_at", f"Say when it began: {rule}, {hours.opens} to {hours.closes}."
        return
    ended = _minute(form.starts_at) + (form.minutes or 0)
    if form.starts_at < time.fromisoformat(hours.opens) or ended > _minute(time.fromisoformat(hours.closes)):
        yield "starts_at", f"{rule}, {hours.opens} to {hours.closes}."
    if hours.staff_present and not form.staff_present:
        yield (
            "staff_present",
            "Confirm that staff and patients were present; without them it cannot take place.",
        )


def _minute(moment: time) -> int:
    return moment.hour * 60 + moment.minute


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
