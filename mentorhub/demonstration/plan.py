"""Who applies when, and what comes of it."""

from collections.abc import Iterator, Sequence

from mentorhub.demonstration.applying import Applicant, Outcome
from mentorhub.demonstration.crowd import Human
from mentorhub.demonstration.stage import Stage
from mentorhub.programs.template import RoleKey

FIRST, SECOND, THIRD, FOURTH = 395.0, 190.0, 32.0, 3.6
"""Days ago: each of these waves is in time for one of the rounds."""

PARTS: dict[str, tuple[float, Outcome]] = {
    "mentor_of_two": (FIRST, "accepted"),
    "oldest_pair": (FIRST, "accepted"),
    "running_pair": (SECOND, "accepted"),
    "proposal_waits": (THIRD, "accepted"),
    "mentor_this_week": (THIRD, "accepted"),
    "accepted": (THIRD, "accepted"),
    "waitlisted": (THIRD, "waitlisted"),
    "asked_back": (6.0, "asked_back"),
    "refused": (1.0, "refused"),
}
MENTORS: tuple[tuple[float, Outcome], ...] = (
    *((FIRST, "accepted"),) * 5,
    *((SECOND, "accepted"),) * 4,
    *((THIRD, "accepted"),) * 2,
    (24.0, "declined"),
    (2.0, "submitted"),
    *((FOURTH, "accepted"),) * 3,
)
MENTEES: tuple[tuple[float, Outcome], ...] = (
    *((FIRST, "accepted"),) * 5,
    *((SECOND, "accepted"),) * 5,
    *((THIRD, "accepted"),) * 3,
    (1.5, "submitted"),
    (0.4, "submitted"),
    (14.0, "waitlisted"),
    *((FOURTH, "accepted"),) * 9,
)
PEERS: tuple[tuple[float, Outcome], ...] = (
    *((60.0, "accepted"),) * 7,
    *((THIRD, "accepted"),) * 6,
    (28.0, "declined"),
    (12.0, "waitlisted"),
    (11.0, "waitlisted"),
    *((FOURTH, "accepted"),) * 4,
    (1.7, "submitted"),
    (0.5, "submitted"),
)
NO_ROUNDS_YET: dict[float, float] = {FIRST: 75.0, SECOND: 48.0}
"""Where nobody is paired yet, nobody has been waiting for a year."""


def applicants_of(
    stage: Stage, seniors: Sequence[Human], juniors: Sequence[Human], cast: Sequence[Human]
) -> list[Applicant]:
    found = [_of_cast(stage, human) for human in cast if human.member and human.member.part]
    if stage.setting.mentors:
        found += _spread(stage, "mentor", seniors[: stage.setting.mentors], MENTORS)
        found += _spread(stage, "mentee", juniors[: stage.setting.mentees], MENTEES)
    else:
        found += _spread(stage, "peer", juniors[: stage.setting.mentees], PEERS)
    return found


def _of_cast(stage: Stage, human: Human) -> Applicant:
    member = human.member
    if member is None:
        raise ValueError("Only the cast has parts.")
    days_ago, outcome = PARTS[member.part]
    role: RoleKey = "mentor" if member.role == "mentor" else "peer" if member.role == "peer" else "mentee"
    return Applicant(human, role, _when(stage, days_ago), outcome)


def _spread(
    stage: Stage, role: RoleKey, humans: Sequence[Human], outcomes: Sequence[tuple[float, Outcome]]
) -> Iterator[Applicant]:
    """A few days apart, the later ones first: nobody applies on the same evening as everybody else."""
    for place, (human, (days_ago, outcome)) in enumerate(zip(humans, outcomes, strict=False)):
        yield Applicant(human, role, _when(stage, days_ago) + 0.45 * (place % 7) * (days_ago > 5), outcome)


def _when(stage: Stage, days_ago: float) -> float:
    return days_ago if stage.setting.pairs else NO_ROUNDS_YET.get(days_ago, days_ago)
