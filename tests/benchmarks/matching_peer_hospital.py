"""Runs in an environment of its own with `matching`: hospital and residents over lists ordered by score."""

import json
import resource
import sys
import time
from pathlib import Path

from matching.games import HospitalResident


def main() -> None:
    sys.setrecursionlimit(100_000)  # it copies its players deeply
    instance = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    scores, places = instance["scores"], instance["places"]
    open_mentors = [at for at, count in enumerate(places) if count]
    started = time.process_time()
    wishes = {
        f"e{mentee}": [f"m{m}" for m in sorted(open_mentors, key=lambda m: -row[m]) if row[m] >= 0]
        for mentee, row in enumerate(scores)
    }
    wishes = {mentee: mentors for mentee, mentors in wishes.items() if mentors}
    ranked: dict[str, list[tuple[int, str]]] = {f"m{m}": [] for m in open_mentors}
    for mentee, mentors in wishes.items():
        for mentor in mentors:
            ranked[mentor].append((-scores[int(mentee[1:])][int(mentor[1:])], mentee))
    lists = {mentor: [name for _, name in sorted(names)] for mentor, names in ranked.items() if names}
    game = HospitalResident.create_from_dictionaries(
        wishes, lists, {mentor: places[int(mentor[1:])] for mentor in lists}
    )
    game.solve()
    seconds = time.process_time() - started
    got = [
        scores[int(resident.name[1:])][int(hospital.name[1:])]
        for hospital, residents in game.matching.items()
        for resident in residents
    ]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "matched": len(got), "total": sum(got), "memory": memory}))


main()
