"""A round's frozen people and its template's matching section, as the engine wants to be asked.

Ids are those of the round's members, so whatever the engine answers can be looked up again.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, assert_never

from mentorhub.forms.options import options_of
from mentorhub.forms.questions import Scale
from mentorhub.matching import reading
from mentorhub.matching.engine import Answer, Factor, FactorKind, HardRule, Instance, Person, RuleKind
from mentorhub.programs.template import Template
from mentorhub.programs.template.matching import Factor as Wanted
from mentorhub.programs.template.matching import HardRule as Ruled

IdPair = tuple[str, str]
"""A mentee's id, then a mentor's."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One member of the round, as frozen."""

    id: str
    participant_id: str
    person_id: str
    role: str
    name: str
    places: int
    answers: dict[str, Any] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)
    preferences: dict[str, Any] = field(default_factory=dict)

    def says(self, key: str) -> Any:  # noqa: ANN401 - stored JSON
        """The answer to a question; where it was not asked, what the roster knows."""
        return self.answers[key] if key in self.answers else self.facts.get(key)


KINDS: dict[str, FactorKind] = {
    "tags": FactorKind.TAGS,
    "family": FactorKind.FAMILIES,
    "equal": FactorKind.EQUAL,
    "region": FactorKind.REGION,
    "experience_gap": FactorKind.GAP,
    "stage": FactorKind.STAGE,
    "languages": FactorKind.LANGUAGES,
    "availability": FactorKind.AVAILABILITY,
    "text": FactorKind.TEXT,
    "ranking": FactorKind.RANKING,
    "agreement": FactorKind.AGREEMENT,
}


def build(
    template: Template,
    members: Sequence[Snapshot],
    today: date,
    *,
    locked: Collection[IdPair] = (),
    forbidden: Collection[IdPair] = (),
) -> Instance:
    directory = reading.Directory([(member.id, member.participant_id, member.name) for member in members])
    reader = Reader(template, today, directory)
    selves = _selves(members)

    def people(role: str) -> tuple[Person, ...]:
        return tuple(reader.person(one, selves[one.person_id]) for one in members if one.role == role)

    return Instance(
        mentors=people("mentor"),
        mentees=people("mentee"),
        factors=tuple(_factor(template, factor) for factor in template.matching.factors),
        rules=tuple(
            _rule(rule, number)
            for number, rule in enumerate(template.matching.rules)
            if rule.kind != "not_blocked"  # blocks are kept always
        ),
        locked=frozenset(locked),
        forbidden=frozenset(forbidden),
    )


def _selves(members: Sequence[Snapshot]) -> dict[str, frozenset[str]]:
    """Whoever is mentor and mentee at once is two members, and never a pair."""
    found: dict[str, set[str]] = {}
    for member in members:
        found.setdefault(member.person_id, set()).add(member.id)
    return {person: frozenset(ids) for person, ids in found.items()}


def _factor(template: Template, wanted: Wanted) -> Factor:
    return Factor(wanted.key, wanted.label, KINDS[wanted.kind], wanted.weight, _params(template, wanted))


def _params(template: Template, wanted: Wanted) -> dict[str, object]:
    match wanted.kind:
        case "tags":
            return {"rarity": wanted.params.rarity}
        case "family":
            return {"families": _families(template, wanted.mentor) | _families(template, wanted.mentee)}
        case "region":
            return {"neighbours": dict(wanted.params.neighbours)}
        case "experience_gap":
            gap = wanted.params
            return {"ideal": (gap.ideal_from, gap.ideal_to), "least": gap.least, "most": gap.most}
        case "stage":
            return {"order": wanted.params.order}
        case "agreement":
            question = template.question(wanted.mentee)
            return {"scale": (1, question.steps)} if isinstance(question, Scale) else {}
        case "equal" | "languages" | "availability" | "text" | "ranking":
            return {}
        case _:
            assert_never(wanted)


def _families(template: Template, key: str) -> dict[str, str]:
    question = template.question(key)
    if question is None:
        return {}
    return {o.value: o.family for o in options_of(question, template.form.lists) if o.family is not None}


def _meets(member: Snapshot, mode: str | None) -> bool:
    """Distance speaks only for a mentee who chose in person, and about mentors who did not rule it out."""
    chosen = member.says(mode) if mode else None
    return chosen == "in_person" if member.role == "mentee" else chosen != "remote"


FACTS = {
    "different_institution": "institution",
    "different_department": "department",
    "not_supervisor": "supervisor",
    "common_language": "languages",
    "common_time": "availability",
    "mode_compatible": "mode",
    "cleared_for_minors": "cleared",
}
"""What a rule reads where the template names no question."""


def _key(number: int) -> str:
    return f"rule{number}"


def _when(number: int) -> str:
    return f"rule{number}_when"


def _rule(ruled: Ruled, number: int) -> HardRule:
    key = _key(number)
    match ruled.kind:
        case "different_institution" | "different_department":
            return HardRule(RuleKind.DIFFERENT, ruled.who, key)
        case "not_supervisor":
            return HardRule(RuleKind.NOT_SUPERVISOR, ruled.who, key)
        case "common_language" | "common_time" | "mode_compatible" | "equal":
            return HardRule(RuleKind.COMMON, ruled.who, key)
        case "cleared_for_minors":
            return HardRule(RuleKind.REQUIRES, ruled.who, key, {"when": _when(number)})
        case "experience_gap":
            return HardRule(RuleKind.AHEAD, ruled.who, key, {"least": ruled.at_least or 0})
        case "not_blocked":
            raise ValueError("blocks are no rule of the engine's")
        case _:
            assert_never(ruled.kind)


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads what a member said by what the template wants to know."""

    template: Template
    today: date
    directory: reading.Directory

    def person(self, member: Snapshot, selves: frozenset[str]) -> Person:
        blocked = self.directory.participants(member.preferences.get("blocks"))
        return Person(
            id=member.id,
            name=member.name,
            answers=dict(self._answers(member)),
            facts=dict(self._facts(member)),
            capacity=member.places,
            ranking=self.directory.participants(member.preferences.get("wishes")),
            blocks=frozenset(blocked) | selves,
            # Whether place counts is decided by who is given one below: it can differ from factor to factor.
            in_person=True,
        )

    @property
    def _born(self) -> str:
        minors = self.template.safeguarding.minors
        return minors.date_of_birth if minors is not None else ""

    def _is_minor(self, said: object) -> bool:
        minors = self.template.safeguarding.minors
        return reading.is_minor(said, self.today, minors.adult_at if minors is not None else 18)

    def _answers(self, member: Snapshot) -> Iterator[tuple[str, Answer]]:
        for wanted in self.template.matching.factors:
            value = self._answer(wanted, member)
            if value is not None:
                yield wanted.key, value

    def _answer(self, wanted: Wanted, member: Snapshot) -> Answer | None:
        key = wanted.mentor if member.role == "mentor" else wanted.mentee
        said = member.says(key)
        match wanted.kind:
            case "ranking":
                return None
            case "region":
                mode = wanted.params.mentor_mode if member.role == "mentor" else wanted.params.mentee_mode
                if wanted.params.only_in_person and not _meets(member, mode):
                    return None
                return reading.place(said, wanted.params.part)
            case "experience_gap":
                return reading.years(self.template.question(key), key, said, self.today)
            case _:
                return reading.plain(said)

    def _facts(self, member: Snapshot) -> Iterator[tuple[str, Answer]]:
        for number, ruled in enumerate(self.template.matching.rules):
            value = self._fact(ruled, member)
            if value is not None:
                asks = ruled.kind == "cleared_for_minors" and member.role == "mentee"
                yield (_when(number) if asks else _key(number)), value

    def _fact(self, ruled: Ruled, member: Snapshot) -> Answer | None:
        named = ruled.mentor if member.role == "mentor" else ruled.mentee
        asks = ruled.kind == "cleared_for_minors" and member.role == "mentee"
        key = named or (self._born if asks else FACTS.get(ruled.kind, ""))
        said = member.says(key)
        match ruled.kind:
            case "not_supervisor":
                return self.directory.named(said, besides=member.id)
            case "experience_gap":
                return reading.years(self.template.question(key), key, said, self.today)
            case "mode_compatible":
                return reading.modes(said)
            case "cleared_for_minors":
                return self._is_minor(said) if member.role == "mentee" else bool(said)
            case _:
                return reading.plain(said)
