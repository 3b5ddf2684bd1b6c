"""Made-up programs of any size, the same for the same seed.

40 % mentors with one to three places, rare and common tags, 300 metropolitan areas, and rules that forbid
10 to 14 % of the pairs. `tight`: hardly more places than mentees; `scarce`: places for two in three.
"""

import random
from dataclasses import replace
from itertools import accumulate
from typing import Literal

from mentorhub.matching.engine import Factor, FactorKind, HardRule, Instance, Person, Place, RuleKind

Regime = Literal["tight", "scarce"]
CAPACITY: dict[Regime, tuple[float, ...]] = {"tight": (0.55, 0.35, 0.10), "scarce": (0.92, 0.06, 0.02)}
TAGS = [f"topic {number}" for number in range(60)]
TAG_WEIGHTS = [1 / (rank + 2) for rank in range(len(TAGS))]  # few common, many rare
SPECIALTIES = [f"specialty {number}" for number in range(36)]
FAMILIES = {name: f"family {number // 4}" for number, name in enumerate(SPECIALTIES)}
SETTINGS = ["academic", "community", "rural", "military", "private"]
STAGES = ["student", "resident", "fellow", "early", "mid", "senior"]
LANGUAGES = ["english", "spanish", "mandarin", "french"]
WORDS = [f"word{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(300)]

FACTORS = (
    Factor("interests", "Interests", FactorKind.TAGS, 25),
    Factor("specialty", "Specialty", FactorKind.FAMILIES, 20, {"families": FAMILIES}),
    Factor("setting", "Setting", FactorKind.EQUAL, 10),
    Factor("place", "Place", FactorKind.DISTANCE, 15),
    Factor("years", "Experience", FactorKind.GAP, 10, {"ideal": [6, 15], "least": 1, "most": 35}),
    Factor("stage", "Stage", FactorKind.STAGE, 5, {"order": STAGES}),
    Factor("goals", "Goals", FactorKind.TEXT, 10),
    Factor("languages", "Languages", FactorKind.LANGUAGES, 5),
)
RANKED = Factor("choice", "Choices", FactorKind.RANKING, 15)
RULES = (
    HardRule(RuleKind.COMMON, "who shares a language with you", "languages"),
    HardRule(RuleKind.DIFFERENT, "from another institution", "institution"),
    HardRule(RuleKind.WITHIN, "within your time zones", "clock", {"most": 2}),
)


class Drawing:
    """Weighted draws with their running sums kept: at 100,000 people that is most of the time."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.tag_sums = list(accumulate(TAG_WEIGHTS))
        self.areas = [Place(self.random.uniform(26, 48), self.random.uniform(-123, -70)) for _ in range(300)]
        self.area_sums = list(accumulate(1 / (rank + 5) for rank in range(300)))
        self.word_sums = list(accumulate(1 / (rank + 8) for rank in range(len(WORDS))))

    def person(self, name: str, *, mentor: bool, capacity: tuple[float, ...], institutions: int) -> Person:
        draw = self.random
        area = draw.choices(self.areas, cum_weights=self.area_sums)[0]
        languages = ("english",) if draw.random() < 0.96 else (draw.choice(LANGUAGES[1:]),)
        if draw.random() < 0.2:
            languages = tuple({*languages, draw.choice(LANGUAGES)})
        clock = -8 + round((area.longitude + 123) / 53 * 3)
        answers = {
            "interests": tuple(set(draw.choices(TAGS, cum_weights=self.tag_sums, k=6 if mentor else 4))),
            "specialty": draw.choice(SPECIALTIES),
            "setting": draw.choice(SETTINGS),
            "place": area,
            "years": draw.randint(8, 35) if mentor else draw.randint(0, 12),
            "stage": draw.choice(STAGES[3:] if mentor else STAGES[:4]),
            "goals": " ".join(draw.choices(WORDS, cum_weights=self.word_sums, k=12 if mentor else 8)),
            "languages": languages,
        }
        facts = {
            "languages": languages,
            "institution": f"institution {draw.randrange(institutions)}",
            "clock": clock,
        }
        places = draw.choices((1, 2, 3), capacity)[0] if mentor else 1
        return Person(name, "", answers, facts, places, in_person=draw.random() < 0.4)


def program(people: int, regime: Regime = "tight", seed: int = 1, *, ranking: float = 0.0) -> Instance:
    drawing = Drawing(seed)
    mentors = people * 2 // 5
    institutions = max(25, people // 40)
    mentor_side = [
        drawing.person(f"m{at:06}", mentor=True, capacity=CAPACITY[regime], institutions=institutions)
        for at in range(mentors)
    ]
    mentee_side = [
        drawing.person(f"e{at:06}", mentor=False, capacity=(1.0, 0, 0), institutions=institutions)
        for at in range(people - mentors)
    ]
    factors = FACTORS
    if ranking:
        factors = (*FACTORS, RANKED)
        mentee_side, mentor_side = _ranked(drawing.random, mentee_side, mentor_side, ranking)
    return Instance(tuple(mentor_side), tuple(mentee_side), factors, RULES)


def _ranked(
    draw: random.Random, mentees: list[Person], mentors: list[Person], share: float
) -> tuple[list[Person], list[Person]]:
    """That share of everybody ranks five: of forty of their own field those with most in common."""
    ranking: dict[str, tuple[str, ...]] = {}
    for people, others in ((mentees, _by_field(mentors)), (mentors, _by_field(mentees))):
        for person in people:
            if draw.random() < share:
                ranking[person.id] = _favourites(draw, person, others[str(person.answers["specialty"])])
    return (
        [replace(person, ranking=ranking.get(person.id, ())) for person in mentees],
        [replace(person, ranking=ranking.get(person.id, ())) for person in mentors],
    )


def _by_field(people: list[Person]) -> dict[str, list[Person]]:
    fields: dict[str, list[Person]] = {name: [] for name in SPECIALTIES}
    for person in people:
        fields[str(person.answers["specialty"])].append(person)
    return fields


def _favourites(draw: random.Random, person: Person, others: list[Person]) -> tuple[str, ...]:
    seen = draw.sample(others, min(40, len(others)))
    return tuple(other.id for other in sorted(seen, key=lambda other: -_in_common(person, other))[:5])


def _in_common(one: Person, other: Person) -> int:
    mine, theirs = one.answers["interests"], other.answers["interests"]
    shared = len(set(mine) & set(theirs))  # type: ignore[arg-type]  # facts are of any kind
    near = one.in_person is True and one.answers["place"] == other.answers["place"]
    return 3 * shared + 2 * (one.answers["setting"] == other.answers["setting"]) + 3 * near
