"""The compiled loops are an extra: without them the same answer comes, only later."""

import json
import subprocess
import sys

from mentorhub.matching.engine import Aim, Register, solve
from tests.benchmarks.matching_instances import program
from tests.matching.engine.test_near import lists

SCRIPT = """
import json, sys
class NoNumba:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] == "numba":
            raise ImportError(name)
sys.meta_path.insert(0, NoNumba())
from tests.matching.engine.test_without_numba import answers
from mentorhub.matching.engine.solving.jit import FAST
assert not FAST
print(json.dumps(answers()))
"""


def answers() -> list[list[list[str]]]:
    """A run by each aim, and a register after somebody left and came back, also with lists of who is near."""
    instance = program(120, "tight", 5, ranking=0.5)
    found = [[[pair.mentee, pair.mentor] for pair in solve(instance, aim).pairs] for aim in Aim]
    found.append([[pair.mentee, pair.mentor] for pair in solve(instance, stable=True).pairs])
    for listed in (False, True):
        register = Register(instance)
        if listed:
            register._near = lists(register, 4, 100)
        register.mentee_leaves("e000007")
        register.mentor_leaves("m000003")
        register.mentee_comes("e000007")
        found.append([list(pair) for pair in sorted(register.proposals)])
    return found


def test_without_numba_the_answers_are_the_same() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == answers()
