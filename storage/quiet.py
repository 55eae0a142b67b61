"""Quiet hours and public holidays: when what is not urgent may be said."""

import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, lru_cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any
from zoneinfo import ZoneInfo

MORNING = time(8)
LONGEST_HOLIDAYS = 14  # days in a row that are looked through


@dataclass(frozen=True, slots=True)
class Quiet:
    """A room's rest: from ``begin`` to ``end`` by the wall clock (over midnight too), and the holidays of ``land``."""

    begin: time | None = None
    end: time | None = None
    land: str | None = None

    def next_allowed(self, moment: datetime, zone: str, *, holidays: bool) -> datetime:
        """Return ``moment``, or when the rest around it is over; in UTC. ``holidays``: rest on these, too."""
        tz = ZoneInfo(zone)
        local = moment.astimezone(tz)
        for _ in range(LONGEST_HOLIDAYS):
            moved = self._after_hours(local)
            if holidays and self.land and is_holiday(moved.date(), self.land):
                moved = datetime.combine(moved.date() + timedelta(days=1), MORNING, tz)
            if moved == local:
                break
            local = moved
        return local.astimezone(UTC)

    def _after_hours(self, local: datetime) -> datetime:
        if self.begin is None or self.end is None or self.begin == self.end:
            return local
        now = local.time()
        if self.begin < self.end:
            rests, day = self.begin <= now < self.end, local.date()
        else:
            rests = now >= self.begin or now < self.end
            day = local.date() + timedelta(days=1) if now >= self.begin else local.date()
        return datetime.combine(day, self.end, local.tzinfo) if rests else local


@lru_cache(maxsize=64)
def _holidays(land: str, year: int) -> frozenset[date]:
    return frozenset(_germany()(subdiv=land, years=year))


@cache
def _germany() -> Any:
    """Load Germany's holidays alone.

    The library's package of countries imports all two hundred: ten megabytes, and the bot stands still for a third
    of a second. So that package is put in place without being run.
    """
    import holidays  # noqa: PLC0415  # only rooms with a Land need it

    name = "holidays.countries"
    if name not in sys.modules:
        package = ModuleType(name)
        package.__path__ = [str(Path(holidays.__file__).parent / "countries")]
        sys.modules[name] = package
    try:
        return import_module(f"{name}.germany").Germany
    finally:
        if name in sys.modules and not hasattr(sys.modules[name], "__file__"):
            del sys.modules[name]


def is_holiday(day: date, land: str) -> bool:
    """Whether the day is a public holiday in the Land (ISO 3166-2:DE without "DE-": NW, BY …)."""
    return day in _holidays(land, day.year)
