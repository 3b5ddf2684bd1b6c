"""Made-up peers for circles, the same for the same seed: institutions, zones, hours, interests, stages."""

import random

from mentorhub.matching.engine import Person

INTERESTS = [
    "parental leave", "burnout", "leadership", "research", "negotiation", "promotion", "harassment",
    "sponsorship", "publishing", "grants",
]  # fmt: skip
DAYS = ("mon", "tue", "wed", "thu", "sun")
STAGES = ["student", "resident", "early", "mid", "senior"]
STAGE_WEIGHTS = [10, 30, 30, 20, 10]
ZONES = {"east": -5, "central": -6, "mountain": -7, "west": -8}
SPECIALTIES = [f"specialty {number}" for number in range(20)]


def peers(people: int, seed: int = 1) -> list[Person]:
    """Everybody names two to four interests, and two hours on two or three evenings by their own clock."""
    draw = random.Random(seed)
    institutions = range(max(30, people // 10))
    sizes = [1 / (rank + 5) for rank in institutions]  # a few large, many small
    made: list[Person] = []
    for number in range(people):
        region = draw.choice(list(ZONES))
        boss = f"p{draw.randrange(people):05}" if draw.random() < 0.2 else ""
        blocks = frozenset({f"p{draw.randrange(people):05}"}) if draw.random() < 0.05 else frozenset()
        facts = {
            "institution": f"institution {draw.choices(institutions, sizes)[0]}",
            "hours": _evenings(draw),
            "clock": ZONES[region],
            "interests": tuple(draw.sample(INTERESTS, draw.randint(2, 4))),
            "seniority": draw.choices(STAGES, STAGE_WEIGHTS)[0],
            "supervisor": boss,
            "region": region,
            "specialty": draw.choice(SPECIALTIES),
        }
        made.append(Person(f"p{number:05}", facts=facts, blocks=blocks))
    return made


def _evenings(draw: random.Random) -> tuple[str, ...]:
    free = []
    for day in draw.sample(DAYS, draw.randint(2, 3)):
        start = draw.choice((17, 18, 19))
        free += [f"{day} {start}", f"{day} {start + 1}"]
    return tuple(free)
