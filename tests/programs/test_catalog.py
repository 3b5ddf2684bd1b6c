"""The programs on the shelf: data alone, whole, honest about their minutes; no code knows one of them."""

import re
from datetime import date
from pathlib import Path

import pytest

import mentorhub
from mentorhub.forms.answers import check_answers
from mentorhub.forms.minutes import minutes_to_answer
from mentorhub.forms.options import options_of, values_of
from mentorhub.matching.forms import DeclineForm
from mentorhub.programs import shelf
from mentorhub.programs.template import DUTIES, Template

ROOT = Path(mentorhub.__file__).parents[1]
REAL = shelf.names()[:-1]


def catalog(key: str) -> Template:
    template = shelf.load(key)
    assert template is not None
    return template


def asked(key: str, role: str) -> set[str]:
    return {question.key for question in catalog(key).questions_for(role)}


def labels(key: str, question: str) -> list[str]:
    found = catalog(key).question(question)
    assert found is not None
    return [option.label for option in options_of(found, catalog(key).form.lists)]


def test_five_programs_and_a_blank_one_are_on_the_shelf() -> None:
    assert len(REAL) == 5
    assert {entry.key for entry in shelf.entries()} == {*REAL, shelf.BLANK}
    assert all(entry.text and entry.cadence and entry.term and entry.acceptance for entry in shelf.entries())


@pytest.mark.parametrize("key", shelf.names())
def test_a_program_comes_through_toml_and_json_without_loss(key: str) -> None:
    template = catalog(key)
    assert Template.from_toml(template.to_toml()) == template
    assert Template.from_data(template.to_data()) == template
    assert Template.model_validate_json(template.model_dump_json()) == template


def test_no_code_names_a_program_of_the_catalog() -> None:
    """Comments and texts count too: a program that needs a mention needs a parameter. The demonstration's
    own organizations are sample data.
    """
    names = re.compile(rf"(?i)(?<![a-z0-9])({'|'.join(map(re.escape, REAL))})(?![a-z0-9])")
    found = [
        f"{file.relative_to(ROOT)}:{number}: {line.strip()}"
        for package in ("mentorhub", "tenants")
        for file in sorted((ROOT / package).rglob("*.py"))
        if "demonstration" not in file.parts
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if names.search(line)
    ]
    assert found == []


@pytest.mark.parametrize("key", shelf.names())
def test_the_minutes_on_a_card_are_honest(key: str) -> None:
    template = catalog(key)
    for path in template.roles.paths:
        longest = max(minutes_to_answer(template.questions_for(role)) for role in path.roles)
        assert longest <= path.minutes <= longest + 1
        assert f"About {path.minutes} minutes" in path.subtitle


@pytest.mark.parametrize("key", shelf.names())
def test_an_application_asks_only_what_something_reads_or_people_need(key: str) -> None:
    """At most sixteen questions a role, and never one without saying who will see the answer."""
    template = catalog(key)
    for role in template.role_keys:
        questions = template.questions_for(role)
        assert len(questions) <= 16
        assert all(question.seen_by.endswith(".") for question in questions)


@pytest.mark.parametrize("key", shelf.names())
def test_every_program_has_what_its_public_page_needs(key: str) -> None:
    about = catalog(key).about
    assert len(about.facts) in (3, 4)
    assert len(about.sections) == 2
    assert len(about.pairing_steps.points) == 3
    assert len(about.headline) <= 80
    assert about.contact.form


@pytest.mark.parametrize("key", shelf.names())
def test_a_closing_survey_goes_to_everyone_and_small_groups_are_never_shown(key: str) -> None:
    template = catalog(key)
    closing = template.survey(template.closing.survey or "")
    assert closing is not None
    assert set(closing.to) == set(template.role_keys)
    assert all(survey.anonymous and survey.smallest_group >= 5 for survey in template.surveys.surveys)


# Facts of the five that live in data alone.


@pytest.mark.parametrize("key", shelf.names())
def test_a_no_has_words_to_start_from_and_they_fit_where_they_are_sent(key: str) -> None:
    template = catalog(key)
    for words in (template.pairing.decline_words, template.intake.decline_words):
        assert len({each.title for each in words}) == len(words) >= 2
        assert all(DeclineForm(words=each.text).words == each.text for each in words)


def test_nobody_is_asked_for_money_where_a_program_is_free() -> None:
    fee = catalog("wpsr").intake.fee
    assert fee is not None
    assert fee.kind == "free"


@pytest.mark.requirement("WPSR-3", "WPSR-4")
@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"advocacy_experience": "  "}, "advocacy_experience"),
        ({"capacity": "0"}, "capacity"),
        ({"monthly": ""}, "monthly"),
    ],
)
def test_a_mentor_tells_of_advocacy_takes_at_least_one_mentee_and_has_time_monthly(
    change: dict[str, str], field: str
) -> None:
    template = catalog("wpsr")
    raw = {
        "profession": "nurse",
        "stage": "mid",
        "issues": ["climate"],
        "skills": ["testimony"],
        "advocacy_experience": "I testified twice.",
        "mode": "remote",
        "capacity": "1",
        "monthly": "on",
    }

    def problems(typed: dict[str, object]) -> list[str]:
        result = check_answers(
            template.questions_for("mentor"), typed, template.form.lists, today=date(2026, 11, 22)
        )
        return [problem.key for problem in result.problems]

    assert problems(dict(raw)) == []
    assert problems({**raw, **change}) == [field]


@pytest.mark.requirement("WPSR-6")
def test_a_mentee_confirms_a_meeting_a_month_and_chooses_remote_in_person_or_either() -> None:
    template = catalog("wpsr")
    mode = template.question("mode")
    assert mode is not None
    assert values_of(mode, template.form.lists) == ("remote", "in_person", "either")
    monthly = template.question("monthly")
    assert monthly is not None
    assert monthly.kind == "tick"
    assert monthly.required
    assert {"mode", "monthly"} <= asked("wpsr", "mentee")


@pytest.mark.requirement("WPSR-15")
def test_mentors_and_mentees_have_paths_and_texts_of_their_own() -> None:
    mentee, mentor = catalog("wpsr").roles.paths
    assert (mentee.roles, mentor.roles) == (("mentee",), ("mentor",))
    assert mentee.title != mentor.title
    assert mentee.intro != mentor.intro


@pytest.mark.requirement("WPSR-16")
def test_issues_are_the_organizations_own_list() -> None:
    data = catalog("wpsr").to_data()
    data["form"]["lists"]["issues"]["options"] = [{"value": "salmon", "label": "Salmon"}]
    changed = Template.from_data(data)
    issues = changed.question("issues")
    assert issues is not None
    assert values_of(issues, changed.form.lists) == ("salmon",)


@pytest.mark.requirement("WPSR-20")
def test_a_mentor_may_take_several_mentees() -> None:
    assert catalog("wpsr").matching.mentor_capacity.maximum == 5


@pytest.mark.requirement("WSRS-3")
def test_one_application_serves_both_roles() -> None:
    roles = catalog("wsrs").roles
    (path,) = roles.paths
    assert set(path.roles) == {"mentor", "mentee"}
    assert roles.role_question.endswith("?")
    assert roles.overview_first


@pytest.mark.requirement("WSRS-15")
def test_seven_and_five_duties_are_acknowledged_in_the_application() -> None:
    template = catalog("wsrs")
    mentor, mentee = template.role("mentor"), template.role("mentee")
    assert mentor is not None
    assert mentee is not None
    assert (len(mentor.duties), len(mentee.duties)) == (7, 5)
    assert DUTIES in asked("wsrs", "mentor")
    assert DUTIES in asked("wsrs", "mentee")
    tick = template.questions_for("mentee")[-1]
    assert (tick.kind, tick.required) == ("tick", True)


@pytest.mark.requirement("WTSA-14")
def test_eleven_topics_are_offered_in_the_application_and_for_the_agenda() -> None:
    assert len(labels("wtsa", "topics_wanted")) == 11
    assert labels("wtsa", "topics") == labels("wtsa", "topics_wanted")
    assert catalog("wtsa").meetings.agenda_topics == "topics"


def test_each_factor_a_committee_weighs_has_a_weight_and_a_name_of_its_own() -> None:
    factors = catalog("wtsa").matching.factors
    assert {factor.key for factor in factors} == {
        "practice_setting",
        "specialization",
        "experience",
        "topics",
        "goals",
        "place",
    }
    assert all(factor.weight > 0 for factor in factors)
    assert len({factor.label for factor in factors}) == len(factors)


def survey_labels(key: str, survey: str) -> str:
    found = catalog(key).survey(survey)
    assert found is not None
    return " ".join(question.label for question in found.questions)


@pytest.mark.requirement("WSRS-25")
def test_the_closing_survey_asks_what_the_program_is_for() -> None:
    asked_at_the_end = survey_labels("wsrs", "closing")
    assert all(word in asked_at_the_end for word in ("better at leading", "I know people now", "I learned"))


@pytest.mark.requirement("WTSA-26")
@pytest.mark.parametrize("survey", ["half_yearly", "closing"])
def test_every_survey_to_all_asks_about_collegiality(survey: str) -> None:
    assert "more collegial" in survey_labels("wtsa", survey)


@pytest.mark.requirement("AK-28")
def test_an_agreement_in_our_words_names_and_links_what_it_was_adapted_from() -> None:
    agreement = catalog("alaska").agreement
    assert agreement is not None
    assert "Student Honor Code" in agreement.attribution
    assert agreement.link is not None
    assert agreement.link.endswith("UWSOMhonorcode.pdf")


def test_who_asks_to_meet_minors_signs_and_shares_nothing_before_the_match() -> None:
    template = catalog("alaska")
    minors = template.safeguarding.minors
    assert template.agreement is not None
    assert (template.agreement.signed_by, template.agreement.signed_at) == (("mentor", "mentee"), "pairing")
    assert minors is not None
    assert minors.guardian.first_meeting == "asked"
    assert len(template.goals.given) == 3


@pytest.mark.requirement("AK-4")
def test_advice_differs_by_stage() -> None:
    guidance = {entry.stage: entry.points for entry in catalog("alaska").resources.guidance}
    assert set(guidance) == {"high-school", "college"}
    assert len(set(guidance["high-school"]) & set(guidance["college"])) == 0


def test_circles_have_members_and_neither_mentors_nor_mentees() -> None:
    template = catalog("wim")
    assert template.role_keys == ("peer",)
    assert template.pairing.circle is not None
    assert template.pairing.circle.facilitator == "rotates"
    assert template.meetings.agenda == "circle"
