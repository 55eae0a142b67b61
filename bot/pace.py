"""How fast one person is answered: commands above the rate wait, none is dropped."""

from collections import OrderedDict

PEOPLE = 2_000  # remembered at most; who was not heard for long starts fresh


class Pace:
    """A bucket for each person: ``per_minute`` commands at once, refilled evenly (token bucket)."""

    def __init__(self, per_minute: int) -> None:
        self._capacity = float(max(per_minute, 1))
        self._refill = self._capacity / 60
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, person: str, now: float) -> float:
        """Take one command's worth and return the seconds to wait before answering; ``now`` is monotonic."""
        level, at = self._buckets.pop(person, (self._capacity, now))
        level = min(self._capacity, level + (now - at) * self._refill) - 1
        self._buckets[person] = (level, now)
        if len(self._buckets) > PEOPLE:
            self._buckets.popitem(last=False)
        return max(0.0, -level / self._refill)
