"""What each program's template, read from the catalog, allows a meeting to be."""

from datetime import date
from typing import Any

import pytest

from mentorhub.meetings.errors import NotPossible
from mentorhub.meetings.forms import MeetingForm
from mentorhub.meetings.rules import MeetingRules, check, mode_of
from mentorhub.programs import shelf
from mentorhub.programs.template import Template
from tenants.kit.ids import new_id

SINCE = date(2026, 1, 5)
TODAY = date(2026, 3, 20)  # a Friday


def template(key: str) -> Template:
    found = shelf.load(key)
    assert found is not None
    return found


def rules(key: str) -> MeetingRules:
    found = template(key)
    return MeetingRules.of(found, minutes=found.framework.minutes, since=SINCE, zones=("UTC",))


def refused(key: str, **typed: Any) -> tuple[str, str]:
    """Field and sentence of the refusal; empty where it is allowed."""
    form = MeetingForm.model_validate({"key": new_id(), "held_on": "2026-03-18", "minutes": 45} | typed)
    try:
        check(form, rules(key), TODAY)
    except NotPossible as problem:
        return problem.field or "", problem.sentence
    return "", ""


@pytest.mark.requirement("WSRS-10")
@pytest.mark.parametrize(
    ("place", "mode"), [("phone", "phone"), ("video", "video"), ("in_person", "in_person")]
)
def test_the_radiologists_meet_by_phone_by_video_or_in_person(place: str, mode: str) -> None:
    assert refused("wsrs", place=place) == ("", "")
    assert mode_of(place) == mode


@pytest.mark.requirement("AK-11")
@pytest.mark.parametrize("place", ["home", "private_home", "in_person", "phone"])
def test_alaska_refuses_every_place_that_is_neither_video_nor_public_and_says_why(place: str) -> None:
    field, sentence = refused("alaska", place=place)
    assert field == "place"
    assert template("alaska").meetings.place_rule in sentence
    assert "You can choose:" in sentence


def test_nothing_chosen_is_asked_for_and_not_refused_as_a_place() -> None:
    assert refused("alaska", place="") == ("place", "Choose how or where you meet.")


@pytest.mark.requirement("AK-11")
def test_alaska_takes_video_and_a_public_place_that_has_a_name() -> None:
    assert refused("alaska", place="video") == ("", "")
    assert refused("alaska", place="public_place", place_name="Loussac Library") == ("", "")
    assert refused("alaska", place="public_place")[0] == "place_name"
    assert refused("alaska", place="public_place", place_name="  \x00 ")[0] == "place_name"


def shadowing(**typed: Any) -> tuple[str, str]:
    usual = {"kind": "shadowing", "place": "clinic", "place_name": "Fairbanks clinic", "starts_at": "09:30"}
    return refused("alaska", **(usual | {"staff_present": "yes"} | typed))


@pytest.mark.requirement("AK-12")
def test_shadowing_in_clinic_hours_with_staff_and_patients_is_fine() -> None:
    assert shadowing() == ("", "")


@pytest.mark.requirement("AK-12")
@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"starts_at": "20:00"}, "starts_at"),
        ({"starts_at": "05:00"}, "starts_at"),
        ({"starts_at": "16:30", "minutes": "180"}, "starts_at"),
        ({"starts_at": ""}, "starts_at"),
        ({"held_on": "2026-03-15"}, "held_on"),  # a Sunday
        ({"staff_present": None}, "staff_present"),
        ({"place": "video"}, "place"),
    ],
)
def test_shadowing_at_night_on_a_sunday_or_without_staff_is_refused(
    typed: dict[str, Any], field: str
) -> None:
    assert shadowing(**typed)[0] == field


def test_a_meeting_that_has_not_been_cannot_be_written_down() -> None:
    assert refused("wsrs", place="phone", held_on="2026-03-21")[0] == "held_on"
    assert refused("wsrs", place="phone", held_on="2026-03-20") == ("", "")


def test_a_day_before_the_two_were_a_pair_is_refused_with_that_day() -> None:
    assert refused("wsrs", place="phone", held_on="2026-01-04") == (
        "held_on",
        "You two were brought together on 5 January 2026. Choose that day or a later one.",
    )


def test_a_moved_meeting_says_where_to() -> None:
    assert refused("wsrs", place="phone", status="moved")[0] == "moved_to"
    assert refused("wsrs", place="phone", status="moved", moved_to="2026-03-18")[0] == "moved_to"
    assert refused("wsrs", place="phone", status="moved", held_on="2026-04-01", moved_to="2026-04-08") == (
        "",
        "",
    )


def test_where_the_template_names_no_length_the_pair_says_how_long_it_was() -> None:
    assert refused("wpsr", place="phone", minutes="")[0] == "minutes"
    assert refused("wsrs", place="phone", minutes="") == ("", "")


def test_a_kind_of_meeting_that_the_program_does_not_have_is_refused() -> None:
    assert refused("wsrs", place="phone", kind="seance")[0] == "kind"
