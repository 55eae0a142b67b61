"""Offsets before a moment as they are stored: ISO 8601 durations ("P7D", "PT1H"), or to a time of day ("P1D@18:00").

Days, weeks, months and years are taken off the wall clock of the event's zone, hours and minutes off the clock that
runs on: a day before 14:00 is 14:00, also across the change to summer time (RFC 5545, section 3.3.6).
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta

_ISO = re.compile(
    r"P(?:(?P<years>\d+)Y)?(?:(?P<months>\d+)M)?(?:(?P<weeks>\d+)W)?(?:(?P<days>\d+)D)?"
    r"(?:T(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?)?(?:@(?P<at>\d\d:\d\d))?"
)
DAY_BEGINS = time(9)  # when a day whose hour is not known begins, for offsets before it


@dataclass(frozen=True, slots=True)
class Offset:
    """So long before a moment. ``at``: the wall time that the offset ends at, where it names one."""

    years: int = 0
    months: int = 0
    days: int = 0
    minutes: int = 0
    at: time | None = None

    @property
    def is_below_a_day(self) -> bool:
        """Whether it only makes sense before a moment whose hour is known."""
        return not (self.years or self.months or self.days)

    @property
    def is_nothing(self) -> bool:
        """Whether it is the moment itself."""
        return not (self.years or self.months or self.days or self.minutes) and self.at is None

    def before(self, start: datetime) -> datetime:
        """Return the moment so long before ``start`` (aware, in its own zone), in UTC."""
        zone = start.tzinfo
        wall = start.replace(tzinfo=None) - relativedelta(years=self.years, months=self.months, days=self.days)
        if self.at is not None:
            wall = datetime.combine(wall.date(), self.at)
        return wall.replace(tzinfo=zone).astimezone(UTC) - timedelta(minutes=self.minutes)

    def __str__(self) -> str:
        date = "".join(
            f"{value}{unit}" for value, unit in ((self.years, "Y"), (self.months, "M"), (self.days, "D")) if value
        )
        hours, minutes = divmod(self.minutes, 60)
        clock = "".join(f"{value}{unit}" for value, unit in ((hours, "H"), (minutes, "M")) if value)
        if not date and not clock:
            clock = "0M"
        return f"P{date}" + (f"T{clock}" if clock else "") + (f"@{self.at:%H:%M}" if self.at else "")


@lru_cache(maxsize=256)
def read_offset(text: str) -> Offset:
    """Read a stored offset. Raises ``ValueError`` for anything else."""
    match = _ISO.fullmatch(text)
    if match is None or text in {"P", "PT"}:
        raise ValueError(text)
    part = {name: int(value or 0) for name, value in match.groupdict().items() if name != "at"}
    at = time.fromisoformat(match["at"]) if match["at"] else None
    days = part["days"] + 7 * part["weeks"]
    return Offset(part["years"], part["months"], days, 60 * part["hours"] + part["minutes"], at)


def start_of_day(day: datetime, zone: str) -> datetime:
    """Return when a day whose hour is not known begins, for reminders: nine o'clock."""
    local = day.astimezone(ZoneInfo(zone))
    return datetime.combine(local.date(), DAY_BEGINS, local.tzinfo)
