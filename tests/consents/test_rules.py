"""Every sequence of four acts is played against what must always hold."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import product
from uuid import UUID

import pytest

from mentorhub.consents import rules
from mentorhub.consents.errors import AnsweredOtherwise, NoLongerOpen, NotYourTurn, TooLate
from mentorhub.consents.views import Party
from tenants.kit.errors import NotFound, Problem
from tenants.kit.ids import new_id

FIRST, SECOND, STRANGER = new_id(), new_id(), new_id()
START = datetime(2026, 3, 1, tzinfo=UTC)
UNTIL = START + timedelta(days=14)

Act = tuple[UUID, bool] | str
ACTS: tuple[Act, ...] = (
    (FIRST, True),
    (FIRST, False),
    (SECOND, True),
    (SECOND, False),
    (STRANGER, True),
    "time passes",
    "closed by job",
    "withdrawn",
)


@dataclass
class Question:
    """The smallest thing that keeps state by the rules, as the service does with rows."""

    in_order: bool
    state: str = "open"
    now: datetime = START
    answers: dict[UUID, str | None] = field(default_factory=lambda: {FIRST: None, SECOND: None})
    settlements: list[str] = field(default_factory=list)

    @property
    def parties(self) -> tuple[Party, ...]:
        return tuple(Party(person, answer) for person, answer in self.answers.items())

    def play(self, act: Act) -> Problem | None:
        if act == "time passes":
            self.now = UNTIL
        elif act == "closed by job":
            if self.state == "open" and self.now >= UNTIL:
                self.state = "expired"
        elif act == "withdrawn":
            if self.state == "open":
                self.state = "withdrawn"
        else:
            return self.answer(act[0], yes=act[1])
        return None

    def answer(self, person: UUID, *, yes: bool) -> Problem | None:
        try:
            new = rules.check(
                person,
                yes=yes,
                state=self.state,
                in_order=self.in_order,
                expires_at=UNTIL,
                parties=self.parties,
                now=self.now,
            )
        except Problem as problem:
            return problem
        if new:
            self.answers[person] = "yes" if yes else "no"
            settled = rules.settles(self.parties)
            if settled is not None:
                self.state = settled
                self.settlements.append(settled)
        return None


@pytest.mark.parametrize("in_order", [False, True])
def test_no_sequence_of_acts_settles_twice_or_against_an_answer(*, in_order: bool) -> None:
    outcomes = set()
    for acts in product(ACTS, repeat=4):
        question = Question(in_order)
        for act in acts:
            before = (question.state, dict(question.answers), question.now)
            problem = question.play(act)
            _holds_after(question, act, before, problem)
        outcomes.add(question.state)
        assert len(question.settlements) <= 1
        said = tuple(question.answers.values())
        assert (question.state == "agreed") == (said == ("yes", "yes"))
        assert (question.state == "refused") == ("no" in said)
        if in_order:
            assert said[1] is None or said[0] == "yes"
    assert outcomes == set(rules.STATES)


def _holds_after(
    question: Question,
    act: Act,
    before: tuple[str, dict[UUID, str | None], datetime],
    problem: Problem | None,
) -> None:
    state, answers, now = before
    if isinstance(act, str):
        return
    person, yes = act
    if person == STRANGER:
        assert isinstance(problem, NotFound)
    changed = question.answers != answers
    if changed:
        assert state == "open"
        assert now < UNTIL
        assert answers[person] is None
        assert question.answers[person] == ("yes" if yes else "no")
    elif person != STRANGER:
        repeated = answers[person] == ("yes" if yes else "no")
        assert (problem is None) == repeated


def _answer(
    *answers: str | None, me: UUID = FIRST, yes: bool = True, state: str = "open", in_order: bool = False
) -> bool:
    return rules.check(
        me,
        yes=yes,
        state=state,
        in_order=in_order,
        expires_at=UNTIL,
        parties=[Party(FIRST, answers[0]), Party(SECOND, answers[1])],
        now=START,
    )


def test_the_last_moment_is_already_too_late() -> None:
    with pytest.raises(TooLate):
        rules.check(
            FIRST,
            yes=True,
            state="open",
            in_order=False,
            expires_at=UNTIL,
            parties=[Party(FIRST, None)],
            now=UNTIL,
        )


def test_changing_ones_mind_is_answered_with_what_was_said() -> None:
    with pytest.raises(AnsweredOtherwise, match="You said yes already"):
        _answer("yes", None, yes=False)
    with pytest.raises(AnsweredOtherwise, match="You declined already"):
        _answer("no", None, yes=True, state="refused")


def test_whoever_comes_after_a_refusal_does_not_learn_of_it() -> None:
    with pytest.raises(NoLongerOpen) as refused:
        _answer(None, "no", state="refused")
    with pytest.raises(NoLongerOpen) as withdrawn:
        _answer(None, None, state="withdrawn")
    assert refused.value.sentence == withdrawn.value.sentence


def test_in_order_the_second_waits_for_the_first() -> None:
    with pytest.raises(NotYourTurn):
        _answer(None, None, me=SECOND, in_order=True)
    assert _answer("yes", None, me=SECOND, in_order=True)
    assert rules.turn("open", [Party(FIRST, None), Party(SECOND, None)], in_order=True) == (FIRST,)
    assert rules.turn("open", [Party(FIRST, None), Party(SECOND, None)], in_order=False) == (FIRST, SECOND)
    assert rules.turn("agreed", [Party(FIRST, "yes"), Party(SECOND, None)], in_order=True) == ()
