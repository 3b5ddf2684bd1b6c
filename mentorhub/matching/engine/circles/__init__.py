"""Circles of peers: `form` makes and tops up, `mergers` and `split` keep them in shape."""

from mentorhub.matching.engine.circles.form import form
from mentorhub.matching.engine.circles.model import Circle, CircleRules, Circles, Unplaced
from mentorhub.matching.engine.circles.upkeep import mergers, split

__all__ = ["Circle", "CircleRules", "Circles", "Unplaced", "form", "mergers", "split"]
