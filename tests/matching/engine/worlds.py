"""Small made-up programs for the engine's tests: every factor and rule, drawn with a seed."""

import random

from mentorhub.matching.engine import (
    Factor,
    FactorKind,
    HardRule,
    Instance,
    Person,
    Place,
    RuleKind,
)

TAGS = ["leadership", "research", "trauma", "wellness", "advocacy", "teaching", "grants", "moving abroad"]
SPECIALTIES = ["trauma", "vascular", "paediatrics", "family", "anaesthesia"]
FAMILIES = {"trauma": "surgery", "vascular": "surgery", "paediatrics": "primary", "family": "primary"}
SETTINGS = ["academic", "community", "rural"]
STAGES = ["student", "resident", "early", "senior"]
CITIES = [
    Place(47.6, -122.3),
    Place(45.5, -122.7),
    Place(61.2, -149.9),
    Place(30.3, -97.7),
    Place(47.7, -122.2),
]
TEXTS = ["grant writing and burnout", "private practice", "burnout, parental leave", "writing grants", ""]

FACTORS = (
    Factor("interests", "Interests", FactorKind.TAGS, 20),
    Factor("specialty", "Specialty", FactorKind.FAMILIES, 25, {"families": FAMILIES}),
    Factor("setting", "Setting", FactorKind.EQUAL, 10),
    Factor("place", "Place", FactorKind.DISTANCE, 20),
    Factor("years", "Experience", FactorKind.GAP, 10, {"ideal": [5, 15], "least": 1, "most": 30}),
    Factor("stage", "Stage", FactorKind.STAGE, 5, {"order": STAGES}),
    Factor("languages", "Languages", FactorKind.LANGUAGES, 5),
    Factor("hours", "Hours", FactorKind.AVAILABILITY, 7),
    Factor("clock", "Time zone", FactorKind.TIMEZONE, 3),
    Factor("goals", "Goals", FactorKind.TEXT, 10),
    Factor("choice", "Choices", FactorKind.RANKING, 15),
    Factor("style", "Style", FactorKind.AGREEMENT, 5, {"scale": [1, 5]}),
)
RULES = (
    HardRule(RuleKind.DIFFERENT, "from another institution", "institution"),
    HardRule(RuleKind.COMMON, "who shares a language with you", "languages"),
    HardRule(RuleKind.NOT_SUPERVISOR, "who does not supervise you", "supervisor"),
    HardRule(RuleKind.REQUIRES, "who is cleared to work with minors", "cleared", {"when": "minor"}),
    HardRule(RuleKind.WITHIN, "within your time zones", "clock", {"most": 4}),
)


def person(draw: random.Random, name: str, *, mentor: bool) -> Person:
    answers = {
        "interests": tuple(draw.sample(TAGS, draw.randint(0, 4))),
        "specialty": draw.choice(SPECIALTIES),
        "setting": draw.choice([*SETTINGS, ""]),
        "place": draw.choice(CITIES),
        "years": draw.randint(8, 35) if mentor else draw.randint(0, 15),
        "stage": draw.choice(STAGES[1:] if mentor else STAGES[:3]),
        "languages": tuple(draw.sample(["english", "spanish", "french"], draw.randint(1, 2))),
        "hours": tuple(draw.sample(["mon am", "mon pm", "tue am", "fri pm"], draw.randint(0, 3))),
        "clock": draw.choice([-9, -8, -7, -6, -5]),
        "goals": draw.choice(TEXTS),
        "style": draw.randint(1, 5),
    }
    facts = {
        "institution": draw.choice([f"i{number}" for number in range(8)]),
        "languages": answers["languages"],
        "clock": answers["clock"],
        "minor": draw.random() < 0.1,
        "cleared": draw.random() < 0.7,
    }
    return Person(
        name,
        answers=answers,
        facts=facts,
        capacity=draw.randint(1, 3) if mentor else 1,
        in_person=draw.choice([True, False, None]),
    )


def world(seed: int, mentees: int = 12, mentors: int = 6, *, rules: tuple[HardRule, ...] = RULES) -> Instance:
    draw = random.Random(seed)
    mentor_ids = [f"m{number:03}" for number in range(mentors)]
    mentee_ids = [f"e{number:03}" for number in range(mentees)]

    def ranked(one: Person, others: list[str]) -> Person:
        if draw.random() < 0.6 or not others:
            return one
        chosen = tuple(draw.sample(others, min(3, len(others))))
        blocks = frozenset(draw.sample(others, 1)) - set(chosen)
        return Person(one.id, "", one.answers, one.facts, one.capacity, chosen, blocks, one.in_person)

    return Instance(
        mentors=tuple(ranked(person(draw, name, mentor=True), mentee_ids) for name in mentor_ids),
        mentees=tuple(ranked(person(draw, name, mentor=False), mentor_ids) for name in mentee_ids),
        factors=FACTORS,
        rules=rules,
    )
