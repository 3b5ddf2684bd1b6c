"""The catalog's own matching sections, asked about a few people."""

from dataclasses import replace

import pytest

from mentorhub.matching.engine import Desk, solve
from mentorhub.matching.instance import build
from tests.matching.people import TODAY, matched, mentee, mentor, pair_of, template

TACOMA = {"city": "Tacoma", "region": "Washington", "country": ""}
SPOKANE = {"city": "Spokane", "region": "Washington", "country": ""}


@pytest.mark.requirement("WPSR-9")
def test_place_counts_only_for_a_mentee_who_chose_in_person() -> None:
    advocate = mentor("Ann", issues=["climate", "peace"], skills=["writing"], mode="either", place=TACOMA)
    far = mentor("Bea", issues=["climate", "peace"], skills=["writing"], mode="either", place=SPOKANE)

    def scores(mode: str) -> tuple[int, int]:
        newcomer = mentee("Mina", issues=["climate"], skills_wanted=["writing"], mode=mode, place=TACOMA)
        near_pair, far_pair = pair_of("wpsr", advocate, newcomer), pair_of("wpsr", far, newcomer)
        assert near_pair is not None
        assert far_pair is not None
        return near_pair.score, far_pair.score

    near, away = scores("in_person")
    assert near > away
    for mode in ("remote", "either"):
        near, away = scores(mode)
        assert near == away


@pytest.mark.requirement("WPSR-9")
def test_two_with_no_issue_in_common_score_less_than_two_who_share_one() -> None:
    newcomer = mentee("Mina", issues=["climate"], skills_wanted=["writing"], mode="remote")
    same = pair_of("wpsr", mentor("Ann", issues=["climate"], skills=["media"], mode="remote"), newcomer)
    other = pair_of("wpsr", mentor("Bea", issues=["peace"], skills=["media"], mode="remote"), newcomer)
    assert same is not None
    assert other is not None
    assert same.score > other.score


def test_only_in_person_and_only_remote_never_meet() -> None:
    newcomer = mentee("Mina", issues=["climate"], skills_wanted=["writing"], mode="in_person", place=TACOMA)
    remote = mentor("Ann", issues=["climate"], skills=["writing"], mode="remote")
    assert pair_of("wpsr", remote, newcomer) is None
    either = mentor("Bea", issues=["peace"], skills=["media"], mode="either", place=SPOKANE)
    assert pair_of("wpsr", either, newcomer) is not None


@pytest.mark.requirement("WPSR-20")
def test_a_mentor_with_two_places_is_given_two_mentees() -> None:
    newcomers = [mentee(name, issues=["climate"], skills_wanted=["writing"], mode="remote") for name in "AB"]
    advocate = mentor("Ann", 2, issues=["climate"], skills=["writing"], mode="remote")
    assert {pair.mentor for pair in matched("wpsr", advocate, *newcomers).pairs} == {advocate.id}
    assert len(matched("wpsr", advocate, *newcomers).pairs) == 2
    assert len(matched("wpsr", replace(advocate, places=1), *newcomers).pairs) == 1


@pytest.mark.requirement("WSRS-27")
@pytest.mark.parametrize("written", ["Maria Reyes", "Dr. Reyes", "dr m. reyes, Prof. A. Tran", "REYES; Tran"])
def test_nobody_is_paired_with_a_supervisor_however_the_name_is_written(written: str) -> None:
    supervisor = mentor("Maria Reyes", topics=["ai"], subspecialty="body", setting="academic")
    resident = mentee(
        "Mina Minami", topics=["ai"], subspecialty="body", setting="academic", supervisors=written
    )
    found = matched("wsrs", supervisor, resident)
    assert found.pairs == ()
    assert "who does not supervise or evaluate you" in found.unmatched[0].reason
    another = mentor("Ada Okafor", topics=["research"], subspecialty="breast", setting="private")
    assert [pair.mentor for pair in matched("wsrs", supervisor, another, resident).pairs] == [another.id]


@pytest.mark.requirement("WSRS-27")
def test_a_name_that_means_somebody_else_rules_nobody_out() -> None:
    radiologist = mentor("Maria Reyes", topics=["ai"], subspecialty="body", setting="academic")
    for written in ("Mario Reyna", "K. Reyes", "", "none"):
        resident = mentee("Mina", topics=["ai"], subspecialty="body", setting="academic", supervisors=written)
        assert pair_of("wsrs", radiologist, resident) is not None


SURGEON = {
    "practice_setting": "academic",
    "specialization": "general-thoracic",
    "start_year": 2005,
    "topics": ["leadership", "societies"],
    "offer": "Leading a department and sitting on committees",
    "place": {"city": "Denver", "region": "Colorado", "country": ""},
}
YOUNG = {
    "practice_setting": "academic",
    "specialization": "general-thoracic",
    "start_year": 2022,
    "topics_wanted": ["leadership"],
    "goals": "I would like to sit on a committee",
    "place": {"city": "Denver", "region": "Colorado", "country": ""},
}


@pytest.mark.requirement("WTSA-16")
@pytest.mark.parametrize(
    ("key", "changed"),
    [
        ("practice_setting", {"practice_setting": "private"}),
        ("specialization", {"specialization": "adult-cardiac"}),
        ("experience", {"start_year": 2023}),
        ("topics", {"topics": ["volunteering"]}),
        ("goals", {"offer": "Sailing"}),
        ("place", {"place": {"city": "Seattle", "region": "Washington", "country": ""}}),
    ],
)
def test_each_named_factor_has_its_own_part_of_the_score(key: str, changed: dict[str, object]) -> None:
    young = mentee("Mina", **YOUNG)
    fits, fits_less = mentor("Ann", **SURGEON), mentor("Bea", **{**SURGEON, **changed})
    desk = Desk(build(template("wtsa"), [young, fits, fits_less], TODAY))
    best, worse = desk.explain(young.id, fits.id), desk.explain(young.id, fits_less.id)
    points = {part.key: part.points for part in best.parts}
    less = {part.key: part.points for part in worse.parts}
    assert less.pop(key) < points.pop(key)
    assert less == points
    assert sum(part.points for part in best.parts) == best.score


def test_two_of_one_institution_are_not_paired_where_the_template_says_so() -> None:
    young = mentee("Mina", facts={"institution": "Mountain Clinic"}, **YOUNG)
    colleague = mentor("Ann", facts={"institution": "mountain clinic"}, **SURGEON)
    assert pair_of("wtsa", colleague, young) is None
    assert pair_of("wtsa", replace(colleague, facts={"institution": "Harbor"}), young) is not None


def test_whoever_asked_not_to_be_paired_is_not() -> None:
    young = mentee("Mina", **YOUNG)
    assert pair_of("wtsa", mentor("Ann", blocks=[young.participant_id], **SURGEON), young) is None
    blocking = mentee("Mina", blocks=["p-mentor-ann"], **YOUNG)
    assert pair_of("wtsa", mentor("Ann", **SURGEON), blocking) is None


def test_nobody_mentors_themselves() -> None:
    both = mentor("Mona", **SURGEON), mentee("Mona", **YOUNG)
    assert both[0].person_id == both[1].person_id
    assert pair_of("wtsa", *both) is None


def test_a_minor_meets_only_mentors_who_are_cleared() -> None:
    student = {"help": ["interviews"], "interests": ["surgery"], "languages": ["english"], "mode": "remote"}
    young = mentee("Gil", date_of_birth="2010-01-01", **student)
    grown = mentee("Eve", date_of_birth="2004-01-01", **student)
    unknown = mentee("Ida", **student)
    plain, cleared = mentor("Ann", **student), mentor("Bea", facts={"cleared": True}, **student)
    assert pair_of("alaska", plain, young) is None
    assert pair_of("alaska", plain, unknown) is None
    assert pair_of("alaska", plain, grown) is not None
    assert pair_of("alaska", cleared, young) is not None


def test_a_lock_holds_and_a_ban_parts() -> None:
    young, other = mentee("Mina", **YOUNG), mentee("Noor", **YOUNG)
    best, worst = mentor("Ann", **SURGEON), mentor("Bea", **{**SURGEON, "specialization": "adult-cardiac"})
    people = [young, other, best, worst]
    instance = build(
        template("wtsa"), people, TODAY, locked=[(young.id, worst.id)], forbidden=[(other.id, worst.id)]
    )
    assert {(pair.mentee, pair.mentor) for pair in solve(instance).pairs} == {
        (young.id, worst.id),
        (other.id, best.id),
    }
    assert Desk(instance).explain(other.id, worst.id).allowed is False


@pytest.mark.parametrize("key", ["wpsr", "wsrs", "wtsa", "alaska"])
def test_every_program_of_pairs_can_be_asked_about_people_who_said_nothing(key: str) -> None:
    found = matched(key, mentor("Ann"), mentee("Mina", date_of_birth="2000-01-01"))
    assert len(found.pairs) + len(found.unmatched) == 1
