"""Runs in an environment of its own with `mentor-match`: a table of scores in, seconds and total out."""

import json
import resource
import sys
import time
from pathlib import Path

from matching.mentee import Mentee
from matching.mentor import Mentor
from matching.process import generate_match_matrix, match_and_assign_participants
from matching.rules.rule import Disqualify


class Scored:
    """The instance's own score, as one of the library's rules."""

    def __init__(self, scores: list[list[int]]) -> None:
        self.scores = scores

    def evaluate(self, match: object) -> bool:
        return self.score(match) >= 0

    def apply(self, match: object) -> int:
        return max(0, self.score(match))

    def score(self, match: object) -> int:
        return self.scores[match.mentee.grade][match.mentor.grade]  # type: ignore[attr-defined]  # the peer's own class


def main() -> None:
    instance = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    scores, places = instance["scores"], instance["places"]
    started = time.process_time()
    mentors = [Mentor(grade=at, email=f"m{at}") for at, count in enumerate(places) for _ in range(count)]
    mentees = [Mentee(grade=at, email=f"e{at}") for at in range(len(scores))]
    rule = Scored(scores)
    matrix = generate_match_matrix(
        mentors, mentees, [rule, Disqualify(lambda match: not rule.evaluate(match))]
    )
    match_and_assign_participants(matrix)
    seconds = time.process_time() - started
    got = [scores[mentee.grade][mentee.mentors[0].grade] for mentee in mentees if mentee.mentors]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "matched": len(got), "total": sum(got), "memory": memory}))


main()
