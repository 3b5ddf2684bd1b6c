"""What the room says about costs and about factors that give little."""

import pytest

from mentorhub.matching.by_hand import cost_in_words
from mentorhub.matching.engine import Part
from mentorhub.matching.reasons import against_by_factor


@pytest.mark.parametrize(
    ("delta", "matched", "weakest", "said"),
    [
        (0, 0, None, "costs nothing"),
        (-620, 0, None, "costs the whole 6"),
        (3175, 0, (32, 23), "adds 32 to the whole; weakest pair 23, not 32"),
        (-620, 0, (32, 31), "costs the whole 6; weakest pair 31, not 32"),
        (3175, -1, (32, 23), "leaves one more person without a mentor"),
    ],
)
def test_a_gain_to_the_whole_names_who_would_pay_for_it(
    delta: int, matched: int, weakest: tuple[int, int] | None, said: str
) -> None:
    assert cost_in_words(delta, matched, weakest) == said


PARTS = [
    Part("setting", "Practice setting", 1700, 1700),
    Part("specialty", "Specialty", 0, 2800),
    Part("goals", "Goals", 0, 0),
    Part("interests", "Interests", 600, 2800),
]


def test_each_factor_that_gives_little_says_why_and_one_that_is_not_asked_is_left_out() -> None:
    # As they are kept: the strongest against it first.
    assert against_by_factor(PARTS, ["Oncology and trauma", "Interests: little in common"]) == {
        "specialty": "Oncology and trauma",
        "interests": "Interests: little in common",
    }


def test_reasons_that_do_not_belong_to_these_parts_are_not_put_beside_them() -> None:
    assert against_by_factor(PARTS, ["Oncology and trauma"]) == {}
