"""Every way a template can fail to fit together: what was changed, where the fault is told, and how."""

from tests.programs.faults import asking, matching, running

FAULTS = [*matching.FAULTS, *asking.FAULTS, *running.FAULTS]
