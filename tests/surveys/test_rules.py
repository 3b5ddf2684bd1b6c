"""No page that is ever shown, alone or taken from another, tells of fewer than the smallest group."""

from collections import Counter
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorhub.surveys import rules

ROLES = ("mentor", "mentee", "peer")
SMALLEST = 5

arrivals = st.lists(st.sampled_from(ROLES), max_size=60)


@dataclass
class Survey:
    """Plays one question: who answered waits until a rule lets them join; every page ever shown is kept."""

    smallest: int
    waiting: list[tuple[int, str]] = field(default_factory=list)
    roles: dict[str, set[int]] = field(default_factory=lambda: {role: set() for role in ROLES})
    whole: set[int] = field(default_factory=set)
    pages: list[frozenset[int]] = field(default_factory=list)

    def join(self, *, last: bool) -> None:
        counts = Counter(role for _, role in self.waiting)
        ready = rules.joining(counts, self.smallest, last=last)
        for person, role in self.waiting:
            if role in ready:
                self.whole.add(person)
                if ready[role] == "role":
                    self.roles[role].add(person)
        self.waiting = [(person, role) for person, role in self.waiting if role not in ready]
        self.pages += [frozenset(self.whole), *(frozenset(shown) for shown in self.roles.values())]


def play(came: list[str], smallest: int = SMALLEST) -> Survey:
    survey = Survey(smallest)
    for person, role in enumerate(came):
        survey.waiting.append((person, role))
        survey.join(last=False)
    survey.join(last=True)
    return survey


def told_apart(pages: list[frozenset[int]]) -> Counter[tuple[bool, ...]]:
    """How many people there are of each kind that the pages cannot tell apart."""
    everybody = set().union(*pages)
    return Counter(tuple(person in page for page in pages) for person in everybody)


@given(arrivals, st.integers(min_value=5, max_value=12))
def test_no_combination_of_all_pages_ever_shown_singles_out_fewer_than_the_smallest_group(
    came: list[str], smallest: int
) -> None:
    survey = play(came, smallest)
    assert all(number >= smallest for number in told_apart(survey.pages).values())


@given(arrivals)
def test_a_role_taken_from_the_whole_leaves_nobody_or_a_whole_group(came: list[str]) -> None:
    survey = play(came)
    for one in survey.roles.values():
        for other in survey.roles.values():
            rest = len(survey.whole - one - other)
            assert rest == 0 or rest >= SMALLEST


@given(arrivals)
def test_nobody_is_kept_back_without_need(came: list[str]) -> None:
    survey = play(came)
    assert len(survey.waiting) < SMALLEST
    assert len(survey.whole) + len(survey.waiting) == len(came)


@pytest.mark.parametrize(
    ("waiting", "last", "expected"),
    [
        ({"mentor": 4, "mentee": 9}, False, {"mentee": "role"}),
        ({"mentor": 4, "mentee": 9}, True, {"mentee": "role"}),
        ({"mentor": 3, "mentee": 4}, False, {}),
        ({"mentor": 3, "mentee": 4}, True, {"mentor": "whole", "mentee": "whole"}),
        ({"mentor": 2, "mentee": 2}, True, {}),
    ],
)
def test_small_groups_wait_and_join_only_together(
    waiting: dict[str, int], last: object, expected: dict[str, str]
) -> None:
    assert rules.joining(waiting, SMALLEST, last=bool(last)) == expected


def test_each_question_has_portions_of_its_own() -> None:
    waiting = [("going", "mentee")] * 5 + [("help", "mentee")] * 2
    assert rules.all_joining(waiting, SMALLEST, last=False) == {("going", "mentee"): "role"}
