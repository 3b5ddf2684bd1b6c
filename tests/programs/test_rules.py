"""What a rule says and decides, whatever the program: groups, bounds, years and answers."""

from datetime import date

import pytest

from mentorhub.programs import shelf
from mentorhub.programs.eligibility import check, may_join
from mentorhub.programs.template import Template

TODAY = date(2026, 11, 22)


def with_rules(*rules: dict[str, object]) -> Template:
    blank = shelf.load("blank")
    assert blank is not None
    data = blank.to_data()
    data["eligibility"]["by_role"] = [{"role": "mentee", "rules": list(rules)}]
    return Template.from_data(data)


def test_all_of_a_group_must_be_met_and_the_first_missing_one_speaks() -> None:
    template = with_rules(
        {
            "kind": "all_of",
            "refusal": "You have {have} and we ask {need}.",
            "way_out": "Wait.",
            "rules": [{"kind": "member"}, {"kind": "years_since", "fact": "start_year", "at_least": 2}],
        }
    )
    (refusal,) = check(template, "mentee", {"member": True, "start_year": 2025}, TODAY)
    assert refusal.sentence == "You have one year and we ask two years."
    assert refusal.facts == ("member", "start_year")
    assert check(template, "mentee", {"member": True, "start_year": 2024}, TODAY) == []
    assert may_join(check(template, "mentee", {"member": True}, TODAY)) is None
    assert may_join(check(template, "mentee", {"member": False}, TODAY)) is False


def test_an_upper_bound_names_itself() -> None:
    template = with_rules(
        {
            "kind": "years_since",
            "fact": "start_year",
            "at_most": 5,
            "refusal": "You have {have}; this is for the first {need}.",
            "way_out": "Mentor.",
        }
    )
    (refusal,) = check(template, "mentee", {"start_year": 2000}, TODAY)
    assert refusal.sentence == "You have 26 years; this is for the first five years."


@pytest.mark.parametrize("fact", ["joined_year", "started_practice_year"])
def test_years_can_be_counted_from_the_roster(fact: str) -> None:
    template = with_rules(
        {"kind": "years_since", "fact": fact, "at_least": 3, "refusal": "{have}", "way_out": "Wait."}
    )
    assert may_join(check(template, "mentee", {fact: 2023}, TODAY)) is True
    assert may_join(check(template, "mentee", {fact: 2024}, TODAY)) is False


def test_a_number_and_a_tick_can_be_asked_for() -> None:
    template = with_rules(
        {"kind": "answered", "fact": "mode", "refusal": "No.", "way_out": "Choose."},
    )
    assert may_join(check(template, "mentee", {}, TODAY)) is None
    assert may_join(check(template, "mentee", {"mode": "remote"}, TODAY)) is True
