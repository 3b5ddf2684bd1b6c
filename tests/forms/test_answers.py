"""What a browser sends becomes typed answers, or a sentence that names the field and the way out."""

import json
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from mentorhub.forms.answers import Checked, Place, check_answers, from_json, to_json
from mentorhub.forms.lists import OwnList
from mentorhub.forms.questions import AnyQuestion

TODAY = date(2026, 11, 22)
LISTS = {
    "topics": OwnList.model_validate(
        {
            "title": "Topics",
            "options": [
                {"value": "research", "label": "Research"},
                {"value": "teaching", "label": "Teaching"},
                {"value": "balance", "label": "Balance"},
            ],
        }
    )
}
reader: TypeAdapter[AnyQuestion] = TypeAdapter(AnyQuestion)


def question(kind: str, **more: Any) -> AnyQuestion:
    base = {"kind": kind, "key": "it", "label": "This", "seen_by": "The staff."}
    return reader.validate_python(base | more)


ONE_OF_EACH = tuple(
    question(kind, key=kind, label=f"About {kind}", **more)
    for kind, more in {
        "short_text": {},
        "long_text": {"max_length": 50},
        "choice": {"options": [{"value": "a", "label": "First"}, {"value": "b", "label": "Second"}]},
        "several": {"options": [{"value": "a", "label": "First"}, {"value": "b", "label": "Second"}]},
        "topics": {"options_from": "topics", "at_most": 2},
        "yes_no": {},
        "tick": {},
        "number": {"minimum": 1, "maximum": 5, "unit": "mentees"},
        "year": {"years_ahead": 8},
        "date": {},
        "scale": {"low": "No", "high": "Yes"},
        "nps": {},
        "place": {},
        "mode": {},
    }.items()
)


def checked(asked: AnyQuestion, value: object, **more: object) -> Checked:
    return check_answers([asked], {"it": value, **more}, LISTS, today=TODAY)


def sentence(asked: AnyQuestion, value: object) -> str:
    result = checked(asked, value)
    assert result.answers == {}
    (problem,) = result.problems
    return problem.sentence


@pytest.mark.parametrize(
    ("asked", "typed", "answer"),
    [
        (question("short_text"), "  two\n words ", "two words"),
        (question("short_text"), 42, "42"),
        (question("long_text"), "a\r\nb\x00c", "a\nbc"),
        (question("short_text", form="mail"), " Gia@Example.org ", "Gia@Example.org"),
        (question("short_text", form="phone"), "+1 (907) 555-0100 ext. 12", "+1 (907) 555-0100 ext. 12"),
        (question("choice", options_from="topics"), "research", "research"),
        (question("choice", options_from="topics"), "Research", "research"),
        (question("several", options_from="topics"), "research", ("research",)),
        (question("topics", options_from="topics"), ["teaching", "research"], ("research", "teaching")),
        (question("yes_no"), "no", False),
        (question("yes_no"), "true", True),
        (question("tick"), "on", True),
        (question("number"), " 12 ", 12),
        (question("number"), 3.0, 3),
        (question("year"), "2014", 2014),
        (question("year", years_ahead=2), "2028", 2028),
        (question("date"), "2009-05-17", date(2009, 5, 17)),
        (question("date"), datetime(2009, 5, 17, 12), date(2009, 5, 17)),  # noqa: DTZ001 - a hostile caller's
        (question("date", future=True), "2030-01-01", date(2030, 1, 1)),
        (question("scale", low="No", high="Yes"), "5", 5),
        (question("nps"), "0", 0),
        (question("place"), "Juneau", Place(city="Juneau")),
        (question("place"), {"city": " Juneau ", "region": "AK"}, Place(city="Juneau", region="AK")),
        (question("mode"), "in_person", "in_person"),
    ],
)
def test_a_good_answer_has_its_type(asked: AnyQuestion, typed: object, answer: object) -> None:
    result = checked(asked, typed)
    assert result.ok
    assert result.answers == {"it": answer}


def test_a_browser_may_send_the_parts_apart() -> None:
    raw = {
        "it.research": "on",
        "it.balance": "on",
        "it.teaching": "off",
        "where.city": "Nome",
        "where.region": "",
    }
    asked = [question("topics", options_from="topics"), question("place", key="where")]
    result = check_answers(asked, raw, LISTS, today=TODAY)
    assert result.answers == {"it": ("research", "balance"), "where": Place(city="Nome")}


@pytest.mark.parametrize(
    ("asked", "typed", "says"),
    [
        (question("short_text", max_length=3), "four", "room for 3 characters; you wrote 4"),
        (question("short_text"), ["a"], "in words"),
        (question("short_text", form="mail"), "gia at example", "such as name@example.org"),
        (question("short_text", form="mail"), "a@b.org, c@d.org", "such as name@example.org"),
        (question("short_text", form="phone"), "call me", "area code"),
        (question("short_text", form="phone"), "555", "area code"),
        (question("short_text", form="phone"), "1" * 40, "area code"),
        (question("choice", options_from="topics"), "golf", "You wrote “golf”."),
        (question("choice", options_from="topics"), ["research"], "one of the answers"),
        (question("topics", options_from="topics"), ["golf"], "answers offered"),
        (question("topics", options_from="topics"), [["research"]], "answers offered"),
        (question("topics", options_from="topics", at_least=2), ["research"], "at least 2"),
        (question("topics", options_from="topics", at_most=1), ["research", "balance"], "at most 1"),
        (question("yes_no"), "perhaps", "yes or no"),
        (question("tick"), "no", "Please tick"),
        (question("number"), "twelve", "You wrote “twelve”."),
        (question("number", minimum=1), "0", "at least 1"),
        (question("number", maximum=3, unit="mentees"), "4", "at most 3 mentees"),
        (question("number"), float("nan"), "whole number"),
        (question("number", maximum=3), 10**4000, "You wrote “a very large number”."),
        (question("year"), "99", "a year from 1930 to 2026"),
        (question("year"), "2027", "to 2026"),
        (question("year"), "last year", "four digits"),
        (question("date"), "17.5.2009", "such as 2009-05-17"),
        (question("date"), "2030-01-01", "in the future"),
        (question("date"), "0009-05-17", "before 1900"),
        (question("scale", low="No", high="Yes"), "6", "from 1 to 5"),
        (question("nps"), "11", "from 0 to 10"),
        (question("place"), {"region": "AK"}, "town or city"),
        (question("mode"), "by horse", "You wrote “by horse”."),
    ],
)
def test_a_bad_answer_gets_one_sentence_that_names_the_field(
    asked: AnyQuestion, typed: object, says: str
) -> None:
    said = sentence(asked, typed)
    assert says in said
    assert "“This”" in said


@pytest.mark.parametrize("asked", ONE_OF_EACH, ids=lambda asked: str(asked.kind))
@pytest.mark.parametrize("nothing", [None, "", "  \n", [], {}, {"city": " "}])
def test_a_required_question_left_open_says_so_and_an_optional_one_says_nothing(
    asked: AnyQuestion, nothing: object
) -> None:
    raw = {asked.key: nothing}
    result = check_answers([asked], raw, LISTS, today=TODAY)
    assert [problem.key for problem in result.problems] == [asked.key]
    assert f"“{asked.label}”" in result.problems[0].sentence
    optional = asked.model_copy(update={"required": False})
    assert check_answers([optional], raw, LISTS, today=TODAY).ok
    assert check_answers([asked], raw, LISTS, today=TODAY, draft=True).ok


def test_a_question_is_asked_only_where_its_condition_is_met() -> None:
    mode = question("mode", key="mode")
    place = question("place", when={"question": "mode", "any_of": ["in_person", "either"]})
    assert check_answers([mode, place], {"mode": "remote", "it": "Nome"}, LISTS, today=TODAY).answers == {
        "mode": "remote"
    }
    assert not check_answers([mode, place], {"mode": "either"}, LISTS, today=TODAY).ok
    assert check_answers([mode, place], {}, LISTS, today=TODAY, draft=True).asked == (mode,)


def test_yes_and_no_can_be_conditions() -> None:
    first = question("yes_no", key="first")
    then = question("short_text", when={"question": "first", "any_of": ["no"]})
    assert check_answers([first, then], {"first": "yes"}, LISTS, today=TODAY).ok
    assert not check_answers([first, then], {"first": "no"}, LISTS, today=TODAY).ok


@pytest.mark.parametrize(("born", "asked"), [("2008-11-22", False), ("2008-11-23", True)])
def test_a_condition_can_rest_on_age(born: str, *, asked: bool) -> None:
    birth = question("date", key="birth")
    guardian = question("short_text", when={"question": "birth", "younger_than": 18})
    result = check_answers([birth, guardian], {"birth": born}, LISTS, today=TODAY)
    assert (guardian in result.asked) is asked
    assert result.ok is not asked


def test_a_question_of_one_stage_is_not_asked_at_another() -> None:
    stage = question("choice", key="stage", options_from="topics")
    asked = question("short_text", stages=["research"])
    raw = {"stage": "balance"}
    assert check_answers([stage, asked], raw, LISTS, today=TODAY, stage_question="stage").ok
    raw = {"stage": "research"}
    assert not check_answers([stage, asked], raw, LISTS, today=TODAY, stage_question="stage").ok


def test_nothing_that_was_typed_is_lost() -> None:
    asked = question("short_text", max_length=3)
    raw = {"it": "far too long", "other": ["a", 1], "where": {"city": "Nome"}, "n": 7}
    result = check_answers([asked], raw, LISTS, today=TODAY)
    assert not result.ok
    assert result.typed == {"it": "far too long", "other": ["a"], "where.city": "Nome", "n": "7"}


anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.binary()
    | st.dates()
    | st.datetimes()
    | st.sampled_from(
        ["a", "b", "research", "yes", "on", "2014", "2009-05-17", "remote", "5", "\ud800", "\x00"]
    ),
    lambda inner: st.lists(inner) | st.dictionaries(st.text() | st.sampled_from(["city", "region"]), inner),
    max_leaves=6,
)


@given(raw=st.dictionaries(st.sampled_from([q.key for q in ONE_OF_EACH]) | st.text(), anything))
@example(
    raw={"number": 10**4000, "scale": -(10**4000), "year": 10**400, "several": [{}], "place": {"city": {}}}
)
@example(raw={"place.city": "\ud800", "topics.research": True, "several": {"a": "on"}})
def test_no_input_raises_and_what_is_accepted_can_be_stored_and_read_again(raw: dict[str, object]) -> None:
    result = check_answers(ONE_OF_EACH, raw, LISTS, today=TODAY)
    assert set(result.answers) | {problem.key for problem in result.problems} == {q.key for q in ONE_OF_EACH}
    stored = json.loads(json.dumps(to_json(result.answers)).encode("utf-8"))
    assert "\\u0000" not in json.dumps(stored)
    assert from_json(ONE_OF_EACH, stored) == result.answers
    again = check_answers(ONE_OF_EACH, stored, LISTS, today=TODAY)
    assert again.answers == result.answers


def test_a_number_too_long_to_be_written_out_is_still_only_a_wrong_answer() -> None:
    raw = {"number": 10**5000, "scale": -(10**5000), "year": 10**5000, "short_text": 10**5000}
    result = check_answers(ONE_OF_EACH, raw, LISTS, today=TODAY)
    assert {"number", "scale", "year"} <= {problem.key for problem in result.problems}


def test_stored_answers_to_questions_no_longer_asked_are_left_out() -> None:
    assert from_json(ONE_OF_EACH, {"gone": 1, "nps": 7}) == {"nps": 7}


def test_a_whole_form_of_good_answers_passes() -> None:
    raw = {
        "short_text": "x",
        "long_text": "x",
        "choice": "a",
        "several": ["a"],
        "topics": ["research"],
        "yes_no": "yes",
        "tick": "on",
        "number": "2",
        "year": "2000",
        "date": "2000-01-01",
        "scale": "3",
        "nps": "9",
        "place.city": "Nome",
        "mode": "either",
    }
    assert check_answers(ONE_OF_EACH, raw, LISTS, today=TODAY).ok
