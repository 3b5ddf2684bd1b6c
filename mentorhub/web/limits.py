"""How many events one tab may send; a person never notices, a script does."""

import time
from collections import OrderedDict
from dataclasses import dataclass, field


@dataclass
class Bucket:
    """A token bucket for each key, of which the least recently used are forgotten."""

    per_second: float
    burst: int
    keep: int = 10_000
    _levels: OrderedDict[str, tuple[float, float]] = field(default_factory=OrderedDict)

    def allow(self, key: str) -> bool:
        now = time.monotonic()
        level, at = self._levels.pop(key, (float(self.burst), now))
        level = min(self.burst, level + (now - at) * self.per_second)
        allowed = level >= 1
        self._levels[key] = (level - 1 if allowed else level, now)
        if len(self._levels) > self.keep:
            self._levels.popitem(last=False)
        return allowed


EVENTS = Bucket(per_second=40, burst=200)
