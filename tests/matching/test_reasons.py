"""What is said about a pair: in the template's words, and to the two only what each may know."""

from mentorhub.matching import lines
from mentorhub.matching.instance import Snapshot
from mentorhub.matching.reasons import Reasons, speak
from tests.matching.people import TODAY, mentee, mentor, pair_of, template
from tests.matching.test_instance import SURGEON, TACOMA, YOUNG


def said(key: str, one: Snapshot, other: Snapshot) -> Reasons:
    pair = pair_of(key, one, other)
    assert pair is not None
    return speak(template(key), pair.parts, other, one, TODAY)


def test_the_strongest_reasons_stand_in_one_line_in_the_programs_words() -> None:
    reasons = said("wtsa", mentor("Ann", **SURGEON), mentee("Mina", **YOUNG))
    assert reasons.sentence.count(";") == 2
    assert reasons.sentence.startswith("Both general thoracic; ")
    assert "17 years ahead" in reasons.speaks_for
    to_them = {reason.factor: (reason.words, reason.counts) for reason in reasons.for_the_two}
    assert to_them["Specialty"] == ("You both chose “General thoracic”.", 25)
    assert to_them["Experience level"] == ("You are 17 years apart in experience.", 15)
    assert to_them["Stated interests"][0].startswith("You both named ")
    assert reasons.speaks_against == ()


def test_what_speaks_against_is_said_too() -> None:
    away = {"city": "Seattle", "region": "Washington", "country": ""}
    reasons = said(
        "wtsa", mentor("Ann", **{**SURGEON, "place": away, "start_year": 2023}), mentee("Mina", **YOUNG)
    )
    assert "Colorado and Washington" in reasons.speaks_against
    assert "Not ahead in years" in reasons.speaks_against


def test_the_two_learn_nothing_that_the_template_does_not_show_each_other() -> None:
    near = {"issues": ["climate"], "mode": "in_person", "place": TACOMA}
    reasons = said(
        "wpsr", mentor("Ann", skills=["writing"], **near), mentee("Mina", skills_wanted=["writing"], **near)
    )
    assert any("Tacoma" in line for line in reasons.speaks_for)
    assert [(reason.words, reason.factor) for reason in reasons.for_the_two] == [
        ("You both named “Climate and health”.", "Issues you both care about"),
        ("You fit well here.", "Near enough to meet, for those who want to"),
        (
            "You both named “Letters and opinion pieces”.",
            "What one can teach and the other would like to learn",
        ),
    ]


def test_a_person_fits_in_one_line() -> None:
    line = lines.line(template("wtsa"), mentor("Ann", **SURGEON), TODAY)
    assert line == "General thoracic · Academic medical center · 21 years"
