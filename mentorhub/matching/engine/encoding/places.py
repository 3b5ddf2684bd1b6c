"""Distance and region: they count only where the mentee chose to meet in person.

With the setting `only_in_person` off they count for everybody.
"""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from mentorhub.matching.engine.encoding.drafts import STEPS, Draft, Grades, Meaning, Words, by_name, drafted
from mentorhub.matching.engine.encoding.values import numbers, words
from mentorhub.matching.engine.errors import MatchingError
from mentorhub.matching.engine.instance import Factor, Person, Place

EARTH_KM = 6371.0088
MOST_PLACES = 1500
GRIDS = (100, 20, 10, 4, 2, 1)
"""Parts of a degree that places are rounded to, until few enough are left."""


def distance(factor: Factor, mentees: Sequence[Person], mentors: Sequence[Person]) -> Draft:
    bands = numbers(factor.params, "bands", (25, 100, 250, 500))
    if len(bands) != STEPS or sorted(bands) != bands:
        raise MatchingError(f"“{factor.label}” needs {STEPS} rising distances in kilometres.")
    here = [_place(factor, person) for person in mentees if _wants(factor, person)]
    there = [_place(factor, person) for person in mentors if _offers(factor, person)]
    grid = _grid([place for place in (*here, *there) if place])

    def grades(mine: Words, theirs: Words) -> Grades:
        apart = _kilometres(mine, theirs)
        return sum(((apart <= band).astype(np.int64) for band in bands), np.zeros(apart.shape, np.int64))

    meaning = Meaning(
        lambda person: _name(_place(factor, person) if _wants(factor, person) else None, grid),
        lambda person: _name(_place(factor, person) if _offers(factor, person) else None, grid),
        grades,
    )
    return drafted(factor.key, meaning, mentees, mentors)


def region(factor: Factor) -> Meaning:
    """The same region fully, a neighbour half."""
    neighbours = factor.params.get("neighbours", {})
    if not isinstance(neighbours, Mapping):
        raise MatchingError(f"“{factor.label}” needs its neighbours as a table of region and regions.")
    near = {(str(a).casefold(), str(b).casefold()) for a, others in neighbours.items() for b in others}

    def grade(here: str, there: str) -> int:
        if here == there:
            return STEPS
        return STEPS // 2 if (here, there) in near or (there, here) in near else 0

    return Meaning(
        lambda person: words(person.answers.get(factor.key)) if _wants(factor, person) else (),
        lambda person: words(person.answers.get(factor.key)) if _offers(factor, person) else (),
        lambda mine, theirs: by_name(mine, theirs, grade),
    )


def _wants(factor: Factor, mentee: Person) -> bool:
    return mentee.in_person is True or not factor.params.get("only_in_person", True)


def _offers(factor: Factor, mentor: Person) -> bool:
    return mentor.in_person is not False or not factor.params.get("only_in_person", True)


def _place(factor: Factor, person: Person) -> Place | None:
    place = person.answers.get(factor.key)
    if place is None:
        return None
    if not isinstance(place, Place):
        raise MatchingError(f"“{factor.label}” of {person.id} should be a place with latitude and longitude.")
    if not (-90 <= place.latitude <= 90 and -180 <= place.longitude <= 180):
        raise MatchingError(f"“{factor.label}” of {person.id} is not a place on the earth.")
    return place


def _name(place: Place | None, grid: int) -> tuple[str, ...]:
    return (
        () if place is None else (f"{round(place.latitude * grid)},{round(place.longitude * grid)},{grid}",)
    )


def _grid(places: list[Place]) -> int:
    for grid in GRIDS:
        if len({_name(place, grid) for place in places}) <= MOST_PLACES:
            return grid
    return GRIDS[-1]


def _kilometres(mine: tuple[str, ...], theirs: tuple[str, ...]) -> npt.NDArray[np.int64]:
    """Whole kilometres along the great circle."""

    def radians(names: tuple[str, ...]) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
        rows = np.array([[int(part) for part in name.split(",")] for name in names], np.float64)
        rows = rows.reshape(len(names), 3)
        return np.radians(rows[:, 0] / rows[:, 2]), np.radians(rows[:, 1] / rows[:, 2])

    (lat, lon), (lat2, lon2) = radians(mine), radians(theirs)
    chord = (
        np.sin((lat2[None, :] - lat[:, None]) / 2) ** 2
        + np.cos(lat)[:, None] * np.cos(lat2)[None, :] * np.sin((lon2[None, :] - lon[:, None]) / 2) ** 2
    )
    apart: npt.NDArray[np.int64] = np.rint(
        2 * EARTH_KM * np.arcsin(np.sqrt(np.clip(chord, 0.0, 1.0)))
    ).astype(np.int64)
    return apart


def kilometres(here: Place, there: Place) -> int:
    """For sentences; the score's own distances are those of the places rounded to a grid."""
    names = [_name(place, GRIDS[0])[0] for place in (here, there)]
    return int(_kilometres((names[0],), (names[1],))[0, 0])
