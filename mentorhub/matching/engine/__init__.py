"""The matching engine: provably best, fair, explained.

`solve(instance)` gives an `Assignment` with its proof; `certificate.check` reads the proof again.
Pure: no database, no web, nothing of ours outside this folder.
"""

from mentorhub.matching.engine.certificate import check
from mentorhub.matching.engine.desk import Desk, explain, what_if
from mentorhub.matching.engine.errors import Cancelled, MatchingError
from mentorhub.matching.engine.instance import (
    FULL_SCORE,
    Aim,
    Answer,
    Factor,
    FactorKind,
    HardRule,
    Instance,
    Person,
    Place,
    RuleKind,
)
from mentorhub.matching.engine.rebalance import Rebalance, rebalance
from mentorhub.matching.engine.register import Register
from mentorhub.matching.engine.result import (
    Alternative,
    Assignment,
    Certificate,
    Change,
    Explanation,
    Pair,
    Part,
    Proof,
    Unmatched,
    WhatIf,
)
from mentorhub.matching.engine.solve import solve

__all__ = [
    "FULL_SCORE",
    "Aim",
    "Alternative",
    "Answer",
    "Assignment",
    "Cancelled",
    "Certificate",
    "Change",
    "Desk",
    "Explanation",
    "Factor",
    "FactorKind",
    "HardRule",
    "Instance",
    "MatchingError",
    "Pair",
    "Part",
    "Person",
    "Place",
    "Proof",
    "Rebalance",
    "Register",
    "RuleKind",
    "Unmatched",
    "WhatIf",
    "check",
    "explain",
    "rebalance",
    "solve",
    "what_if",
]
