"""How fast people and rooms are answered: commands above the rate wait, none is dropped."""

from collections import OrderedDict
from dataclasses import dataclass

REMEMBERED = 2_000  # people or rooms at most; who was not heard for long starts fresh
WORTH_TELLING = 2.0  # seconds that answers were held back, in all, since there was last no need to


class Pace:
    """A bucket for each person or room: ``per_minute`` commands at once, refilled evenly (token bucket)."""

    def __init__(self, per_minute: int) -> None:
        self._capacity = float(max(per_minute, 1))
        self._refill = self._capacity / 60
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, who: str, now: float) -> float:
        """Take one command's worth and return the seconds to wait before answering; ``now`` is monotonic."""
        level, at = self._buckets.pop(who, (self._capacity, now))
        level = min(self._capacity, level + (now - at) * self._refill) - 1
        self._buckets[who] = (level, now)
        if len(self._buckets) > REMEMBERED:
            self._buckets.popitem(last=False)
        return max(0.0, -level / self._refill)


@dataclass(frozen=True, slots=True)
class Held:
    """An answer that is held back: for how many seconds, because of whom, and whether that should be said."""

    seconds: float
    who: str  # the person or the room whose rate is exceeded
    is_room: bool
    is_long: bool


class Limits:
    """The rates of people and of rooms together."""

    def __init__(self, per_person: int, per_room: int) -> None:
        self._people = Pace(per_person)
        self._rooms = Pace(per_room)
        self._held: OrderedDict[str, float] = OrderedDict()

    def hold(self, person: str, room: str, now: float) -> Held | None:
        """Count one command; ``None`` if it is answered at once. ``now`` is monotonic."""
        person_waits, room_waits = self._people.wait(person, now), self._rooms.wait(room, now)
        if person_waits == 0 == room_waits:
            if self._held:
                self._held.pop(person, None)
                self._held.pop(room, None)
            return None
        is_room = room_waits > person_waits
        who, seconds = (room, room_waits) if is_room else (person, person_waits)
        so_far = self._held.pop(who, 0.0) + seconds
        self._held[who] = so_far
        if len(self._held) > REMEMBERED:
            self._held.popitem(last=False)
        return Held(seconds, who, is_room, so_far >= WORTH_TELLING)
