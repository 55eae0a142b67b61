"""Quiet hours and public holidays: when what is not urgent may be said."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from storage.holidays import holidays

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
        if self.begin is None and not self.land:
            return moment.astimezone(UTC)
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


def is_holiday(day: date, land: str) -> bool:
    """Whether the day is a public holiday in the Land (ISO 3166-2:DE without "DE-": NW, BY …)."""
    return day in holidays(land, day.year)
