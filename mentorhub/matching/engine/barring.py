"""One hard rule asked for one person against everybody: people with the same facts are asked once."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from mentorhub.matching.engine.encode import Encoded
from mentorhub.matching.engine.encoding import rules as forbidding
from mentorhub.matching.engine.encoding.columns import ColumnBook, Ints
from mentorhub.matching.engine.encoding.rules import Reading, Vetoes
from mentorhub.matching.engine.encoding.values import words
from mentorhub.matching.engine.instance import HardRule, Person, RuleKind

Mask = npt.NDArray[np.bool_]


class Barring:
    def __init__(self, rule: HardRule, encoded: Encoded) -> None:
        self._rule = rule
        self.mentees, self.mentors = _Side(rule, encoded.mentees), _Side(rule, encoded.mentors)

    def bars_mentors(self, mentee: Person) -> Mask:
        return self._bars(mentee, self.mentors)

    def bars_mentees(self, mentor: Person) -> Mask:
        return self._bars(mentor, self.mentees)

    def _bars(self, person: Person, side: "_Side") -> Mask:
        if self._rule.kind is not RuleKind.NOT_SUPERVISOR:
            barred: Mask = self._between(person, side, side.examples)[side.group]
            return barred
        barred = np.zeros(len(side.people), np.bool_)  # the one rule that reads who somebody is
        asked = side.concerned(person)
        barred[asked] = self._between(person, side, [side.people[at] for at in asked])
        return barred

    def _between(self, person: Person, side: "_Side", others: Sequence[Person]) -> Mask:
        """Which of these others of a side the rule keeps from this person."""
        mentees, mentors = ([person], others) if side is self.mentors else (others, [person])
        vetoes, book = Vetoes(), ColumnBook(len(mentors))
        forbidding.read(Reading(0, self._rule, mentees, mentors, book, vetoes))
        bars = np.zeros((len(mentees), len(mentors)), np.bool_)
        for _, rows, columns in vetoes.columns:
            for row, number in zip(rows.tolist(), columns.tolist(), strict=True):
                if number >= 0:
                    bars[row, book.members(number)] = True
        for _, rows, columns in vetoes.pairs:
            bars[rows, columns] = True
        for _, mine, theirs in vetoes.meet:
            bars |= (mine[:, None] & theirs[None, :]) == 0
        return bars.reshape(-1)


class _Side:
    """The people of one side by what the rule reads of them."""

    def __init__(self, rule: HardRule, people: Sequence[Person]) -> None:
        self._key = rule.key or "supervisor"
        avoided = str(rule.params.get("avoid", f"avoid_{rule.key}"))
        self._names = (rule.key, avoided, str(rule.params.get("when", "")))
        self.people = list(people)
        self.examples: list[Person] = []
        self._number: dict[object, int] = {}
        self.group: Ints = np.array([self._grouped(person) for person in people], np.int64)
        self._at = {person.id.casefold(): at for at, person in enumerate(people)}
        self._naming: dict[str, set[int]] = {}
        for at, person in enumerate(people):
            self._note(at, person)

    def change(self, at: int, person: Person) -> None:
        for name in words(self.people[at].facts.get(self._key)):
            self._naming[name].discard(at)
        self.people[at] = person
        self.group[at] = self._grouped(person)
        self._note(at, person)

    def concerned(self, person: Person) -> list[int]:
        """Whoever this person names, and who named this person."""
        named = {self._at[name] for name in words(person.facts.get(self._key)) if name in self._at}
        return sorted(named | self._naming.get(person.id.casefold(), set()))

    def _note(self, at: int, person: Person) -> None:
        for name in words(person.facts.get(self._key)):
            self._naming.setdefault(name, set()).add(at)

    def _grouped(self, person: Person) -> int:
        facts = tuple((type(fact), fact) for fact in map(person.facts.get, self._names))
        if facts not in self._number:
            self._number[facts] = len(self.examples)
            self.examples.append(person)
        return self._number[facts]
