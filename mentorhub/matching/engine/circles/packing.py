"""The best choice among all circles that ever stood, no two sharing a person: exact, for small programs."""

from ortools.sat.python import cp_model

from mentorhub.matching.engine.circles.peers import Peer

MOST_PEOPLE = 400
MOST_CIRCLES = 30_000
EFFORT = 6.0
"""In the solver's own measure, which is the same on every machine; about as many seconds."""


def choose(seen: list[tuple[Peer, ...]], kept: set[int]) -> list[tuple[Peer, ...]]:
    """As many people as can be placed. `kept` people are seated elsewhere already."""
    circles = [circle for circle in seen if not any(peer.at in kept for peer in circle)][-MOST_CIRCLES:]
    model = cp_model.CpModel()
    taken = [model.new_bool_var(f"c{number}") for number in range(len(circles))]
    of_person: dict[int, list[cp_model.IntVar]] = {}
    for circle, variable in zip(circles, taken, strict=True):
        for peer in circle:
            of_person.setdefault(peer.at, []).append(variable)
    for variables in of_person.values():
        model.add_at_most_one(variables)
    model.maximize(sum(len(circle) * variable for circle, variable in zip(circles, taken, strict=True)))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 1
    solver.parameters.max_deterministic_time = EFFORT
    status = solver.solve(model)
    if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return []
    return [circle for circle, variable in zip(circles, taken, strict=True) if solver.value(variable)]
