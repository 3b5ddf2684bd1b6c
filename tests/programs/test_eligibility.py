"""Who may take part, by the catalog's data alone: each refusal names its rule and shows a way out."""

from datetime import date

import pytest

from mentorhub.programs import shelf
from mentorhub.programs.eligibility import Refusal, asks_the_roster, check, may_join
from mentorhub.programs.template import RoleKey, Template

TODAY = date(2026, 11, 22)


def catalog(key: str) -> Template:
    template = shelf.load(key)
    assert template is not None
    return template


def judged(key: str, role: RoleKey, at: str = "application", **facts: object) -> list[Refusal]:
    moment = "pairing" if at == "pairing" else "application"
    return check(catalog(key), role, facts, TODAY, at=moment)


def said(refusals: list[Refusal]) -> str:
    return " ".join(f"{refusal.sentence} {refusal.way_out}" for refusal in refusals)


# A society with a mentor gate of professions or membership.


@pytest.mark.requirement("WPSR-2")
@pytest.mark.parametrize(
    ("profession", "member", "passes"),
    [
        ("nurse", False, True),
        ("other", True, True),
        ("physician", True, True),
        ("other", False, False),
        ("health-student", False, False),
    ],
)
def test_a_mentor_is_a_health_professional_or_a_member_or_both(
    profession: str, *, member: bool, passes: bool
) -> None:
    refusals = judged(
        "wpsr", "mentor", profession=profession, member=member, advocacy_experience="I testified."
    )
    assert may_join(refusals) is passes


@pytest.mark.requirement("WPSR-2")
def test_who_is_neither_learns_both_ways_in() -> None:
    refusals = judged("wpsr", "mentor", profession="other", member=False, advocacy_experience="I testified.")
    assert "neither" in said(refusals)
    assert "Join us" in said(refusals)
    assert "mentee" in said(refusals)


def test_where_membership_is_not_known_nothing_is_refused_and_nothing_promised() -> None:
    refusals = judged("wpsr", "mentor", profession="other", advocacy_experience="I testified.")
    assert may_join(refusals) is None
    assert "sign in" in said(refusals)


@pytest.mark.requirement("WPSR-3")
def test_a_mentor_without_a_word_about_advocacy_is_refused() -> None:
    assert may_join(judged("wpsr", "mentor", profession="nurse", advocacy_experience="  ")) is False


@pytest.mark.requirement("WPSR-5")
def test_anybody_may_be_a_mentee_where_no_membership_is_asked() -> None:
    assert judged("wpsr", "mentee", member=False, profession="other") == []


@pytest.mark.requirement("WPSR-5")
def test_the_same_program_can_choose_members_only() -> None:
    data = catalog("wpsr").to_data()
    data["eligibility"]["by_role"].append(
        {
            "role": "mentee",
            "rules": [{"kind": "member", "refusal": "This is for members.", "way_out": "Join us."}],
        }
    )
    chosen = Template.from_data(data)
    assert may_join(check(chosen, "mentee", {"member": False}, TODAY)) is False
    assert may_join(check(chosen, "mentee", {"member": True}, TODAY)) is True


@pytest.mark.requirement("WPSR-7")
@pytest.mark.parametrize("stage", ["student", "early", "mid", "senior", "retired"])
def test_a_career_stage_is_collected_and_never_a_gate(stage: str) -> None:
    template = catalog("wpsr")
    assert template.form.stage_question == "stage"
    assert set(template.eligibility.early_career) == {"student", "early"}
    for role in template.role_keys:
        facts = {"profession": "nurse", "advocacy_experience": "Yes.", "stage": stage}
        assert check(template, role, facts, TODAY) == []


@pytest.mark.parametrize("at", ["application", "pairing"])
@pytest.mark.parametrize(("program", "role"), [("wsrs", "mentee"), ("wtsa", "mentee")])
def test_who_is_no_member_hears_it_once_with_the_way_out(at: str, program: str, role: RoleKey) -> None:
    [refusal] = judged(program, role, at=at, member=False)
    assert refusal.sentence.startswith("We do not find you on our list of members")
    assert refusal.way_out


def test_who_is_no_member_hears_of_everything_else_too() -> None:
    refusals = judged("wtsa", "mentor", member=False, start_year=TODAY.year - 7)
    assert ["list of members" in refusal.sentence for refusal in refusals] == [True, False]
    assert "seven years" in said(refusals)


# A society whose mentors practise and whose mentees are active members of one section.


@pytest.mark.requirement("WSRS-1")
@pytest.mark.parametrize(
    ("status", "passes"),
    [("practising", True), ("resident", False), ("fellow", False), ("student", False), ("retired", False)],
)
def test_a_mentor_practises_radiology_and_a_trainee_does_not_mentor(status: str, *, passes: bool) -> None:
    refusals = judged("wsrs", "mentor", status=status)
    assert may_join(refusals) is passes
    if not passes:
        assert "practising radiologists" in said(refusals)
        assert "welcome as mentees" in said(refusals)


@pytest.mark.requirement("WSRS-2")
@pytest.mark.parametrize("at", ["application", "pairing"])
@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"member": True, "member_class": "RFS", "standing": "lapsed"}, "yours is lapsed"),
        ({"member": True, "member_class": "Full", "standing": "active"}, "our roster says: Full"),
        ({"member": False}, "only members can be mentees here"),
        (
            {
                "member": True,
                "member_class": "RFS",
                "standing": "active",
                "dues_paid_until": date(2026, 11, 21),
            },
            "ran out on 21 November 2026",
        ),
    ],
)
def test_a_mentee_is_an_active_member_of_the_section_when_applying_and_again_when_paired(
    at: str, facts: dict[str, object], reason: str
) -> None:
    refusals = judged("wsrs", "mentee", at=at, **facts)
    assert may_join(refusals) is False
    assert reason in said(refusals)
    assert all(refusal.way_out for refusal in refusals)


@pytest.mark.requirement("WSRS-2")
@pytest.mark.parametrize("at", ["application", "pairing"])
@pytest.mark.parametrize("until", [None, date(2026, 11, 22), date(2027, 1, 1)])
def test_an_active_member_of_the_section_passes_to_the_last_paid_day(at: str, until: date | None) -> None:
    assert (
        judged(
            "wsrs", "mentee", at=at, member=True, member_class="rfs", standing="Active", dues_paid_until=until
        )
        == []
    )


def test_a_rule_of_the_application_is_not_asked_again_at_the_pairing() -> None:
    assert judged("wsrs", "mentor", at="pairing", status="resident") == []


# A society with members, candidates and eight years.

CURRENT = {"member": True, "standing": "active", "dues_paid_until": date(2027, 6, 30)}


@pytest.mark.requirement("WTSA-2")
@pytest.mark.parametrize("role", ["mentor", "mentee"])
@pytest.mark.parametrize(
    ("facts", "passes"),
    [
        ({**CURRENT, "member_class": "Member"}, True),
        ({**CURRENT, "member_class": "Candidate member"}, True),
        ({**CURRENT, "member_class": "candidate"}, True),
        ({**CURRENT, "member_class": "Guest"}, False),
        ({**CURRENT, "member_class": "Member", "standing": "lapsed"}, False),
        ({**CURRENT, "member_class": "Member", "dues_paid_until": date(2026, 6, 30)}, False),
        ({"member": False}, False),
    ],
)
def test_members_and_candidates_in_good_standing_take_part_in_either_role(
    role: RoleKey, facts: dict[str, object], *, passes: bool
) -> None:
    assert may_join(judged("wtsa", role, start_year=2000, **facts)) is passes


@pytest.mark.requirement("WTSA-3")
@pytest.mark.parametrize("years", [0, 1, 30])
def test_a_mentee_may_have_any_experience(years: int) -> None:
    assert judged("wtsa", "mentee", start_year=TODAY.year - years, member_class="Member", **CURRENT) == []


@pytest.mark.requirement("WTSA-4")
@pytest.mark.parametrize(("years", "passes"), [(0, False), (7, False), (8, True), (40, True)])
def test_a_mentor_has_eight_years_in_the_field(years: int, *, passes: bool) -> None:
    refusals = judged("wtsa", "mentor", start_year=TODAY.year - years, member_class="Member", **CURRENT)
    assert may_join(refusals) is passes


@pytest.mark.requirement("WTSA-4")
def test_seven_years_are_refused_kindly_and_pass_a_year_later_with_the_same_answer() -> None:
    facts = {"start_year": 2019, "member_class": "Member", **CURRENT}
    (refusal,) = check(catalog("wtsa"), "mentor", facts, TODAY)
    assert refusal.sentence == "You have seven years in the field; the society asks eight years of a mentor."
    assert "welcome as a mentee today" in refusal.way_out
    assert check(catalog("wtsa"), "mentor", facts, date(2027, 1, 1)) == []


def test_a_start_in_the_future_counts_as_no_years() -> None:
    (refusal,) = judged("wtsa", "mentor", start_year=2030, member_class="Member", **CURRENT)
    assert refusal.sentence.startswith("You have no years in the field")


@pytest.mark.parametrize("key", shelf.names())
def test_before_anything_is_known_nothing_is_refused(key: str) -> None:
    template = catalog(key)
    for role in template.role_keys:
        assert all(refusal.cannot_tell_yet for refusal in check(template, role, {}, TODAY))


# Students, among them minors.


@pytest.mark.parametrize(
    ("what", "passes"), [("physician", True), ("medical-student", True), ("other", False)]
)
def test_a_mentor_of_students_is_a_physician_or_a_medical_student(what: str, *, passes: bool) -> None:
    refusals = judged("alaska", "mentor", mentor_class=what)
    assert may_join(refusals) is passes
    if not passes:
        assert "physicians and medical students" in said(refusals)


@pytest.mark.parametrize(
    ("born", "passes"),
    [
        (date(2013, 11, 22), True),
        (date(2013, 11, 23), False),
        (date(2016, 1, 1), False),
        (date(2006, 1, 1), True),
    ],
)
def test_younger_than_thirteen_is_refused_kindly_and_nothing_is_kept(born: date, *, passes: bool) -> None:
    refusals = judged("alaska", "mentee", date_of_birth=born, stage="high-school")
    assert may_join(refusals) is passes
    if not passes:
        (refusal,) = refusals
        assert refusal.keep_nothing
        assert "a good thing" in refusal.sentence
        assert "Come back when you are 13" in refusal.way_out


def test_somebody_born_on_the_29th_of_february_has_a_birthday_every_year() -> None:
    facts = {"date_of_birth": date(2012, 2, 29), "stage": "high-school"}
    assert may_join(check(catalog("alaska"), "mentee", facts, date(2025, 2, 27))) is False
    assert may_join(check(catalog("alaska"), "mentee", facts, date(2025, 2, 28))) is True


@pytest.mark.requirement("WIM-10")
@pytest.mark.parametrize("described", [None, "", "First in my family", "I would rather not say"])
def test_how_people_describe_themselves_decides_nothing(described: str | None) -> None:
    question = catalog("wim").question("self_described")
    assert question is not None
    assert not question.required
    assert judged("wim", "peer", self_described=described) == []


# All programs.


def test_a_curly_bracket_in_what_somebody_wrote_stays_what_it_is() -> None:
    facts = {"member": True, "member_class": "Member", "standing": "{0.__class__}"}
    (refusal,) = check(catalog("wtsa"), "mentee", facts, TODAY)
    assert refusal.sentence.endswith("yours is {0.__class__}.")


def test_a_program_knows_whether_its_rules_read_the_roster() -> None:
    keys = ("wtsa", "wsrs", "wpsr", "alaska", "wim", "blank")
    assert [key for key in keys if asks_the_roster(catalog(key))] == ["wtsa", "wsrs"]
