from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentorhub.matching.engine import Factor, FactorKind, Instance, Person, Place, explain, solve
from tests.matching.engine.worlds import FACTORS, world

SEATTLE, TACOMA, MIAMI = Place(47.61, -122.33), Place(47.25, -122.44), Place(25.76, -80.19)


def score(factor: Factor, mentee: Person, mentor: Person) -> int:
    return explain(Instance((mentor,), (mentee,), (factor,)), mentee.id, mentor.id).score


def of_kind(kind: FactorKind, mine: object, theirs: object, **params: object) -> int:
    """A factor that alone decides: the share of it that two answers get."""
    return score(
        Factor("x", "X", kind, 7, params),
        Person("e", answers={"x": mine}, in_person=True),  # type: ignore[dict-item]  # any answers at all
        Person("m", answers={"x": theirs}),  # type: ignore[dict-item]  # any answers at all
    )


def test_the_share_of_shared_tags_counts() -> None:
    assert of_kind(FactorKind.TAGS, ("a", "b"), ("b", "a", "c")) == 10_000
    assert of_kind(FactorKind.TAGS, ("a", "b"), ("c",)) == 0


def test_a_rare_tag_counts_more_than_one_that_everybody_names() -> None:
    factor = Factor("x", "X", FactorKind.TAGS, 1)
    mentee = Person("e", answers={"x": ("common", "rare")})
    others = tuple(Person(f"m{n}", answers={"x": ("common",)}) for n in range(30))
    with_rare = Person("r", answers={"x": ("rare",)})
    instance = Instance((*others, with_rare), (mentee,), (factor,))
    assert explain(instance, "e", "r").score > 3 * explain(instance, "e", "m0").score


def test_a_specialty_of_the_same_family_counts_half() -> None:
    families = {"trauma": "surgery", "vascular": "surgery", "oncology": "medicine"}
    assert of_kind(FactorKind.FAMILIES, "trauma", "Trauma", families=families) == 10_000
    assert of_kind(FactorKind.FAMILIES, "trauma", "vascular", families=families) == 5_000
    assert of_kind(FactorKind.FAMILIES, "trauma", "oncology", families=families) == 0


def test_experience_counts_by_the_years_between_the_two() -> None:
    params = {"ideal": [5, 15], "least": 1, "most": 35}
    assert of_kind(FactorKind.GAP, 2, 10, **params) == 10_000
    assert of_kind(FactorKind.GAP, 2, 3, **params) == 0
    assert 0 < of_kind(FactorKind.GAP, 2, 5, **params) < 10_000
    assert 0 < of_kind(FactorKind.GAP, 2, 27, **params) < 10_000


def test_a_mentor_a_stage_further_on_fits_best() -> None:
    order = ["student", "resident", "senior"]
    assert of_kind(FactorKind.STAGE, "student", "senior", order=order) == 10_000
    assert of_kind(FactorKind.STAGE, "resident", "resident", order=order) == 5_000
    assert of_kind(FactorKind.STAGE, "resident", "student", order=order) == 0


def test_one_language_in_common_is_enough() -> None:
    assert of_kind(FactorKind.LANGUAGES, ("english", "spanish"), ("spanish",)) == 10_000
    assert of_kind(FactorKind.LANGUAGES, ("english",), ("spanish",)) == 0


def test_clocks_near_each_other_count() -> None:
    assert of_kind(FactorKind.TIMEZONE, -8, -8, full=0, most=4) == 10_000
    assert of_kind(FactorKind.TIMEZONE, -8, -6, full=0, most=4) == 5_000
    assert of_kind(FactorKind.TIMEZONE, 12, -12, full=0, most=4) == 10_000


def test_free_hours_count_by_the_share_in_common() -> None:
    assert of_kind(FactorKind.AVAILABILITY, ("mon", "tue"), ("tue", "fri")) == 5_000


def test_goals_in_free_text_meet_on_their_telling_words() -> None:
    assert of_kind(FactorKind.TEXT, "I want to learn grant writing", "Writing grants for years") == 10_000
    assert of_kind(FactorKind.TEXT, "grant writing", "Mostly burnout") == 0


def test_a_question_of_the_program_counts_by_nearness_on_its_scale() -> None:
    assert of_kind(FactorKind.AGREEMENT, 4, 4, scale=[1, 5]) == 10_000
    assert of_kind(FactorKind.AGREEMENT, 4, 5, scale=[1, 5]) == 7_500
    assert of_kind(FactorKind.AGREEMENT, 1, 5, scale=[1, 5]) == 0
    assert of_kind(FactorKind.AGREEMENT, "yes", "yes") == 10_000


def test_first_choices_of_either_side_count_most() -> None:
    factor = Factor("choice", "Choice", FactorKind.RANKING, 1, {"depth": 2})
    mentee, mentors = Person("e", ranking=("a", "b")), (Person("a"), Person("b"), Person("c"))
    instance = Instance(mentors, (mentee,), (factor,))
    assert [explain(instance, "e", mentor).score for mentor in "abc"] == [10_000, 5_000, 0]
    wanted_back = replace(instance, mentors=(Person("a"), Person("b"), Person("c", ranking=("e",))))
    assert [explain(wanted_back, "e", mentor).score for mentor in "abc"] == [5_000, 2_500, 5_000]


@pytest.mark.requirement("WPSR-9")
@pytest.mark.parametrize("kind", [FactorKind.DISTANCE, FactorKind.REGION])
def test_where_people_live_counts_only_once_the_mentee_chose_in_person(kind: FactorKind) -> None:
    factors = (
        Factor("tags", "Interests", FactorKind.TAGS, 3, {"rarity": False}),
        Factor("place", "Place", kind, 1),
    )
    near, far = (SEATTLE, MIAMI) if kind is FactorKind.DISTANCE else ("Washington", "Florida")
    mentor = Person("m", answers={"tags": ("peace",), "place": near})

    def scored(place: object, *, in_person: bool | None) -> int:
        answers = {"tags": ("peace", "climate"), "place": place}
        mentee = Person("e", answers=answers, in_person=in_person)  # type: ignore[arg-type]  # any answers at all
        return explain(Instance((mentor,), (mentee,), factors), "e", "m").score

    for remote in (False, None):
        assert scored(near, in_person=remote) == scored(far, in_person=remote) == 5_000
    assert scored(near, in_person=True) > 5_000 > scored(far, in_person=True)


def test_distance_falls_in_bands() -> None:
    bands = [25, 100, 250, 500]
    assert of_kind(FactorKind.DISTANCE, SEATTLE, SEATTLE, bands=bands) == 10_000
    assert of_kind(FactorKind.DISTANCE, SEATTLE, TACOMA, bands=bands) == 7_500
    assert of_kind(FactorKind.DISTANCE, SEATTLE, MIAMI, bands=bands) == 0


@pytest.mark.requirement("WTSA-16")
def test_each_factor_has_its_weight_and_stands_in_the_explanation() -> None:
    instance = world(11, 1, 1, rules=())
    told = explain(instance, "e000", "m000")
    assert [part.key for part in told.parts] == [factor.key for factor in FACTORS]
    assert sum(part.weight for part in told.parts) == 10_000
    weighed = [part for part in told.parts if part.weight]
    assert all(f"{part.label} " in told.shown for part in weighed)
    for part in weighed:
        doubled = tuple(replace(f, weight=2 * f.weight) if f.key == part.key else f for f in FACTORS)
        other = explain(replace(instance, factors=doubled), "e000", "m000")
        assert next(p.weight for p in other.parts if p.key == part.key) > part.weight


@settings(max_examples=25)
@given(st.integers(0, 10**6), st.sampled_from(FACTORS))
def test_a_weight_of_nothing_takes_a_factor_out(seed: int, factor: Factor) -> None:
    instance = world(seed, 6, 5, rules=())
    without = replace(instance, factors=tuple(f for f in FACTORS if f.key != factor.key))
    weightless = replace(
        instance, factors=tuple(replace(f, weight=0) if f.key == factor.key else f for f in FACTORS)
    )
    assert solve(weightless).pairs == solve(without).pairs


@settings(max_examples=25)
@given(st.integers(0, 10**6))
def test_the_parts_of_every_pair_add_up_to_its_score(seed: int) -> None:
    for pair in solve(world(seed, 12, 8)).pairs:
        assert sum(part.points for part in pair.parts) == pair.score
        assert all(0 <= part.points <= part.weight for part in pair.parts)
        assert 0 <= pair.score <= 10_000
